/**
 * Power failures. What a process wrote and synced is taken down by strace; from that a disk is put
 * together that lost every write it was not told to sync, at the moment of each acknowledgement.
 * @module
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
const hasStrace = spawnSync('strace', ['-e', 'trace=none', process.execPath, '-e', '']).status === 0
const writer = new URL('power/writer.ts', import.meta.url).pathname

function emptyFile(name: string): string {
  const path = join(folder, name)
  const database = new Database(path)
  database.pragma('journal_mode = wal')
  database.exec('create table kept (n integer primary key, body text)')
  database.close()
  return path
}

type Change = (bytes: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>

/** A file as the disk has it, and what it was told and has not been told to sync. */
type Kept = { disk: Buffer<ArrayBuffer>; unsynced: Change[] }

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex')

const write =
  (bytes: Buffer, at: number): Change =>
  (before) => {
    const after = Buffer.alloc(Math.max(before.length, at + bytes.length))
    before.copy(after)
    bytes.copy(after, at)
    return after
  }

/** The disk after each acknowledgement: only what had been synced until then. */
function* disksOf(trace: string, base: string): Generator<ReadonlyMap<string, Buffer>> {
  const start = readFileSync(base)
  const files = new Map<string, Kept>([
    [basename(base), { disk: start, unsynced: [] }],
    [`${basename(base)}-wal`, { disk: Buffer.alloc(0), unsynced: [] }],
  ])
  const open = new Map<string, string>()
  const of = (fd: string | undefined) => files.get(open.get(fd ?? '') ?? '')
  for (const line of trace.split('\n')) {
    const [, call = '', fd, rest = ''] = /^\d+ +(\w+)\((\w+)(.*)$/.exec(line) ?? []
    const opened = /^, "([^"]*)".* = (\d+)$/.exec(rest)
    if (call === 'openat' && opened) {
      open.set(opened[2] ?? '', basename(bytesOf(opened[1] ?? '').toString()))
    }
    const file = of(fd)
    const written = /^, "([^"]*)", \d+, (\d+)\)/.exec(rest)
    if (call === 'pwrite64' && file && written) {
      file.unsynced.push(write(bytesOf(written[1] ?? ''), Number(written[2])))
    }
    const cut = /^, (\d+)\)/.exec(rest)
    if (call === 'ftruncate' && file && cut) {
      file.unsynced.push((before) => Buffer.from(before.subarray(0, Number(cut[1]))))
    }
    if ((call === 'fsync' || call === 'fdatasync') && file) {
      file.disk = file.unsynced.reduce((disk, change) => change(disk), file.disk)
      file.unsynced = []
    }
    if (call === 'write' && fd === '1') {
      yield new Map([...files].map(([name, { disk }]) => [name, disk]))
    }
  }
}

/** How many rows were acknowledged, and how many of them each disk lost. */
function lostOn(level: 'full' | 'normal', count: number): number[] {
  const path = emptyFile(`${level}.sqlite`)
  const before = `${path}.before`
  copyFileSync(path, before)
  const trace = `${path}.trace`
  const calls = 'trace=openat,pwrite64,ftruncate,fsync,fdatasync,write'
  const run = spawnSync(
    'strace',
    ['-f', '-xx', '-s', '1000000', '-e', calls, '-o', trace, process.execPath, writer, path, level, String(count)], // prettier-ignore
    { encoding: 'utf8' },
  )
  expect(run.stderr).toBe('')
  expect(run.stdout.match(/acknowledged/g)).toHaveLength(count)
  copyFileSync(before, path)
  return [...disksOf(readFileSync(trace, 'utf8'), path)].map((disk, n) => {
    const left = join(folder, `${level}${n}.sqlite`)
    for (const [name, bytes] of disk)
      writeFileSync(`${left}${name.slice(basename(path).length)}`, bytes)
    const database = new Database(left)
    const kept = database.prepare('select count(*) from kept').pluck().get() as number
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    return Math.max(n + 1 - kept, 0)
  })
}

describe.skipIf(!hasStrace)('when the power fails', { timeout: 60_000 }, () => {
  it('nothing that was acknowledged is lost, at no moment', () => {
    expect(lostOn('full', 30)).toEqual(Array(30).fill(0))
  })

  it('the same would lose rows with synchronous=NORMAL', () => {
    const lost = lostOn('normal', 30)
    expect(lost).toHaveLength(30)
    expect(Math.max(...lost)).toBeGreaterThan(0)
  })
})

/** Reads as it was left: with its log, of which only a part came to the disk. */
describe('a log that was cut while a commit was written', () => {
  it('holds each commit wholly or not at all, wherever it was cut', async () => {
    const path = emptyFile('cut.sqlite')
    const db = openSqlite(path)
    const rows = [1, 2, 3, 4]
    const sizes: number[] = []
    for (const n of rows) {
      // Two rows a commit, on pages of their own: a half of it would show.
      await db.write([
        sql`insert into kept (n, body) values (${n * 2}, ${'a'.repeat(5000)})`,
        sql`insert into kept (n, body) values (${n * 2 + 1}, ${'b'.repeat(5000)})`,
      ])
      sizes.push(readFileSync(`${path}-wal`).length)
    }
    const [main, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
    db.close()
    const from = sizes.at(-4) ?? 0
    // Of the last three frames every byte of the header, of all a sample.
    const frame = 4096 + 24
    const cuts = Array.from({ length: log.length - from }, (_, n) => from + n).filter((at) => {
      const within = (at - 32) % frame
      return within % 709 === 0 || (at > log.length - 3 * frame && within < 26)
    })
    const left = join(folder, 'left.sqlite')
    for (const cut of cuts) {
      writeFileSync(left, main)
      writeFileSync(`${left}-wal`, log.subarray(0, cut))
      const database = new Database(left)
      const found = database.prepare('select n from kept order by n').pluck().all()
      const whole = sizes.filter((size) => size <= cut).length
      expect(found, `cut at ${cut}`).toEqual(
        rows.slice(0, whole).flatMap((n) => [n * 2, n * 2 + 1]),
      )
      database.close()
    }
    expect(cuts.length).toBeGreaterThan(100)
  })
})
