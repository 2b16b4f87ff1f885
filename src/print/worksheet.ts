/**
 * The worksheet: everything that is or would be declared, what the law says of it under both
 * layers, what it costs, and what is left to do.
 * @module
 */
import type { Owner } from '../domain/status.ts'
import type { Line } from '../domain/shipment.ts'
import { costs } from './costs.ts'
import type { Block, Field, Table } from './paper.ts'
import type { Printed } from './papers.ts'
import {
  billFields,
  entryType,
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
import { verdicts } from './verdicts.ts'

type Entry = Printed['entry']

export function* worksheet({ entry }: Printed): Generator<Block> {
  const { shipment } = entry
  yield { kind: 'fields', fields: declared(entry) }
  yield { kind: 'heading', text: 'Bills and journey' }
  yield { kind: 'fields', fields: [...billFields(shipment), ...voyageFields(shipment)] }
  yield { kind: 'heading', text: 'Parties' }
  yield {
    kind: 'fields',
    fields: [
      { label: 'Seller and shipper', value: partyLines(shipment.seller) },
      { label: 'Consignee', value: partyLines(shipment.consignee) },
      named('Importer of record', shipment.importerOfRecord),
      named('Manufacturer', entry.manufacturerId ?? undefined),
      named('Contact', shipment.contact && `${shipment.contact.name}, ${shipment.contact.phone}`),
    ],
  }
  yield { kind: 'heading', text: 'Lines' }
  yield lines(entry)
  yield* verdicts(entry)
  yield* costs(entry)
  yield { kind: 'heading', text: 'Where it stands' }
  yield { kind: 'fields', fields: standing(entry) }
  if (entry.conditions.length > 0) yield conditions(entry)
  yield* advice(entry)
  yield {
    kind: 'notes',
    notes: [
      `Version ${entry.version} of the entry as it stood on ${moment(entry.updatedAt)}.`,
      'A worksheet is for whoever prepares the entry; it is no customs form and no advice in law.',
    ],
  }
}

function declared(entry: Entry): Field[] {
  const { shipment, gateway, cbp } = entry
  return [
    { label: 'Entry number', value: entry.entryNumber },
    { label: 'Entry type', value: entryType(entry.entryType) },
    { label: 'Reference of the shipment', value: shipment.reference },
    named('Order', orders(shipment)),
    { label: 'Invoice', value: `${shipment.invoice.number} of ${shipment.invoice.date}` },
    named('Purpose', shipment.purpose),
    { label: 'Taken in by gate321', value: moment(gateway.at) },
    {
      label: 'Accepted by the simulated CBP',
      value: cbp.at === null ? 'not yet' : moment(cbp.at),
    },
  ]
}

const lines = ({ shipment, totals }: Entry): Table => ({
  kind: 'table',
  caption: 'Lines of the entry',
  columns: [
    { head: 'No.', share: 5, align: 'right' },
    { head: 'Description', share: 33 },
    { head: 'Tariff number', share: 15 },
    { head: 'Origin', share: 8 },
    { head: 'Quantity', share: 13, align: 'right' },
    { head: 'Agencies', share: 14 },
    { head: 'Value, USD', share: 14, align: 'right' },
  ],
  rows: shipment.lines.map((line, index) => [
    String(index + 1),
    line.description,
    tariffNumber(line.htsNumber),
    line.countryOfOrigin,
    quantity(line),
    agencies(line),
    grouped(line.fairRetailValue),
  ]),
  totals: () => ['', 'Total', '', '', '', '', grouped(totals.fairRetailValue)],
})

function agencies({ pga = [] }: Line): string {
  if (pga.length === 0) return nothing
  return pga
    .map(({ agency, program, processingCode, disclaim }) =>
      [agency, program, processingCode, disclaim && `disclaimed ${disclaim}`]
        .filter((part) => part !== undefined)
        .join(' '),
    )
    .join(', ')
}

const owners: Readonly<Record<Owner, string>> = {
  filer: 'the filer',
  cbp: 'CBP',
  carrier: 'the carrier',
  gateway: 'gate321',
  nobody: 'nobody',
}

function standing({ status, next, disposition }: Entry): Field[] {
  return [
    { label: 'Status', value: status.replace('_', ' ') },
    { label: 'What it means', value: next.meaning },
    { label: 'Who acts', value: owners[next.owner] },
    { label: 'What they do', value: next.action },
    named('By', next.due ?? undefined),
    named(
      "CBP's newest word (simulated)",
      disposition
        ? `${disposition.record} ${disposition.code} ${disposition.text}, ${moment(disposition.at)}`
        : undefined,
    ),
  ]
}

const conditions = ({ conditions }: Entry): Table => ({
  kind: 'table',
  caption: "Problems that CBP's reply names (simulated)",
  columns: [
    { head: 'Condition', share: 15 },
    { head: 'What it says', share: 85 },
  ],
  rows: conditions.map(({ conditionCode, narrative }) => [conditionCode, narrative]),
})

function* advice({ advice }: Entry): Generator<Block> {
  yield { kind: 'heading', text: 'Advice' }
  if (advice.length === 0) {
    yield { kind: 'notes', notes: ['Nothing else is worth saying of this entry.'] }
    return
  }
  yield {
    kind: 'table',
    caption: 'Worth saying, and no refusal',
    columns: [
      { head: 'Where', share: 22 },
      { head: 'What', share: 53 },
      { head: 'Source', share: 25 },
    ],
    rows: advice.map(({ pointer, message, citation }) => [
      pointer === '' ? 'the shipment' : where(pointer),
      message,
      citation ?? nothing,
    ]),
  }
}

/** `/lines/0/description` is `line 1, description`. */
function where(pointer: string): string {
  const [first = '', ...rest] = pointer.slice(1).split('/')
  if (first !== 'lines' || rest.length === 0) return [first, ...rest].join(', ')
  const [index = '', ...field] = rest
  return [`line ${Number(index) + 1}`, ...field].join(', ')
}
