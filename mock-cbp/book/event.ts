/**
 * What a person makes CBP say of an entry by hand. Pure.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import type { Course, Step } from '../scenario/step.ts'
import type { Settings } from '../world/settings.ts'
import { layOut, moment, readsOf } from './course.ts'
import { timingFor } from './effect.ts'
import { notify, withdraw } from './held.ts'
import type { Held } from './held.ts'
import type { Flight } from './timing.ts'

/** Said now, beside the course, which goes on as it would have. */
export function said(before: Held, now: Instant, course: Course): Held {
  const notices = course.steps.flatMap((step) => ('notices' in step ? step.notices : []))
  return notify({ ...before, version: before.version + 1 }, [moment(now, notices)], 0)
}

/** From now on this is the course; its first step is said at once unless it says when. */
export function steered(
  before: Held,
  now: Instant,
  course: Course,
  {
    settings,
    journey,
    atOnce,
  }: { settings: Settings; journey: Flight | undefined; atOnce: boolean },
): Held {
  const held = withdraw({ ...before, version: before.version + 1 }, now)
  const spoken = Math.max(0, ...held.notifications.map(({ step }) => (step ?? -1) + 1))
  const [first, ...rest] = course.steps
  const steps: readonly Step[] =
    first && atOnce && 'after' in first ? [{ ...first, after: 0 }, ...rest] : course.steps
  const running = {
    ...before.course,
    steps: [...before.course.steps.slice(0, spoken), ...steps],
    progress: course.progress,
    duplicate: course.duplicate,
    reorder: course.reorder,
    next: spoken,
    anchor: { at: now, step: spoken },
  }
  const timing = timingFor(settings, before, journey)
  const { moments, next } = layOut(running, spoken, now, timing)
  const onward = { ...held, course: { ...running, next }, readsLeft: readsOf(course.progress) }
  return notify(onward, moments, timing.hourMillis)
}
