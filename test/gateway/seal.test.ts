import { describe, expect, it } from 'vitest'
import { after, hour } from '../../src/domain/day.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { seal, sealing } from '../../src/gateway/seal.ts'
import { digest, sealText } from '../../src/store/chain.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Db } from '../../src/store/db.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { chain } from '../../src/store/journal.ts'
import { headsOf, newestSeal, openSeal, partsSoFar, sealsFrom } from '../../src/store/seals.ts' // prettier-ignore
import { entryWith, filed, number, transmitted, view } from '../store/example.ts'
import { file, parcel, world } from './world.ts'

it('a node that looks while its neighbour opens a seal does not begin the one after it', async () => {
  const w = await world()
  await file(w.gateway, parcel('HAWB1'))
  const before = await newestSeal(w.db)
  const next = { n: (before?.n ?? 0) + 1, previous: before?.hash ?? null }
  const now = after(w.deps.clock.now(), 2 * hour)

  let opened = false
  const db: Db = {
    ...w.db,
    read: async (statement) => {
      const rows = await w.db.read(statement)
      if (!opened && statement.sql.includes('from seal order by n desc')) {
        opened = true
        await w.db.write([openSeal({ ...next, at: now })])
      }
      return rows as never
    },
  }
  const sealer = { db, clock: { now: () => now }, log: () => undefined }
  await sealing(sealer)()
  expect(await newestSeal(w.db)).toMatchObject({ ...next, hash: null })

  await file(w.gateway, parcel('HAWB2'))
  await seal(sealer, now)
  const [first, second] = await sealsFrom(w.db, next.n, 10)
  expect(second).toMatchObject({ n: next.n + 1, previous: first?.hash })
})

describe('a seal over more than one look takes', () => {
  /** The last of them has a part of its own. */
  const entries = 19
  const steps = { heads: 3, parts: 2 }

  async function busyHour() {
    const { db, deps } = await world()
    const heads: string[] = []
    for (let n = 1; n <= entries; n++) {
      const id = `E${String(n).padStart(3, '0')}`
      const { statements, head } = chain(id, 0, [{ ...filed(), entryNumber: number(n) } as Event], {
        by: 'K1',
        source: null,
        previous: null,
      })
      await db.write([...statements, ...insertEntry(id, entryWith(n), head)])
      heads.push(`${id} 1 ${head}\n`)
    }
    const sealed: unknown[] = []
    const now = after(deps.clock.now(), 2 * hour)
    const sealer = {
      clock: { now: () => now },
      log: (_: string, event: string, fields: object) => void sealed.push({ event, ...fields }),
    }
    const looking = (through: Partial<Db> = {}) =>
      sealing({ ...sealer, db: { ...db, ...through } }, steps)
    /** As whoever reads the record works it out. */
    const whole = digest(sealText({ n: 1, at: now, previous: null }, heads.join('')))
    return { db, heads, looking, sealed, whole }
  }

  it('is put in parts, look after look, and its hash is over all of them', async () => {
    const { db, heads, looking, sealed, whole } = await busyHour()
    const look = looking()
    await look()
    expect(await partsSoFar(db, 1)).toEqual({ parts: 2, heads: heads.slice(3, 6).join('') })
    expect(await newestSeal(db)).toMatchObject({ n: 1, hash: null })
    for (let n = 0; n < 3; n++) await look()
    expect(await newestSeal(db)).toMatchObject({ n: 1, hash: whole, entries })
    expect(await headsOf(db, 1)).toBe(heads.join(''))
    expect(sealed).toEqual([{ event: 'sealed', seal: 1, entries, hash: whole }])
    expect(await verify(recordLines(db))).toMatchObject({ seals: 1, damages: 0 })
  })

  it('goes on behind the last part after a crash in the middle', async () => {
    const { db, looking, sealed, whole } = await busyHour()
    let writes = 0
    const write: Db['write'] = (statements) => {
      if (++writes > 4) throw new Error('the process dies')
      return db.write(statements)
    }
    const dying = looking({ write })
    await dying()
    await expect(dying()).rejects.toThrow('dies')
    expect(await partsSoFar(db, 1)).toMatchObject({ parts: 3 })
    const look = looking()
    for (let n = 0; n < 3; n++) await look()
    expect(await newestSeal(db)).toMatchObject({ hash: whole, entries })
    expect(sealed).toHaveLength(1)
  })

  it('has each part once where two nodes put it, and says so once', async () => {
    const { db, looking, sealed, whole } = await busyHour()
    const [one, other] = [looking(), looking()]
    for (let n = 0; n < 8; n++) await Promise.all([one(), other()])
    expect(await newestSeal(db)).toMatchObject({ n: 1, hash: whole, entries })
    expect(sealed).toHaveLength(1)
  })

  it('leaves what changes meanwhile to the next, and nobody seals it behind our back', async () => {
    const { db, heads, looking } = await busyHour()
    let late = false
    /** While the last head is in our hands it changes, and a neighbour finds nothing more to seal. */
    const read: Db['read'] = async (statement) => {
      const rows = await db.read(statement)
      if (!late && rows.some((row) => row['id'] === `E0${entries}`)) {
        late = true
        const link = { by: 'K1', source: null, previous: String(rows.at(-1)?.['head']) }
        const id = `E0${entries}`
        const { statements, head } = chain(id, 1, [transmitted('M1')], link)
        const before = entryWith(entries)
        await db.write([...statements, ...updateEntry(id, view(before), view({ ...before, seq: 2 }), head)]) // prettier-ignore
        const neighbour = looking()
        for (let n = 0; n < 3; n++) await neighbour()
      }
      return rows as never
    }
    const look = looking({ read })
    for (let n = 0; n < 5; n++) await look()
    const sealed = await headsOf(db, 1)
    expect(sealed).not.toContain(heads.at(-1))
    expect((await verify(recordLines(db))).damage).toEqual([])
  })
})
