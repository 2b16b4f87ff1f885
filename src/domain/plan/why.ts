/**
 * Why a planned shipment is as it is, in sentences for people.
 * @module
 */
import { printAmount } from '../money.ts'
import { worthOf } from './bundle.ts'
import type { Routed } from './lane.ts'
import { listed } from './note.ts'
import type { PlanContext } from './order.ts'
import type { Room } from './room.ts'

/** `room` is what the whole plan leaves. */
export function whyOf(bill: readonly Routed[], context: PlanContext, room: Room): string[] {
  const [first] = bill
  if (!first) return []
  const { lane } = first
  return [
    ...(bill.length > 1 ? [together(bill)] : []),
    ...bill.flatMap((item) => (lane === 'ET86' ? moved(item) : [outside(item)])),
    lane === 'ET86' ? free(first, room) : dutiable(bill, context),
  ]
}

function together(bill: readonly Routed[]): string {
  const orders = listed(bill.map(({ order }) => order.orderNumber))
  return `Orders ${orders} have one seller, one consignee and one day of arrival, so one bill and one entry hold them: to one consignee they are one importation (19 CFR 10.153).`
}

const moved = ({ order, arrivalOn }: Routed) =>
  arrivalOn === order.readyOn
    ? []
    : [
        `Order ${order.orderNumber} waits from ${order.readyOn} to ${arrivalOn}, a day with room for it. All of it waits: no order is sent in lots (19 CFR 10.151).`,
      ]

function free({ order, arrivalOn }: Routed, room: Room): string {
  const filed = room.claimed(order.person, arrivalOn)
  const before = filed > 0 ? `, $${printAmount(filed)} of it filed before` : ''
  const day = `$${printAmount(room.held(order.person, arrivalOn))} free on ${arrivalOn}${before}`
  const limit = `$${printAmount(room.ceiling(arrivalOn) ?? 0)}`
  return `${order.consignee.name} imports ${day}, within the ${limit} of one person on one day (19 USC 1321(a)(2)(C)).`
}

function outside({ order, ground }: Routed): string {
  const value = `$${printAmount(order.cents)}`
  if (ground?.kind === 'closed') return `Entry type 86 is closed on ${order.readyOn}.`
  if (ground?.kind === 'excluded') {
    const { reason, citation = '84 FR 40079' } = ground.exclusion
    return `${reason} All of order ${order.orderNumber} goes this way, because an order is not split (${citation}; 19 CFR 10.151).`
  }
  if (ground?.kind === 'over') {
    return `Order ${order.orderNumber} is worth ${value}, over $${printAmount(ground.ceilingCents)} (19 USC 1321(a)(2)(C)); it is not split, and no other day makes it smaller (19 CFR 10.151).`
  }
  return `No day on which order ${order.orderNumber} may arrive has room for its ${value}; duty on it costs least in all (19 USC 1321(a)(2)(C)).`
}

function dutiable(bill: readonly Routed[], { informalCents }: PlanContext): string {
  const needs = 'pays duty and needs importerOfRecord (CATAIR SE10 22-36)'
  const limit = `$${printAmount(informalCents)}`
  if (bill[0]?.lane === 'ET11') {
    return `Informal entry, type 11, is for up to ${limit} (19 CFR 143.21); it ${needs}.`
  }
  return worthOf(bill) > informalCents
    ? `Over ${limit} informal entry ends and formal entry, type 01, begins (19 CFR 143.21); it ${needs}.`
    : `These goods need a formal entry, type 01, whatever they are worth (19 CFR 143.22); it ${needs}.`
}
