/**
 * Proposes lawful shipments for a list of orders: what may travel together under one bill, what
 * exceeds a consignee's day, what must use another lane, and never a split of one order.
 *
 * An order takes another lane when type 86 is closed, when one of its goods is excluded, or when it
 * is worth more than the ceiling. The others compete for their consignee's days; `place.ts` says
 * how they are chosen and how far the choice is exact.
 * @module
 */
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import type { EntryType, Line, Party } from '../shipment.ts'
import { bundle, linesOf, worthOf } from './bundle.ts'
import { sortedBy } from './compare.ts'
import { daysOf } from './daily.ts'
import type { PlannedDay } from './daily.ts'
import { gather } from './gather.ts'
import { entryTypes, route } from './lane.ts'
import type { Lane, Routed } from './lane.ts'
import type { Note } from './note.ts'
import type { Order, PlanContext } from './order.ts'
import { roomOf } from './room.ts'
import type { Room } from './room.ts'
import { notesOn } from './say.ts'
import { whyOf } from './why.ts'

export type PlannedShipment = {
  readonly lane: Lane
  readonly entryType: EntryType
  readonly arrivalOn: Day
  readonly consignee: Party
  readonly seller: Party
  readonly orders: readonly string[]
  readonly lines: readonly Line[]
  readonly totalCents: Cents
  /** Sentences for people, each with what it rests on. */
  readonly why: readonly string[]
}

export type Plan = {
  readonly shipments: readonly PlannedShipment[]
  readonly notes: readonly Note[]
  readonly days: readonly PlannedDay[]
}

/** Equal for the same orders in any order. Every order is in one shipment, or in a problem note. */
export function planShipments(orders: readonly Order[], context: PlanContext): Plan {
  const { wholes, notes } = gather(orders, context)
  const room = roomOf(context)
  const routed = route(wholes, context, room)
  const bills = sortedBy(bundle(routed, context), billKeys)
  return {
    shipments: bills.flatMap((bill) => shipmentOf(bill, context, room)),
    notes: [...notes, ...notesOn(routed, room)],
    days: daysOf(
      routed,
      orders.map(({ consignee }) => consignee),
      room,
    ),
  }
}

const billKeys = (bill: readonly Routed[]) =>
  bill.flatMap(({ order, lane, arrivalOn }) => [
    arrivalOn,
    order.person,
    order.sellerKey,
    lane,
    order.key,
  ])

function shipmentOf(bill: readonly Routed[], context: PlanContext, room: Room): PlannedShipment[] {
  const [first] = bill
  if (!first) return []
  const { lane, arrivalOn, order } = first
  return [
    {
      lane,
      entryType: entryTypes[lane],
      arrivalOn,
      consignee: order.consignee,
      seller: order.seller,
      orders: bill.map((item) => item.order.orderNumber),
      lines: linesOf(bill),
      totalCents: worthOf(bill),
      why: whyOf(bill, context, room),
    },
  ]
}
