/**
 * What an entry takes of its consignee's day under 19 USC 1321(a)(2)(C), and of its order.
 * @module
 */
import type { Day } from './day.ts'
import type { Entry } from './entry.ts'
import { sum } from './money.ts'
import type { Cents } from './money.ts'
import { personKey } from './person.ts'
import type { PersonKey } from './person.ts'
import type { Shipment } from './shipment.ts'
import { lineCents } from './valuation.ts'

/** What one person may receive free on one day, in fair retail value (19 USC 1321(a)(2)(C)). */
export const dailyCeiling: Cents = 80_000

export type Claim = {
  readonly person: PersonKey
  /** The day of arrival at the port. */
  readonly day: Day
  readonly cents: Cents
  /** The person as this shipment spells it. */
  readonly name: string
  readonly street: string
}

/** An entry that was refused or taken back claims nothing. */
const live = ({ entryType, status }: Entry) =>
  entryType === '86' && status !== 'rejected' && status !== 'cancelled'

/**
 * While a correction is undecided both the old and the new shipment are held, the larger value where
 * they fall on one day: whichever of them stands in the end, there is room for it.
 */
export function claimsOf(entry: Entry): Claim[] {
  if (!live(entry)) return []
  const claims = new Map<string, Claim>()
  for (const shipment of held(entry)) {
    const claim = claimOf(shipment)
    const key = `${claim.person} ${claim.day}`
    const known = claims.get(key)
    if (!known || known.cents < claim.cents) claims.set(key, claim)
  }
  return [...claims.values()]
}

/** Whether both hold the same without a look at it: most events leave the shipment alone. */
export const holdAlike = (one: Entry, other: Entry): boolean =>
  one.shipment === other.shipment &&
  live(one) === live(other) &&
  (one.pending?.previous ?? null) === (other.pending?.previous ?? null) &&
  (one.review?.previous ?? null) === (other.review?.previous ?? null)

export const claimOf = (shipment: Shipment): Claim => ({
  person: personKey(shipment.consignee),
  day: shipment.estimatedArrivalDate,
  cents: sum(lineCents(shipment)),
  name: shipment.consignee.name,
  street: shipment.consignee.address.street,
})

function held({ shipment, pending, review }: Entry): Shipment[] {
  return [shipment, pending?.previous?.shipment, review?.previous?.shipment].filter(
    (item) => item != null,
  )
}

/**
 * The names under which one order may not be shipped twice: the order of this buyer, and the order
 * of this seller, whoever it goes to.
 */
export function lotsOf(entry: Entry): string[] {
  if (!live(entry)) return []
  return [...new Set(held(entry).flatMap(lots))]
}

export function lots({
  orderNumber,
  orderNumbers = [],
  consignee,
  seller,
}: Pick<Shipment, 'orderNumber' | 'orderNumbers' | 'consignee' | 'seller'>): string[] {
  const orders = [...(orderNumber === undefined ? [] : [orderNumber]), ...orderNumbers]
  const names = new Set(orders.map((order) => order.toUpperCase().replace(/\s+/g, '')))
  return [...names].flatMap((order) => [
    `buyer ${personKey(consignee)} ${order}`,
    `seller ${personKey(seller)} ${order}`,
  ])
}
