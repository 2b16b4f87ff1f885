/**
 * A basket: shipments that are quoted together. What goes to one consignee on one day counts
 * together against the $800 of 19 USC 1321(a)(2), in the order of the basket.
 * @module
 */
import type { Day } from '../day.ts'
import { lots } from '../claim.ts'
import type { Facts } from '../law/facts.ts'
import { laneCodes, policies } from '../law/vocabulary.ts'
import type { LaneCode, Policy } from '../law/vocabulary.ts'
import { sum } from '../money.ts'
import type { Cents } from '../money.ts'
import { personKey } from '../person.ts'
import type { PersonKey } from '../person.ts'
import type { Draft, Party, Shipment } from '../shipment.ts'
import { lineCents } from '../valuation.ts'
import type { LaneQuote } from './lane.ts'

/** What a shipment takes of its consignee's day and of its orders. */
export type Share = {
  readonly person: PersonKey
  readonly day: Day
  readonly cents: Cents
  readonly lots: readonly string[]
}

/** `undefined` while it does not say who and when: then it counts with nothing. */
export function shareOf(draft: Draft<Shipment>): Share | undefined {
  const { consignee, seller, estimatedArrivalDate: day, orderNumber } = draft
  if (!isNamed(consignee) || day === undefined) return undefined
  const orders = {
    orderNumbers: draft.orderNumbers?.filter((order) => order !== undefined) ?? [],
    ...(orderNumber === undefined ? {} : { orderNumber }),
  }
  return {
    person: personKey(consignee),
    day,
    cents: sum(lineCents(draft)),
    lots: isNamed(seller) ? lots({ ...orders, consignee, seller }) : [],
  }
}

const isNamed = (party: Draft<Party> | undefined): party is Party =>
  [party?.name, party?.address?.street, party?.address?.city].every((text) => text !== undefined)

/** What the shipments before it take of the day of this one. */
export const dayBefore = (own: Share | undefined, earlier: readonly Share[]): Cents =>
  sum(
    earlier
      .filter(({ person, day }) => person === own?.person && day === own.day)
      .map(({ cents }) => cents),
  )

/** The facts of a shipment with what those before it take of its day and its orders. */
export function behind(facts: Facts, own: Share | undefined, earlier: readonly Share[]): Facts {
  const { goods, dayTotalCents } = facts
  const taken = new Set(earlier.flatMap((share) => share.lots))
  const split = own?.lots.some((lot) => taken.has(lot)) ?? false
  return {
    ...facts,
    dayTotalCents: dayTotalCents === null ? null : dayTotalCents + dayBefore(own, earlier),
    goods: split ? { ...goods, split_order: true } : goods,
  }
}

export type LaneTotal = {
  readonly lane: LaneCode
  /** To how many shipments it is open. */
  readonly open: Readonly<Record<Policy, number>>
  /** Shipments without a price in this lane. */
  readonly unknown: number
  readonly dutyCents: Cents | null
  readonly feesCents: Cents | null
  readonly filingFeeCents: Cents
  readonly totalCents: Cents | null
}

/** Each lane as if the whole basket went that way; one unknown price leaves the sum unknown. */
export function laneTotals(items: readonly (readonly LaneQuote[])[]): LaneTotal[] {
  return laneCodes.map((code) => {
    const quotes = items.flatMap((lanes) => lanes.filter(({ lane }) => lane === code))
    const open = (policy: Policy) =>
      quotes.filter(({ availability }) => availability[policy] === 'yes').length
    const [statutory, enforced] = policies.map(open)
    return {
      lane: code,
      open: { statutory: statutory ?? 0, enforced: enforced ?? 0 },
      unknown: quotes.filter(({ totalCents }) => totalCents === null).length,
      dutyCents: sumKnown(quotes.map(({ duty }) => duty?.totalCents ?? null)),
      feesCents: sumKnown(quotes.map(({ fees }) => fees?.totalCents ?? null)),
      filingFeeCents: sum(quotes.map(({ filingFeeCents }) => filingFeeCents)),
      totalCents: sumKnown(quotes.map(({ totalCents }) => totalCents)),
    }
  })
}

export function sumKnown(amounts: readonly (Cents | null)[]): Cents | null {
  const known = amounts.filter((cents) => cents !== null)
  return known.length === amounts.length ? sum(known) : null
}
