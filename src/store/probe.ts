/**
 * Small questions to the store about itself.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** Changes one row that nobody reads. */
export const probeWrite: Statement = sql`insert into sequence (name, value) values ('ready', 0)
  on conflict (name) do update set value = 0`

/** When the newest entry was made: ids sort by their time. */
export async function newestEvent(db: Db): Promise<string | undefined> {
  const [row] = await db.read<Row & { at: string }>(
    sql`select created_at as at from entry order by id desc limit 1`,
  )
  return row?.at
}
