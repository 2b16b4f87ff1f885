/**
 * What a filer has set for itself, as JSON text.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export async function readProfile(db: Db, filer: string): Promise<string | undefined> {
  const [row] = await db.read<Row & { settings: string }>(
    sql`select settings from profile where filer = ${filer}`,
  )
  return row?.settings
}

export const putProfile = (filer: string, settings: string, at: string): Statement =>
  sql`insert into profile (filer, settings, updated_at) values (${filer}, ${settings}, ${at})
    on conflict (filer) do update set settings = excluded.settings, updated_at = excluded.updated_at`
