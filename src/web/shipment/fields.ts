/**
 * The fields of the form for one shipment, group by group: one row a field.
 * @module
 */
import { modes, units } from '../../domain/mode.ts'
import { ports } from '../../domain/port.ts'

export type Field = {
  readonly pointer: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'date' | 'number'
  readonly options?: readonly (readonly [value: string, label: string])[]
  /** The id of a list of suggestions. */
  readonly list?: string
  readonly wide?: true
}

type More = Omit<Field, 'pointer' | 'label'>

const field = (pointer: string, label: string, more: More = {}): Field => ({
  ...{ pointer, label, ...more },
})

export type Group = {
  readonly title: string
  /** Rarely needed: folded away until it holds something. */
  readonly rare?: true
  readonly fields: readonly Field[]
}

const party = (at: string): readonly Field[] => [
  field(`${at}/name`, 'Name', { wide: true }),
  field(`${at}/address/street`, 'Street', { wide: true }),
  field(`${at}/address/city`, 'City'),
  field(`${at}/address/subdivision`, 'State or province', { hint: 'As in NY' }),
  field(`${at}/address/postalCode`, 'Postal code'),
  field(`${at}/address/country`, 'Country', { hint: 'Two letters' }),
]

const entryTypes = [
  ['', 'By the policy'],
  ['86', '86, exempt'],
  ['11', '11, informal'],
  ['01', '01, formal'],
] as const

const purposes = [
  ['', 'Not said'],
  ...['personal', 'commercial', 'gift', 'return'].map((name) => [name, name] as const),
] as const

export const groups: readonly Group[] = [
  {
    title: 'Shipment',
    fields: [
      field('/reference', 'Reference', { hint: 'Yours, unique for ever' }),
      field('/orderNumber', 'Order number'),
      field('/entryType', 'Entry type', { options: entryTypes }),
      field('/purpose', 'Purpose', { options: purposes }),
    ],
  },
  {
    title: 'Bill and arrival',
    fields: [
      field('/modeOfTransportation', 'Mode of transportation', {
        options: Object.entries(modes).map(([code, { name }]) => [code, `${code}, ${name}`]),
      }),
      field('/portOfEntry', 'Port of entry', { hint: 'Schedule D, four digits', list: 'ports' }),
      field('/estimatedArrivalDate', 'Arrival', { type: 'date' }),
      field('/packageQuantity', 'Packages', { type: 'number' }),
      field('/bill/masterBill', 'Master bill', { hint: 'As in 172-12345675' }),
      field('/bill/houseBill', 'House bill'),
      field('/bill/regularBill', 'Regular bill', { hint: 'In place of both' }),
      field('/grossWeightKg', 'Gross weight, kg', { hint: 'As in 1.25' }),
    ],
  },
  { title: 'Consignee', fields: party('/consignee') },
  { title: 'Seller', fields: party('/seller') },
  {
    title: 'Invoice',
    fields: [
      field('/invoice/number', 'Number'),
      field('/invoice/date', 'Date', { type: 'date' }),
      field('/invoice/currency', 'Currency', { hint: 'If not USD' }),
      field('/invoice/exchangeRate', 'Exchange rate', { hint: 'US dollars for one' }),
    ],
  },
  {
    title: 'Importer, conveyance and contact',
    rare: true,
    fields: [
      field('/importerOfRecord', 'Importer of record', { hint: 'For types 11 and 01' }),
      field('/bill/issuerScac', 'Issuer of the bill (SCAC)'),
      field('/conveyance/carrier', 'Carrier'),
      field('/conveyance/flight', 'Flight'),
      field('/contact/name', 'Contact name'),
      field('/contact/phone', 'Contact phone'),
    ],
  },
]

export const lineFields = (line: number): readonly Field[] => {
  const at = `/lines/${line}`
  return [
    field(`${at}/description`, 'Description', { wide: true, hint: 'Article, material and use' }),
    field(`${at}/htsNumber`, 'Tariff number', { hint: 'Ten digits' }),
    field(`${at}/countryOfOrigin`, 'Country of origin', { hint: 'Two letters' }),
    field(`${at}/quantity`, 'Quantity', { type: 'number' }),
    field(`${at}/unit`, 'Unit', { options: [...units].map((unit) => [unit, unit]) }),
    field(`${at}/fairRetailValue`, 'Fair retail value, $', { hint: "The line's total" }),
  ]
}

/** One agency a line; a shipment with more is filed by file or by API. */
export const agencyFields = (line: number): readonly Field[] => {
  const at = `/lines/${line}/pga/0`
  return [
    field(`${at}/agency`, 'Agency', { hint: 'As in FDA' }),
    field(`${at}/program`, 'Program'),
    field(`${at}/processingCode`, 'Processing code'),
    field(`${at}/disclaim`, 'Disclaim code', { hint: 'A to F' }),
  ]
}

/** A form of more lines would be no form any more. */
export const mostLines = 50

export const allFields = (lines: number): readonly Field[] => [
  ...groups.flatMap(({ fields }) => fields),
  ...Array.from({ length: lines }, (_, line) => [
    ...lineFields(line),
    ...agencyFields(line),
  ]).flat(),
]

const ofShipment = new Set(groups.flatMap(({ fields }) => fields.map(({ pointer }) => pointer)))

export const isField = (pointer: string): boolean =>
  ofShipment.has(pointer) || allFields(mostLines).some((field) => field.pointer === pointer)

export const portList: readonly (readonly [code: string, name: string])[] = [...ports].map(
  ([code, { name }]) => [code, name],
)
