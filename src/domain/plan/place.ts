/**
 * Gives each order that may use entry type 86 a day with room for it, or none.
 *
 * Best is, in this order: the least value without a day, for it bears duty; the fewest orders
 * without one; the fewest days of waiting; and where all that is equal, the order that was ready
 * and placed first goes first. Of up to 12 orders of one person that compete for the same days,
 * the best is found exactly (`search`). Of more, ten at a time are placed exactly in the room that
 * is left, those of the largest value first: good, not always the best.
 * @module
 */
import { addDays } from '../day.ts'
import type { Day } from '../day.ts'
import { connected, sortedBy } from './compare.ts'
import type { Whole } from './order.ts'
import type { Room } from './room.ts'
import { search } from './search.ts'
import type { Candidate } from './search.ts'

const exactUpTo = 12
const atOnce = 10

/** Takes the room of what it places. */
export function placeOrders(orders: readonly Whole[], room: Room): Map<Whole, Day> {
  const placed = new Map<Whole, Day>()
  const settle = (candidates: readonly Candidate[]) => {
    for (const [order, day] of asReady(candidates, room) ?? search(candidates, room)) {
      placed.set(order, day)
      room.take(order.person, day, order.cents)
    }
  }
  for (const ofPerson of Map.groupBy(orders, ({ person }) => person).values()) {
    for (const rivals of connected(candidatesFor(ofPerson, room), ({ days }) => days)) {
      if (rivals.length <= exactUpTo || asReady(rivals, room)) settle(rivals)
      else for (const some of portions(rivals)) settle(candidatesFor(some, room))
    }
  }
  return placed
}

/**
 * As many days with room as there are rivals are enough: on one of them no rival is put, and
 * waiting longer is never better.
 */
function candidatesFor(orders: readonly Whole[], room: Room): Candidate[] {
  return sortedBy(orders, rankOf)
    .map((order) => ({ order, days: daysFor(order, orders.length, room) }))
    .filter(({ days }) => days.length > 0)
}

export const rankOf = ({ readyOn, orderedOn, key }: Whole) => [readyOn, orderedOn ?? '', key]

function daysFor({ readyOn, lastOn, person, cents }: Whole, enough: number, room: Room): Day[] {
  const days: Day[] = []
  for (let day = readyOn; day <= lastOn && days.length < enough; day = addDays(day, 1)) {
    if (room.free(person, day) >= cents) days.push(day)
  }
  return days
}

/** Most plans: everybody's day has room for everything that is ready on it. */
function asReady(candidates: readonly Candidate[], room: Room): Map<Whole, Day> | undefined {
  const wanted = new Map<Day, number>()
  for (const { order } of candidates) {
    const cents = (wanted.get(order.readyOn) ?? 0) + order.cents
    if (cents > room.free(order.person, order.readyOn)) return undefined
    wanted.set(order.readyOn, cents)
  }
  return new Map(candidates.map(({ order }) => [order, order.readyOn]))
}

function portions(rivals: readonly Candidate[]): Whole[][] {
  const orders = rivals.map(({ order }) => order)
  const largestFirst = sortedBy(orders, (order) => [-order.cents, ...rankOf(order)])
  return Array.from({ length: Math.ceil(largestFirst.length / atOnce) }, (_, index) =>
    largestFirst.slice(index * atOnce, (index + 1) * atOnce),
  )
}
