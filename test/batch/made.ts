/**
 * Files of so many parcels, each to a person of its own, some of them bad in ways that a clerk knows.
 * The same seed makes the same file.
 * @module
 */
import { columns } from '../../src/batch/columns.ts'
import { csvLine } from '../../src/batch/csv.ts'
import type { Shipment } from '../../src/domain/shipment.ts'

export type Made = {
  readonly rows: number
  /** How many of them are bad; which, the seed says. */
  readonly bad?: number
  readonly seed?: number
  /** Put into references, orders and bills, so that two files have nothing in common. */
  readonly tag?: string
  /** Of arrival; the default suits `GATE321_TODAY=2026-11-23`. */
  readonly day?: string
}

export const headings = [
  'Reference', 'Order Number', 'Mode', 'Port of Entry', 'Arrival Date', 'MAWB', 'HAWB', 'Packages',
  'Purpose', 'Shipper', 'Shipper Address', 'Shipper City', 'Shipper Postal Code', 'Shipper Country',
  'Consignee', 'Consignee Address', 'Consignee City', 'Consignee State', 'Consignee Zip',
  'Consignee Country', 'Invoice No', 'Invoice Date', 'Description', 'HS Code', 'Origin', 'Qty',
  'Unit', 'Value USD',
] as const // prettier-ignore

type Row = Record<(typeof headings)[number], string>

const goods = [
  ["Women's knit cotton T-shirts", '6109100040', '30.00'],
  ['Ceramic mug', '6912004400', '15.00'],
  ['Cotton bath towel, terry', '6302600020', '24.50'],
] as const

const given = [
  'Ada',
  'Bruno',
  'Chiara',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
]
const family = [
  'Adler',
  'Brook',
  'Castle',
  'Dunn',
  'Ember',
  'Frost',
  'Gale',
  'Hart',
  'Ivory',
  'Jade',
]
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** What is wrong with a bad row: the heading, what stands there, and the code that names it. */
export const faults: readonly (readonly [keyof Row, string, string])[] = [
  ['HS Code', '610910', 'hts_format'],
  ['Consignee Country', 'UK', 'country_code'],
  ['Value USD', '1,030.00', 'amount_format'],
  ['Arrival Date', '12/01/2026', 'date_invalid'],
  ['Description', 'gift', 'description_vague'],
  ['Qty', 'two', 'quantity_format'],
  ['Consignee City', '', 'required'],
]

/** The numbers of the rows that are bad, from 1. */
export function badRows({ rows, bad = 0, seed = 321 }: Made): Set<number> {
  const chosen = new Set<number>()
  for (let state = seed; chosen.size < Math.min(bad, rows);) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    chosen.add(1 + (state % rows))
  }
  return chosen
}

export const faultOf = (n: number) => faults[n % faults.length] ?? faults[0]

export function madeRow(n: number, { tag = 'T', day = '2026-12-01' }: Omit<Made, 'rows'> = {}): Row {
  const [description, hts, value] = goods[n % goods.length] ?? goods[0]
  // A name a number: a person is who bears it and lives there.
  const first = given[n % 10] ?? ''
  const last = `${family[Math.floor(n / 10) % 10]}${wordOf(Math.floor(n / 100))}`
  return {
    'Reference': `${tag}-${n}`,
    'Order Number': `ORD-${tag}-${n}`,
    'Mode': '40',
    'Port of Entry': '4701',
    'Arrival Date': day,
    'MAWB': '172-12345675',
    'HAWB': `${tag}${n}`,
    'Packages': '1',
    'Purpose': 'personal',
    'Shipper': 'Hanoi Craft Co Ltd',
    'Shipper Address': '12 Pho Hue',
    'Shipper City': 'Hanoi',
    'Shipper Postal Code': '100000',
    'Shipper Country': 'VN',
    'Consignee': `${first} ${last}`,
    'Consignee Address': `${n} Main St`,
    'Consignee City': 'Brooklyn',
    'Consignee State': 'NY',
    'Consignee Zip': '11201',
    'Consignee Country': 'US',
    'Invoice No': `INV-${n}`,
    'Invoice Date': '2026-11-20',
    'Description': description,
    'HS Code': hts,
    'Origin': 'VN',
    'Qty': String(1 + (n % 3)),
    'Unit': 'PCS',
    'Value USD': value,
  }
} // prettier-ignore

function wordOf(n: number): string {
  return n === 0 ? '' : `${wordOf(Math.floor(n / 26))}${letters[n % 26]?.toLowerCase()}`
}

/** Row by row, each an array of cells; the headings first. */
export function* madeCells(made: Made): Generator<string[]> {
  yield [...headings]
  const bad = badRows(made)
  for (let n = 1; n <= made.rows; n++) {
    const row = madeRow(n, made)
    if (bad.has(n)) {
      const [heading, cell] = faultOf(n) ?? ['HS Code', '']
      row[heading] = cell
    }
    yield headings.map((heading) => row[heading])
  }
}

export function madeCsv(made: Made, separator = ','): string {
  let text = ''
  for (const cells of madeCells(made)) text += csvLine(cells, separator)
  return text
}

/** The same, as it is sent: never as a whole in memory. */
export function madeStream(made: Made, rowsAtOnce = 500): ReadableStream<Uint8Array> {
  const cells = madeCells(made)
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(controller) {
      let text = ''
      for (let n = 0; n < rowsAtOnce; n++) {
        const next = cells.next()
        if (next.done) break
        text += csvLine(next.value, ',')
      }
      if (text === '') controller.close()
      else controller.enqueue(encoder.encode(text))
    },
  })
}

/** One of them as JSON would say it. */
export function madeShipment(n: number, made: Omit<Made, 'rows'> = {}): Shipment {
  const row = madeRow(n, made)
  return {
    reference: row.Reference,
    orderNumber: row['Order Number'],
    modeOfTransportation: row.Mode,
    portOfEntry: row['Port of Entry'],
    estimatedArrivalDate: row['Arrival Date'],
    bill: { masterBill: row.MAWB, houseBill: row.HAWB },
    packageQuantity: 1,
    purpose: 'personal',
    seller: {
      name: row.Shipper,
      address: { street: row['Shipper Address'], city: row['Shipper City'], postalCode: '100000', country: 'VN' },
    },
    consignee: {
      name: row.Consignee,
      address: {
        street: row['Consignee Address'], city: 'Brooklyn', subdivision: 'NY', postalCode: '11201', country: 'US',
      },
    },
    invoice: { number: row['Invoice No'], date: row['Invoice Date'] },
    lines: [
      {
        description: row.Description,
        htsNumber: row['HS Code'],
        countryOfOrigin: 'VN',
        quantity: Number(row.Qty),
        unit: 'PCS',
        fairRetailValue: row['Value USD'],
      },
    ],
  }
} // prettier-ignore

export const canonicalNames = columns.map(({ name }) => name)
