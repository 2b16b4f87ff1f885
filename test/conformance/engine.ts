/**
 * The store under the tests: `ENGINE=sqlite|d1|postgres`, and SQLite unless told. The only file that
 * reads it; what stands on `openStore` runs on all three.
 * @module
 */
import type { Db } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

export const engines = ['sqlite', 'd1', 'postgres'] as const
export type Engine = (typeof engines)[number]

const named = process.env['ENGINE'] ?? 'sqlite'

export const engine: Engine = engines.find((known) => known === named) ?? unknown(named)

function unknown(name: string): never {
  throw new Error(`ENGINE is ${name}, and has to be ${engines.join(' or ')}`)
}

/** A store in another process takes some ten times as long as one in memory. */
const slower = process.env['ENGINE'] === undefined ? 1 : 10

/** For a test that takes long on SQLite as it is. */
export const within = (millis: number): { readonly timeout: number } => ({
  timeout: millis * slower,
})

/** Fewer runs of a property where each takes longer, and of what is expected of them all. */
export const runs = (wanted: number): number =>
  engine === 'sqlite' ? wanted : Math.ceil(wanted / 5)

export type OpenStore = Db & {
  readonly close: () => void
  /** When no call is under way; a store that answers at once has none. */
  readonly settled?: () => Promise<void>
}

/** A store with our tables and no rows. Who opens many in one test closes them. */
export async function openStore(): Promise<OpenStore> {
  if (engine === 'sqlite') {
    const db = openSqlite(':memory:')
    await migrate(db, schema)
    return db
  }
  const { claimStore } = await import('./slots.ts')
  return claimStore(engine)
}

/** A store with nothing in it. */
export async function openBare(): Promise<OpenStore> {
  if (engine === 'sqlite') return openSqlite(':memory:')
  const { claimStore } = await import('./slots.ts')
  return claimStore(engine, { bare: true })
}

/** The names of the tables, ours and those that are there beside them. */
export async function tablesOf(db: Db): Promise<string[]> {
  const asked =
    engine === 'postgres'
      ? 'select tablename as name from pg_tables where schemaname = current_schema()'
      : `select name from sqlite_master where type = 'table' and substr(name, 1, 4) <> '_cf_'`
  return (await db.read({ sql: asked, values: [] })).map(({ name }) => String(name))
}
