import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { Conflict, sql } from '../../src/store/db.ts'
import { append, readJournal } from '../../src/store/journal.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { isSoundVersion, openSqlite } from '../../src/store/sqlite.ts'
import type { SqliteDb } from '../../src/store/sqlite.ts'
import { atOnce } from './contract.ts'
import { filed, transmitted } from './example.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()

async function filledFile(name: string): Promise<string> {
  const path = join(folder, name)
  const db = openSqlite(path)
  await migrate(db, schema)
  for (let n = 0; n < 200; n++) await db.write(append(`E${n}`, 0, [filed()]))
  db.close()
  return path
}

const setting = async (db: SqliteDb, name: string) =>
  Object.values((await db.read({ sql: `pragma ${name}`, values: [] }))[0] ?? {})[0]

describe('durability', () => {
  it('is FULL on a new file and on one opened again, where the package alone says NORMAL', async () => {
    const path = join(folder, 'again.sqlite')
    for (const time of ['new', 'again']) {
      const db = openSqlite(path)
      await db.write([sql`create table if not exists a (b integer)`])
      expect(await setting(db, 'synchronous'), time).toBe(2)
      expect(await setting(db, 'journal_mode'), time).toBe('wal')
      db.close()
    }
    const alone = new Database(path)
    expect(alone.pragma('synchronous', { simple: true })).toBe(1)
    alone.close()
  })

  it('is NORMAL, and its pages are large, where that is asked for', async () => {
    const options = { synchronous: 'normal', pageBytes: 16_384 } as const
    const db = openSqlite(join(folder, 'normal.sqlite'), options)
    expect(await setting(db, 'synchronous')).toBe(1)
    expect(await setting(db, 'page_size')).toBe(16_384)
    expect(await setting(db, 'wal_autocheckpoint')).toBe(1953)
    db.close()
  })

  it('keeps what was answered, over a close in the middle of the work', async () => {
    const path = join(folder, 'closed.sqlite')
    const db = openSqlite(path)
    await migrate(db, schema)
    const writes = atOnce(300, (n) => db.write(append(`E${n}`, 0, [filed()])))
    db.close()
    expect((await writes).every(({ status }) => status === 'fulfilled')).toBe(true)
    const again = openSqlite(path)
    expect(await readJournal(again, 'E299')).toHaveLength(1)
    again.close()
    await expect(again.write([sql`delete from event`])).rejects.toThrow('not open')
  })

  it('lets one of many win, over two connections to one file', async () => {
    const path = join(folder, 'two.sqlite')
    const [one, two] = [openSqlite(path), openSqlite(path)]
    await atOnce(2, (n) => migrate(n ? one : two, schema))
    const rivals = await atOnce(20, (n) =>
      (n % 2 ? one : two).write(append('E1', 0, [filed(`${n}`), transmitted(`M${n}`)])),
    )
    const winner = rivals.findIndex(({ status }) => status === 'fulfilled')
    const lost = rivals.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(lost).toHaveLength(19)
    expect(lost.every((reason) => reason instanceof Conflict)).toBe(true)
    expect((await readJournal(two, 'E1')).map(({ event }) => event)).toEqual([
      filed(`${winner}`),
      transmitted(`M${winner}`),
    ])
    one.close()
    two.close()
  })
})

describe('a version of SQLite', () => {
  it.each([
    ['3.50.4', false],
    ['3.51.2', false],
    ['3.51.3', true],
    ['3.51.10', true],
    ['3.52.0', false],
    ['3.53.0', true],
    ['3.54.1', true],
    ['4.0.0', true],
    ['2.8.17', false],
  ])('%s is sound: %s', (version, sound) => {
    expect(isSoundVersion(version)).toBe(sound)
  })
})

describe('a file that is no sound database', () => {
  it('is refused and left as it is', () => {
    const path = join(folder, 'letter.sqlite')
    const text = 'Dear Sir or Madam, '.repeat(500)
    writeFileSync(path, text)
    expect(() => openSqlite(path)).toThrow('file is not a database')
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('is refused when pages in the middle are overwritten', async () => {
    const path = await filledFile('damaged.sqlite')
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 4096 * 2, 4096 * 6)
    writeFileSync(path, bytes)
    expect(() => openSqlite(path)).toThrow(/damaged|malformed/)
    expect(readFileSync(path)).toEqual(bytes)
  })

  it('is refused when its end is missing', async () => {
    const path = await filledFile('cut.sqlite')
    writeFileSync(path, readFileSync(path).subarray(0, 4096 * 3))
    expect(() => openSqlite(path)).toThrow(/damaged|malformed/)
  })
})

/** Each ends a whole group behind the back of its neighbours, or fails at its commit. */
const forbidden =
  /raise\s*\(\s*rollback|or\s+rollback|on\s+conflict\s+rollback|deferrable|initially\s+deferred|defer_foreign_keys/i

describe('SQL that would end a whole group', () => {
  const root = new URL('../..', import.meta.url).pathname
  const sources = globSync(['src/**/*.ts', 'mock-cbp/**/*.ts'], { cwd: root })

  it('stands nowhere', () => {
    expect(sources).toContain('src/store/schema.ts')
    expect(
      sources.filter((path) => forbidden.test(readFileSync(join(root, path), 'utf8'))),
    ).toEqual([])
  })

  it.each([
    'insert or rollback into event values (1)',
    'create trigger a before insert on b begin select raise(ROLLBACK, 1); end',
    'create table a (b integer primary key on conflict rollback)',
    'create table a (b integer references c (d) deferrable initially deferred)',
  ])('would show: %s', (text) => {
    expect(forbidden.test(text)).toBe(true)
  })
})
