/**
 * The stores of shards on Node: SQLite files, or databases of PostgreSQL servers.
 * @module
 */
import type { Db } from '../store/db.ts'
import { openPostgres } from '../store/postgres.ts'
import type { PostgresOptions } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Dialect } from './fence.ts'
import type { Named } from './names.ts'

export type Opened = {
  readonly db: Db
  readonly dialect: Dialect
  readonly close: () => Promise<void>
}

export async function openStore({ address }: Named, options: PostgresOptions): Promise<Opened> {
  if (/^postgres(ql)?:/.test(address)) {
    const db = await openPostgres(address, options)
    return { db, dialect: 'postgres', close: db.close }
  }
  const db = openSqlite(address)
  return { db, dialect: 'sqlite', close: async () => db.close() }
}
