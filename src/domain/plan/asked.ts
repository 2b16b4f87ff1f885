/**
 * What a plan will ask of the ledger, so that it can be read before and handed in.
 * @module
 */
import { addDays, parseDay } from '../day.ts'
import type { Day } from '../day.ts'
import { personKey } from '../person.ts'
import type { PersonKey } from '../person.ts'
import { lotsOf } from './gather.ts'
import { earlier, later, longestWait } from './order.ts'
import type { Order } from './order.ts'
import { lookAhead } from './say.ts'

export type Asked = {
  /** Names of orders, as `lots` of claim.ts makes them. */
  readonly lots: readonly string[]
  /** No other day of these people is asked for. */
  readonly claims: readonly {
    readonly person: PersonKey
    readonly from: Day
    readonly to: Day
  }[]
}

export function askedBy(orders: readonly Order[]): Asked {
  const dated = orders.filter(
    ({ readyOn, latestOn }) =>
      parseDay(readyOn) !== undefined && (latestOn === undefined || parseDay(latestOn)),
  )
  const byPerson = Map.groupBy(dated, ({ consignee }) => personKey(consignee))
  return {
    lots: [...new Set(orders.flatMap(lotsOf))].toSorted(),
    claims: [...byPerson].map(([person, rows]) => {
      const ready = rows.map(({ readyOn }) => readyOn)
      const end = addDays(ready.reduce(later), longestWait)
      const last = rows.map(({ readyOn, latestOn }) => latestOn ?? readyOn).reduce(later)
      const to = addDays(earlier(last, end), lookAhead)
      return { person, from: ready.reduce(earlier), to }
    }),
  }
}
