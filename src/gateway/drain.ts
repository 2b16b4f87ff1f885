/**
 * How fast a backlog leaves after an outage: CBP advises at most 20,000 to 30,000 entries an hour
 * (NCBFAA notice, May 2020) and works off its own backlog then. The first share is by chance, so
 * that several nodes do not come back in step.
 * @module
 */
import { hour, millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import type { Clock } from './deps.ts'

/** The lower end of what CBP advises. */
const advisedAnHour = 20_000

export type Drain = {
  /** CBP does not answer: what waits from now on is a backlog. */
  readonly begin: () => void
  /** Entries that may leave now; one transmission may overdraw it, whatever its size. */
  readonly allowance: () => number
  readonly spend: (entries: number) => void
  /** Nothing waits any more. */
  readonly end: () => void
}

type Bucket = { readonly entries: number; readonly at: Instant }

/** `most`: entries of the largest transmission, more than which never gathers. */
export function createDrain(
  { clock, chance }: { readonly clock: Clock; readonly chance: () => number },
  most: number,
  anHour = advisedAnHour,
): Drain {
  let draining = false
  let bucket: Bucket | undefined

  const filled = ({ entries, at }: Bucket): Bucket => {
    const now = clock.now()
    const gathered = (Math.max(0, millisBetween(at, now)) / hour) * anHour
    return { entries: Math.min(most, entries + gathered), at: now }
  }

  return {
    begin: () => {
      draining = true
      bucket = undefined
    },
    allowance: () => {
      if (!draining) return Infinity
      bucket = bucket ? filled(bucket) : { entries: 1 + chance() * (most - 1), at: clock.now() }
      return bucket.entries
    },
    spend: (entries) => {
      if (bucket) bucket = { ...bucket, entries: bucket.entries - entries }
    },
    end: () => {
      draining = false
      bucket = undefined
    },
  }
}
