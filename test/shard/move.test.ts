import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { recordLines } from '../../src/record/lines.ts'
import type { RecordLine } from '../../src/record/line.ts'
import { verify } from '../../src/record/verify.ts'
import { countRows } from '../../src/shard/copy.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { parcel } from '../gateway/world.ts'
import { sweep } from './dying.ts'
import { finish, heldByCbp } from './town.ts'
import type { Town } from './town.ts'
import { atPeace, breaches, filers, settled, writable } from './whole.ts'

const expectWhole = async (t: Town) => expect(await breaches(t)).toEqual([])

describe('a filer that is moved', () => {
  it('takes all its rows along, and is released where it has come to', async () => {
    const t = await settled()
    for (const filer of filers) await t.file(filer, `${filer}1`)
    await t.second(2)
    const begun = await t.mover.begin('BBB', 'west')
    if (begun.kind !== 'went_on') throw new Error(begun.kind)
    const closed = await t.mover.goOn(begun.residence)
    if (closed.kind !== 'went_on') throw new Error(closed.kind)
    expect(await t.file('BBB', 'BBB2')).toBeUndefined()
    expect(await t.door.shardOf('BBB')).toEqual({ kind: 'moving', retrySeconds: 5 })
    await finish(t, 'BBB', closed.residence)
    await t.file('BBB', 'BBB3')
    await atPeace(t)
    await expectWhole(t)
    expect(await t.directory.read('BBB')).toMatchObject({ shard: 'west', stage: 'serving' })
    expect(t.alarms).toEqual([])
  })

  it('leaves the others of its shard as they are while it is away', async () => {
    const t = await settled()
    await t.mover.begin('BBB', 'west')
    const began = await t.directory.read('BBB')
    expect(await t.file('AAA', 'AAA1')).toBeDefined()
    await t.second(3)
    await finish(t, 'BBB', began)
    await t.file('CCC', 'CCC1')
    await atPeace(t)
    const waits = t.parcels.map(({ filedAt, releasedAt = '' }) => Date.parse(releasedAt) - Date.parse(filedAt)) // prettier-ignore
    expect(new Set(waits).size).toBe(1)
  })

  it('counts its entry numbers on, there and back again', async () => {
    const t = await settled()
    for (const [n, to] of ['west', 'east', 'west'].entries()) {
      for (const each of ['A', 'B', 'C']) await t.file('BBB', `B${n}${each}`)
      await t.second()
      await t.mover.begin('BBB', to)
      await finish(t, 'BBB')
    }
    for (const filer of ['AAA', 'CCC']) await t.file(filer, filer)
    await atPeace(t)
    await expectWhole(t)
  })

  it('is told of every event by its webhook, and of none under another id', async () => {
    const t = await settled()
    await t.file('BBB', 'BBB1')
    await t.second()
    await t.mover.begin('BBB', 'west')
    await finish(t, 'BBB')
    await atPeace(t)
    await t.second(2)
    const quiet = await settled()
    await quiet.file('BBB', 'BBB1')
    await atPeace(quiet)
    await quiet.second(2)
    expect(t.told.size).toBe(quiet.told.size)
    expect([...t.told.values()]).toEqual([...t.told].map(() => 1))
  })

  it('keeps its chain: the seals of the old home fit the journals of both', async () => {
    const t = await settled()
    for (const filer of filers) await t.file(filer, `${filer}1`)
    await t.second(20)
    t.pass(3_700_000)
    await t.second(2)
    t.pass(70_000)
    await t.second(2)
    await t.mover.begin('BBB', 'west')
    await finish(t, 'BBB')
    const [east, west] = [t.stores.get('east') as Db, t.stores.get('west') as Db]
    const alone = await verify(recordLines(east))
    expect(alone.seals).toBeGreaterThan(0)
    expect(alone.damages).toBeGreaterThan(0)
    const lines = async function* (): AsyncGenerator<RecordLine> {
      const here: RecordLine[] = []
      const there: RecordLine[] = []
      for await (const line of recordLines(east)) here.push(line)
      for await (const line of recordLines(west)) if (line.kind !== 'seal') there.push(line)
      const both = [...here, ...there]
      yield* both.filter(({ kind }) => kind === 'seal')
      yield* both.filter(({ kind }) => kind === 'message')
      yield* both.filter(({ kind }) => kind === 'entry' || kind === 'event')
    }
    expect((await verify(lines())).damage).toEqual([])
    t.pass(3_700_000)
    await t.second(2)
    expect(await verify(recordLines(west))).toMatchObject({ seals: 1, damages: 0 })
  })

  it('goes back to where it was when the move is abandoned', async () => {
    const t = await settled()
    for (const filer of filers) await t.file(filer, `${filer}1`)
    await t.second(20)
    const begun = await t.mover.begin('BBB', 'west')
    if (begun.kind !== 'went_on') throw new Error(begun.kind)
    const closed = await t.mover.goOn(begun.residence)
    expect(closed).toMatchObject({ kind: 'went_on', residence: { stage: 'copying' } })
    await t.mover.abandon('BBB')
    await finish(t, 'BBB')
    expect(await t.directory.read('BBB')).toMatchObject({ shard: 'east', stage: 'serving' })
    await t.file('BBB', 'BBB2')
    await atPeace(t)
    await expectWhole(t)
  })

  it('waits for an answer of CBP that is on its way, and asks CBP where it has come to', async () => {
    const t = await settled()
    await t.file('BBB', 'BBB1')
    let answer = () => {}
    const heard = new Promise<void>((resolve) => (answer = resolve))
    t.line(async (request) => {
      const response = await t.mock.fetch(request)
      if (request.method === 'POST') await heard
      return response
    })
    const ticking = t.shards.get('east')?.tick()
    await untilHeld(t)
    const begun = await t.mover.begin('BBB', 'west')
    if (begun.kind !== 'went_on') throw new Error(begun.kind)
    expect(await t.mover.goOn(begun.residence)).toEqual({ kind: 'waiting' })
    t.pass(61_000)
    t.line()
    await finish(t, 'BBB', begun.residence)
    answer()
    await expect(ticking).rejects.toThrow('the store is busy')
    for (const filer of ['AAA', 'CCC']) await t.file(filer, filer)
    await atPeace(t)
    await expectWhole(t)
  })

  it('cannot be moved by two: the one who was there before is refused', async () => {
    const t = await settled()
    await t.file('BBB', 'BBB1')
    await t.second(20)
    const begun = await t.mover.begin('BBB', 'west')
    if (begun.kind !== 'went_on') throw new Error(begun.kind)
    const first = await t.mover.goOn(begun.residence)
    if (first.kind !== 'went_on') throw new Error(first.kind)
    const second = await t.mover.takeOver('BBB')
    if (second.kind !== 'went_on') throw new Error(second.kind)
    await t.mover.goOn(second.residence)
    expect(await t.mover.goOn(first.residence)).toMatchObject({ kind: 'refused' })
    await finish(t, 'BBB')
    expect(await writable(t, 'BBB')).toEqual(['west'])
  })

  it('is not carried by an older state of its old home that was restored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gate321-shard-'))
    const path = join(folder, 'east.sqlite')
    const t = await settled({
      store: async (name) => ({
        db: openSqlite(name === 'east' ? path : ':memory:'),
        dialect: 'sqlite',
      }),
    })
    for (const filer of filers) await t.file(filer, `${filer}1`)
    new Database(path).exec(`vacuum into '${folder}/older.sqlite'`)
    await t.mover.begin('BBB', 'west')
    await finish(t, 'BBB')
    const older = openSqlite(join(folder, 'older.sqlite'))
    const restored = await t.open('east', { db: older, dialect: 'sqlite' })
    expect(restored.astray).toEqual(['BBB'])
    await restored.tick()
    const waiting = await older.read(sql`select distinct filer from outbox`)
    expect(waiting).toEqual([{ filer: 'BBB' }])
    expect(await t.door.shardOf('BBB')).toMatchObject({ kind: 'open', shard: { name: 'west' } })
    rmSync(folder, { recursive: true })
  })

  it('is refused where it has no seat, whoever writes', async () => {
    const t = await settled()
    const west = t.shards.get('west')
    const reading = { draft: parcel('X'), problems: [] }
    const filed = west?.gateway.file('BBB' as FilerCode, reading, () => [])
    await expect(filed).rejects.toThrow('the store is busy')
    expect(await countRows(t.stores.get('west') as Db, 'BBB')).toBe(0)
  })
})

/** Until CBP has the bytes of the first transmission. */
async function untilHeld(t: Town) {
  for (let turn = 0; turn < 1000 && (await heldByCbp(t)).length === 0; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a mover that dies', () => {
  it('leaves one owner at each write of a move, and another ends it', async () => {
    // Every fifth of them; `npm run scale` takes all.
    expect(await sweep(5)).toBeGreaterThan(10)
  }, 120_000)
})
