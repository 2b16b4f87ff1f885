/**
 * The lane of each order. All of an order goes one way, so one line can decide for all of them.
 * @module
 */
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import type { LaneCode } from '../law/vocabulary.ts'
import type { EntryType } from '../shipment.ts'
import { sortedBy } from './compare.ts'
import { ceilingOn, exclusionOf } from './order.ts'
import type { Exclusion, PlanContext, Whole } from './order.ts'
import { placeOrders, rankOf } from './place.ts'
import type { Room } from './room.ts'

export type Lane = Extract<LaneCode, 'ET86' | 'ET11' | 'ET01'>

export const entryTypes: Readonly<Record<Lane, EntryType>> = { ET86: '86', ET11: '11', ET01: '01' }

/** Why an order does not use entry type 86. */
export type Ground =
  | { readonly kind: 'closed' }
  | { readonly kind: 'excluded'; readonly exclusion: Exclusion }
  | { readonly kind: 'over'; readonly ceilingCents: Cents }
  | { readonly kind: 'full' }

export type Routed = {
  readonly order: Whole
  readonly lane: Lane
  readonly arrivalOn: Day
  readonly ground?: Ground
}

/** Takes the room of what it places. */
export function route(orders: readonly Whole[], context: PlanContext, room: Room): Routed[] {
  const grounds = new Map(orders.map((order) => [order, closedTo(order, context)]))
  const open = orders.filter((order) => grounds.get(order) === undefined)
  const days = placeOrders(open, room)
  return sortedBy(orders, rankOf).map((order) => {
    const day = days.get(order)
    if (day !== undefined) return { order, lane: 'ET86', arrivalOn: day }
    const ground = grounds.get(order) ?? { kind: 'full' }
    return { order, lane: dutiable(order, ground, context), arrivalOn: order.readyOn, ground }
  })
}

/** Judged on the day it is ready: no other day makes a single order smaller. */
function closedTo(order: Whole, context: PlanContext): Ground | undefined {
  const ceilingCents = ceilingOn(context, order.readyOn)
  const exclusion = exclusionOf(order.lines, order.cents, context)
  if (exclusion && (ceilingCents !== null || exclusion.formal))
    return { kind: 'excluded', exclusion }
  if (ceilingCents === null) return { kind: 'closed' }
  return order.cents > ceilingCents ? { kind: 'over', ceilingCents } : undefined
}

function dutiable({ cents }: Whole, ground: Ground, { informalCents }: PlanContext): Lane {
  const formal = ground.kind === 'excluded' && ground.exclusion.formal === true
  return formal || cents > informalCents ? 'ET01' : 'ET11'
}
