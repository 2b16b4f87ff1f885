/**
 * What CBP holds of one entry: its declaration, what it was told and will be told, what is to come.
 * @module
 */
import { after, parseDay } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { dispositionOf, leadsTo } from '../../src/domain/disposition.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Status } from '../../src/domain/status.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Course, Moment } from './course.ts'

/** The part of a filing that notifications repeat (SO10, SO20, SO40), and its day of arrival. */
export type Declared = Pick<
  StatusNotification,
  'portOfEntry' | 'entryType' | 'references' | 'bills'
> & { readonly arrivalDay?: string }

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

export type Held = {
  readonly entryNumber: EntryNumber
  readonly filer: string
  readonly bill: string
  readonly acceptedAt: Instant
  readonly version: number
  readonly declared: Declared
  readonly course: Course
  readonly notifications: readonly Notification[]
  /** Notifications stored for later than this are withdrawn. */
  readonly withdrawnAfter?: Instant
}

/** The bill that names the parcel (SE15): the house bill, else the regular bill. */
export function lowestBill({ bills }: Pick<Filing, 'bills'>): string {
  const lowest = bills.find(({ billType }) => billType === 'H') ?? bills.at(-1)
  return lowest?.billNumber ?? ''
}

export function declaredBy({ entryType, plannedPortOfEntry, references, bills }: Filing): Declared {
  const eda = references.find(({ qualifier }) => qualifier === 'EDA')?.value
  const arrivalDay = eda === undefined ? undefined : parseDay(eda)
  return {
    portOfEntry: plannedPortOfEntry,
    entryType,
    references: references.filter(({ qualifier }) => qualifier === 'CR'),
    bills: bills.map(({ billType, billNumber, packageQuantity }) => ({
      billType,
      billNumber,
      ...(packageQuantity === undefined ? {} : { packageQuantity }),
    })),
    ...(arrivalDay === undefined ? {} : { arrivalDay }),
  }
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

/** A correction or cancellation that CBP has taken in and not settled. */
export function isPending(held: Held, now: Instant): boolean {
  return held.notifications.some(
    ({ at, notices }) => at > now && notices.some(({ code }) => code === '88' || code === '23'),
  )
}

/** What the entry waits for, once all that comes before was said. */
export function waitsFor({ course, notifications }: Held, now: Instant) {
  const [next] = course.rest
  const asked = notifications.every(({ at }) => at <= now)
  return asked && next && 'waitFor' in next ? next.waitFor : undefined
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

/** The notifications up to `at`; later ones come back as moments that may be laid out anew. */
export function withdraw(held: Held, at: Instant): { held: Held; upcoming: Moment[] } {
  const [told, upcoming] = [true, false].map((past) =>
    held.notifications.filter((notification) => notification.at <= at === past),
  ) as [Notification[], Notification[]]
  return {
    held: { ...held, notifications: told, withdrawnAfter: at },
    upcoming: upcoming.filter(({ copy }) => copy === 0),
  }
}
