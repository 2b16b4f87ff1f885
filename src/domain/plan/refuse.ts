/**
 * Why an order cannot be planned at all, every reason at once.
 * @module
 */
import { parseDay } from '../day.ts'
import { isAmount, parseAmount, printAmount, sum } from '../money.ts'
import { personKey } from '../person.ts'
import type { Party } from '../shipment.ts'
import { lineCents } from '../valuation.ts'
import { listed, note } from './note.ts'
import type { Note, NoteCode } from './note.ts'
import { windowOf } from './order.ts'
import type { Order, PlanContext } from './order.ts'

type Reason = readonly [code: NoteCode, values?: Readonly<Record<string, string | number>>]

/** The entry's value has ten columns of whole dollars (CATAIR SE10 40-49). */
const largest = 999_999_999_999

/** `rows` are what stands under one order number of one buyer or one seller. */
export function refusals(rows: readonly Order[], context: PlanContext): Note[] {
  const numbers = [...new Set(rows.map(({ orderNumber }) => orderNumber))]
  const [order = ''] = numbers
  const reasons = [
    ...parties(rows),
    ...shipped(rows, context),
    ...days(rows),
    ...lines(rows, context),
  ]
  return reasons.map(([code, values]) => note(code, numbers, { order, ...values }))
}

function parties(rows: readonly Order[]): Reason[] {
  const sellers = named(rows.map(({ seller }) => seller))
  const consignees = named(rows.map(({ consignee }) => consignee))
  const [seller = ''] = sellers
  const [consignee = ''] = consignees
  const found: Reason[] = []
  if (sellers.length > 1) {
    found.push(['order_two_sellers', { consignee, sellers: listed(sellers) }])
  }
  if (consignees.length > 1) {
    found.push(['order_two_buyers', { seller, consignees: listed(consignees) }])
  }
  return found
}

/** One name for each person, in a stable order. */
const named = (people: readonly Party[]) => [
  ...new Map(people.map((party) => [personKey(party), party.name])).values(),
]

const shipped = (rows: readonly Order[], { lots }: PlanContext): Reason[] =>
  rows.some(({ orderNumber, consignee, seller }) => lots(orderNumber, consignee, seller))
    ? [['order_shipped']]
    : []

function days(rows: readonly Order[]): Reason[] {
  const wrong = rows.flatMap((row) =>
    (['orderedOn', 'readyOn', 'latestOn'] as const).flatMap((field): Reason[] => {
      const found = row[field]
      return found === undefined || parseDay(found) ? [] : [['order_day', { field, found }]]
    }),
  )
  if (wrong.length > 0) return wrong
  const [readyOn, latestOn] = windowOf(rows)
  return latestOn < readyOn ? [['order_window', { readyOn, latestOn }]] : []
}

function lines(rows: readonly Order[], { maxLines }: PlanContext): Reason[] {
  const all = rows.flatMap((row) => row.lines)
  if (all.length === 0) return [['lines_min']]
  const found: Reason[] = []
  if (all.length > maxLines) found.push(['lines_max', { count: all.length, limit: maxLines }])
  for (const { fairRetailValue, description } of all) {
    if (isAmount(parseAmount(fairRetailValue))) continue
    found.push(['order_value', { found: fairRetailValue, goods: description }])
  }
  const total = sum(lineCents({ lines: all }))
  if (total > largest) found.push(['amount_range', { value: printAmount(total) }])
  return found
}
