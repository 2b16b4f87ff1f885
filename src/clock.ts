/**
 * The clocks of the runtimes. Everything else is handed one.
 * @module
 */
import { daysBetween, hour } from './domain/day.ts'
import type { Day } from './domain/day.ts'
import type { Clock } from './gateway/deps.ts'

export const wallClock: Clock = shifted(0)

/**
 * The wall clock shifted by whole days, so that it is `day` today: fixtures and demos never age, and
 * two processes started at different moments agree.
 */
export function clockFrom(day?: Day): Clock {
  if (day === undefined) return wallClock
  const shift = daysBetween(wallClock.now().slice(0, 10), day) * 24 * hour
  return shifted(shift)
}

/** A filing asks a dozen times within a millisecond, and to print an instant costs more than to ask. */
function shifted(shift: number): Clock {
  let [at, text] = [NaN, '']
  return {
    now: () => {
      const millis = Date.now() + shift
      if (millis !== at) [at, text] = [millis, new Date(millis).toISOString()]
      return text
    },
  }
}
