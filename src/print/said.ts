/**
 * How papers spell what an entry holds: parties, places, amounts, moments.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import { printAmount } from '../domain/money.ts'
import type { Cents } from '../domain/money.ts'
import { modes } from '../domain/mode.ts'
import { ports } from '../domain/port.ts'
import type { Line, Party, Shipment } from '../domain/shipment.ts'
import type { Field } from './paper.ts'

/** Stands where the shipment says nothing: an empty cell could be a fault of the printer. */
export const nothing = '-'

/** `1234567.50` is `1,234,567.50`. */
export const grouped = (amount: string) => amount.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

export const dollars = (cents: Cents) => grouped(printAmount(cents))

/** `2026-11-23 14:00 UTC`: who reads it may be in any zone. */
export const moment = (at: Instant) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

/** `6109100040` is `6109.10.0040`, as the tariff prints it. */
export const tariffNumber = (hts: string) => hts.replace(/^(\d{4})(\d{2})(\d{4})$/, '$1.$2.$3')

export function place(address: Party['address']): string {
  const { city, subdivision, postalCode } = address
  const region = [subdivision, postalCode].filter((part) => part !== undefined).join(' ')
  return region === '' ? city : `${city}, ${region}`
}

export const partyLines = ({ name, address }: Party): readonly string[] => [
  name,
  address.street,
  place(address),
  address.country,
]

export const named = (label: string, value: string | undefined): Field => ({
  label,
  value: value === undefined || value === '' ? nothing : value,
})

export const port = (code: string) => {
  const known = ports.get(code)
  return known ? `${code} ${known.name}` : code
}

export const mode = (code: string) => {
  const known = modes[code]
  return known ? `${code} ${known.name}` : code
}

const entryTypes: Readonly<Record<string, string>> = {
  '86': '86, low value (section 321)',
  '11': '11, informal',
  '01': '01, formal',
}

export const entryType = (type: string) => entryTypes[type] ?? type

export const quantity = ({ quantity, unit }: Line) => `${grouped(String(quantity))} ${unit}`

export function billFields({ bill, packageQuantity, grossWeightKg }: Shipment): Field[] {
  const bills: Field[] =
    bill.regularBill === undefined
      ? [named('Master bill', bill.masterBill), named('House bill', bill.houseBill)]
      : [named('Bill', bill.regularBill)]
  return [
    ...bills,
    ...(bill.issuerScac === undefined ? [] : [named('Issuer of the bill', bill.issuerScac)]),
    { label: 'Packages', value: grouped(String(packageQuantity)) },
    named('Gross weight', grossWeightKg === undefined ? undefined : `${grossWeightKg} kg`),
  ]
}

export function voyageFields(shipment: Shipment): Field[] {
  const { modeOfTransportation, portOfEntry, estimatedArrivalDate, conveyance } = shipment
  return [
    { label: 'Port of entry', value: port(portOfEntry) },
    { label: 'Mode of transportation', value: mode(modeOfTransportation) },
    { label: 'Estimated arrival', value: estimatedArrivalDate },
    named('Carrier and flight', conveyance && `${conveyance.carrier} ${conveyance.flight}`),
  ]
}

export const orders = ({ orderNumber, orderNumbers = [] }: Shipment) =>
  [...(orderNumber === undefined ? [] : [orderNumber]), ...orderNumbers].join(', ')
