/**
 * The store whose oldest entries leave: of a gateway that may go on meanwhile.
 * @module
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { filesOf } from '../move/open.ts'
import type { Place } from '../move/open.ts'
import { openDatabase } from '../record/backup.ts'
import { databaseName, Refused } from '../record/refused.ts'
import { archiveMigration } from '../store/archives.ts'
import { sql } from '../store/db.ts'
import type { Db } from '../store/db.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Keeping } from './lines.ts'

export type Kept = Keeping & { readonly close: () => Promise<void> }

export async function openKept(place: Place): Promise<Kept> {
  const { data, databaseUrl } = place
  if (databaseUrl !== undefined) {
    const db = await openPostgres(databaseUrl, { pause: (millis) => pause(millis) })
    await expectTables(db, 'The database')
    return { db, files: filesOf(db, place), close: db.close }
  }
  openDatabase(data).close()
  const path = join(data, databaseName)
  const db = openSqlite(path)
  await expectTables(db, path)
  return { db: patient(db), files: filesOf(db, place), close: async () => db.close() }
}

async function expectTables(db: Db, what: string): Promise<void> {
  const rows = await db.read(sql`select id from migration where id = ${archiveMigration.id}`)
  if (rows.length > 0) return
  throw new Refused(`${what} is of an older gate321; start the gateway on it once.`)
}

const tries = 50

/** The gateway beside it writes too; whoever archives has time. */
const patient = (db: Db): Db => ({
  ...db,
  write: async (statements) => {
    for (let tried = 1; ; tried++) {
      try {
        return await db.write(statements)
      } catch (error) {
        const busy = error instanceof Error && 'reason' in error && error.reason === 'busy'
        if (!busy || tried === tries) throw error
        await pause(100)
      }
    }
  },
})
