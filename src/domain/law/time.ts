/**
 * Eastern time. A date without a time is a calendar day; two instants compare by the clock.
 * @module
 */
import { dayIn, daysBetween, parseDay, parseInstant } from '../day.ts'
import type { Day } from '../day.ts'

export type Moment = {
  /** As it was given. */
  readonly text: string
  /** The Eastern calendar day. */
  readonly day: Day
  /** Only of an instant. */
  readonly millis: number | null
}

const eastern = 'America/New_York'
const longest = 40
const remembered = new Map<string, Moment | null>()
const mostRemembered = 2000

/** Reads a day or an instant with an offset. Null, absent or unreadable is null: unknown. */
export function moment(text: string | null | undefined): Moment | null {
  if (typeof text !== 'string' || text.length > longest) return null
  const known = remembered.get(text)
  if (known !== undefined) return known
  const read = readMoment(text)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(text, read)
  return read
}

function readMoment(text: string): Moment | null {
  const day = parseDay(text)
  if (day !== undefined) return { text, day, millis: null }
  const at = parseInstant(text)
  if (at === undefined) return null
  return { text, day: dayIn(eastern, at), millis: Date.parse(at) }
}

/** Whether `boundary` has come at `at`. A bare date on a cut-over day counts as after it. */
export function reached(boundary: Moment, at: Moment): boolean {
  return boundary.millis !== null && at.millis !== null
    ? at.millis >= boundary.millis
    : at.day >= boundary.day
}

/** Half-open: `from` is in, `to` is out; no `to` is open. */
export function within(at: Moment, from: Moment, to: Moment | null): boolean {
  return reached(from, at) && !(to !== null && reached(to, at))
}

/** On one day a bare date is the later, because that is how it counts against a cut-over. */
export function later(a: Moment, b: Moment): Moment {
  if (a.millis !== null && b.millis !== null) return a.millis >= b.millis ? a : b
  if (a.day !== b.day) return a.day > b.day ? a : b
  return a.millis === null ? a : b
}

/** Calendar days from `from` to `to`; a limit in days has no hours. */
export function daysFrom(from: Moment, to: Moment): number {
  return from.day === to.day ? 0 : daysBetween(from.day, to.day)
}
