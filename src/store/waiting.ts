/**
 * What waits for its filer, page by page, by the day until which it must be done.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row } from './db.ts'

/** Where an entry stands in the queue. */
export type Question = { readonly id: string; readonly dueDay: string }

/** The most urgent first; `after` is the last of the page before. */
export async function waiting(
  db: Db,
  filer: string,
  { limit, after }: { readonly limit: number; readonly after?: Question | undefined },
): Promise<Question[]> {
  const { id = '', dueDay = '' } = after ?? {}
  const rows = await db.read<Row & { id: string; due_day: string }>(
    sql`select id, due_day from entry
      where filer = ${filer} and due_day is not null and (due_day, id) > (${dueDay}, ${id})
      order by due_day, id limit ${limit}`,
  )
  return rows.map((row) => ({ id: row.id, dueDay: row.due_day }))
}
