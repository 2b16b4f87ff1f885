/**
 * A document came: an entry that waits for one goes on, and so does a review. Pure.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { Settings } from '../world/settings.ts'
import { decide, timingFor } from './effect.ts'
import { goOn, waitsFor } from './held.ts'
import type { Held } from './held.ts'
import { hourMillisOf, later } from './timing.ts'
import type { Flight } from './timing.ts'

/** `undefined` when the entry waits for no document; it is kept and changes nothing. */
export function answered(
  before: Held,
  now: Instant,
  settings: Settings,
  journey: Flight | undefined,
): Held | undefined {
  const held = { ...before, version: before.version + 1 }
  if (before.review?.asked) {
    const at = after(now, hourMillisOf(settings.pace))
    return decide(held, before.review, { decision: 'grant' }, { at, settings, journey })
  }
  const next = before.course.steps[before.course.next]
  if (!next || !('waitFor' in next) || next.waitFor !== 'document') return undefined
  // It may come before it was asked for.
  const told = before.notifications.map(({ at }) => at).reduce(later, before.acceptedAt)
  return goOn(held, later(now, told), timingFor(settings, before, journey))
}

/** The carrier filed the manifest that an entry waits for. */
export function manifested(
  before: Held,
  now: Instant,
  settings: Settings,
  journey: Flight | undefined,
): Held | undefined {
  if (waitsFor(before, now) !== 'manifest') return undefined
  const held = { ...before, version: before.version + 1 }
  return goOn(held, now, timingFor(settings, before, journey))
}
