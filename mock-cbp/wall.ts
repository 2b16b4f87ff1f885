/**
 * The wall clock, and one that starts on another day; for the runtimes, which hand it in.
 * @module
 */
import { after, daysBetween, hour } from '../src/domain/day.ts'
import type { Day } from '../src/domain/day.ts'
import type { BaseClock } from './clock.ts'

/** With `today` the clock is shifted by whole days, so the time of day stays the wall's. */
export function wallClock(today?: Day): BaseClock {
  const wall = () => new Date().toISOString()
  const days = today === undefined ? 0 : daysBetween(wall().slice(0, 10), today)
  return { now: () => after(wall(), days * 24 * hour) }
}
