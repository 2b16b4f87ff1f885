/**
 * The course of an entry: the steps of its scenario laid out in time, as far as the next wait.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { dispositionOf } from '../../src/domain/disposition.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Course, Progress, Saying, Step, StepNotice } from '../scenario/step.ts'
import { easternDay, later } from './timing.ts'
import type { Timing } from './timing.ts'

/** What is still to come of a scenario, and how it is delivered. */
export type Running = Pick<Course, 'steps' | 'progress' | 'duplicate' | 'reorder' | 'correction' | 'cancellation'> & {
  readonly scenario: string
  /** The first step that is not laid out. */
  readonly next: number
  /** From which step and moment on the steps count: the reply, or the end of the last wait. */
  readonly anchor: { readonly at: Instant; readonly step: number }
} // prettier-ignore

/** CBP says something at a time of its own. */
export type Moment = {
  readonly at: Instant
  /** Of which step; `null` for what no scenario asks for. */
  readonly step: number | null
  readonly notices: StatusNotification['notices']
  /** SO20 besides those of the declaration. */
  readonly references?: StatusNotification['references']
}

export const began = (course: Course, scenario: string, at: Instant): Running => {
  const { steps, progress, duplicate, reorder, correction, cancellation } = course
  return {
    ...{ scenario, steps, progress, duplicate, reorder, correction, cancellation },
    next: 0,
    anchor: { at, step: 0 },
  }
}

/** What CBP says of a bill that no carrier has filed, in days of waiting (SO60 26 and 28). */
export const reminders = [
  [30, '26'],
  [60, '28'],
] as const

/** `next` is the wait that stopped the layout, or the end. */
export function layOut(
  { steps, progress }: Pick<Running, 'steps' | 'progress'>,
  first: number,
  from: Instant,
  timing: Timing,
): { moments: Moment[]; next: number } {
  const moments: Moment[] = []
  let at = from
  for (const [index, step] of steps.entries()) {
    if (index < first) continue
    if (typeof progress === 'number') return { moments, next: index }
    if ('waitFor' in step) return { moments: [...moments, ...remindersOf(step, index, at, timing)], next: index } // prettier-ignore
    const when = progress === 'immediate' ? at : timeOf(step, at, timing)
    if (when === null) return { moments, next: index }
    at = when
    if (step.notices.length > 0) moments.push(moment(at, opened(step, at, timing), index))
  }
  return { moments, next: steps.length }
}

function timeOf(step: Saying, from: Instant, timing: Timing): Instant | null {
  if ('after' in step) return after(from, step.after * timing.hourMillis)
  const at = opensAtDeparture(step, timing) ? timing.windowAt : timing[step.at]
  return at === null ? null : later(from, at)
}

const opensAtDeparture = (step: Saying, { windowAt }: Timing) =>
  windowAt !== null &&
  'at' in step &&
  step.at === 'arrival' &&
  step.notices.some(({ record, code }) => record === 'SO60' && code === '98')

/** A release at wheels-up does not say that the bill arrived, and has the origin of the EDA (02). */
function opened(step: Saying, at: Instant, timing: Timing): readonly StepNotice[] {
  if (!opensAtDeparture(step, timing) || (timing.arrival !== null && at >= timing.arrival)) return step.notices // prettier-ignore
  return step.notices
    .filter(({ record, code }) => record !== 'SO50' || code !== '95')
    .map((notice) => (notice.code === '98' ? { ...notice, releaseOrigin: '02' } : notice))
}

function remindersOf(step: Step, index: number, from: Instant, { hourMillis }: Timing): Moment[] {
  if (!('waitFor' in step) || step.waitFor !== 'manifest') return []
  return reminders.map(([days, code]) =>
    moment(after(from, days * 24 * hourMillis), [{ record: 'SO60', code }], index),
  )
}

export const moment = (
  at: Instant,
  notices: readonly StepNotice[],
  step: number | null = null,
): Moment => ({ at, step, notices: inWords(notices, easternDay(at)) })

type Words = { readonly day: string; readonly notices: Moment['notices'] }

/** What a step says is the same for every entry of a day. */
const said = new WeakMap<readonly StepNotice[], Words>()

function inWords(notices: readonly StepNotice[], day: string): Moment['notices'] {
  const before = said.get(notices)
  if (before?.day === day) return before.notices
  const words = notices.map(({ record, code, releaseOrigin, documentType }) => ({
    record,
    code,
    narrative: dispositionOf(record, code)?.text ?? code,
    ...(code === '98' ? { releaseDate: day } : {}),
    ...(releaseOrigin === undefined ? {} : { releaseOrigin }),
    ...(documentType === undefined ? {} : { documentType }),
  }))
  said.set(notices, { day, notices: words })
  return words
}

/** How many reads each step waits for, where reads move the course. */
export const readsOf = (progress: Progress): number | null =>
  typeof progress === 'number' ? progress : null
