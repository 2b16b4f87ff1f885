/**
 * A flight left or came in: what that means for an entry on board. Pure.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import type { Settings } from '../world/settings.ts'
import { moment } from './course.ts'
import { timingFor } from './effect.ts'
import { layAnew, notify, statusOf } from './held.ts'
import type { Held } from './held.ts'
import { hourMillisOf } from './timing.ts'
import type { Flight } from './timing.ts'

/** What a flight makes CBP say of a bill on board (SO50). */
export const events = { departure: '94', arrival: '95' } as const

const saysCode = (held: Held, code: string, until?: Instant) =>
  held.notifications.some(
    ({ at, notices }) =>
      (until === undefined || at <= until) &&
      notices.some((notice) => notice.record === 'SO50' && notice.code === code),
  )

/** SO50 94, and at wheels-up the release of what is admissible and goes by air. */
export function departed(before: Held, now: Instant, settings: Settings, journey: Flight): Held | undefined {
  if (statusOf(before.notifications, now) === 'cancelled' || saysCode(before, events.departure)) return undefined
  return onward(before, events.departure, now, settings, journey)
} // prettier-ignore

/** SO50 95, where no step of the course says so, and what waited for the arrival. */
export function arrived(before: Held, now: Instant, settings: Settings, journey: Flight): Held | undefined {
  if (statusOf(before.notifications, now) === 'cancelled' || saysCode(before, events.arrival, now)) return undefined
  return onward(before, events.arrival, now, settings, journey)
} // prettier-ignore

function onward(
  before: Held,
  code: (typeof events)[keyof typeof events],
  now: Instant,
  settings: Settings,
  journey: Flight,
): Held {
  const held = { ...before, version: before.version + 1 }
  const hourMillis = hourMillisOf(settings.pace)
  const say = (entry: Held) => notify(entry, [moment(now, [{ record: 'SO50', code }])], hourMillis)
  // While port staff decide, the course stands still; what is decided lays it out again.
  if (before.review) return say(held)
  const timing = timingFor(settings, before, journey)
  if (code === events.departure) return layAnew(say(held), now, timing)
  const laid = layAnew(held, now, timing)
  return saysCode(laid, events.arrival) ? laid : say(laid)
}
