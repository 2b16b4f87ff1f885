/**
 * What follows at CBP from a filing it took, or from a document: the entry as it is held next. Pure.
 * @module
 */
import type { Policy } from '../../src/domain/law/vocabulary.ts'
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Filing } from '../../src/message/filing.ts'
import { arrivalOf, hourMillisOf, later, layOut, moment } from './course.ts'
import type { Pace, Timing } from './course.ts'
import { declaredBy, lowestBill, notify, waitsFor, withdraw } from './held.ts'
import type { Held } from './held.ts'
import type { Matched } from '../scenario/scenario.ts'

export type Circumstances = {
  readonly filer: string
  readonly now: Instant
  /** When the reply is due: what CBP does follows it. */
  readonly repliedAt: Instant
  readonly pace: Pace
  readonly matched: Matched | undefined
  /** Whether the rules that CBP enforces bind, or only the statute. */
  readonly policy: Policy
}

/** How long port staff take over a correction or cancellation. */
const reviewHours = 1

export function accept(
  filing: Filing,
  entryNumber: EntryNumber,
  { filer, repliedAt, pace, matched }: Circumstances,
): Held {
  const declared = declaredBy(filing)
  const { id = 'NONE', steps = [], duplicate, reorder } = matched?.scenario ?? {}
  const timing = timingOf(pace, repliedAt, declared.arrivalDay)
  const { moments, rest } = layOut(steps, repliedAt, timing)
  const held: Held = {
    entryNumber,
    filer,
    bill: lowestBill(filing),
    acceptedAt: repliedAt,
    version: 1,
    declared,
    course: {
      scenario: id,
      rest,
      ...(duplicate ? { duplicate } : {}),
      ...(reorder ? { reorder } : {}),
    },
    notifications: [],
  }
  return notify(held, moments, timing.hourMillis)
}

const timingOf = (pace: Pace, acceptedAt: Instant, day: string | undefined): Timing => ({
  hourMillis: hourMillisOf(pace),
  arrival: arrivalOf(pace, acceptedAt, day),
})

/** What an entry waited for is settled by a correction; otherwise its course stands still for it. */
export function correct(filing: Filing, before: Held, { repliedAt, pace }: Circumstances): Held {
  const from = later(repliedAt, before.acceptedAt)
  const declared = declaredBy(filing)
  const timing = timingOf(pace, before.acceptedAt, declared.arrivalDay)
  const review = reviewHours * timing.hourMillis
  const replacedAt = after(from, review)
  const { held, upcoming } = withdraw(before, from)
  const settled = waitsFor(before, from) !== undefined
  const { moments, rest } = settled
    ? layOut(before.course.rest.slice(1), replacedAt, timing)
    : {
        moments: upcoming.map(({ at, notices }) => moment(after(at, review), notices)),
        rest: before.course.rest,
      }
  const replaced: Held = {
    ...held,
    bill: lowestBill(filing),
    version: held.version + 1,
    declared,
    course: { ...held.course, rest },
  }
  const replacement = moment(replacedAt, [{ record: 'SO60', code: '88' }])
  return notify(replaced, [replacement, ...moments], timing.hourMillis)
}

export function cancel(before: Held, { repliedAt, pace }: Circumstances): Held {
  const from = later(repliedAt, before.acceptedAt)
  const { held } = withdraw(before, from)
  const hourMillis = hourMillisOf(pace)
  const cancelledAt = after(from, reviewHours * hourMillis)
  const cancelled: Held = {
    ...held,
    version: held.version + 1,
    course: { ...held.course, rest: [] },
  }
  return notify(cancelled, [moment(cancelledAt, [{ record: 'SO60', code: '23' }])], hourMillis)
}

/** A document came: an entry that waits for one goes on. */
export function answered(before: Held, now: Instant, pace: Pace): Held | undefined {
  const [wait, ...rest] = before.course.rest
  if (!wait || !('waitFor' in wait) || wait.waitFor !== 'document') return undefined
  const told = before.notifications.map(({ at }) => at).reduce(later, before.acceptedAt)
  const timing = timingOf(pace, before.acceptedAt, before.declared.arrivalDay)
  const laid = layOut(rest, later(now, told), timing)
  const held: Held = {
    ...before,
    version: before.version + 1,
    course: { ...before.course, rest: laid.rest },
  }
  return notify(held, laid.moments, timing.hourMillis)
}
