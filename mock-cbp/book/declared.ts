/**
 * What CBP keeps of a declaration: the part that notifications repeat, and what the course needs.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import type { Day } from '../../src/domain/day.ts'
import { billsOf, conveyancesOf, lowestOf } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Bill } from './manifest.ts'

/** One row of it is kept for each filing, so what is not said is left out. */
export type Declared = Pick<
  StatusNotification,
  | 'blockReference'
  | 'portOfEntry'
  | 'entryType'
  | 'carrierCode'
  | 'voyageFlightTrip'
  | 'splitShipmentReleaseCode'
  | 'references'
  | 'bills'
> & {
  readonly arrivalDay?: string
  readonly mode?: string
  /** Whole dollars (SE10 40-49). */
  readonly valueUsd?: number
  /** Whose day it is: name, street and postal code of the consignee. */
  readonly person?: string
}

/** What CBP knows of the goods besides their declaration. */
export type Told = {
  readonly blockReference: string | undefined
  /** That the goods are on. */
  readonly flight: string | null
  /** Their bill as the carrier filed it. */
  readonly manifest: Bill | undefined
}

/** The bill that names the parcel (SE15): the house bill, else the regular bill. */
export function lowestBill(filing: Pick<Filing, 'billGroupings'>): string {
  for (const grouping of filing.billGroupings) {
    const lowest = lowestOf(grouping)
    if (lowest) return lowest.billNumber
  }
  return billsOf(filing).at(-1)?.billNumber ?? ''
}

/** `CX880`: carrier and number without leading zeros (SE16 5-13). */
export function flightOf(filing: Pick<Filing, 'billGroupings'>): string | undefined {
  const [conveyance] = conveyancesOf(filing)
  return conveyance && flightName(conveyance.carrierCode + conveyance.voyageFlightTrip)
}

export const flightName = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^([A-Z0-9]{2}[A-Z]{0,2})0+(?=\d)/, '$1')

export function declaredBy(filing: Filing, told: Told): Declared {
  const goods = { valueUsd: filing.entryValueUsd, ...present({ person: personOf(filing) }) }
  return aboard({ ...carriedBy(filing, told), ...goods }, told)
}

/** What an update says takes the place of what was said before; the rest stands. */
export function updatedBy(filing: Filing, before: Declared, told: Told): Declared {
  const said = carriedBy(filing, told)
  const bills = said.bills.length === 0 ? before.bills : said.bills
  const references = said.references.length === 0 ? before.references : said.references
  return aboard({ ...before, ...said, bills, references }, told)
}

function carriedBy(filing: Filing, { blockReference }: Told): Declared {
  const [conveyance] = conveyancesOf(filing)
  return {
    entryType: filing.entryType,
    references: filing.references.filter(({ qualifier }) => qualifier === 'CR'),
    bills: filing.billGroupings.flatMap(billsIn),
    ...present({
      blockReference,
      portOfEntry: filing.plannedPortOfEntry,
      carrierCode: conveyance?.carrierCode,
      voyageFlightTrip: conveyance?.voyageFlightTrip,
      splitShipmentReleaseCode: filing.splitShipmentReleaseCode,
      arrivalDay: arrivalDayOf(filing),
      mode: filing.modeOfTransportation,
    }),
  }
}

/** The unit is that of the conveyance (SE16 28-32); SE15 has none. */
function billsIn(grouping: Filing['billGroupings'][number]): Declared['bills'] {
  const lowest = lowestOf(grouping)
  const unit = grouping.conveyances.find((conveyance) => conveyance.unit !== undefined)?.unit
  return grouping.bills.map((bill) => {
    const { billType, issuerScac, billNumber, packageQuantity } = bill
    const counted = { issuerScac, packageQuantity, unit: bill === lowest ? unit : undefined }
    return { billType, billNumber, ...present(counted) }
  })
}

/** The flight and the quantity as carriers told them, where that is not what was declared. */
export function aboard(declared: Declared, { flight, manifest }: Omit<Told, 'blockReference'>): Declared {
  const { carrierCode = '', voyageFlightTrip = '' } = declared
  const same = flight === null || flight === flightName(carrierCode + voyageFlightTrip)
  const quantity = manifest?.quantity ?? undefined
  if (same && quantity === undefined) return declared
  const bills = declared.bills.map((bill) =>
    quantity !== undefined && bill.billNumber === manifest?.bill
      ? { ...bill, manifestedQuantity: quantity }
      : bill,
  )
  return { ...declared, bills, ...(same ? {} : partsOf(flight)) }
} // prettier-ignore

function partsOf(flight: string): Pick<Declared, 'carrierCode' | 'voyageFlightTrip'> {
  const [, carrierCode, voyageFlightTrip] = /^([A-Z0-9]{2}[A-Z]{0,2})([A-Z0-9]{1,5})$/.exec(flight) ?? []
  return present({ carrierCode, voyageFlightTrip })
} // prettier-ignore

/** The estimated day of arrival, where it is a day. */
export function arrivalDayOf({ references }: Filing): Day | undefined {
  const eda = references.find(({ qualifier }) => qualifier === 'EDA')?.value
  return eda === undefined ? undefined : parseDay(eda)
}

/** Whose day it is: the consignee as it is declared. */
export function personOf({ parties }: Filing): string | undefined {
  const consignee = parties.find(({ entityCode }) => entityCode === 'CN')
  if (!consignee) return undefined
  const { name, identifierQualifier, identifier, postalCode, city } = consignee
  if (name === undefined) return `${identifierQualifier} ${identifier}`
  const street = consignee.street.map(({ text }) => text).join(' ')
  const person = [name, street, postalCode ?? city ?? ''].join(', ')
  return person.toUpperCase().replace(/\s+/g, ' ')
}

type Present<T> = { -readonly [Key in keyof T]?: Exclude<T[Key], undefined> }

/** A loop, because every filing goes through it three times and by way of lists it costs 3 us. */
function present<T extends object>(parts: T): Present<T> {
  const said: Present<T> = {}
  for (const name in parts) {
    const part = parts[name]
    if (part !== undefined) said[name] = part as Present<T>[typeof name]
  }
  return said
}
