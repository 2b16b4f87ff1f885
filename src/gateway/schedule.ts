/**
 * When an announcement is sent again. The table is the one that Standard Webhooks recommends.
 * @module
 */
import { after, hour, millisBetween, minute } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'

/** Milliseconds before each attempt, counted from the one before it: 75 h 35 min 5 s in all. */
export const schedule = [
  0,
  5000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const

/** Up to a tenth is added, so that those who failed together do not come back together. */
const jitter = 0.1

/** A receiver cannot put us off for longer than the longest wait of the table. */
const longestMillis = 24 * hour

/**
 * When the attempt after the `n`th is due; `undefined` after the last. `retryAfter` may make it
 * later, never earlier.
 */
export function nextAttempt(
  n: number,
  now: Instant,
  chance: number,
  retryAfterMillis = 0,
): Instant | undefined {
  const wait = schedule[n]
  if (wait === undefined) return undefined
  const asked = Math.min(Math.max(retryAfterMillis, 0), longestMillis)
  return after(now, Math.max(Math.round(wait * (1 + jitter * chance)), asked))
}

/** `Retry-After` (RFC 9110, 10.2.3) in milliseconds: seconds, or a date; 0 for anything else. */
export function retryAfterMillis(header: string | null, now: Instant): number {
  if (header === null) return 0
  if (/^\d{1,10}$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, millisBetween(now, new Date(date).toISOString()))
}
