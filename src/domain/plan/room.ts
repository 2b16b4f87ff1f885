/**
 * What each person's day holds already, and the room that is left of it.
 * @module
 */
import type { Day } from '../day.ts'
import type { Cents } from '../money.ts'
import type { PersonKey } from '../person.ts'
import { ceilingOn } from './order.ts'
import type { PlanContext } from './order.ts'

export type Room = {
  readonly ceiling: (day: Day) => Cents | null
  /** Of entries filed before. */
  readonly claimed: (person: PersonKey, day: Day) => Cents
  /** Of entries filed before and of this plan. */
  readonly held: (person: PersonKey, day: Day) => Cents
  /** Not above zero where nothing fits, or entry type 86 is closed. */
  readonly free: (person: PersonKey, day: Day) => Cents
  readonly take: (person: PersonKey, day: Day, cents: Cents) => void
}

export function roomOf(context: PlanContext): Room {
  const claims = new Map<string, Cents>()
  const planned = new Map<string, Cents>()
  const ceiling = (day: Day) => ceilingOn(context, day)
  const claimed = (person: PersonKey, day: Day) => {
    const key = `${person} ${day}`
    const cents = claims.get(key) ?? context.claimed(person, day)
    claims.set(key, cents)
    return cents
  }
  const held = (person: PersonKey, day: Day) =>
    claimed(person, day) + (planned.get(`${person} ${day}`) ?? 0)
  return {
    ceiling,
    claimed,
    held,
    free: (person, day) => (ceiling(day) ?? 0) - held(person, day),
    take: (person, day, cents) => {
      const key = `${person} ${day}`
      planned.set(key, (planned.get(key) ?? 0) + cents)
    },
  }
}
