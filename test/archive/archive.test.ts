/**
 * Entries that ended long ago leave the store: what stays, what still verifies, and what a crash at
 * each step leaves.
 * @module
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { archive } from '../../src/archive/archive.ts'
import { readArchive } from '../../src/archive/file.ts'
import { wholeRecord } from '../../src/archive/whole.ts'
import { diskFiles } from '../../src/document/disk.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { handle } from '../../src/gateway/handle.ts'
import { seal } from '../../src/gateway/seal.ts'
import { file, filer, parcel } from '../gateway/world.ts'
import { fileMany, givenCbp, givenFolder, live, start, statusesOf } from '../record/given.ts'

const before = '2027-06-01T00:00:00.000Z'
const now = () => '2027-06-12T00:00:00.000Z'
const unrecorded = () => []
const pdf = new TextEncoder().encode('%PDF-1.7 an invoice')

/** Three released, one of them after an answer; one rejected; one that came later and is open. */
async function given() {
  const cbp = givenCbp()
  const data = givenFolder()
  const running = await start(data, cbp)
  const { gateway } = running
  const ids = await fileMany(running, ['A1', 'A2', 'SIMDOC1', 'SIMREJ282'])
  await live(cbp, running, 6)
  const document = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf', bytes: pdf }
  await gateway.answer(filer, ids[2] ?? '', { documents: [document] }, unrecorded)
  await live(cbp, running, 40)
  expect(await statusesOf(running, ids)).toEqual(['released', 'released', 'released', 'rejected'])
  const deps = { db: running.db, clock: cbp.clock, log: () => undefined }
  await seal(deps, cbp.clock.now())
  cbp.clock.advance(200 * 24 * 3_600_000)
  ids.push((await file(gateway, parcel('LATE', { estimatedArrivalDate: '2027-06-12' }))).id)
  await seal(deps, cbp.clock.now())
  const folder = givenFolder()
  const keeping = (db: Db = running.db) => ({ db, files: diskFiles(data), before, folder, now })
  const whole = async () => {
    const { faults, lines } = wholeRecord(running.db, folder)
    const verified = await verify(lines)
    return { ...verified, faults }
  }
  return { cbp, data, running, ids, folder, keeping, whole, documents: join(data, 'documents') }
}

const countsOf = async (db: Db) => {
  const tables = ['entry', 'event', 'message', 'entry_message', 'reference', 'ledger', 'seal', 'idempotency'] // prettier-ignore
  const counts: Record<string, unknown> = {}
  for (const name of tables) {
    const [row] = await db.read({ sql: `select count(*) as n from ${name}`, values: [] })
    counts[name] = row?.['n']
  }
  return counts
}

describe('archiving', () => {
  it('moves journals, messages and documents of what has ended, and the record verifies', async () => {
    const { running, ids, folder, keeping, whole, documents } = await given()
    const { db, gateway } = running
    const all = await verify(recordLines(db))
    const [had, listed] = [await countsOf(db), await gateway.list(filer, {}, { limit: 50 })]
    expect(await archive(keeping())).toMatchObject({ entries: 3, archives: [{ n: 1, state: 'moving' }] }) // prettier-ignore
    expect(readdirSync(documents)).toEqual([])
    expect(await gateway.list(filer, {}, { limit: 50 })).toEqual(listed)
    const has = await countsOf(db)
    const stays = ['entry', 'reference', 'ledger', 'seal', 'idempotency']
    for (const name of stays) expect([name, has[name]]).toEqual([name, had[name]])
    const [rejected = '', late = ''] = ids.slice(3)
    expect(await gateway.events(filer, ids[0] ?? '')).toEqual([])
    expect(await gateway.elsewhere(filer, ids[0] ?? '')).toMatchObject({ madeAt: now() })
    expect((await gateway.messages(filer, rejected))?.length).toBeGreaterThan(0)
    expect((await gateway.events(filer, late))?.length).toBeGreaterThan(0)

    expect(await whole()).toMatchObject({
      ...{ entries: 5, events: all.events, messages: all.messages, damages: 0, faults: [] },
      ...{ archived: 0, seals: 2, newestSeal: all.newestSeal },
    })
    expect(await verify(recordLines(db))).toMatchObject({ entries: 5, damages: 0, archived: 3 })
    const [name = ''] = readdirSync(folder)
    expect(name).toMatch(/^gate321-archive-000001-[0-9a-f]{12}\.ndjson\.gz$/)
    expect(await verify(readArchive(join(folder, name)))).toMatchObject({ entries: 3, damages: 0 })
    const lines = gunzipSync(readFileSync(join(folder, name)))
      .toString()
      .trim()
      .split('\n')
    const document = lines.map((line) => JSON.parse(line) as { kind: string; base64: string }).find(({ kind }) => kind === 'document') // prettier-ignore
    expect(Buffer.from(document?.base64 ?? '', 'base64').toString()).toBe('%PDF-1.7 an invoice')
    expect(await archive(keeping())).toEqual({ archives: [], entries: 0 })
    running.stop()
  })

  it('leaves what is open, what is not sealed, and what is younger', async () => {
    const { running, keeping } = await given()
    const { db } = running
    const young = { ...keeping(), before: '2026-11-01T00:00:00.000Z' }
    expect(await archive(young)).toEqual({ archives: [], entries: 0 })
    await db.write([sql`update entry set seal_due = 99 where reference = 'SHP-A1'`])
    expect((await archive(keeping())).entries).toBe(2)
    running.stop()
  })

  it('chains a file to the one before, and takes a release back when CBP does', async () => {
    const { cbp, running, ids, keeping, whole, folder } = await given()
    const [id = ''] = ids
    const done = await archive({ ...keeping(), entriesInFile: 1 })
    expect(done.archives.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(done.archives[1]?.previous).toBe(done.archives[0]?.sha256)
    expect(await whole()).toMatchObject({ damages: 0, faults: [], archived: 0 })

    const notice = { record: 'SO60', code: '99', narrative: 'RELEASE SUSPENDED' } as const
    const at = cbp.clock.now()
    const said = {
      notificationId: 'late',
      cbpAt: at,
      sequence: 9,
      notices: [notice],
      references: [],
    }
    const deps = { db: running.db, clock: cbp.clock }
    expect((await handle(deps, id, { type: 'notify', ...said })).kind).toBe('done')
    expect((await running.gateway.get(filer, id))?.status).toBe('discrepancy')
    expect(await running.gateway.events(filer, id)).toEqual([])
    expect((await running.gateway.discrepancies.get(filer, id))?.entry.id).toBe(id)
    await live(cbp, running, 3)
    expect(await whole()).toMatchObject({ damages: 0, faults: [] })
    expect(readdirSync(folder)).toHaveLength(3)
    running.stop()
  })

  it('leaves a document that another answer names', async () => {
    const { cbp, running, ids, keeping, documents } = await given()
    const { gateway } = running
    const other = await file(gateway, parcel('SIMDOC2', { estimatedArrivalDate: '2027-06-12' }))
    await live(cbp, running, 6)
    const same = { type: 'CBP01', name: 'again.pdf', mediaType: 'application/pdf', bytes: pdf }
    expect((await gateway.answer(filer, other.id, { documents: [same] }, unrecorded)).kind).toBe('changed') // prettier-ignore
    expect((await archive(keeping())).entries).toBe(ids.length - 2)
    expect(readdirSync(documents)).toEqual([createHash('sha256').update(pdf).digest('hex')])
    running.stop()
  })
})

describe('an archiving that dies', () => {
  it(
    'before or after any write loses nothing, and the next run ends it',
    { timeout: 60_000 },
    async () => {
      for (const moment of ['before', 'after'] as const) {
        const { running, keeping, whole, documents } = await given()
        const { db } = running
        const all = await verify(recordLines(db))
        let finished = false
        for (let dying = 1; !finished; dying++) {
          let writes = 0
          const failing: Db = {
            ...db,
            write: async (statements) => {
              const dies = ++writes === dying
              if (dies && moment === 'before') throw new Error('killed')
              const rows = await db.write(statements)
              if (dies) throw new Error('killed')
              return rows
            },
          }
          finished = await archive(keeping(failing)).then(
            () => true,
            (error: Error) => {
              expect(error.message).toBe('killed')
              return false
            },
          )
          // Dead or not, store and archives together are the whole record at every moment.
          expect(await whole()).toMatchObject({
            ...{ entries: 5, damages: 0, faults: [], archived: 0 },
          })
        }
        expect((await whole()).events).toBe(all.events)
        expect((await verify(recordLines(db))).archived).toBe(3)
        expect(readdirSync(documents)).toEqual([])
        running.stop()
      }
    },
  )

  it('while a document is taken out has it in the archive, and takes it out again', async () => {
    const { data, running, keeping, documents } = await given()
    const files = diskFiles(data)
    const dying = { ...files, remove: () => Promise.reject(new Error('killed')) }
    await expect(archive({ ...keeping(), files: dying })).rejects.toThrow('killed')
    expect(readdirSync(documents)).toHaveLength(1)
    expect((await archive(keeping())).archives).toHaveLength(1)
    expect(readdirSync(documents)).toEqual([])
    running.stop()
  })

  it('takes nothing out of an entry that changed after the file was written', async () => {
    const { running, ids, keeping, whole } = await given()
    const { db } = running
    const [id = ''] = ids
    let first = true
    const meddled: Db = {
      ...db,
      write: async (statements) => {
        // What CBP says late comes between the file and the first row that is taken out.
        if (first) await db.write([sql`update entry set head_seq = head_seq where id = ${id}`, sql`update entry set status = 'discrepancy' where id = ${id}`]) // prettier-ignore
        first = false
        return db.write(statements)
      },
    }
    expect((await archive(keeping(meddled))).entries).toBe(2)
    expect((await running.gateway.events(filer, id))?.length).toBeGreaterThan(0)
    expect(await whole()).toMatchObject({ damages: 0, faults: [] })
    running.stop()
  })
})

describe('store and archives together', () => {
  it('show a file that was changed, cut, or is not there', async () => {
    const { running, keeping, whole, folder } = await given()
    await archive(keeping())
    const [name = ''] = readdirSync(folder)
    const path = join(folder, name)
    const sound = readFileSync(path)
    const text = gunzipSync(sound).toString()
    const lines = text.split('\n')
    const damages: readonly (readonly [bytes: Buffer, why: RegExp])[] = [
      [gzipSync(text.replace('JANE A1', 'JOHN A1').replace('Jane A1', 'John A1')), /was changed/],
      [gzipSync([...lines.slice(0, 8), ...lines.slice(9)].join('\n')), /was changed/],
      [sound.subarray(0, sound.length - 200), /cannot be read to its end/],
    ]
    for (const [bytes, why] of damages) {
      writeFileSync(path, bytes)
      expect((await whole()).faults.map(({ what }) => what).join()).toMatch(why)
    }
    mkdirSync(join(folder, 'elsewhere'))
    writeFileSync(join(folder, 'elsewhere', name), sound)
    const { faults } = wholeRecord(running.db, join(folder, 'none'))
    expect(faults).toEqual([])
    writeFileSync(path, sound)
    expect(await whole()).toMatchObject({ damages: 0, faults: [] })
    running.stop()
  })

  it('show a chain that goes on from another end than the archive has', async () => {
    const { running, keeping, whole } = await given()
    await archive(keeping())
    await running.db.write([sql`update archived set head = ${'0'.repeat(64)}`])
    const { damage } = await whole()
    expect(damage.map(({ what }) => what).join()).toMatch(/does not end as the store says/)
    running.stop()
  })
})
