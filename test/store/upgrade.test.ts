/**
 * An installation of an earlier release is opened: every migration comes whole or not at all, and
 * journals from before the chain go on.
 * @module
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { openFile } from '../../src/store/file.ts'
import { migrate } from '../../src/store/migrations.ts'
import type { Migration } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { sql } from '../../src/store/db.ts'
import { entryById } from '../../src/store/entries.ts'
import { readJournal } from '../../src/store/journal.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { fileMany, givenCbp, givenFolder, live, start } from '../record/given.ts'
import { entryWith, filed } from './example.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
const tablesOf = (path: string) => {
  const file = openFile(path)
  const rows = file.read(sql`select name, sql from sqlite_master order by name`)
  return rows.finally(file.close)
}

describe('a migration', () => {
  const points = schema.flatMap(({ id, statements }) =>
    statements.map((_, n) => [id, n + 1] as const),
  )

  it.each(points)(
    '%i that dies after its statement %i leaves the schema as it was',
    async (id, n) => {
      const path = join(folder, `m${id}-${n}.sqlite`)
      const before = schema.filter((migration) => migration.id < id)
      const dying = schema.find((migration) => migration.id === id) as Migration
      const cut = { ...dying, statements: [...dying.statements.slice(0, n), 'no sql at all'] }
      const db = openSqlite(path)
      await migrate(db, before)
      const tables = await tablesOf(path)
      await expect(migrate(db, [cut])).rejects.toThrow('syntax error')
      expect(await tablesOf(path)).toEqual(tables)
      await migrate(db, schema)
      expect(await db.read(sql`select id from migration order by id`)).toEqual(
        [...schema].sort((a, b) => a.id - b.id).map((each) => ({ id: each.id })),
      )
      db.close()
    },
  )
})

describe('an installation from before the chain', () => {
  it('goes on: old events stand as they are, the next begins a chain', async () => {
    const cbp = givenCbp()
    const data = givenFolder()
    const old = openSqlite(join(data, 'gate321.sqlite'))
    await migrate(
      old,
      schema.filter(({ id }) => id < 5),
    )
    const { at, type, ...event } = filed('SHP-OLD')
    const body = JSON.stringify({ type, at, ...event })
    const entry = entryWith(1)
    await old.write([
      sql`insert into event (entry_id, seq, type, at, data) values ('E1', 1, ${type}, ${at}, ${body})`,
      sql`insert into entry (id, filer, entry_number, entry_type, reference, status, house_bill,
          master_bill, consignee, arrival_day, pending_message_id, created_at, updated_at, state)
        values ('E1', 'ZZ9', ${entry.entryNumber}, '86', 'SHP-OLD', 'queued', 'HAWBOLD', '', 'JANE',
          '2026-12-01', null, ${at}, ${at}, ${JSON.stringify(entry)})`,
      sql`insert into outbox (entry_id, filer, action, at) values ('E1', 'ZZ9', 'A', ${at})`,
      sql`insert into sequence (name, value) values ('entry ZZ9', 32)`,
    ])
    old.close()

    const running = await start(data, cbp)
    await fileMany(running, ['NEW'])
    await live(cbp, running, 6)
    expect(await verify(recordLines(running.db))).toMatchObject({
      ...{ entries: 2, unchained: 1, damages: 0 },
    })
    const [second] = await running.db.read(
      sql`select actor, hash from event where entry_id = 'E1' and seq = 2`,
    )
    expect(second).toMatchObject({ actor: 'gateway', hash: expect.stringMatching(/^\w{64}$/) })
    const journal = await readJournal(running.db, 'E1')
    const divided = await entryById(running.db, 'E1')
    expect(divided?.apart).toBe(true)
    expect(divided?.entry).toMatchObject({ seq: journal.length, shipment: entry.shipment })
    running.stop()
  })
})

const busy = new URL('power/busy.ts', import.meta.url).pathname

describe('a process killed while its log is copied back', () => {
  it('loses nothing it acknowledged, round after round', { timeout: 60_000 }, async () => {
    const path = join(folder, 'checkpoints.sqlite')
    const db = openSqlite(path)
    await db.write([sql`create table kept (n integer primary key, body text)`])
    db.close()
    let acknowledged = 0
    for (let round = 0; round < 12; round++) {
      const child = spawn(process.execPath, [busy, path, String(acknowledged + 1000 * round)])
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      let said = ''
      await new Promise<void>((resolve) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          if (said.length > 40 * (round + 1)) resolve()
        })
      })
      child.kill('SIGKILL')
      await ended
      const rows = said.split('\n').slice(0, -1).map(Number)
      const again = openSqlite(path)
      const kept = await again.read(sql`select n from kept`)
      const found = new Set(kept.map(({ n }) => n))
      expect(rows.filter((n) => !found.has(n))).toEqual([])
      acknowledged = Math.max(0, ...rows)
      again.close()
    }
    expect(acknowledged).toBeGreaterThan(0)
  })
})
