/**
 * The room that is left of each person's day.
 * @module
 */
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import type { PersonKey } from '../person.ts'
import { ceilingOn } from './order.ts'
import type { PlanContext } from './order.ts'

export type Room = {
  /** Below zero where nothing fits, or entry type 86 is closed. */
  readonly free: (person: PersonKey, day: Day) => Cents
  readonly take: (person: PersonKey, day: Day, cents: Cents) => void
}

export function roomOf(context: PlanContext): Room {
  const left = new Map<string, Cents>()
  const free = (person: PersonKey, day: Day) => {
    const key = `${person} ${day}`
    const known = left.get(key)
    if (known !== undefined) return known
    const ceiling = ceilingOn(context, day)
    const cents = ceiling === null ? -1 : ceiling - context.claimed(person, day)
    left.set(key, cents)
    return cents
  }
  return {
    free,
    take: (person, day, cents) => void left.set(`${person} ${day}`, free(person, day) - cents),
  }
}
