import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { append } from '../../src/store/journal.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { SqliteDb } from '../../src/store/sqlite.ts'
import { atOnce, count } from './contract.ts'
import { filed } from './example.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0
let path: string
let db: SqliteDb

beforeEach(async () => {
  path = join(folder, `${files++}.sqlite`)
  db = openSqlite(path)
  await migrate(db, schema)
})
afterEach(() => db.close())

const row = (name: string, value: number) =>
  sql`insert into sequence (name, value) values (${name}, ${value})`

/**
 * Transactions in the write-ahead log: a frame has a header of 24 bytes before its page, and in
 * the last frame of a transaction bytes 4-7 of it are not zero (sqlite.org/fileformat2.html, 4.1).
 */
function commits(): number {
  const log = readFileSync(`${path}-wal`)
  const frame = 24 + log.readUInt32BE(8)
  let found = 0
  for (let at = 32; at + frame <= log.length; at += frame) {
    if (log.readUInt32BE(at + 4) !== 0) found++
  }
  return found
}

const kept = async () => (await db.read(sql`select name from sequence`)).map(({ name }) => name)
const reasons = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map((each) => (each.status === 'rejected' ? each.reason : each.status))

describe('writes that arrive together', () => {
  it('share a commit, 128 at most', async () => {
    const before = commits()
    const writes = await atOnce(300, (n) => db.write(append(`E${n}`, 0, [filed()])))
    expect(writes.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await count(db, 'event')).toBe(300)
    expect(commits() - before).toBe(3)
  })

  it('have a commit each when they arrive one by one', async () => {
    const before = commits()
    for (let n = 0; n < 20; n++) await db.write([row(`${n}`, n)])
    expect(commits() - before).toBe(20)
  })

  it('are answered with their own rows, in their own order', async () => {
    await db.write([row('a', 0)])
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        db.write([sql`update sequence set value = value + 1 where name = 'a' returning value`]),
      ),
    )
    expect(answers).toEqual(answers.map((_, index) => [[{ value: index + 1 }]]))
  })

  it('keep their neighbours when one meets a conflict', async () => {
    const before = commits()
    const [first, second, third] = await Promise.allSettled([
      db.write([row('a', 1)]),
      db.write([row('b', 1), row('a', 2)]),
      db.write([row('c', 1)]),
    ])
    expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(second).toMatchObject({ reason: { name: 'Conflict', table: 'sequence' } })
    expect(await kept()).toEqual(['a', 'c'])
    expect(commits() - before).toBe(1)
  })

  it('keep their neighbours when one is no SQL', async () => {
    const [first, second, third] = await Promise.allSettled([
      db.write([row('a', 1)]),
      db.write([row('b', 1), { sql: 'insert nonsense', values: [] }]),
      db.write([row('c', 1)]),
    ])
    expect([first.status, second.status, third.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await kept()).toEqual(['a', 'c'])
  })
})

describe('writes that are applied', () => {
  it('are read at once, and share one commit', async () => {
    const before = commits()
    const first = db.apply([row('a', 1)])
    expect(await kept()).toEqual(['a'])
    const second = db.apply([row('b', 1)])
    await Promise.all([first.committed, second.committed])
    expect(await kept()).toEqual(['a', 'b'])
    expect(commits() - before).toBe(1)
  })

  it('meet a conflict at once, and keep their neighbours', async () => {
    const first = db.apply([row('a', 1)])
    expect(() => db.apply([row('b', 1), row('a', 2)])).toThrow(
      expect.objectContaining({ name: 'Conflict', table: 'sequence' }),
    )
    await first.committed
    expect(await kept()).toEqual(['a'])
  })

  it('are all there once more when one in their middle is taken back', async () => {
    const committed = ['a', 'b'].map((name) => db.apply([row(name, 1)]).committed)
    expect(() => db.apply([row('c', 1), row('a', 2)])).toThrow(/sequence/)
    expect(await kept()).toEqual(['a', 'b'])
    committed.push(db.apply([row('c', 3)]).committed)
    const before = commits()
    await Promise.all(committed)
    expect(await kept()).toEqual(['a', 'b', 'c'])
    expect(commits() - before).toBe(1)
  })

  it('go before the writes that wait, and both are kept', async () => {
    const waiting = db.write([row('a', 1)])
    const applied = db.apply([row('b', 1)])
    await Promise.all([waiting, applied.committed])
    expect(await kept()).toEqual(['a', 'b'])
  })

  it('are kept when the store is closed at once', async () => {
    void db.apply([row('a', 1)])
    db.close()
    db = openSqlite(path)
    expect(await kept()).toEqual(['a'])
  })
})

describe('a full disk', () => {
  /** The file may grow by so many pages more; SQLite then says what it says of a full disk. */
  const leave = async (pages: number) => {
    const [size] = await db.read<{ page_count: number }>({ sql: 'pragma page_count', values: [] })
    const most = (size?.page_count ?? 0) + pages
    await db.read({ sql: `pragma max_page_count = ${most}`, values: [] })
  }
  const large = 'x'.repeat(200_000)
  const part = (n: number, body: string) =>
    sql`insert into message_part (message_id, n, body) values ('M', ${n}, ${body})`

  it('fails every write of the group, and leaves nothing of any', async () => {
    await db.write([row('before', 1)])
    await leave(4)
    const writes = await atOnce(30, (n) =>
      db.write([row(`${n}`, n), part(n, n === 12 ? large : 'small'), row(`${n} too`, n)]),
    )
    expect(reasons(writes)).toEqual(
      Array(30).fill(expect.objectContaining({ name: 'StoreUnavailable', reason: 'full' })),
    )
    expect(await kept()).toEqual(['before'])
    expect(await count(db, 'message_part')).toBe(0)
  })

  it('fails all that were applied together, and leaves nothing of any', async () => {
    await db.write([row('before', 1)])
    await leave(4)
    const applied = ['a', 'b'].map((name) => db.apply([row(name, 1)]).committed)
    const failed = Promise.allSettled(applied)
    expect(() => db.apply([part(1, large)])).toThrow(
      expect.objectContaining({ name: 'StoreUnavailable', reason: 'full' }),
    )
    expect(reasons(await failed)).toEqual(
      Array(2).fill(expect.objectContaining({ name: 'StoreUnavailable', reason: 'full' })),
    )
    expect(await kept()).toEqual(['before'])
    await leave(1000)
    await db.apply([row('after', 1)]).committed
    expect(await kept()).toEqual(['after', 'before'])
  })

  it('is over when there is room, without a restart', async () => {
    await leave(2)
    await expect(db.write([part(1, large)])).rejects.toMatchObject({ reason: 'full' })
    await expect(db.write([part(2, large)])).rejects.toMatchObject({ reason: 'full' })
    expect(await count(db, 'message_part'), 'it can still be read').toBe(0)
    await leave(1000)
    await db.write([part(3, large)])
    expect(await count(db, 'message_part')).toBe(1)
    expect(await db.read({ sql: 'pragma integrity_check', values: [] })).toEqual([
      { integrity_check: 'ok' },
    ])
  })
})

describe('a file that another process is writing to', () => {
  it('is busy within a second, is read meanwhile, and takes writes when the other is done', async () => {
    const other = new Database(path)
    other.exec('begin immediate')
    const began = performance.now()
    const writes = await Promise.allSettled([db.write([row('a', 1)]), db.write([row('b', 1)])])
    expect(performance.now() - began).toBeLessThan(1000)
    expect(reasons(writes)).toEqual(
      Array(2).fill(expect.objectContaining({ name: 'StoreUnavailable', reason: 'busy' })),
    )
    expect(await kept()).toEqual([])
    other.exec('rollback')
    other.close()
    await db.write([row('a', 1)])
    expect(await kept()).toEqual(['a'])
  })
})
