import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'
import { storeContract } from './contract.ts'

let local: LocalPostgres
beforeAll(async () => {
  local = await startPostgres()
}, 60_000)
afterAll(() => local.stop(), 60_000)

storeContract({
  open: async () => {
    const db = await openPostgres(await local.database(), { pause })
    return { db, close: db.close }
  },
})

describe('a node of PostgreSQL whose tables another release has changed', () => {
  it('plans its statements anew, readings and writings', async () => {
    const url = await local.database()
    const [old, newer] = await Promise.all([openPostgres(url, { pause }), openPostgres(url, { pause })])
    const insert = (id: number) => sql`insert into step (id) values (${id}) returning *`
    await newer.write([sql`create table step (id integer)`])
    expect(await old.write([insert(1)])).toEqual([[{ id: 1 }]])
    expect(await old.read(sql`select * from step`)).toEqual([{ id: 1 }])
    await newer.write([sql`alter table step alter column id type bigint`])
    expect(await old.read(sql`select * from step`)).toEqual([{ id: 1 }])
    expect(await old.write([insert(2)])).toEqual([[{ id: 2 }]])
    await Promise.all([old.close(), newer.close()])
  }) // prettier-ignore
})
