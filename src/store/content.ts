/**
 * What batches hold, asked from outside: whether a file came before, and which master bills are in
 * one. While a file is being filed its content is a key, so that of two uploads of it at once one
 * becomes a batch.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'
import { orderTables } from './orders.ts'

export const contentMigration: Migration = {
  id: 22,
  name: 'one batch at a time of one content, orders of entries',
  statements: [
    ...orderTables,
    `create table batch_content (
      filer text not null, content text not null, batch_id text not null,
      primary key (filer, content))`,
    `create index batch_content_by_batch on batch_content (batch_id)`,
  ],
}

/** A `Conflict` on `batch_content` while another batch of the same is not done. */
export const claimContent = (filer: string, content: string, batchId: string): Statement =>
  sql`insert into batch_content (filer, content, batch_id) values (${filer}, ${content}, ${batchId})`

/** Done it may come again: what was refused is judged anew, what was filed is a duplicate. */
export const releaseContent = (batchId: string): Statement =>
  sql`delete from batch_content where batch_id = ${batchId}`

export async function claimantOf(
  db: Db,
  filer: string,
  content: string,
): Promise<string | undefined> {
  const [row] = await db.read<Row & { id: string }>(
    sql`select batch_id as id from batch_content where filer = ${filer} and content = ${content}`,
  )
  return row?.id
}

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
