/**
 * The view of entries: found, listed and followed, each filer its own.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Judged } from '../../src/domain/judged.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import { claimReference, entriesByIds, entriesByNumbers, entryById, entryByNumber, entryByReference, entryOfFiler, filersFiling, insertEntry, listEntries, updateEntry } from '../../src/store/entries.ts' // prettier-ignore
import type { EntryFilter } from '../../src/store/entries.ts'
import { append } from '../../src/store/journal.ts'
import { readGauges } from '../../src/store/gauges.ts'
import { freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, filed, number, transmitted, view } from './example.ts'

const other = 'ABC' as FilerCode
const id = (serial: number) => `E${String(serial).padStart(3, '0')}`

const entryFrom = (events: readonly Event[]) =>
  events.reduce<Entry | undefined>(evolve, undefined) as Entry

const jane = entryWith(1)
const second = entryWith(
  2,
  { status: 'released', createdAt: at(2) },
  {
    reference: "it's 100%_?",
    bill: { masterBill: '172-00000011', houseBill: 'H2' },
    consignee: { ...jane.shipment.consignee, name: 'Łukasz Ærø' },
  },
)
const third = entryWith(
  3,
  { status: 'released', createdAt: at(3) },
  { reference: 'SHP-3', bill: { regularBill: 'MAEU1234567' } },
)
const foreign = entryWith(4, { filer: other, status: 'released' })

const filters: readonly (readonly [what: string, filter: EntryFilter, serials: number[]])[] = [
  ['nothing in particular', {}, [3, 2, 1]],
  ['status', { status: 'released' }, [3, 2]],
  ['reference', { reference: "it's 100%_?" }, [2]],
  ['house bill', { houseBill: 'HAWB00012345' }, [1]],
  ['regular bill', { houseBill: 'MAEU1234567' }, [3]],
  ['master bill', { masterBill: '172-00000011' }, [2]],
  ['consignee in any case', { consignee: 'jane SMITH' }, [3, 1]],
  ['consignee with letters of its own', { consignee: 'łUKASZ æRØ' }, [2]],
  ['first instant, which counts', { from: at(2) }, [3, 2]],
  ['last instant, which does not', { to: at(2) }, [1]],
  ['several things', { status: 'released', from: at(2), to: at(3) }, [2]],
  ['a wildcard, which is none', { reference: '%' }, []],
]

export function entriesContract(factory: Factory): void {
  describe('the view of entries', () => {
    const db = freshStore(factory)
    const four = () =>
      db.write([
        ...insertEntry(id(1), jane),
        ...insertEntry(id(2), second),
        ...insertEntry(id(3), third),
        ...insertEntry(id(4), foreign),
      ])

    it('gives an entry back as it was put in', async () => {
      await four()
      expect(await entryById(db, id(2))).toEqual({
        id: id(2),
        entry: second,
        head: null,
        apart: true,
      })
      expect(await entryById(db, id(9))).toBeUndefined()
    })

    it('shows an entry by number and by id to its filer alone', async () => {
      await four()
      expect((await entryByNumber(db, 'ZZ9', number(1)))?.id).toBe(id(1))
      expect((await entryOfFiler(db, 'ZZ9', id(1)))?.id).toBe(id(1))
      expect(await entryByNumber(db, 'ABC', number(1))).toBeUndefined()
      expect(await entryOfFiler(db, 'ABC', id(1))).toBeUndefined()
      expect((await entryOfFiler(db, 'ABC', id(4)))?.id).toBe(id(4))
    })

    it('finds an entry by the reference that it claimed, each filer its own', async () => {
      await four()
      await db.write([claimReference('ZZ9', 'R', id(1)), claimReference('ABC', 'R', id(4))])
      expect((await entryByReference(db, 'ZZ9', 'R'))?.id).toBe(id(1))
      expect((await entryByReference(db, 'ABC', 'R'))?.id).toBe(id(4))
      expect(await entryByReference(db, 'ABC', 'r')).toBeUndefined()
    })

    it('follows the entry in every column that is searched', async () => {
      await four()
      const released = { ...jane, status: 'released' as const, updatedAt: at(9) }
      const shipment = {
        ...second.shipment,
        bill: { masterBill: '172-00000022', houseBill: 'H9' },
        consignee: { ...second.shipment.consignee, name: 'John Doe' },
      }
      await db.write([...updateEntry(id(1), view(jane), view({ ...released, shipment }))])
      const ids = async (filter: EntryFilter) =>
        (await listEntries(db, 'ZZ9', filter, { limit: 9 })).map((found) => found.id)
      expect(await ids({ houseBill: 'H9', masterBill: '172-00000022' })).toEqual([id(1)])
      expect(await ids({ consignee: 'john doe', status: 'released' })).toEqual([id(1)])
      expect(await ids({ status: 'queued' })).toEqual([])
      expect((await entryById(db, id(1)))?.entry.updatedAt).toBe(at(9))
      expect((await entryById(db, id(2)))?.entry).toEqual(second)
    })

    it('writes what is declared anew only where it became another', async () => {
      await four()
      const declared = () => db.read(sql`select content from declared where entry_id = ${id(1)}`)
      const first = await declared()
      expect(first).toHaveLength(1)
      const released = { ...jane, status: 'released' as const }
      const change = updateEntry(id(1), view(jane), view(released), null, { apart: true })
      expect(change).toHaveLength(1)
      await db.write(change)
      expect(await declared()).toEqual(first)
      const [row] = await db.read<{ state: string }>(
        sql`select state from entry where id = ${id(1)}`,
      )
      expect(JSON.parse(row?.state ?? '')).not.toHaveProperty('shipment')
      expect(await entryById(db, id(1))).toMatchObject({ entry: released, apart: true })

      const amended = { ...released, shipment: second.shipment, version: 2 }
      await db.write(updateEntry(id(1), view(released), view(amended), null, { apart: true }))
      expect((await entryById(db, id(1)))?.entry).toEqual(amended)
      const judgedAnew = { ...amended, judged: { policy: 'statutory' } as Judged }
      await db.write(updateEntry(id(1), view(amended), view(judgedAnew), null, { apart: true }))
      expect((await entryById(db, id(1)))?.entry).toEqual(judgedAnew)
    })

    it('finds what is declared in the event that declared it, until another event does', async () => {
      const rows = () => db.read(sql`select content from declared`)
      const first = filed('SHP-1')
      const entry = entryFrom([first])
      await db.write([
        ...append(id(1), 0, [first]),
        ...insertEntry(id(1), entry, null, { events: [first] }),
      ])
      expect(await entryById(db, id(1))).toEqual({ id: id(1), entry, head: null, apart: true })
      expect(await rows()).toEqual([])

      const amendment: Event = { type: 'amended', at: at(4), shipment: second.shipment }
      const sent = transmitted('M1')
      const amended = entryFrom([first, amendment, sent])
      const kept = updateEntry(id(1), view(entry), view(amended), null, {
        ...{ apart: true, events: [amendment, sent] },
      })
      await db.write([...append(id(1), 1, [amendment, sent]), ...kept])
      expect((await entryById(db, id(1)))?.entry).toEqual(amended)
      expect((await listEntries(db, 'ZZ9', {}, { limit: 9 })).map((each) => each.entry)).toEqual([
        amended,
      ])
      expect(await rows()).toEqual([])
    })

    it('keeps a row where no event says all of what is declared, and drops it when one does', async () => {
      const first = filed('SHP-1')
      const judged = { policy: 'statutory' } as Judged
      const entry = { ...entryFrom([first]), judged }
      await db.write([
        ...append(id(1), 0, [first]),
        ...insertEntry(id(1), entry, null, { events: [first] }),
      ])
      expect((await entryById(db, id(1)))?.entry).toEqual(entry)
      expect(await db.read(sql`select content from declared`)).toHaveLength(1)

      const { shipment } = second
      const amendment: Event = { type: 'amended', at: at(4), shipment, judged }
      const amended = evolve(entry, amendment)
      const led = { apart: true, events: [amendment] } as const
      await db.write([
        ...append(id(1), 1, [amendment]),
        ...updateEntry(id(1), view(entry), view(amended), null, led),
      ])
      expect((await entryById(db, id(1)))?.entry).toEqual(amended)
      expect(await db.read(sql`select content from declared`)).toEqual([])
    })

    it('reads a row from before what is declared stood apart, and divides it', async () => {
      await four()
      const whole = JSON.stringify(second)
      await db.write([
        sql`update entry set state = ${whole} where id = ${id(2)}`,
        sql`delete from declared where entry_id = ${id(2)}`,
      ])
      const old = await entryById(db, id(2))
      expect(old).toEqual({ id: id(2), entry: second, head: null })
      const found = await listEntries(db, 'ZZ9', {}, { limit: 9 })
      expect(found.map(({ entry }) => entry)).toEqual([third, second, jane])

      const cancelled = { ...second, status: 'cancelled' as const }
      await db.write(updateEntry(id(2), view(second), view(cancelled), null, old))
      expect(await entryById(db, id(2))).toMatchObject({ entry: cancelled, apart: true })
    })

    it.each(filters)('lists by %s, newest first', async (_, filter, serials) => {
      await four()
      const found = await listEntries(db, 'ZZ9', filter, { limit: 100 })
      expect(found.map((each) => each.id)).toEqual(serials.map(id))
    })

    it('is read page by page, each entry once', async () => {
      const serials = Array.from({ length: 25 }, (_, index) => index + 1)
      await db.write(serials.flatMap((serial) => insertEntry(id(serial), entryWith(serial))))
      const seen: string[] = []
      for (let pages = 0; pages < 4; pages++) {
        const before = seen.at(-1)
        const page = await listEntries(db, 'ZZ9', {}, { limit: 10, ...(before && { before }) })
        seen.push(...page.map((found) => found.id))
      }
      expect(seen).toEqual(serials.map(id).reverse())
    })

    it('gives many ids in their order, past the hundred values that D1 binds', async () => {
      const serials = Array.from({ length: 250 }, (_, index) => index + 1)
      await db.write(serials.flatMap((serial) => insertEntry(id(serial), entryWith(serial))))
      const asked = [...serials.map(id).reverse(), 'absent']
      const found = await entriesByIds(db, asked)
      expect(found.map((each) => each.id)).toEqual(asked.slice(0, -1))
      expect(await entriesByIds(db, [])).toEqual([])
    })

    it('is found with many others by its number', async () => {
      const serials = Array.from({ length: 150 }, (_, index) => index + 1)
      await db.write(serials.flatMap((serial) => insertEntry(id(serial), entryWith(serial))))
      const found = await entriesByNumbers(db, [
        ...serials.map((serial) => number(serial)),
        number(999),
      ])
      expect(found.size).toBe(150)
      expect(found.get(number(120))?.id).toBe(id(120))
    })

    it('counts what is open by status, over all filers', async () => {
      await four()
      expect((await readGauges(db)).entries).toEqual({ queued: 1 })
    })

    it('knows who has filed', async () => {
      const names = ['entry ZZ9', 'message ZZ9', 'ready', 'entry ABC']
      await db.write(
        names.map((name) => sql`insert into sequence (name, value) values (${name}, 1)`),
      )
      expect(await filersFiling(db)).toEqual(['ABC', 'ZZ9'])
    })
  })
}
