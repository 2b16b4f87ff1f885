/**
 * The days a plan touches, person by person: what fills each of them.
 * @module
 */
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import { personKey } from '../person.ts'
import type { PersonKey } from '../person.ts'
import type { Party } from '../shipment.ts'
import { sortedBy } from './compare.ts'
import { spellingsOf } from './gather.ts'
import type { Routed } from './lane.ts'
import type { Room } from './room.ts'

export type Counted =
  | { readonly source: 'ledger'; readonly valueCents: Cents }
  | { readonly source: 'order'; readonly orderNumber: string; readonly valueCents: Cents }

export type PlannedDay = {
  /** `spellings` are the names and addresses that were counted as this one person. */
  readonly person: { readonly key: PersonKey; readonly spellings: readonly string[] }
  readonly day: Day
  readonly totalCents: Cents
  readonly ceilingCents: Cents | null
  readonly counted: readonly Counted[]
}

/** Days on which something arrives free, and days that were too full for it. */
export function daysOf(
  routed: readonly Routed[],
  consignees: readonly Party[],
  room: Room,
): PlannedDay[] {
  const shown = routed.filter(({ ground }) => ground === undefined || ground.kind === 'full')
  const free = Map.groupBy(
    shown.filter(({ lane }) => lane === 'ET86'),
    ({ order, arrivalOn }) => `${order.person} ${arrivalOn}`,
  )
  const touched = shown.flatMap(({ order: { person, readyOn }, arrivalOn }) =>
    [readyOn, arrivalOn].map((day) => ({ person, day, key: `${person} ${day}` })),
  )
  const days = new Map(touched.map((item) => [item.key, item]))
  const spelled = Map.groupBy(consignees, personKey)
  return sortedBy([...days.values()], ({ person, day }) => [person, day]).map(
    ({ person, day, key }) => ({
      person: { key: person, spellings: spellingsOf(spelled.get(person) ?? []) },
      day,
      totalCents: room.held(person, day),
      ceilingCents: room.ceiling(day),
      counted: countedOf(room.claimed(person, day), free.get(key) ?? []),
    }),
  )
}

function countedOf(filed: Cents, items: readonly Routed[]): Counted[] {
  return [
    ...(filed > 0 ? [{ source: 'ledger', valueCents: filed } as const] : []),
    ...items.map(({ order: { orderNumber, cents } }): Counted => {
      return { source: 'order', orderNumber, valueCents: cents }
    }),
  ]
}
