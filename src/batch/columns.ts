/**
 * The columns that a table of shipments may have: the canonical name is the path in a shipment, and
 * other spellings mean the same. One row a column.
 * @module
 */

/**
 * `code`: a leading zero counts, so a cell that is a number has lost it perhaps. `count`: a whole
 * number. `decimal`: a number, kept as text. `day`. `list`: several with a bar between. `text`.
 */
export type ColumnKind = 'text' | 'code' | 'count' | 'decimal' | 'day' | 'list'

export type Column = {
  readonly name: string
  readonly kind: ColumnKind
  readonly required: boolean
  /** Without it each row says the same for its whole shipment. */
  readonly ofLine: boolean
  /** Where it goes, below the line or the shipment. */
  readonly path: readonly (string | number)[]
  readonly spellings: readonly string[]
}

type Row = readonly [name: string, kind: ColumnKind, required: boolean, ...spellings: string[]]

const must = true
const may = false

const rows: readonly Row[] = [
  ['reference', 'text', must, 'Ref', 'Shipment', 'Shipment ID', 'Shipment reference', 'Shipment number', 'Your reference', 'Parcel ID'],
  ['orderNumber', 'text', may, 'Order', 'Order no', 'Order ID', 'Order reference'],
  ['orderNumbers', 'list', may, 'Orders'],
  ['entryType', 'code', may, 'Type', 'Type of entry'],
  ['modeOfTransportation', 'code', must, 'Mode', 'Mode of transport', 'Transport mode', 'MOT'],
  ['portOfEntry', 'code', must, 'Port', 'Port code', 'Entry port'],
  ['estimatedArrivalDate', 'day', must, 'Arrival', 'Arrival date', 'ETA', 'Date of arrival', 'Estimated arrival'],
  ['bill.masterBill', 'code', may, 'Master bill', 'Master', 'MAWB', 'MBL', 'Master AWB', 'Master air waybill'],
  ['bill.houseBill', 'code', may, 'House bill', 'House', 'HAWB', 'HBL', 'House AWB', 'House air waybill'],
  ['bill.regularBill', 'code', may, 'Regular bill', 'Bill of lading', 'B/L', 'BOL', 'Air waybill', 'AWB'],
  ['bill.issuerScac', 'code', may, 'SCAC', 'Issuer', 'Issuer SCAC', 'Bill issuer'],
  ['packageQuantity', 'count', must, 'Packages', 'Package count', 'Number of packages', 'Cartons', 'Parcels'],
  ['grossWeightKg', 'decimal', may, 'Weight', 'Gross weight', 'Weight kg', 'Weight (kg)', 'Kg'],
  ['purpose', 'text', may, 'Shipment purpose', 'Purpose of shipment'],
  ['importerOfRecord', 'code', may, 'Importer', 'IOR', 'Importer number', 'Importer no'],
  ['conveyance.carrier', 'code', may, 'Carrier', 'Carrier code', 'Airline'],
  ['conveyance.flight', 'code', may, 'Flight', 'Flight number', 'Flight no', 'Voyage', 'Trip'],
  ['contact.name', 'text', may, 'Contact', 'Contact name', 'Contact person'],
  ['contact.phone', 'code', may, 'Contact phone', 'Phone', 'Telephone'],
  ['invoice.number', 'text', must, 'Invoice', 'Invoice number', 'Invoice no'],
  ['invoice.date', 'day', must, 'Invoice date', 'Date of invoice'],
  ['invoice.currency', 'text', may, 'Currency', 'Invoice currency'],
  ['invoice.exchangeRate', 'decimal', may, 'Exchange rate', 'Rate'],
  ['lines.description', 'text', must, 'Goods', 'Goods description', 'Description of goods', 'Item description', 'Item', 'Product', 'Contents', 'Commodity'],
  ['lines.htsNumber', 'code', must, 'HTS', 'HTS code', 'HTSUS', 'HS', 'HS code', 'HS number', 'Tariff', 'Tariff number', 'Tariff code'],
  ['lines.countryOfOrigin', 'text', must, 'Origin', 'Origin country', 'COO', 'Made in'],
  ['lines.quantity', 'count', must, 'Qty', 'Units', 'Number of units'],
  ['lines.unit', 'text', must, 'UOM', 'Unit of measure', 'Unit code'],
  ['lines.fairRetailValue', 'decimal', must, 'Value', 'Value USD', 'Value (USD)', 'Retail value', 'Declared value', 'Line value', 'Line total', 'Amount', 'Amount USD'],
  ['lines.pga.agency', 'text', may, 'PGA', 'PGA agency', 'Agency'],
  ['lines.pga.program', 'text', may, 'PGA program', 'Program'],
  ['lines.pga.processingCode', 'text', may, 'PGA processing code', 'Processing code'],
  ['lines.pga.disclaim', 'text', may, 'PGA disclaim', 'Disclaim', 'Disclaim code'],
] // prettier-ignore

const parties = [
  ['seller', ['Seller', 'Shipper', 'Sender', 'Vendor', 'Exporter', 'Ship from']],
  ['consignee', ['Consignee', 'Recipient', 'Receiver', 'Buyer', 'Ship to', 'Deliver to']],
] as const

const partyRows = [
  ['name', 'text', must, '', 'name', 'full name'],
  ['address.street', 'text', must, 'street', 'address', 'address 1', 'address line 1', 'street address'],
  ['address.city', 'text', must, 'city', 'town'],
  ['address.subdivision', 'text', may, 'subdivision', 'state', 'province', 'region', 'state code'],
  ['address.postalCode', 'code', may, 'postal code', 'postcode', 'zip', 'zip code'],
  ['address.country', 'text', must, 'country', 'country code'],
] as const // prettier-ignore

const partyColumns = parties.flatMap(([party, roles]) =>
  partyRows.map(([name, kind, required, ...words]): Row => [
    `${party}.${name}`,
    kind,
    required,
    ...roles.flatMap((role) => words.map((word) => `${role} ${word}`.trim())),
  ]),
)

const columnOf = ([name, kind, required, ...spellings]: Row): Column => {
  const [first, ...path] = name.split('.')
  const ofLine = first === 'lines'
  const below = ofLine ? path : name.split('.')
  return {
    name,
    kind,
    required,
    ofLine,
    path: below[0] === 'pga' ? ['pga', 0, ...below.slice(1)] : below,
    spellings: [name, ...(ofLine ? [below.join('.')] : []), ...spellings],
  }
}

/** In the order of a file that we write ourselves. */
export const columns: readonly Column[] = [
  ...rows.slice(
    0,
    rows.findIndex(([name]) => name === 'importerOfRecord'),
  ),
  ...partyColumns,
  ...rows.slice(rows.findIndex(([name]) => name === 'importerOfRecord')),
].map(columnOf)

/** Spellings are the same in any case, with any marks between the words. */
export const plainHeading = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/^lines?(\.0\.|\[0\]\.|\.)/, 'lines.')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')

const bySpelling = new Map<string, Column>()
for (const column of columns) {
  for (const spelling of column.spellings) bySpelling.set(plainHeading(spelling), column)
}

export const columnNamed = (name: string): Column | undefined =>
  columns.find((column) => column.name === name)

export const columnSpelled = (heading: string): Column | undefined =>
  bySpelling.get(plainHeading(heading))

export const spellings: ReadonlyMap<string, Column> = bySpelling
