/**
 * What CBP holds of one entry: its declaration, what it was told and will be told, what is to come.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { dispositionOf, leadsTo } from '../../src/domain/disposition.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Status } from '../../src/domain/status.ts'
import { layOut } from './course.ts'
import type { Moment, Running } from './course.ts'
import type { Declared } from './declared.ts'
import { later } from './timing.ts'
import type { Timing } from './timing.ts'

export type Notification = Moment & {
  readonly sequence: number
  /** 0; 1 when the same is said again under another id. */
  readonly copy: number
  readonly due: Instant
  readonly repeats: number
  /** The change whose declaration it repeats. */
  readonly version: number
  readonly stored: boolean
}

/** A correction or cancellation that waits for a person's decision, or for a document. */
export type Review = {
  readonly action: 'R' | 'D'
  /** The course stands still from then on. */
  readonly since: Instant
  /** A correction is what the entry waited for. */
  readonly corrected: boolean
  /** CBP asked for a document before it decides. */
  readonly asked: boolean
  /** What the correction would make of the entry. */
  readonly to?: Pick<Held, 'declared' | 'bill' | 'flight'>
}

export type Held = {
  readonly entryNumber: EntryNumber
  readonly filer: string
  readonly bill: string
  readonly flight: string | null
  readonly acceptedAt: Instant
  readonly version: number
  readonly declared: Declared
  readonly course: Running
  /** How many reads the next step is away, where reads move the course. */
  readonly readsLeft: number | null
  readonly review: Review | null
  readonly notifications: readonly Notification[]
  /** Notifications of steps, stored for later than this, are withdrawn. */
  readonly withdrawnAfter?: Instant
}

/** CBP's own view at `at`; what was said but not delivered yet counts. */
export function statusOf(notifications: readonly Moment[], at: Instant): Status {
  return notifications
    .filter((notification) => notification.at <= at)
    .flatMap(({ notices }) => notices)
    .reduce<Status>((status, { record, code }) => {
      const disposition = dispositionOf(record, code)
      return disposition ? leadsTo(disposition, status) : status
    }, 'submitted')
}

const decisions = ['23', '86', '87', '88']

/** A correction or cancellation that CBP has taken in and not settled. */
export function isPending({ review, notifications }: Held, now: Instant): boolean {
  return (
    review !== null ||
    notifications.some(
      ({ at, step, notices }) =>
        at > now && step === null && notices.some(({ code }) => decisions.includes(code)),
    )
  )
}

/** What the entry waits for, once all that comes before was said. */
export function waitsFor({ course, notifications }: Held, now: Instant) {
  const next = course.steps[course.next]
  const asked = notifications.every(({ at, step }) => at <= now || step === course.next)
  if (!asked || !next) return undefined
  if ('waitFor' in next) return next.waitFor
  return 'at' in next ? next.at : undefined
}

/** The moments as notifications, numbered on, and delivered as the course has it. */
export function notify(held: Held, moments: readonly Moment[], hourMillis: number): Held {
  const { course, notifications, version } = held
  const told = Math.max(0, ...notifications.map(({ sequence }) => sequence))
  const last = moments.at(-1)?.at ?? ''
  const made = moments.flatMap((moment, index): Notification[] => {
    const once: Notification = {
      ...moment,
      sequence: told + index + 1,
      copy: 0,
      due: course.reorder ? after(last, (moments.length - 1 - index) * hourMillis) : moment.at,
      repeats: 1,
      version,
      stored: false,
    }
    return course.duplicate
      ? [
          { ...once, repeats: 2 },
          { ...once, copy: 1 },
        ]
      : [once]
  })
  return { ...held, notifications: [...notifications, ...made] }
}

/** Without the notifications of steps that are still to come. */
export function withdraw(held: Held, at: Instant): Held {
  const notifications = held.notifications.filter(
    (notification) => notification.at <= at || notification.step === null,
  )
  return { ...held, notifications, withdrawnAfter: at }
}

/** How a course is laid out again: later by a pause, and nothing of it before a moment. */
export type Resumed = { readonly pauseMillis: number; readonly notBefore: Instant }

/** Lays out again what was not said by `now`, in a timing that changed. */
export function layAnew(held: Held, now: Instant, timing: Timing, resumed?: Resumed): Held {
  const { course } = held
  const kept = withdraw(held, now)
  const said = kept.notifications.filter(({ step }) => step !== null)
  const step = Math.max(
    course.anchor.step,
    ...said.map((notification) => (notification.step ?? 0) + 1),
  )
  const from = said.map(({ at }) => at).reduce(later, course.anchor.at)
  const at = resumed ? after(from, resumed.pauseMillis) : from
  const { moments, next } = layOut(course, step, at, timing)
  const moved = moments.map((moment) => ({ ...moment, at: later(moment.at, resumed?.notBefore ?? now) })) // prettier-ignore
  const anchor = resumed ? { at, step } : course.anchor
  return notify({ ...kept, course: { ...course, next, anchor } }, moved, timing.hourMillis)
}

/** The wait is over: the steps behind it count from `at` on. */
export function goOn(held: Held, at: Instant, timing: Timing): Held {
  const { course } = held
  const step = course.next + 1
  const { moments, next } = layOut(course, step, at, timing)
  const onward = { ...withdraw(held, at), course: { ...course, next, anchor: { at, step } } }
  return notify(onward, moments, timing.hourMillis)
}
