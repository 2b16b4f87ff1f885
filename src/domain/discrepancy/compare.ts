/**
 * Declared beside found, field by field: what the shipment says where CBP's codes point, and what
 * CBP or our own ledger knows of it.
 * @module
 */
import type { Day } from '../day.ts'
import { fieldName } from '../field.ts'
import { printAmount, sum } from '../money.ts'
import type { Cents } from '../money.ts'
import type { Shipment } from '../shipment.ts'
import { lineCents } from '../valuation.ts'
import type { CodeFinding } from './findings.ts'
import { fieldsOf } from './spoken.ts'

/** What is known beside the codes. */
export type Known = {
  /** Packages on the carrier's manifest (CATAIR SO40 73-80). */
  readonly manifested: number | null
  /** The consignee's day as the value ledger counts it, without this entry. */
  readonly day: {
    readonly day: Day
    readonly ceilingCents: Cents
    readonly othersCents: Cents
    readonly others: number
  } | null
}

export type Compared = {
  readonly pointer: string
  readonly name: string
  readonly declared: string | null
  /** `null` where CBP names the field and not what it found. */
  readonly found: string | null
  readonly record: string
  readonly code: string
}

/** Of a shipment with a thousand lines the first tell enough. */
const mostLines = 20

export function compare(
  shipment: Shipment,
  findings: readonly CodeFinding[],
  known: Known,
): Compared[] {
  return findings.flatMap(({ record, code, text }) =>
    fieldsOf(record, code).flatMap((field, place) =>
      spread(field, shipment).map((pointer) => ({
        ...{ pointer, name: fieldName(pointer), record, code },
        declared: declaredAt(shipment, pointer),
        found: foundAt(pointer, code, known, shipment) ?? (place === 0 ? text : null),
      })),
    ),
  )
}

const address = ['street', 'city', 'subdivision', 'postalCode', 'country']
const party = ['name', ...address.map((part) => `address/${part}`)]

/** What a code calls by one name, and a form has several fields for. */
const parts: Readonly<Record<string, readonly string[]>> = {
  '/bill': ['masterBill', 'houseBill', 'regularBill', 'issuerScac'],
  '/conveyance': ['carrier', 'flight'],
  '/contact': ['name', 'phone'],
  '/seller': party,
  '/consignee': party,
}

function spread(field: string, shipment: Shipment): string[] {
  if (field.includes('/*/')) {
    const lines = shipment.lines.slice(0, mostLines)
    return lines.map((_, index) => field.replace('*', String(index)))
  }
  const below = parts[field]?.map((part) => `${field}/${part}`) ?? [field]
  // Of a bill only the kind that it is.
  return field === '/bill' ? below.filter((pointer) => valueAt(shipment, pointer) !== undefined) : below // prettier-ignore
}

function foundAt(pointer: string, code: string, known: Known, shipment: Shipment): string | null {
  const { manifested, day } = known
  if (pointer === '/packageQuantity' && manifested !== null) return String(manifested)
  if ((code === '30' || code === '34') && pointer === '/lines' && day) {
    const own = sum(lineCents(shipment))
    const others = `$${printAmount(day.othersCents)} in ${day.others} other`
    const all = `$${printAmount(day.othersCents + own)}`
    return `${all} on ${day.day} as counted here (${others}); the ceiling is $${printAmount(day.ceilingCents)}`
  }
  return null
}

/** As people would say it; a part that is a whole of parts in one line. */
export function declaredAt(shipment: Shipment, pointer: string): string | null {
  if (pointer === '/lines') {
    const { length } = shipment.lines
    return `$${printAmount(sum(lineCents(shipment)))} in ${length} ${length === 1 ? 'line' : 'lines'}`
  }
  return print(valueAt(shipment, pointer))
}

export const valueAt = (shipment: Shipment, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, key)
          ? (part as Readonly<Record<string, unknown>>)[key]
          : undefined,
      shipment,
    )

function print(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object') return String(value)
  const parts = Object.values(value).flatMap((part) => print(part) ?? [])
  return parts.length === 0 ? null : parts.join(', ')
}
