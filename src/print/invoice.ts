/**
 * The commercial invoice: what 19 CFR 141.86 asks an invoice to show, as far as the shipment says it.
 * @module
 */
import { isAmount, parseAmount } from '../domain/money.ts'
import type { Line, Shipment } from '../domain/shipment.ts'
import type { Block, Field, Table } from './paper.ts'
import type { Printed } from './papers.ts'
import {
  billFields,
  dollars,
  grouped,
  moment,
  named,
  nothing,
  orders,
  partyLines,
  quantity,
  tariffNumber,
  voyageFields,
} from './said.ts'

export function* invoice({ entry }: Printed): Generator<Block> {
  const { shipment, totals, version } = entry
  const { seller, consignee, importerOfRecord, invoice } = shipment
  yield {
    kind: 'fields',
    fields: [
      { label: 'Invoice number', value: invoice.number },
      { label: 'Invoice date', value: invoice.date },
      { label: 'Entry number', value: entry.entryNumber },
      named('Order', orders(shipment)),
      { label: 'Reference of the shipment', value: shipment.reference },
      named('Purpose', shipment.purpose),
    ],
  }
  yield { kind: 'heading', text: 'Who sells to whom' }
  yield {
    kind: 'fields',
    fields: [
      { label: 'Seller and shipper', value: partyLines(seller) },
      { label: 'Buyer and consignee', value: partyLines(consignee) },
      named('Importer of record', importerOfRecord),
    ],
  }
  yield { kind: 'heading', text: 'How it travels' }
  yield { kind: 'fields', fields: [...billFields(shipment), ...voyageFields(shipment)] }
  yield { kind: 'heading', text: 'Goods' }
  yield goods(shipment, totals.fairRetailValue)
  yield { kind: 'fields', fields: money(shipment) }
  yield {
    kind: 'notes',
    notes: [
      `Drawn up from version ${version} of the entry as it stood on ${moment(entry.updatedAt)}; it is not the seller's own invoice, and does not replace it where CBP asks for that.`,
      'Values are the total of each line in the country of shipment, in US dollars (fair retail value, 19 CFR 10.151). A unit value marked "about" is rounded to the cent.',
      'An invoice also shows charges, rebates, and goods or services that the buyer supplied to make the goods (19 CFR 141.86(a)(8), (9) and (11)). A shipment declares none of these here.',
    ],
  }
}

function goods({ lines }: Shipment, total: string): Table {
  return {
    kind: 'table',
    caption: 'Goods on the invoice',
    columns: [
      { head: 'No.', share: 4, align: 'right' },
      { head: 'Description', share: 34 },
      { head: 'Tariff number', share: 15 },
      { head: 'Origin', share: 8 },
      { head: 'Quantity', share: 12, align: 'right' },
      { head: 'Unit value', share: 13, align: 'right' },
      { head: 'Value, USD', share: 14, align: 'right' },
    ],
    rows: lines.map((line, index) => [
      String(index + 1),
      line.description,
      tariffNumber(line.htsNumber),
      line.countryOfOrigin,
      quantity(line),
      unitValue(line),
      grouped(line.fairRetailValue),
    ]),
    totals: () => ['', 'Total', '', '', '', '', grouped(total)],
  }
}

function unitValue({ fairRetailValue, quantity }: Line): string {
  const cents = parseAmount(fairRetailValue)
  if (!isAmount(cents) || quantity === 0) return nothing
  const each = dollars(Math.round(cents / quantity))
  return cents % quantity === 0 ? each : `about ${each}`
}

const money = ({ invoice }: Shipment): Field[] => [
  { label: 'Currency of this invoice', value: 'USD' },
  ...(invoice.currency === undefined || invoice.currency === 'USD'
    ? []
    : [
        { label: "Currency of the seller's invoice", value: invoice.currency },
        named(`US dollars for one ${invoice.currency}`, invoice.exchangeRate),
      ]),
]
