/**
 * The clocks of the runtimes. Everything else is handed one.
 * @module
 */
import type { Clock } from './gateway/deps.ts'

export const wallClock: Clock = { now: () => new Date().toISOString() }

/** Runs like the wall clock, but began at 14:00 UTC of `day`: fixtures and demos never age. */
export function clockFrom(day: string | undefined): Clock {
  if (day === undefined) return wallClock
  const offset = Date.parse(`${day}T14:00:00.000Z`) - Date.now()
  return { now: () => new Date(Date.now() + offset).toISOString() }
}
