/**
 * What the planner is asked about: orders as a caller sends them, and what bounds their plan.
 * @module
 */
import { addDays } from '../day.ts'
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import type { PersonKey } from '../person.ts'
import type { Line, Party } from '../shipment.ts'

export type Order = {
  readonly orderNumber: string
  readonly seller: Party
  readonly consignee: Party
  readonly orderedOn?: Day
  /** The first day on which it can arrive. */
  readonly readyOn: Day
  /** The last day on which it may arrive. Nobody agreed to wait where it is left out. */
  readonly latestOn?: Day
  readonly lines: readonly Line[]
}

/** Why goods cannot use entry type 86; `formal` when type 11 does not take them either. */
export type Exclusion = {
  readonly reason: string
  readonly citation?: string
  readonly formal?: boolean
}

export type PlanContext = {
  /** What one person may import free in one day; null where entry type 86 is closed. */
  readonly ceilingCents: Cents | null | ((day: Day) => Cents | null)
  readonly informalCents: Cents
  /** What the ledger already holds of this person's day. */
  readonly claimed: (person: PersonKey, day: Day) => Cents
  /** Whether this order, or a part of it, was shipped before. */
  readonly lots: (orderNumber: string, consignee: Party, seller: Party) => boolean
  /** Asked with the worth of the whole shipment, because perfume depends on it. */
  readonly excluded: (line: Line, shipmentCents: Cents) => string | Exclusion | undefined
  readonly maxLines: number
}

/** One order with all its lines, however many rows it was sent in. */
export type Whole = {
  /** Tells it from every other order of the plan, however the input was ordered. */
  readonly key: string
  readonly orderNumber: string
  readonly person: PersonKey
  readonly sellerKey: PersonKey
  readonly consignee: Party
  readonly seller: Party
  readonly orderedOn?: Day
  readonly readyOn: Day
  readonly lastOn: Day
  readonly lines: readonly Line[]
  readonly cents: Cents
}

/** A longer wait is not planned: an arrival more than a year away is refused at filing. */
export const longestWait = 366

/** All of it can arrive when the last of it is ready, and must when the first of it must. */
export function windowOf(rows: readonly Order[]): readonly [readyOn: Day, lastOn: Day] {
  const readyOn = rows.map((row) => row.readyOn).reduce(later)
  const latest = rows.map(({ latestOn }) => latestOn).filter((day) => day !== undefined)
  if (latest.length === 0) return [readyOn, readyOn]
  return [readyOn, latest.reduce(earlier, addDays(readyOn, longestWait))]
}

export const earlier = (a: Day, b: Day): Day => (b < a ? b : a)
export const later = (a: Day, b: Day): Day => (b > a ? b : a)

export const ceilingOn = ({ ceilingCents }: PlanContext, day: Day): Cents | null =>
  typeof ceilingCents === 'function' ? ceilingCents(day) : ceilingCents

const general = '84 FR 40079; 19 CFR 10.153'

/** Why these lines in one shipment cannot use entry type 86, all reasons in one. */
export function exclusionOf(
  lines: readonly Line[],
  cents: Cents,
  { excluded }: PlanContext,
): Exclusion | undefined {
  const found = lines
    .map((line) => excluded(line, cents))
    .filter((item) => item !== undefined)
    .map((item): Exclusion => (typeof item === 'string' ? { reason: item } : item))
  const [first] = found
  if (!first) return undefined
  return {
    reason: [...new Set(found.map(({ reason }) => reason))].join(' '),
    citation: [...new Set(found.map(({ citation }) => citation ?? general))].join('; '),
    formal: found.some(({ formal }) => formal === true),
  }
}
