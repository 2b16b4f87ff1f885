import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { d1 } from '../../src/store/d1.ts'
import type { D1Like } from '../../src/store/d1.ts'
import { emptied, startD1 } from '../d1.ts'
import type { LocalD1 } from '../d1.ts'
import { freshStore, storeContract } from './contract.ts'

let local: LocalD1
beforeAll(async () => {
  local = await startD1()
})
afterAll(() => local.dispose())

const onD1 = {
  open: async () => ({ db: d1(await emptied(local.database)), close: () => undefined }),
}

storeContract(onD1)

/** A database whose every call fails with this text: D1's errors carry nothing else. */
function failing(text: string): Db {
  const fail = async () => {
    throw new Error(text)
  }
  const statement = { bind: () => statement, all: fail }
  const database: D1Like = { prepare: () => statement, batch: fail }
  return d1(database)
}

describe('D1', () => {
  const db = freshStore(onD1)

  it('binds a hundred values and no more, which is why lists are asked for in hundreds', async () => {
    await db.write([sql`insert into sequence (name, value) values ('a', 1)`])
    const list = (length: number) => ({
      sql: `select name from sequence where value in (${Array(length).fill('?').join(', ')})`,
      values: Array(length).fill(1),
    })
    expect(await db.read(list(100))).toEqual([{ name: 'a' }])
    await expect(db.read(list(101))).rejects.toThrow(/too many SQL variables/)
  })

  it.each([
    ['D1_ERROR: Exceeded maximum DB size.', 'full'],
    ['D1_ERROR: database or disk is full: SQLITE_FULL', 'full'],
    ['D1 DB is overloaded. Requests queued for too long.', 'busy'],
    ['D1_ERROR: database is locked: SQLITE_BUSY', 'busy'],
    ['D1 DB storage operation exceeded timeout which caused object to be reset.', 'busy'],
    ['D1_ERROR: Network connection lost.', 'busy'],
    ['Cannot resolve D1 DB due to transient issue on remote node.', 'busy'],
  ])('that says "%s" is %s, to a reader as to a writer', async (text, reason) => {
    const unavailable = { name: 'StoreUnavailable', reason }
    await expect(failing(text).write([sql`select 1`])).rejects.toMatchObject(unavailable)
    await expect(failing(text).read(sql`select 1`)).rejects.toMatchObject(unavailable)
  })

  it('that says something else is passed on as it is', async () => {
    const odd = failing('D1_ERROR: no such table: nowhere')
    await expect(odd.read(sql`select 1`)).rejects.toThrow('no such table')
  })
})
