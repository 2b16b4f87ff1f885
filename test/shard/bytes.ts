/**
 * What an entry weighs: so many are filed through a real gateway, followed to their release, and the
 * store is asked what it holds of them, table by table with its indexes.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { d1 } from '../../src/store/d1.ts'
import type { D1Like } from '../../src/store/d1.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Row } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { numbers } from '../../src/store/numbers.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { insertWebhook } from '../../src/store/webhooks.ts'
import { startD1 } from '../d1.ts'
import { memoryFiles, parcel } from '../gateway/world.ts'
import { startPostgres } from '../postgres.ts'
import { hookOf } from '../sim/receiver.ts'
import { start } from './town.ts'

const filer = 'ZZ9' as FilerCode

export type Weighed = {
  readonly entries: number
  /** Bytes an entry, of the whole store, without what an empty one has. */
  readonly asWritten: number
  readonly compacted: number
  /** Bytes an entry, of each table with its indexes, the heaviest first. */
  readonly tables: readonly (readonly [table: string, bytes: number, rows: number])[]
  /** An entry's, where they are one row each: events, transmissions, notifications, webhooks. */
  readonly told: number
  readonly notices: number
  /** Milliseconds of this process an entry, mock included; of the databases nothing. */
  readonly cpuMillis: number
}

/** `together`: so many entries share a transmission. */
export async function fileSome(db: Db, entries: number, together: number, webhooks = 1) {
  let now = start
  const clock = { now: () => now }
  let made = 0
  const mockDb = openSqlite(':memory:')
  const mock = createMockCbp({
    db: mockDb,
    clock,
    ids: () => `R${++made}`,
    pace: 'fast',
    inspectionRate: 0.02,
  })
  let told = 0
  const gateway = createGateway({
    db,
    clock,
    ids: { entry: () => `01BYTES${String(++made).padStart(19, '0')}` },
    chance: () => 0.5,
    numbers: numbers(db, 32),
    send: mock.fetch,
    files: memoryFiles(),
    log: () => undefined,
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    receivers: {
      clock,
      refuse: async () => undefined,
      send: async () => {
        told++
        return new Response(null, { status: 204 })
      },
    },
    transmissionSize: together,
  })
  for (let n = 1; n <= webhooks; n++) await db.write([insertWebhook(hookOf(filer, n, start))])
  for (let n = 0; n < entries; n += together) {
    const some = Array.from({ length: Math.min(together, entries - n) }, (_, each) => n + each)
    await Promise.all(
      some.map(async (each) => {
        const draft = parcel(`HAWB${String(each).padStart(8, '0')}`)
        const reading = { draft, problems: [] }
        const filed = await gateway.file(filer, reading, () => [])
        if (filed.kind !== 'filed') throw new Error(JSON.stringify(filed))
      }),
    )
    await gateway.tick()
    now = after(now, 1000)
  }
  // The fastest life is over in seconds, one with an exam in minutes; a lane tells twenty at a time.
  for (let quiet = 0, before = -1; quiet < 20; quiet = told === before ? quiet + 1 : 0) {
    before = told
    await gateway.tick()
    now = after(now, 5000)
  }
  mockDb.close()
  return told
}

async function counted(db: Db, table: string): Promise<number> {
  const [row] = await db.read<Row & { n: number }>({
    sql: `select cast(count(*) as integer) as n from ${table}`,
    values: [],
  })
  return row?.n ?? 0
}

type Sizes = { readonly total: number; readonly of: ReadonlyMap<string, number> }

async function weigh(
  db: Db,
  sizes: () => Promise<Sizes>,
  compact: () => Promise<void>,
  entries: number,
  together: number,
): Promise<Weighed> {
  await migrate(db, schema)
  const empty = await sizes()
  const began = process.cpuUsage()
  const told = await fileSome(db, entries, together)
  const { user, system } = process.cpuUsage(began)
  const full = await sizes()
  const tables: (readonly [string, number, number])[] = []
  for (const [table, bytes] of full.of) {
    const rows = await counted(db, table)
    const own = bytes - (empty.of.get(table) ?? 0)
    if (own > 0) tables.push([table, own / entries, rows / entries])
  }
  await compact()
  const compacted = await sizes()
  return {
    entries,
    asWritten: (full.total - empty.total) / entries,
    compacted: (compacted.total - empty.total) / entries,
    tables: tables.sort((a, b) => b[1] - a[1]),
    told: told / entries,
    notices: (await counted(db, 'inbox')) / entries,
    cpuMillis: (user + system) / 1000 / entries,
  }
}

export async function weighSqlite(entries: number, together: number): Promise<Weighed> {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-bytes-'))
  const path = join(folder, 'gate321.sqlite')
  const db = openSqlite(path)
  const looking = new Database(path)
  const sizes = async (): Promise<Sizes> => {
    const rows = looking
      .prepare(
        `select master.tbl_name as relation, sum(dbstat.pgsize) as bytes from dbstat
          join sqlite_master as master on master.name = dbstat.name group by master.tbl_name`,
      )
      .all() as { relation: string; bytes: number }[]
    const total = rows.reduce((sum, { bytes }) => sum + bytes, 0)
    return { total, of: new Map(rows.map(({ relation, bytes }) => [relation, bytes])) }
  }
  const compact = async () => void looking.exec('vacuum')
  const weighed = await weigh(db, sizes, compact, entries, together)
  looking.close()
  db.close()
  rmSync(folder, { recursive: true })
  return weighed
}

export async function weighPostgres(entries: number, together: number): Promise<Weighed> {
  const server = await startPostgres()
  const db = await openPostgres(await server.database(), { pause: async () => undefined })
  const sizes = async (): Promise<Sizes> => {
    const rows = await db.read<Row & { relation: string; bytes: number }>(
      sql`select relname as relation, pg_total_relation_size(oid) as bytes from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    )
    const total = rows.reduce((sum, { bytes }) => sum + bytes, 0)
    return { total, of: new Map(rows.map(({ relation, bytes }) => [relation, bytes])) }
  }
  // Not within a transaction, so not through the port's writing.
  const compact = async () => void (await db.read(sql`vacuum full`))
  const weighed = await weigh(db, sizes, compact, entries, together)
  await db.close()
  await server.stop()
  return weighed
}

/** D1 says after each statement how large it is, and how many rows it wrote, those of indexes too. */
export async function weighD1(entries: number, together: number) {
  const { database, dispose } = await startD1()
  let size = 0
  let written = 0
  const note = (results: readonly unknown[]) => {
    for (const { meta } of results as { meta?: { size_after: number; rows_written: number } }[]) {
      size = meta?.size_after ?? size
      written += meta?.rows_written ?? 0
    }
  }
  const noted: D1Like = {
    prepare: (text) => database.prepare(text),
    batch: async (statements) => {
      const results = await database.batch(statements)
      note(results)
      return results
    },
  }
  const db = d1(noted)
  await migrate(db, schema)
  const [emptySize, emptyWritten] = [size, written]
  await fileSome(db, entries, together)
  const weighed = {
    entries,
    asWritten: (size - emptySize) / entries,
    rowsWritten: (written - emptyWritten) / entries,
  }
  await dispose()
  return weighed
}
