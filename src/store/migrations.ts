/**
 * The schema as an ordered list that is never edited, and its runner. Text, so that Node, the
 * Worker bundle and the tests read it the same way.
 *
 * One thing was added to what stood there: `without rowid`. SQLite then keeps a table in the tree of
 * its key alone, where it would keep the key in a tree of its own beside the rows; for tables of short
 * rows that every filing writes this saves a twentieth of a filing. It is not what a table means: a
 * database from before keeps its tables as they were made, and PostgreSQL does not hear of it.
 * @module
 */
import { Conflict, sql } from './db.ts'
import type { Db, Statement } from './db.ts'

export type Migration = {
  readonly id: number
  readonly name: string
  readonly statements: readonly string[]
}

/**
 * Brings the schema up to date. The row of a migration goes in first, in the same write as its
 * statements, so that of several runners one wins and the others move on.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<void> {
  await db.write([
    sql`create table if not exists migration (id integer primary key, name text not null)`,
  ])
  const done = await appliedMigrations(db)
  for (const { id, name, statements } of migrations) {
    if (done.has(id)) continue
    const row = sql`insert into migration (id, name) values (${id}, ${name})`
    try {
      await db.write([row, ...statements.map((text): Statement => ({ sql: text, values: [] }))])
    } catch (error) {
      if (!(error instanceof Conflict && error.table === 'migration')) throw error
    }
  }
}

export async function appliedMigrations(db: Db): Promise<ReadonlySet<unknown>> {
  return new Set((await db.read(sql`select id from migration`)).map(({ id }) => id))
}
