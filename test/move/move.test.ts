/**
 * A house goes from SQLite to PostgreSQL to D1 and back to SQLite. On each store it says the same,
 * and at the end its entries go on.
 * @module
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterFrom, leaveTo } from '../../src/move/carry.ts'
import { enterHouse } from '../../src/move/enter.ts'
import { packText } from '../../src/move/file.ts'
import { houseText } from '../../src/move/leave.ts'
import { openToLeave } from '../../src/move/open.ts'
import { apart, carried } from '../../src/move/tables.ts'
import { sql } from '../../src/store/db.ts'
import { d1 } from '../../src/store/d1.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { readSending } from '../../src/store/sending.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { startD1 } from '../d1.ts'
import type { LocalD1 } from '../d1.ts'
import { file, filer, parcel } from '../gateway/world.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'
import { givenCbp, givenFolder, reconcileAll, start } from '../record/given.ts'
import { givenLife, hashesOf, houseIn } from './given.ts'

const id = 'a-move'

describe('the tables that are carried', () => {
  it('are all that the schema makes, each by its whole key', async () => {
    const { db, stop } = await start(givenFolder(), givenCbp())
    const tables = await db.read(sql`select name from sqlite_master where type = 'table'`)
    const known = new Set<unknown>([...carried.map(({ name }) => name), ...apart])
    expect(tables.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
    for (const { name, key } of carried) {
      const columns = await db.read<{ name: string }>(
        sql`select name from pragma_table_info(${name}) where pk > 0 order by pk`,
      )
      expect([name, columns.map((column) => column.name)]).toEqual([name, key])
    }
    stop()
  })
})

describe('a house that goes round all stores', () => {
  let postgres: LocalPostgres
  let edge: LocalD1
  beforeAll(async () => {
    postgres = await startPostgres()
    edge = await startD1()
  }, 60_000)
  afterAll(async () => {
    await postgres.stop()
    await edge.dispose()
  })

  it(
    'is the same on each of them, and its entries reach their end',
    { timeout: 120_000 },
    async () => {
      const cbp = givenCbp()
      const { clock } = cbp
      const { data, running, ids } = await givenLife(cbp)
      const before = await hashesOf(houseIn(running.db, data, clock))
      const document = readdirSync(join(data, 'documents'))
      running.stop()
      const folder = givenFolder()
      const [first, second, third] = ['1', '2', '3'].map((n) => join(folder, `${n}.ndjson.gz`)) as [
        string,
        string,
        string,
      ]

      const left = await leaveTo({ from: { place: { data } }, to: first, id, clock })
      expect(left).toMatchObject({ documents: 1, missing: 0 })
      expect(statSync(first).mode & 0o777).toBe(0o600)

      const place = { data: givenFolder(), databaseUrl: await postgres.database() }
      const entered = await enterFrom({ from: first, to: { place }, clock })
      expect(entered).toMatchObject({ entries: 5, damages: 0, documents: 1, rows: left.rows })
      await leaveTo({ from: { place }, to: second, id, clock })

      const db = d1(edge.database)
      await migrate(db, schema)
      const atEdge = houseIn(db, givenFolder(), clock)
      await enterHouse(second, atEdge, { rows: 200, characters: 400_000 })
      expect(await hashesOf(atEdge)).toEqual(before)
      const counted = { tables: {}, documents: 0, missing: 0 }
      await packText(houseText({ house: atEdge, id, at: clock.now(), counted }), third)

      const home = givenFolder()
      await enterFrom({ from: third, to: { place: { data: home } }, clock })
      expect(readdirSync(home).sort()).toEqual(['documents', 'gate321.sqlite'])
      expect(readdirSync(join(home, 'documents'))).toEqual(document)

      const again = await start(home, cbp)
      expect(await hashesOf(houseIn(again.db, home, clock))).toEqual(before)
      expect((await again.gateway.sending()).why).toMatch(/^it was moved here at/)
      expect((await again.gateway.get(filer, ids['LATE'] ?? ''))?.status).toBe('queued')
      expect(await reconcileAll(again)).toMatchObject({ state: 'open', stuck: null })
      for (let second = 0; second < 90; second++) {
        await again.gateway.tick()
        clock.advance(1000)
      }
      const statuses = await Promise.all(
        Object.values(ids).map(async (id) => (await again.gateway.get(filer, id))?.status),
      )
      expect(statuses).toEqual(['released', 'released', 'released', 'rejected', 'released'])
      expect((await cbp.held()).filter(({ effectiveFilings }) => effectiveFilings > 1)).toEqual([])
      again.stop()
    },
  )

  it('stays out of a house that is lived in, and of one that another move is half in', async () => {
    const cbp = givenCbp()
    const { clock } = cbp
    const { data, running } = await givenLife(cbp)
    running.stop()
    const packed = join(givenFolder(), 'house.ndjson.gz')
    await leaveTo({ from: { place: { data } }, to: packed, id, clock })
    await expect(enterFrom({ from: packed, to: { place: { data } }, clock })).rejects.toThrow(
      'a move goes into an empty house',
    )
    const place = { data: givenFolder(), databaseUrl: await postgres.database() }
    await enterFrom({ from: packed, to: { place }, clock })
    await expect(enterFrom({ from: packed, to: { place }, clock })).rejects.toThrow(
      'This database is in use; a move goes into an empty one.',
    )
  })

  it(
    'goes on where an import was interrupted, at each write in turn',
    { timeout: 120_000 },
    async () => {
      const cbp = givenCbp()
      const { clock } = cbp
      const { data, running } = await givenLife(cbp)
      const before = await hashesOf(houseIn(running.db, data, clock))
      running.stop()
      const packed = join(givenFolder(), 'house.ndjson.gz')
      await leaveTo({ from: { place: { data } }, to: packed, id, clock })
      const load = { rows: 20, characters: 10_000 }
      for (const moment of ['before', 'after'] as const) {
        const db = openSqlite(':memory:')
        await migrate(db, schema)
        let [writes, finished] = [0, false]
        for (let dying = 1; !finished; dying++) {
          writes = 0
          const failing = {
            ...db,
            write: async (statements: Parameters<typeof db.write>[0]) => {
              const dies = ++writes === dying
              if (dies && moment === 'before') throw new Error('killed')
              const rows = await db.write(statements)
              if (dies) throw new Error('killed')
              return rows
            },
          }
          finished = await enterHouse(packed, houseIn(failing, givenFolder(), clock), load).then(
            () => true,
            (error: Error) => {
              expect(error.message).toBe('killed')
              return false
            },
          )
          // Killed behind its very last write it is in.
          if (moment === 'after' && (await readSending(db)).why?.startsWith('it was moved'))
            finished = true
        }
        expect(writes).toBeGreaterThan(20)
        expect(await hashesOf(houseIn(db, data, clock))).toEqual(before)
        db.close()
      }
    },
  )
})

describe('a house file', () => {
  it('is refused when it was cut or changed, before a row is carried', async () => {
    const cbp = givenCbp()
    const { clock } = cbp
    const { data, running } = await givenLife(cbp)
    running.stop()
    const folder = givenFolder()
    const packed = join(folder, 'house.ndjson.gz')
    await leaveTo({ from: { place: { data } }, to: packed, id, clock })
    await expect(leaveTo({ from: { place: { data } }, to: packed, id, clock })).rejects.toThrow(
      'is there already',
    )
    const text = gunzipSync(readFileSync(packed)).toString()
    const lines = text.split('\n')
    const half = Math.floor(lines.length / 2)
    const damages: readonly (readonly [bytes: Buffer, why: RegExp])[] = [
      [readFileSync(packed).subarray(0, 4000), /cannot be read to its end/],
      [gzipSync(lines.slice(0, half).join('\n')), /ends too early|cannot be read/],
      [
        gzipSync([...lines.slice(0, 40), ...lines.slice(41)].join('\n')),
        /are not those|was changed/,
      ],
      [gzipSync(text.replace('JANE A1', 'JOHN A1')), /are not those that were written|was changed/],
      [gzipSync(`${text}[1]\n`), /more behind its end/],
      [gzipSync('{"kind":"record"}\n'), /cannot be read|no house file/],
      [Buffer.from('a letter'), /cannot be read to its end/],
      [gzipSync(text.replace('"version":1', '"version":9')), /is of version 9/],
    ]
    for (const [bytes, why] of damages) {
      const bad = join(givenFolder(), 'bad.ndjson.gz')
      writeFileSync(bad, bytes)
      const home = givenFolder()
      await expect(enterFrom({ from: bad, to: { place: { data: home } }, clock })).rejects.toThrow(
        why,
      )
      expect(readdirSync(home)).toEqual([])
    }
  })

  it('is of one moment, although the gateway files on while it is written', async () => {
    const cbp = givenCbp()
    const { clock } = cbp
    const { data, running } = await givenLife(cbp)
    const { house, close } = await openToLeave({ data }, clock)
    const before = await hashesOf(house)
    await file(running.gateway, parcel('MEANWHILE'))
    expect(await hashesOf(house)).toEqual(before)
    await close()
    running.stop()
  })
})
