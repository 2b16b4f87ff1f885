/**
 * The course of an entry: steps of its scenario laid out in time, as far as the next wait.
 * @module
 */
import { after, dayIn, hour } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { dispositionOf } from '../../src/domain/disposition.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Step, StepNotice } from '../scenario/scenario.ts'

export type Pace = 'fast' | 'real' | 'manual'

/** What is still to come, and how it is delivered. It stands with the entry, apart from its row. */
export type Course = {
  readonly scenario: string
  readonly rest: readonly Step[]
  readonly duplicate?: true
  readonly reorder?: true
}

/** CBP says something at a time of its own. */
export type Moment = { readonly at: Instant; readonly notices: StatusNotification['notices'] }

export type Timing = {
  /** How long an hour of a scenario lasts. */
  readonly hourMillis: number
  readonly arrival: Instant
}

export const hourMillisOf = (pace: Pace) => (pace === 'fast' ? 1000 : hour)

/** Where time is real the goods arrive at 14:00Z of their day; where it is fast, after four hours. */
export function arrivalOf(pace: Pace, acceptedAt: Instant, day: string | undefined): Instant {
  return pace === 'fast' || day === undefined
    ? after(acceptedAt, 4 * hourMillisOf(pace))
    : `${day}T14:00:00.000Z`
}

/** `rest` begins with the wait that stopped the layout, or is empty. */
export function layOut(
  steps: readonly Step[],
  from: Instant,
  { hourMillis, arrival }: Timing,
): { moments: Moment[]; rest: readonly Step[] } {
  const moments: Moment[] = []
  let at = from
  for (const [index, step] of steps.entries()) {
    if ('waitFor' in step) return { moments, rest: steps.slice(index) }
    at = 'at' in step ? later(at, arrival) : after(at, step.after * hourMillis)
    moments.push(moment(at, step.notices))
  }
  return { moments, rest: [] }
}

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** ACE keeps Eastern time: its days, today's as well as a release's, are days there. */
export const easternDay = (at: Instant) => dayIn('America/New_York', at)

export function moment(at: Instant, notices: readonly StepNotice[]): Moment {
  return {
    at,
    notices: notices.map(({ record, code, releaseOrigin, documentType }) => ({
      record,
      code,
      narrative: dispositionOf(record, code)?.text ?? code,
      ...(code === '98' ? { releaseDate: easternDay(at) } : {}),
      ...(releaseOrigin === undefined ? {} : { releaseOrigin }),
      ...(documentType === undefined ? {} : { documentType }),
    })),
  }
}
