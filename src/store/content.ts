/**
 * What batches hold, asked from outside: whether a file came before, and which master bills are in
 * one.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row } from './db.ts'

/** The newest batch of exactly these bytes. */
export async function batchOfContent(
  db: Db,
  filer: string,
  sha256: string,
): Promise<string | undefined> {
  const [row] = await db.read<Row & { id: string }>(
    sql`select id from batch where filer = ${filer} and sha256 = ${sha256} and state <> 'receiving'
      order by id desc limit 1`,
  )
  return row?.id
}

/** The master bills of its entries, those with most of them first. */
export async function masterBillsOf(
  db: Db,
  batchId: string,
  limit: number,
): Promise<{ readonly masterBill: string; readonly entries: number }[]> {
  const rows = await db.read<Row & { master_bill: string; entries: number }>(
    sql`select master_bill, cast(count(*) as integer) as entries from entry
      where batch_id = ${batchId} and master_bill <> ''
      group by master_bill order by entries desc, master_bill limit ${limit}`,
  )
  return rows.map(({ master_bill, entries }) => ({ masterBill: master_bill, entries }))
}
