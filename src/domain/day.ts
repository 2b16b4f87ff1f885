/**
 * Calendar days, `YYYY-MM-DD`, and instants, ISO 8601 UTC text. No Date leaves this file.
 * @module
 */

/** `2026-12-01`, a day that exists. */
export type Day = string & { readonly brand?: 'Day' }

/** `2026-12-01T14:02:00.000Z`. Text order is time order. */
export type Instant = string & { readonly brand?: 'Instant' }

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const millisADay = 86_400_000

/** Refuses 2026-02-30, which `new Date` would turn into March 2, and the year 0000. */
export function parseDay(text: string): Day | undefined {
  const match = dayForm.exec(text)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0)
  return year > 0 && day > 0 && day <= last ? text : undefined
}

/** The calendar day it is at `at` in `zone` (an IANA name), for instance a port's. */
export function dayIn(zone: string, at: Instant): Day {
  const minute = `${zone} ${at.slice(0, 16)}`
  const known = daysByMinute.get(minute)
  if (known !== undefined) return known
  const day = formatterFor(zone).format(new Date(at))
  if (daysByMinute.size >= 1000) daysByMinute.clear()
  daysByMinute.set(minute, day)
  return day
}

/** Days begin on a minute; to ask Intl costs 4 us, and a filing asks for the same one three times. */
const daysByMinute = new Map<string, Day>()

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  // The Swedish locale writes days as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  formatters.set(zone, made)
  return made
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisADay).toISOString().slice(0, 10)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisADay)
}

/** Milliseconds later (or earlier, when negative). */
export function after(at: Instant, millis: number): Instant {
  return withinMinute(at, millis) ?? new Date(Date.parse(at) + millis).toISOString()
}

/**
 * Within a minute only the last digits change. By way of Date that costs ten times as much, and what
 * CBP will say of an entry is a handful of moments, each a second after the one before.
 */
function withinMinute(at: Instant, millis: number): Instant | undefined {
  if (!Number.isInteger(millis) || at.length !== 24 || !at.endsWith('Z')) return undefined
  const of = Number(at.slice(17, 19)) * 1000 + Number(at.slice(20, 23)) + millis
  // Not a number where these are no digits, and then no comparison holds.
  if (!(of >= 0 && of < minute)) return undefined
  const digits = String(100_000 + of)
  return `${at.slice(0, 17)}${digits.slice(1, 3)}.${digits.slice(3)}Z`
}

export function millisBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}

export const minute = 60_000
export const hour = 60 * minute

/** As this project writes instants, but for the day, which may be none. */
const written = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const instantForm = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

/** Any ISO 8601 instant with a zone, brought to UTC with milliseconds; `undefined` otherwise. */
export function parseInstant(text: string): Instant | undefined {
  if (!instantForm.test(text) || !parseDay(text.slice(0, 10))) return undefined
  if (written.test(text)) return text
  const millis = Date.parse(text)
  if (Number.isNaN(millis)) return undefined
  const at = new Date(millis).toISOString()
  // A zone can push the last day of the year 9999 into a year of six digits, out of text order.
  return parseDay(at.slice(0, 10)) ? at : undefined
}
