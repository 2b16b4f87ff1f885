/**
 * Rows made whole: every row of one order together, or the order refused. Nothing is left for a
 * second lot (19 USC 1321(a); 19 CFR 10.151).
 * @module
 */
import { lots } from '../claim.ts'
import { printAmount, sum } from '../money.ts'
import { personKey } from '../person.ts'
import type { Party, Shipment } from '../shipment.ts'
import { lineCents } from '../valuation.ts'
import { connected, sortedBy } from './compare.ts'
import { note } from './note.ts'
import type { Note } from './note.ts'
import { windowOf } from './order.ts'
import type { Order, PlanContext, Whole } from './order.ts'
import { refusals } from './refuse.ts'

type Gathered = { readonly wholes: readonly Whole[]; readonly notes: readonly Note[] }

export function gather(orders: readonly Order[], context: PlanContext): Gathered {
  const rows = sortedBy(orders, (row) => [
    bare(row),
    personKey(row.consignee),
    personKey(row.seller),
    print(row),
  ])
  const notes = rows
    .filter((row) => bare(row) === '')
    .map(({ orderNumber, consignee }) =>
      note('order_number_missing', [orderNumber], { consignee: consignee.name }),
    )
  const wholes: Whole[] = []
  const accepted: Order[] = []
  for (const group of connected(
    rows.filter((row) => bare(row) !== ''),
    lotsOf,
  )) {
    const problems = refusals(group, context)
    notes.push(...problems)
    const [first] = group
    if (problems.length > 0 || !first) continue
    const whole = wholeOf(first, group)
    wholes.push(whole)
    accepted.push(...group)
    if (group.length > 1) notes.push(merged(whole, group))
  }
  return { wholes, notes: [...notes, ...persons(accepted)] }
}

const bare = ({ orderNumber }: Order) => orderNumber.toUpperCase().replace(/\s+/g, '')

/** The names by which the ledger knows an order. `lots` asks a shipment for these parts only. */
export const lotsOf = ({ orderNumber, consignee, seller }: Order): string[] =>
  lots({ orderNumber, consignee, seller })

function wholeOf(first: Order, rows: readonly Order[]): Whole {
  const { orderNumber, consignee, seller } = first
  const [readyOn, lastOn] = windowOf(rows)
  const lines = rows.flatMap((row) => row.lines)
  const ordered = rows.map(({ orderedOn }) => orderedOn).filter((day) => day !== undefined)
  return {
    key: lotsOf(first).join(' '),
    orderNumber,
    person: personKey(consignee),
    sellerKey: personKey(seller),
    consignee,
    seller,
    orderedOn: ordered.toSorted()[0],
    readyOn,
    lastOn,
    lines,
    cents: sum(lineCents({ lines })),
  }
}

function merged({ orderNumber, cents }: Whole, rows: readonly Order[]): Note {
  const contents = new Set(rows.map(({ lines }) => print(lines)))
  return note('order_merged', [orderNumber], {
    order: orderNumber,
    rows: rows.length,
    value: printAmount(cents),
    repeated:
      contents.size < rows.length
        ? ' Some of its rows have the same lines: if one was sent twice, remove it.'
        : '',
  })
}

function persons(rows: readonly Order[]): Note[] {
  const people = Map.groupBy(rows, ({ consignee }) => personKey(consignee))
  return [...people.values()].flatMap((group) => {
    const spellings = spellingsOf(group.map(({ consignee }) => consignee))
    if (spellings.length < 2) return []
    const numbers = [...new Set(group.map(({ orderNumber }) => orderNumber))]
    return [note('one_person', numbers, { spellings: spellings.join('; ') })]
  })
}

/** Every way in which a person is written, once. */
export function spellingsOf(parties: readonly Party[]): string[] {
  const texts = parties.map(({ name, address: { street, city, postalCode, country } }) =>
    [name, street, [city, postalCode].filter((part) => part).join(' '), country].join(', '),
  )
  return [...new Set(texts)].toSorted()
}

const print = (value: unknown) => JSON.stringify(value)
