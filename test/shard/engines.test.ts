import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/shard/fence.ts'
import { d1 } from '../../src/store/d1.ts'
import type { Db } from '../../src/store/db.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { emptied, startD1 } from '../d1.ts'
import type { LocalD1 } from '../d1.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'
import { parcel } from '../gateway/world.ts'
import { finish } from './town.ts'
import { atPeace, breaches, filers, settled } from './whole.ts'

type Engine = { readonly db: Db; readonly dialect: Dialect }

let edge: LocalD1
let server: LocalPostgres
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  edge = await startD1()
  server = await startPostgres()
}, 120_000)
afterAll(async () => {
  for (const close of closing) await close()
  await edge.dispose()
  await server.stop()
})

const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  D1: async () => ({ db: d1(await emptied(edge.database)), dialect: 'sqlite' }),
  PostgreSQL: async () => {
    const db = await openPostgres(await server.database(), { pause: async () => undefined })
    closing.push(db.close)
    return { db, dialect: 'postgres' }
  },
}

describe.each(Object.keys(engines))('a shard on %s', (engine) => {
  it('takes a filer from SQLite, and gives it back', async () => {
    const west = await engines[engine]?.()
    const t = await settled({
      store: async (name) =>
        name === 'west' && west ? west : { db: openSqlite(':memory:'), dialect: 'sqlite' },
    })
    for (const filer of filers) await t.file(filer, `${filer}1`)
    await t.second(2)
    for (const to of ['west', 'east']) {
      await t.mover.begin('BBB', to)
      await finish(t, 'BBB')
      await t.file('BBB', `B${to.toUpperCase()}`)
      await t.second(2)
    }
    const reading = { draft: parcel('X'), problems: [] }
    const elsewhere = t.shards.get('west')?.gateway.file('BBB' as never, reading, () => [])
    await expect(elsewhere).rejects.toThrow('the store is busy')
    await atPeace(t)
    expect(await breaches(t)).toEqual([])
    expect(t.alarms).toEqual([])
  }, 180_000)
})
