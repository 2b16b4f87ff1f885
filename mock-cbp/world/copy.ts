/**
 * Whole worlds by statements: a copy is a snapshot or a fork, according to its name.
 * @module
 */
import { sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { tables } from './schema.ts'

/** No world can be called so: `~` is in no name that callers give. */
export const snapshotName = (world: string, name: string) => `${world}~${name}`

export const emptyWorld = (world: string): Statement[] =>
  Object.keys(tables).map((table) => ({
    sql: `delete from ${table} where world = ?`,
    values: [world],
  }))

export const copyWorld = (from: string, to: string): Statement[] =>
  Object.entries(tables).map(([table, columns]) => {
    const list = columns.join(', ')
    return {
      sql: `insert into ${table} (world, ${list}) select ?, ${list} from ${table} where world = ?`,
      values: [to, from],
    }
  })

export async function isWorld(db: Db, name: string): Promise<boolean> {
  const rows = await db.read(sql`select world from mock_world where world = ${name}`)
  return rows.length > 0
}
