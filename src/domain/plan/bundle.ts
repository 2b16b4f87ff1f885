/**
 * Which orders travel together under one bill, and so on one entry.
 * @module
 */
import { sum } from '../money.ts'
import type { Cents } from '../money.ts'
import { sortedBy } from './compare.ts'
import type { Routed } from './lane.ts'
import { ceilingOn, exclusionOf } from './order.ts'
import type { PlanContext } from './order.ts'
import { rankOf } from './place.ts'

/**
 * Orders of one consignee, one seller, one day and one lane. Largest first, each to the first bill
 * that has room for it: few bills, not always the fewest. A formal entry stays alone, because what
 * CBP examines in it would hold up the others.
 */
export function bundle(routed: readonly Routed[], context: PlanContext): Routed[][] {
  const alike = Map.groupBy(routed, ({ order, lane, arrivalOn }) =>
    [lane, arrivalOn, order.person, order.sellerKey, lane === 'ET01' ? order.key : ''].join(' '),
  )
  return [...alike.values()].flatMap((group) => {
    const bills: Routed[][] = []
    for (const item of sortedBy(group, ({ order }) => [-order.cents, ...rankOf(order)])) {
      const bill = bills.find((held) => fits(item, held, context))
      if (bill) bill.push(item)
      else bills.push([item])
    }
    return bills.map((bill) => sortedBy(bill, ({ order }) => rankOf(order)))
  })
}

function fits(item: Routed, held: readonly Routed[], context: PlanContext): boolean {
  const cents = worthOf(held) + item.order.cents
  const free = item.lane === 'ET86'
  const most = free ? (ceilingOn(context, item.arrivalOn) ?? 0) : context.informalCents
  if (cents > most) return false
  const lines = linesOf([...held, item])
  if (lines.length > context.maxLines) return false
  // Perfume may travel in a parcel worth 5.00 alone, but not beside other goods.
  return !free || !exclusionOf(lines, cents, context)
}

export const linesOf = (items: readonly Routed[]) => items.flatMap(({ order }) => order.lines)

export const worthOf = (items: readonly Routed[]): Cents =>
  sum(items.map(({ order }) => order.cents))
