/**
 * Master bills: which there are, how their house bills stand, and their house bills in order. All of
 * it by seeks in indexes, however much else the store holds.
 * @module
 */
import { join, list, sql } from './db.ts'
import type { Db, Row } from './db.ts'
import type { Migration } from './migrations.ts'

export const billMigration: Migration = {
  id: 17,
  name: 'house bills in order',
  statements: [
    `create index entry_under_bill on entry (filer, master_bill, status, house_bill, id)`,
  ],
}

/** A master bill on one of the days on which its house bills arrive. */
export type BillPlace = { readonly arrivalDay: string; readonly masterBill: string }

export type BillCount = BillPlace & { readonly status: string; readonly count: number }

/** From the counts that are kept; the latest arrival first, the rows of one bill together. */
export async function billCounts(
  db: Db,
  filer: string,
  { limit, before }: { readonly limit: number; readonly before?: BillPlace | undefined },
): Promise<BillCount[]> {
  const { arrivalDay = '~', masterBill = '' } = before ?? {}
  const rows = await db.read<Row & { at: string; name: string; part: string; n: number }>(
    sql`select at, name, part, n from tally
      where filer = ${filer} and kind = 'arrival' and (at, name) < (${arrivalDay}, ${masterBill})
        and name > '' and n > 0
      order by at desc, name desc, part limit ${limit}`,
  )
  return rows.map(({ at, name, part, n }) => ({
    ...{ arrivalDay: at, masterBill: name, status: part, count: Number(n) },
  }))
}

type CountRow = Row & { status: string; n: number }

/** In groups that the index has as they are; by status alone all of the filer's would be counted. */
export async function countsUnder(db: Db, filer: string, spellings: readonly string[]) {
  const rows = await db.read<CountRow>(
    join([
      sql`select master_bill, status, count(*) as n from entry where filer = ${filer} and master_bill in (`,
      list(spellings),
      sql`) group by master_bill, status`,
    ]),
  )
  return rows.map(({ status, n }) => ({ status, count: Number(n) }))
}

export type HouseBillPlace = { readonly houseBill: string; readonly id: string }

/** Of one status and one spelling of the bill, by house bill. */
export async function houseBillsUnder(
  db: Db,
  filer: string,
  bill: { readonly masterBill: string; readonly status: string },
  { limit, after }: { readonly limit: number; readonly after?: HouseBillPlace | undefined },
): Promise<HouseBillPlace[]> {
  const { houseBill = '', id = '' } = after ?? {}
  const rows = await db.read<Row & { house_bill: string; id: string }>(
    sql`select house_bill, id from entry
      where filer = ${filer} and master_bill = ${bill.masterBill} and status = ${bill.status}
        and (house_bill, id) > (${houseBill}, ${id})
      order by house_bill, id limit ${limit}`,
  )
  return rows.map((row) => ({ houseBill: row.house_bill, id: row.id }))
}
