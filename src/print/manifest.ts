/**
 * The manifest of a master bill: every house bill under it that the filer declared, with what
 * 19 CFR 128.21 asks of each. House bills are read while the paper is made.
 * @module
 */
import type { Bill, Shipment } from '../domain/shipment.ts'
import { sum } from '../domain/money.ts'
import { statuses } from '../domain/status.ts'
import { lineCents } from '../domain/valuation.ts'
import type { HouseBill, Manifest } from '../gateway/manifest.ts'
import type { Block, Column, Paper, Row } from './paper.ts'
import { dollars, grouped, moment, nothing, place } from './said.ts'

const columns: readonly Column[] = [
  { head: 'No.', share: 28, align: 'right' },
  { head: 'House bill', share: 82 },
  { head: 'Entry', share: 74 },
  { head: 'Type', share: 24 },
  { head: 'Status', share: 56 },
  { head: 'Shipper', share: 104 },
  { head: 'Consignee', share: 112 },
  { head: 'Goods', share: 110 },
  { head: 'Origin', share: 32 },
  { head: 'Pkgs', share: 30, align: 'right' },
  { head: 'Kg', share: 34, align: 'right' },
  { head: 'Value, USD', share: 54, align: 'right' },
]

export function manifest(master: Manifest, filer: string): Paper {
  return {
    title: 'Manifest',
    subject: `Master bill ${master.masterBill}`,
    fileName: `manifest-${master.masterBill}`,
    filer,
    asOf: master.asOf,
    wide: true,
    blocks: blocksOf(master),
  }
}

async function* blocksOf({
  masterBill,
  counts,
  asOf,
  houseBills,
}: Manifest): AsyncGenerator<Block> {
  const all = sum(Object.values(counts))
  yield {
    kind: 'fields',
    fields: [
      { label: 'Master bill', value: masterBill },
      { label: 'Entries', value: grouped(String(all)) },
      ...statuses.flatMap((status) => {
        const count = counts[status] ?? 0
        return count === 0
          ? []
          : [{ label: status.replace('_', ' '), value: grouped(String(count)) }]
      }),
      { label: 'As it stood on', value: moment(asOf) },
    ],
  }
  const held = { packages: 0, grams: 0, weighed: 0, cents: 0, entries: 0 }
  async function* rows(): AsyncGenerator<Row> {
    let place = 0
    for await (const some of houseBills()) {
      for (const one of some) {
        place += 1
        if (one.status !== 'cancelled') count(held, one.shipment)
        yield rowOf(place, one)
      }
    }
  }
  yield {
    kind: 'table',
    caption: `House bills under master bill ${masterBill}`,
    columns,
    rows: rows(),
    totals: () => [
      '', 'Total', '', '', '', '', '', '', '',
      grouped(String(held.packages)),
      held.weighed === 0 ? nothing : weight(held.grams),
      dollars(held.cents),
    ], // prettier-ignore
  }
  const unweighed = held.entries - held.weighed
  yield {
    kind: 'notes',
    notes: [
      'The house bills that this filer declared through gate321, by their number. The manifest of the carrier may hold others.',
      ...((counts.cancelled ?? 0) > 0 ? ['Cancelled entries are listed and left out of the totals.'] : []),
      ...(unweighed > 0 ? [`${grouped(String(unweighed))} of the entries declared no gross weight.`] : []),
    ], // prettier-ignore
  }
}

type Held = { packages: number; grams: number; weighed: number; cents: number; entries: number }

function count(held: Held, shipment: Shipment): void {
  held.entries += 1
  held.packages += shipment.packageQuantity
  held.cents += sum(lineCents(shipment))
  if (shipment.grossWeightKg === undefined) return
  held.weighed += 1
  held.grams += Math.round(Number(shipment.grossWeightKg) * 1000)
}

const weight = (grams: number) => grouped(String(grams / 1000))

function rowOf(index: number, { entryNumber, entryType, status, shipment }: HouseBill): Row {
  const { bill, seller, consignee, lines, packageQuantity, grossWeightKg } = shipment
  return [
    String(index),
    houseBillOf(bill),
    entryNumber,
    entryType,
    status.replace('_', ' '),
    `${seller.name}, ${seller.address.city}, ${seller.address.country}`,
    `${consignee.name}, ${consignee.address.street}, ${place(consignee.address)}`,
    goods(shipment),
    [...new Set(lines.map(({ countryOfOrigin }) => countryOfOrigin))].join(' '),
    grouped(String(packageQuantity)),
    grossWeightKg ?? nothing,
    dollars(sum(lineCents(shipment))),
  ]
}

const houseBillOf = ({ houseBill, masterBill }: Bill) => houseBill ?? masterBill ?? nothing

/** Of an entry of many lines the first tells what kind of parcel it is. */
function goods({ lines }: Shipment): string {
  const [first] = lines
  if (!first) return nothing
  const what = `${grouped(String(first.quantity))} ${first.unit} ${first.description}`
  const more = lines.length - 1
  return more === 0 ? what : `${what} and ${more} more ${more === 1 ? 'line' : 'lines'}`
}
