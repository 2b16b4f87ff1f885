/**
 * What a bad day brings to a call. Chance is drawn from the seed and the place in the journal, so
 * that the same day comes again.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { draw } from '../world/chance.ts'
import { badDays } from './days.ts'
import type { BadDayName } from './days.ts'
import type { FaultName } from './fault.ts'
import type { Call } from './row.ts'

export type Struck = { readonly fault: FaultName; readonly until: Instant | undefined }

type Place = {
  readonly seed: number
  readonly position: number
  readonly now: Instant
  readonly hourMillis: number
}

/** What a call meets on this day: what the hour brings, or else what chance does. */
export function struckOn(name: BadDayName, call: Call, place: Place): Struck | undefined {
  const { seed, position, now, hourMillis } = place
  const troubles = badDays[name].troubles.filter(({ on }) => on?.includes(call) ?? true)
  const chance = draw(seed, `bad day ${name} ${position}`)
  let sum = 0
  for (const trouble of troubles) {
    if ('odds' in trouble) {
      sum += trouble.odds
      if (chance < sum) return { fault: trouble.fault, until: undefined }
      continue
    }
    const [from, until] = trouble.hours
    const millis = Date.parse(now) % (24 * hourMillis)
    if (millis >= from * hourMillis && millis < until * hourMillis) {
      return { fault: trouble.fault, until: after(now, until * hourMillis - millis) }
    }
  }
  return undefined
}
