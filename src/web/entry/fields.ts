/**
 * The main fields of a shipment as a form: each is named by its place in the JSON, so that what was
 * written goes back where it was read.
 * @module
 */
import { html } from 'hono/html'
import type { Problem } from '../../domain/problem.ts'
import type { Shipment } from '../../domain/shipment.ts'
import type { Html } from '../page.ts'

type Field = {
  readonly path: string
  readonly label: string
  readonly kind?: 'whole' | 'day' | 'broad'
}

const field = (path: string, label: string, kind?: Field['kind']): Field =>
  kind === undefined ? { path, label } : { path, label, kind }

const party = (path: string): Field[] => [
  field(`${path}/name`, 'Name', 'broad'),
  field(`${path}/address/street`, 'Street', 'broad'),
  field(`${path}/address/city`, 'City'),
  field(`${path}/address/subdivision`, 'State'),
  field(`${path}/address/postalCode`, 'Postal code'),
  field(`${path}/address/country`, 'Country'),
]

const lineFields = (path: string): Field[] => [
  field(`${path}/description`, 'Description', 'broad'),
  field(`${path}/htsNumber`, 'Tariff number'),
  field(`${path}/countryOfOrigin`, 'Country of origin'),
  field(`${path}/quantity`, 'Quantity', 'whole'),
  field(`${path}/unit`, 'Unit'),
  field(`${path}/fairRetailValue`, 'Fair retail value, US dollars'),
]

/** A hundred lines are enough for a form; the rest goes by patch. */
const mostLines = 100

export const fieldGroups = ({ lines }: Shipment): (readonly [name: string, fields: Field[]])[] => [
  [
    'Arrival and bill',
    [
      field('packageQuantity', 'Packages', 'whole'),
      field('grossWeightKg', 'Gross weight, kg'),
      field('estimatedArrivalDate', 'Arrives', 'day'),
      field('portOfEntry', 'Port of entry'),
      field('bill/masterBill', 'Master bill'),
      field('bill/houseBill', 'House bill'),
      field('bill/regularBill', 'Regular bill'),
      field('conveyance/carrier', 'Carrier'),
      field('conveyance/flight', 'Flight or voyage'),
    ],
  ],
  ['Consignee', party('consignee')],
  ['Seller', party('seller')],
  ['Invoice', [field('invoice/number', 'Number'), field('invoice/date', 'Date', 'day')]],
  ...lines
    .slice(0, mostLines)
    .map((_, n) => [`Line ${n + 1}`, lineFields(`lines/${n}`)] as const),
] // prettier-ignore

export function valueAt(from: unknown, path: string): string {
  let value: unknown = from
  for (const name of path.split('/')) {
    value = typeof value === 'object' && value !== null ? (value as Named)[name] : undefined
  }
  return value === undefined || value === null ? '' : String(value)
}

type Named = { [name: string]: unknown }

/** The shipment with what was written in it; an emptied field is left out. */
export function written(shipment: Shipment, text: (name: string) => string): unknown {
  const made = structuredClone(shipment) as unknown as Named
  for (const { path, kind } of fieldGroups(shipment).flatMap(([, fields]) => fields)) {
    const names = path.split('/')
    const last = names.pop() ?? ''
    let place = made
    for (const name of names) place = (place[name] ??= {}) as Named
    const said = text(path)
    if (said === '') delete place[last]
    else place[last] = kind === 'whole' && /^\d{1,9}$/.test(said) ? Number(said) : said
  }
  if (Object.keys(made['conveyance'] as Named).length === 0) delete made['conveyance']
  return made
}

/** What is wrong with a field stands below it. */
export function fieldInput(
  { path, label, kind }: Field,
  value: string,
  problems: readonly Problem[],
): Html {
  const wrong = problems.filter(({ pointer }) => pointer === `/${path}`)
  const id = path.replaceAll('/', '-')
  return html`<div class="${kind === 'broad' ? 'broad' : ''}">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${path}"
      value="${value}"
      autocomplete="off"
      ${kind === 'day' ? html`type="date"` : ''}
      ${kind === 'whole' ? html`inputmode="numeric"` : ''}
      ${wrong.length > 0 ? html`aria-invalid="true" aria-describedby="${id}-wrong"` : ''}
    />
    ${
      wrong.length > 0
        ? html`<p class="wrong" id="${id}-wrong">
            ${wrong.map(({ message }) => message).join(' ')}
          </p>`
        : ''
    }
  </div>`
}
