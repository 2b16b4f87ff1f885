/**
 * The law of the ledger, to be held after anything: its sums and its lots are those of the live
 * entries, and no day is above its ceiling.
 * @module
 */
import { expect } from 'vitest'
import { claimsOf, dailyCeiling, lotsOf } from '../../src/domain/claim.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { entriesByIds } from '../../src/store/entries.ts'
import { filer, parcel } from './world.ts'
import type { World } from './world.ts'

export const jane = parcel('jane').consignee

/** A shipment of so many dollars to one person. */
export function worth(name: string, dollars: string, more: Partial<Shipment> = {}): Shipment {
  const [line] = parcel(name).lines
  if (!line) throw new Error('a parcel has a line')
  return parcel(name, { consignee: jane, lines: [{ ...line, fairRetailValue: dollars }], ...more })
}

export const ask = ({ gateway }: Pick<World, 'gateway'>, draft: Shipment) =>
  gateway.file(filer, { draft, problems: [] }, () => [])

/** What each day holds, in cents, for those that hold anything. */
export async function balance(db: Db): Promise<number[]> {
  const ids = await db.read<{ id: string }>(sql`select id from entry`)
  const entries = await entriesByIds(
    db,
    ids.map(({ id }) => id),
  )
  const claims = entries.flatMap(({ entry }) => claimsOf(entry))
  const live = Map.groupBy(claims, ({ person, day }) => `${person} ${day}`)
  const sums = [...live].map(([key, of]) => [key, of.reduce((all, { cents }) => all + cents, 0)])

  const days = await db.read<{ person: string; day: string; cents: number }>(
    sql`select person, day, cents from ledger_day where cents <> 0
      order by cents desc, person, day`,
  )
  const booked = days.map(({ person, day, cents }) => [`${person} ${day}`, cents])
  expect(Object.fromEntries(booked)).toEqual(Object.fromEntries(sums))
  for (const { cents } of days) expect(cents).toBeLessThanOrEqual(dailyCeiling)

  const lots = await db.read<{ entry_id: string; lot: string }>(
    sql`select entry_id, lot from order_lot`,
  )
  const held = entries.flatMap(({ id, entry }) => lotsOf(entry).map((lot) => `${id} ${lot}`))
  expect(lots.map(({ entry_id, lot }) => `${entry_id} ${lot}`).sort()).toEqual(held.sort())
  return days.map(({ cents }) => cents)
}
