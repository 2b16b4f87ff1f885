/**
 * Shipments as a caller sends them, all different: one parcel of two lines, to a person of its own,
 * a thousand of them on a flight. The mock's rule for these bills admits and releases soon, so that
 * nobody waits for an aeroplane.
 * @module
 */
import { filingDay } from './filing.ts'

const arrivalDay = '2026-12-01'

/** The check digit of an air waybill is the rest of its serial by seven (IATA Resolution 600a). */
export function masterBill(flight: number): string {
  const serial = String(1_000_000 + flight)
  return `172-${serial}${Number(serial) % 7}`
}

export const serialOf = (n: number) => n.toString(36).toUpperCase().padStart(6, '0')

/** `n` from 1; twelve characters name the house bill of an air shipment. */
export const bill = (n: number) => `SIMREL${serialOf(n)}`

/** CBP wants a document for this one, and its filer has something to do. */
export const openBill = (n: number) => `SIMDOC${serialOf(n)}`

export const reference = (n: number) => `SHP-${wide(n)}`

/** As wide for the first as for the last, so that in a store one can stand for another. */
export const wide = (n: number) => String(n).padStart(9, '0')

/** Put together as text: to print each anew would cost the load generator more. */
export const parcel = (n: number, house = bill(n)): string =>
  `{"reference":"${reference(n)}","orderNumber":"ORD-${wide(n)}","modeOfTransportation":"40",` +
  `"portOfEntry":"4701","estimatedArrivalDate":"${arrivalDay}","bill":{"masterBill":` +
  `"${masterBill(Math.floor(n / 1000))}","houseBill":"${house}"},"packageQuantity":1,` +
  `"purpose":"personal","seller":{"name":"Hanoi Craft Co Ltd","address":{"street":"12 Pho Hue",` +
  `"city":"Hanoi","postalCode":"100000","country":"VN"}},"consignee":{"name":"Jane Smith ${wide(n)}",` +
  `"address":{"street":"${wide(n)} Main St","city":"Brooklyn","subdivision":"NY",` +
  `"postalCode":"11201","country":"US"}},"invoice":{"number":"INV-${wide(n)}","date":"${filingDay}"},` +
  `"lines":[{"description":"Women's knit cotton T-shirts","htsNumber":"6109100040",` +
  `"countryOfOrigin":"VN","quantity":2,"unit":"PCS","fairRetailValue":"30.00"},` +
  `{"description":"Ceramic mug","htsNumber":"6912004400","countryOfOrigin":"VN","quantity":1,` +
  `"unit":"PCS","fairRetailValue":"15.00"}]}`

/** Numbers that are given once to each server that is measured. */
export function counter(before = 0): { readonly take: (count: number) => number } {
  let last = before
  return {
    take: (count) => {
      const first = last + 1
      last += count
      return first
    },
  }
}

export const lines = (first: number, count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, index) => `${parcel(first + index)}\n`).join(''))
