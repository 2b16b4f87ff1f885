/**
 * What became of the shipments of a batch, page by page.
 * @module
 */
import type { Item } from './batches.ts'
import { join, list, sql } from './db.ts'
import type { Db, Row } from './db.ts'
import { entryColumns, stored } from './declared.ts'
import type { EntryRow, StoredEntry } from './declared.ts'

type ItemRow = Row & {
  position: number; outcome: Item['outcome']; reference: string | null; entry_id: string | null
  detail: string | null
} // prettier-ignore

export type ItemPage = {
  readonly limit: number
  /** The last position of the page before. */
  readonly after: number
}

export async function itemsOf(
  db: Db,
  id: string,
  outcome: Item['outcome'] | undefined,
  { limit, after }: ItemPage,
): Promise<Item[]> {
  const only = outcome === undefined ? [] : [sql`and outcome = ${outcome}`]
  const rows = await db.read<ItemRow>(
    join([
      sql`select position, outcome, reference, entry_id, detail from batch_item
        where batch_id = ${id} and position > ${after}`,
      ...only,
      sql`order by position limit ${limit}`,
    ]),
  )
  return rows.map(({ entry_id, ...row }) => ({ ...row, entryId: entry_id }))
}

export type BatchEntry = StoredEntry & { readonly position: number }

/** In the order of the file. */
export async function entriesOfBatch(
  db: Db,
  id: string,
  status: string | undefined,
  { limit, after }: ItemPage,
): Promise<BatchEntry[]> {
  const from =
    status === undefined
      ? sql`, batch_item.position as batch_position
          from batch_item join entry on entry.id = batch_item.entry_id
          where batch_item.batch_id = ${id} and batch_item.outcome = 'accepted'
            and batch_item.position > ${after}
          order by batch_item.position limit ${limit}`
      : sql`, batch_position from entry
          where batch_id = ${id} and status = ${status} and batch_position > ${after}
          order by batch_position limit ${limit}`
  const rows = await db.read<EntryRow & { batch_position: number }>(
    join([sql`select`, entryColumns, from]),
  )
  return rows.map((row) => ({ ...stored(row), position: row.batch_position }))
}

/** Of each of these batches how many entries stand where. */
export async function statusesOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const found = new Map<string, Map<string, number>>()
  if (ids.length === 0) return found
  const rows = await db.read<Row & { batch_id: string; status: string; entries: number }>(
    join([
      sql`select batch_id, status, cast(count(*) as integer) as entries from entry where batch_id in (`,
      list(ids),
      sql`) group by batch_id, status`,
    ]),
  ) // prettier-ignore
  for (const { batch_id, status, entries } of rows) {
    const counts = found.get(batch_id) ?? new Map<string, number>()
    found.set(batch_id, counts.set(status, entries))
  }
  return found
}
