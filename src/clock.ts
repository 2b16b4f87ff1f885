/**
 * The clocks of the runtimes. Everything else is handed one.
 * @module
 */
import { daysBetween, hour } from './domain/day.ts'
import type { Day } from './domain/day.ts'
import type { Clock } from './gateway/deps.ts'

export const wallClock: Clock = { now: telling(0) }

/**
 * The wall clock shifted by whole days, so that it is `day` today: fixtures and demos never age, and
 * two processes started at different moments agree.
 */
export function clockFrom(day?: Day): Clock {
  if (day === undefined) return wallClock
  const shift = daysBetween(wallClock.now().slice(0, 10), day) * 24 * hour
  return { now: telling(shift) }
}

/** A busy mock is asked many times in one millisecond, and to write the time costs 3 us. */
function telling(shift: number): () => string {
  let last = NaN
  let text = ''
  return () => {
    const millis = Date.now() + shift
    if (millis !== last) {
      last = millis
      text = new Date(millis).toISOString()
    }
    return text
  }
}
