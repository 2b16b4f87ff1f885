/**
 * The release notice: which goods CBP let go, when it said so, and under which number.
 * @module
 */
import type { Block } from './paper.ts'
import type { Printed } from './papers.ts'
import {
  billFields,
  entryType,
  grouped,
  moment,
  partyLines,
  quantity,
  voyageFields,
} from './said.ts'

export function* release({ entry, releasedAt }: Printed): Generator<Block> {
  const { shipment, totals, disposition } = entry
  yield {
    kind: 'fields',
    fields: [
      { label: 'Entry number', value: entry.entryNumber },
      { label: 'Status', value: 'released' },
      { label: 'Released', value: moment(releasedAt ?? entry.updatedAt) },
      { label: 'Entry type', value: entryType(entry.entryType) },
      {
        label: "CBP's newest word (simulated)",
        value: disposition
          ? `${disposition.record} ${disposition.code} ${disposition.text}, ${moment(disposition.at)}`
          : '-',
      },
      { label: 'Reference of the shipment', value: shipment.reference },
    ],
  }
  yield { kind: 'heading', text: 'What may leave' }
  yield { kind: 'fields', fields: [...billFields(shipment), ...voyageFields(shipment)] }
  yield {
    kind: 'fields',
    fields: [
      { label: 'Seller and shipper', value: partyLines(shipment.seller) },
      { label: 'Consignee', value: partyLines(shipment.consignee) },
    ],
  }
  yield {
    kind: 'table',
    caption: 'Goods released',
    columns: [
      { head: 'No.', share: 5, align: 'right' },
      { head: 'Description', share: 50 },
      { head: 'Origin', share: 10 },
      { head: 'Quantity', share: 15, align: 'right' },
      { head: 'Value, USD', share: 20, align: 'right' },
    ],
    rows: shipment.lines.map((line, index) => [
      String(index + 1),
      line.description,
      line.countryOfOrigin,
      quantity(line),
      grouped(line.fairRetailValue),
    ]),
    totals: () => ['', 'Total', '', '', grouped(totals.fairRetailValue)],
  }
  yield {
    kind: 'notes',
    notes: [
      `Tells of version ${entry.version} of the entry as it stood on ${moment(entry.updatedAt)}. CBP may still suspend a release: look at the entry before the goods move.`,
      'Release from customs is not delivery: the carrier may hold the goods for its own reasons.',
    ],
  }
}
