/**
 * Day rules: invoice, arrival and the day of filing, as the calendar stands at the port.
 * @module
 */
import { dayIn, daysBetween, parseDay } from './day.ts'
import type { Day, Instant } from './day.ts'
import { zoneOf } from './port.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, EntryType, Shipment } from './shipment.ts'

export function dayProblems(draft: Draft<Shipment>, entryType: EntryType, at: Instant): Problem[] {
  const today = dayIn(zoneOf(draft.portOfEntry ?? ''), at)
  const arrival = read(draft.estimatedArrivalDate, '/estimatedArrivalDate')
  const invoiced = read(draft.invoice?.date, '/invoice/date')
  const found = [...arrival.problems, ...invoiced.problems]
  if (arrival.day) found.push(...arrivalProblems(arrival.day, today, entryType))
  if (arrival.day && invoiced.day && invoiced.day > arrival.day) {
    const values = { invoice: invoiced.day, arrival: arrival.day }
    found.push(problem('date_order', '/invoice/date', values))
  }
  return found
}

function read(text: string | undefined, pointer: string): { day?: Day; problems: Problem[] } {
  if (text === undefined) return { problems: [] }
  const day = parseDay(text)
  return day
    ? { day, problems: [] }
    : { problems: [problem('date_invalid', pointer, { found: text })] }
}

function arrivalProblems(arrival: Day, today: Day, entryType: EntryType): Problem[] {
  const pointer = '/estimatedArrivalDate'
  const ahead = daysBetween(today, arrival)
  if (Math.abs(ahead) > 366) return [problem('date_range', pointer, { found: arrival })]
  if (ahead < 0 && entryType === '86') {
    return [problem('arrival_passed', pointer, { arrival, today })]
  }
  return []
}
