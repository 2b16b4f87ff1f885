/**
 * The best placing of a few orders of one person, by going through the sets of them day by day.
 * A set is a number with one bit for each order; `n` orders cost about 3 to the `n` steps a day.
 * @module
 */
import { daysBetween } from '../day.ts'
import type { Day } from '../day.ts'
import type { Whole } from './order.ts'
import type { Room } from './room.ts'

/** An order and the days that would take it. */
export type Candidate = { readonly order: Whole; readonly days: readonly Day[] }

/** More than the waits of a plan can add up to, so that who waits only settles equal waits. */
const aDay = 1_000_000

/** `candidates` in the order in which they are preferred where all else is equal. */
export function search(candidates: readonly Candidate[], room: Room): Map<Whole, Day> {
  const worth = sums(candidates.map(({ order }) => order.cents))
  const days = [...new Set(candidates.flatMap((candidate) => candidate.days))].toSorted()
  let waits = new Float64Array(worth.length).fill(Infinity)
  waits[0] = 0
  const taken = days.map((day) => {
    const step = nextDay(candidates, day, worth, waits, room)
    waits = step.waits
    return step.taken
  })

  const placed = new Map<Whole, Day>()
  let set = best(worth, waits)
  for (const [index, day] of [...days.entries()].toReversed()) {
    const subset = taken[index]?.[set] ?? 0
    for (const [bit, { order }] of candidates.entries()) {
      if (subset & (1 << bit)) placed.set(order, day)
    }
    set &= ~subset
  }
  return placed
}

/** For each set that can be placed by the end of `day`: its least wait, and who of it came then. */
function nextDay(
  candidates: readonly Candidate[],
  day: Day,
  worth: Float64Array,
  before: Float64Array,
  room: Room,
) {
  const person = candidates[0]?.order.person ?? ''
  const free = room.free(person, day)
  const wait = sums(
    candidates.map(
      ({ order }, index) => daysBetween(order.readyOn, day) * (aDay + candidates.length - index),
    ),
  )
  const may = candidates.reduce(
    (set, { days }, bit) => (days.includes(day) ? set | (1 << bit) : set),
    0,
  )
  const waits = before.slice()
  const taken = new Uint16Array(before.length)
  for (const [set, waited] of before.entries()) {
    if (waited === Infinity) continue
    const others = may & ~set
    for (let subset = others; subset > 0; subset = (subset - 1) & others) {
      const cost = waited + at(wait, subset)
      if (at(worth, subset) > free || cost >= at(waits, set | subset)) continue
      waits[set | subset] = cost
      taken[set | subset] = subset
    }
  }
  return { waits, taken }
}

function best(worth: Float64Array, waits: Float64Array): number {
  let found = 0
  for (const [set, waited] of waits.entries()) {
    if (waited === Infinity) continue
    const better =
      at(worth, set) - at(worth, found) || size(set) - size(found) || at(waits, found) - waited
    if (better > 0) found = set
  }
  return found
}

/** The sum of each set's amounts. */
function sums(amounts: readonly number[]): Float64Array {
  const found = new Float64Array(1 << amounts.length)
  for (const [bit, amount] of amounts.entries()) {
    const half = 1 << bit
    for (let set = 0; set < half; set++) found[half | set] = at(found, set) + amount
  }
  return found
}

const at = (amounts: Float64Array, set: number) => amounts[set] ?? 0

function size(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest &= rest - 1) count++
  return count
}
