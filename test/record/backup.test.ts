import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backup } from '../../src/record/backup.ts'
import { recordLines } from '../../src/record/lines.ts'
import { restore } from '../../src/record/restore.ts'
import { verify } from '../../src/record/verify.ts'
import { sql } from '../../src/store/db.ts'
import { openFile } from '../../src/store/file.ts'
import { file, parcel } from '../gateway/world.ts'
import { fileMany, givenCbp, givenFolder, live, start } from './given.ts'

const at = '2026-11-23T15:00:00.000Z'

/** A folder with a short life in it, and the gateway on it. */
async function given() {
  const cbp = givenCbp()
  const folder = givenFolder()
  const running = await start(folder, cbp)
  await fileMany(running, ['A1', 'A2', 'A3'])
  await live(cbp, running, 6)
  return { cbp, folder, running, to: join(givenFolder(), 'copy.sqlite') }
}

async function entriesIn(path: string): Promise<number> {
  const copy = openFile(path)
  const { entries } = await verify(recordLines(copy))
  copy.close()
  return entries
}

describe('a backup', () => {
  it('is one file for its owner alone, verified, and marked so that it sends nothing', async () => {
    const { folder, running, to } = await given()
    const done = await backup({ data: folder, to, at, documents: true })
    expect(done).toMatchObject({ entries: 3, damages: 0, documents: 0 })
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(to, '..'))).toEqual(['copy.sqlite'])
    const copy = openFile(to)
    expect(copy.integrity()).toBe('ok')
    expect(await copy.read(sql`select why from sending`)).toEqual([
      { why: `it is the backup of ${at}` },
    ])
    copy.close()
    expect((await running.gateway.sending()).pausedAt).toBeNull()
    running.stop()
  })

  it('taken while the gateway files holds what was acknowledged before it', async () => {
    const { cbp, folder, running, to } = await given()
    let acknowledged = 0
    let stopped = false
    const filing = (async () => {
      for (let n = 0; !stopped; n++) {
        await Promise.all([0, 1, 2, 3].map((k) => file(running.gateway, parcel(`B${n}X${k}`))))
        acknowledged += 4
        await live(cbp, running, 1)
      }
    })()
    while (acknowledged < 40) await new Promise((resume) => setImmediate(resume))
    const before = acknowledged
    await backup({ data: folder, to, at, documents: true })
    stopped = true
    await filing
    expect(await entriesIn(to)).toBeGreaterThanOrEqual(before + 3)
    expect(await cbp.held()).toHaveLength(acknowledged + 3)
    running.stop()
  })

  it('goes in small pieces, rests after each, and holds one moment whatever is written meanwhile', async () => {
    const { folder, running, to } = await given()
    const big = 'x'.repeat(100_000)
    const write = (n: number) =>
      running.db.write([sql`insert into packed (n, body) values (${n}, ${big})`])
    await running.db.write([sql`create table packed (n integer primary key, body text not null)`])
    for (let n = 0; n < 40; n++) await write(n)
    const size = statSync(join(folder, 'gate321.sqlite')).size + 40 * big.length
    // Another process, as the gateway is for the command.
    const beside = new Database(join(folder, 'gate321.sqlite'))
    let rests = 0
    const rest = () => {
      rests++
      beside.prepare('insert into packed (n, body) values (?, ?)').run(1000 + rests, big)
    }
    await backup({ data: folder, to, at, documents: true, rest })
    expect(rests).toBeGreaterThan(4)
    expect(rests).toBeLessThan(2 * (size / 1_000_000))
    const copy = openFile(to)
    expect(await copy.read(sql`select max(n) as newest from packed`)).toEqual([{ newest: 39 }])
    for (const file of [copy, beside]) file.close()
    running.stop()
  })

  it('keeps the documents, and a restore puts them where they were', async () => {
    const { folder, running, to } = await given()
    running.stop()
    const bytes = Buffer.from('%PDF-1.7 an invoice')
    const name = createHash('sha256').update(bytes).digest('hex')
    mkdirSync(join(folder, 'documents'))
    writeFileSync(join(folder, 'documents', name), bytes)
    writeFileSync(join(folder, 'documents', `${name}.part-x`), 'half of somethi')
    expect(await backup({ data: folder, to, at, documents: true })).toMatchObject({ documents: 1 })
    const elsewhere = join(givenFolder(), 'new')
    expect(await restore(to, elsewhere, at)).toMatchObject({ documents: 1, entries: 3 })
    expect(readFileSync(join(elsewhere, 'documents', name))).toEqual(bytes)
    expect(readdirSync(elsewhere).sort()).toEqual(['documents', 'gate321.sqlite'])
    const small = join(givenFolder(), 'small.sqlite')
    expect(await backup({ data: folder, to: small, at, documents: false })).toMatchObject({
      documents: 0,
    })
  })

  it('is not taken of what is damaged, and leaves nothing', async () => {
    const { folder, running, to } = await given()
    await running.db.write([sql`update event set actor = 'nobody' where seq = 1`])
    await expect(backup({ data: folder, to, at, documents: true })).rejects.toThrow(
      /does not verify: entry ZZ9-0000001-1, seq 1: the event was changed/,
    )
    running.stop()
    expect(readdirSync(join(to, '..'))).toEqual([])
  })

  it('is never written over, nor taken where no gateway was', async () => {
    const { folder, running, to } = await given()
    running.stop()
    writeFileSync(to, 'something')
    await expect(backup({ data: folder, to, at, documents: true })).rejects.toThrow(
      'is there already',
    )
    expect(readFileSync(to, 'utf8')).toBe('something')
    const other = join(givenFolder(), 'x')
    await expect(backup({ data: givenFolder(), to: other, at, documents: true })).rejects.toThrow(
      'There is no gate321.sqlite',
    )
  })
})

describe('a restore', () => {
  it('never writes over a database', async () => {
    const { folder, running, to } = await given()
    await backup({ data: folder, to, at, documents: true })
    running.stop()
    await expect(restore(to, folder, at)).rejects.toThrow('never writes over a database')
    await expect(restore(join(folder, 'none'), givenFolder(), at)).rejects.toThrow('There is no')
  })

  it('takes no file that is damaged, cut or none of ours, and leaves nothing', async () => {
    const { folder, running, to } = await given()
    await backup({ data: folder, to, at, documents: true })
    running.stop()
    const whole = readFileSync(to)
    const damaged = Buffer.from(whole)
    damaged.fill(0xa5, 4096 * 3, 4096 * 9)
    for (const bytes of [
      damaged,
      whole.subarray(0, whole.length - 5000),
      Buffer.from('a letter'),
    ]) {
      const path = join(givenFolder(), 'bad.sqlite')
      writeFileSync(path, bytes)
      const elsewhere = givenFolder()
      await expect(restore(path, elsewhere, at)).rejects.toThrow(/damaged|cannot be used|malformed/)
      expect(readdirSync(elsewhere)).toEqual([])
    }
  })
})

const bin = fileURLToPath(new URL('../../scripts/gate321.mjs', import.meta.url))

describe('a backup that is killed at any moment', () => {
  it('leaves no file that looks whole and is not', { timeout: 60_000 }, async () => {
    const { folder, running } = await given()
    await fileMany(
      running,
      Array.from({ length: 60 }, (_, n) => `K${n}`),
    )
    running.stop()
    const kept = givenFolder()
    let killed = 0
    for (let round = 0; round < 8; round++) {
      const to = join(kept, `copy${round}.sqlite`)
      const child = spawn(process.execPath, [bin, 'backup', to, '--data', folder])
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      // From when something of it is on the disk, a little later each round.
      while (
        child.exitCode === null &&
        !readdirSync(kept).some((name) => name.includes(`copy${round}.`))
      ) {
        await new Promise((resume) => setTimeout(resume, 1))
      }
      await new Promise((resume) => setTimeout(resume, round * 4))
      if (child.kill('SIGKILL')) killed++
      await ended
      if (existsSync(to)) expect(await entriesIn(to)).toBe(63)
    }
    expect(killed).toBeGreaterThan(0)
    const whole = join(kept, 'whole.sqlite')
    await backup({ data: folder, to: whole, at, documents: true })
    expect(await entriesIn(whole)).toBe(63)
  })
})
