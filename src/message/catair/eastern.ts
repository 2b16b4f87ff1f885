/**
 * CBP's clock: days and hours of Washington, to the minute. Source: CATAIR SO Status Notification,
 * SO50 5-14, SO60 5-14.
 * @module
 */
import { after, hour } from '../../domain/day.ts'
import type { Day, Instant } from '../../domain/day.ts'

const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

export type Eastern = {
  readonly day: Day
  /** `HHMM`. */
  readonly time: string
}

export function easternOf(at: Instant): Eastern {
  const [day = '', time = ''] = formatter.format(new Date(at)).split(' ')
  return { day, time: time.replace(':', '') }
}

/**
 * The instant it was. Of the hour that autumn has twice the first; an hour that spring leaves out
 * is read as the winter's.
 */
export function instantOf({ day, time }: Eastern): Instant {
  const utc: Instant = `${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:00.000Z`
  const summer = after(utc, 4 * hour)
  const back = easternOf(summer)
  return back.day === day && back.time === time.slice(0, 4) ? summer : after(utc, 5 * hour)
}

/** `at`, or the nearest minute of `day`: a reply tells the day it was made and not the hour. */
export function within(day: Day, at: Instant): Instant {
  const heard = easternOf(at).day
  if (heard === day) return at
  return instantOf({ day, time: heard < day ? '0000' : '2359' })
}
