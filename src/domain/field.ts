/**
 * What the fields of a shipment are called where people read them.
 * @module
 */

const names: Readonly<Record<string, string>> = {
  '/reference': 'Reference',
  '/orderNumber': 'Order number',
  '/orderNumbers': 'Order numbers',
  '/entryType': 'Entry type',
  '/modeOfTransportation': 'Mode of transportation',
  '/portOfEntry': 'Port of entry',
  '/estimatedArrivalDate': 'Arrival',
  '/bill': 'Bill',
  '/bill/masterBill': 'Master bill',
  '/bill/houseBill': 'House bill',
  '/bill/regularBill': 'Regular bill',
  '/bill/issuerScac': 'Issuer (SCAC)',
  '/packageQuantity': 'Packages',
  '/grossWeightKg': 'Gross weight, kg',
  '/purpose': 'Purpose',
  '/seller': 'Seller',
  '/consignee': 'Consignee',
  '/importerOfRecord': 'Importer of record',
  '/conveyance': 'Flight or conveyance',
  '/conveyance/carrier': 'Carrier',
  '/conveyance/flight': 'Flight',
  '/contact': 'Contact',
  '/contact/name': 'Contact name',
  '/contact/phone': 'Contact phone',
  '/invoice': 'Invoice',
  '/invoice/number': 'Invoice number',
  '/invoice/date': 'Invoice date',
  '/invoice/currency': 'Invoice currency',
  '/invoice/exchangeRate': 'Exchange rate',
  '/lines': 'Value of all lines',
}

const ofLine: Readonly<Record<string, string>> = {
  description: 'description',
  htsNumber: 'tariff number',
  countryOfOrigin: 'country of origin',
  quantity: 'quantity',
  unit: 'unit',
  fairRetailValue: 'fair retail value',
  pga: 'agency',
}

const ofParty: Readonly<Record<string, string>> = {
  name: 'name',
  address: 'address',
  'address/street': 'street',
  'address/city': 'city',
  'address/subdivision': 'state or province',
  'address/postalCode': 'postal code',
  'address/country': 'country',
}

const own = (table: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** `/lines/0/htsNumber` is "Line 1, tariff number"; what has no name here keeps its pointer. */
export function fieldName(pointer: string): string {
  const known = own(names, pointer)
  if (known !== undefined) return known
  const line = /^\/lines\/(\d{1,3})(?:\/(\w+).*)?$/.exec(pointer)
  if (line) {
    const name = own(ofLine, line[2] ?? '')
    return `Line ${Number(line[1]) + 1}${name === undefined ? '' : `, ${name}`}`
  }
  const [, party = '', part = ''] = /^(\/seller|\/consignee)\/(.+)$/.exec(pointer) ?? []
  const name = own(ofParty, part)
  return name === undefined ? pointer : `${names[party]}, ${name}`
}
