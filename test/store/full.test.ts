/**
 * A disk that is truly full: SQLite's own bound on pages, and a small file system where one can be
 * mounted. Nothing here pretends to be the error.
 * @module
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { StoreUnavailable, sql } from '../../src/store/db.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { SqliteDb } from '../../src/store/sqlite.ts'
import { freshFolder } from '../journey/process.ts'

const pragma = (db: SqliteDb, text: string) =>
  db.read<Record<string, number>>({ sql: `pragma ${text}`, values: [] })

async function table(folder: string): Promise<SqliteDb> {
  const db = openSqlite(join(folder, 'a.sqlite'))
  await db.write([sql`create table note (id integer primary key, pair integer, text text)`])
  return db
}

/** Two rows that belong together, of some pages. */
const pair = (db: SqliteDb, id: number) =>
  db.write([
    sql`insert into note (id, pair, text) values (${2 * id}, ${id}, ${'x'.repeat(10_000)})`,
    sql`insert into note (id, pair, text) values (${2 * id + 1}, ${id}, ${'y'.repeat(10_000)})`,
  ])

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'kept' as const,
    (error: unknown) => (error instanceof StoreUnavailable ? error.reason : String(error)),
  )

async function whatIsThere(db: SqliteDb): Promise<number[]> {
  const rows = await db.read<{ pair: number; rows: number }>(
    sql`select pair, count(*) as rows from note group by pair order by pair`,
  )
  expect(rows.filter(({ rows }) => rows !== 2)).toEqual([])
  return rows.map(({ pair }) => pair)
}

describe('a full store (ST1, C24)', () => {
  it('says so, keeps exactly what it said it kept, reads, and goes on when there is room', async () => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    const db = await table(folder.path)
    await pair(db, 0)
    const [{ page_count: pages } = { page_count: 0 }] = (await pragma(db, 'page_count')) as { page_count: number }[]
    await pragma(db, `max_page_count = ${pages + 20}`)
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => outcome(pair(db, n + 1))))
    expect(new Set(outcomes)).toContain('full')
    const kept = outcomes.flatMap((said, n) => (said === 'kept' ? [n + 1] : []))
    expect(await whatIsThere(db)).toEqual([0, ...kept])
    for (let n = 50; (await outcome(pair(db, n))) === 'kept'; n++) kept.push(n)
    expect(await whatIsThere(db)).toEqual([0, ...kept])
    await pragma(db, 'max_page_count = 1073741823')
    expect(await outcome(pair(db, 100))).toBe('kept')
    expect(await whatIsThere(db)).toEqual([0, ...kept, 100])
    expect(await pragma(db, 'integrity_check')).toEqual([{ integrity_check: 'ok' }])
    db.close()
  }) // prettier-ignore

  it.skipIf(!canMount())('is the same on a file system without room', { timeout: 30_000 }, async () => {
    const folder = mounted('2m')
    const db = await table(folder)
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, Buffer.alloc(1024 * 1024))
    const outcomes: string[] = []
    for (let n = 0; outcomes.at(-1) !== 'full' && n < 200; n++) outcomes.push(await outcome(pair(db, n)))
    expect(new Set(outcomes)).toEqual(new Set(['kept', 'full']))
    const kept = outcomes.length - 1
    expect(await whatIsThere(db)).toEqual(Array.from({ length: kept }, (_, n) => n))
    rmSync(ballast)
    expect(await outcome(pair(db, 1000))).toBe('kept')
    expect(await whatIsThere(db)).toHaveLength(kept + 1)
    expect(await pragma(db, 'integrity_check')).toEqual([{ integrity_check: 'ok' }])
    db.close()
  }) // prettier-ignore
})

describe('a store that another process has locked (ST3)', () => {
  it('is busy for a moment, and takes writes again', async () => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    const db = await table(folder.path)
    const other = openSqlite(join(folder.path, 'a.sqlite'))
    const open = other.apply([sql`insert into note (id, pair, text) values (1, 1, 'x')`])
    const refused = outcome(pair(db, 7))
    const blocked = await Promise.race([refused, open.committed.then(() => 'committed')])
    await open.committed
    expect(['busy', 'committed']).toContain(blocked)
    expect(await outcome(pair(db, 8))).toBe('kept')
    other.close()
    db.close()
  })
})

/** Only root may, and not everywhere. */
function canMount(): boolean {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'gate321-mount-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'gate321', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true })
    return true
  } catch {
    return false
  }
}

function mounted(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-mount-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'gate321', folder])
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
