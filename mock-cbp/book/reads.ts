/**
 * Where reads move the course: the filer looked, and after so many looks the next thing is said.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { moment, readsOf } from './course.ts'
import { notify } from './held.ts'
import type { Held } from './held.ts'

/** One read; the step that it brings is due at once. */
export function looked(before: Held, now: Instant): Held {
  const left = (before.readsLeft ?? 1) - 1
  if (left > 0) return { ...before, readsLeft: left }
  const { course } = before
  const step = course.steps[course.next]
  if (!step || 'waitFor' in step) return { ...before, readsLeft: null }
  const next = course.next + 1
  const readsLeft = course.steps[next] === undefined ? null : readsOf(course.progress)
  const held = { ...before, readsLeft, course: { ...course, next } }
  return step.notices.length === 0
    ? looked({ ...held, readsLeft: readsLeft === null ? null : 1 }, now)
    : notify(held, [moment(now, step.notices, course.next)], 0)
}
