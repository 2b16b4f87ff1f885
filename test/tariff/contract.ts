/**
 * What the tariff must do on every store; a store's own test file is setup and a call of this.
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tariff } from '../../src/gateway/tariff.ts'
import type { Tariff } from '../../src/gateway/tariff.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { migrate } from '../../src/store/migrations.ts'
import { tariffTables } from '../../src/store/tariff.ts'
import { ceramics, chapters, file } from '../domain/tariff/example.ts'
import type { Factory, Opened } from '../store/contract.ts'
import { fullExport, hasFull, skipped } from './full.ts'
import { practice } from './practice.ts'

/** A clock that moves by a minute each time it is read, so that no two imports are one. */
function moving() {
  let minute = 0
  return { now: () => `2026-11-21T10:${String(minute++).padStart(2, '0')}:00.000Z` }
}

export function tariffContract({ open }: Factory): void {
  let opened: Opened
  let subject: Tariff
  let db: Db
  beforeAll(async () => {
    opened = await open()
    db = opened.db
    await migrate(db, [{ id: 1, name: 'tariff', statements: tariffTables }])
    subject = tariff({ db, clock: moving() })
  })
  afterAll(() => opened.close())

  const found = async (question: string) =>
    (await subject.search(question)).map(({ dotted }) => dotted)
  const rows = async (table: string) => (await db.read({ sql: `select 1 from ${table}`, values: [] })).length // prettier-ignore

  describe('the tariff', () => {
    it('is a small built-in table until one is imported', async () => {
      expect(await subject.revision()).toMatchObject({ imported: false, importedAt: null })
      expect((await found('mens cotton tee'))[0]).toBe('6109.10.00.12')
      expect(await subject.unknown(['1234567890'])).toEqual([])
    })

    it('is the export once that is imported', async () => {
      const imported = await subject.importExport(chapters, '2026 edition')
      expect(imported).toMatchObject({ kind: 'imported', revision: { label: '2026 edition', lines: 9 } }) // prettier-ignore
      expect(await subject.revision()).toMatchObject({ imported: true, label: '2026 edition' })
    })

    it('finds everyday words, a heading once, with path, rate and units', async () => {
      const [first, ...others] = await subject.search('mens cotton tee')
      expect(first).toEqual({
        htsNumber: '6109100012',
        dotted: '6109.10.00.12',
        description: "T-shirts: Men's (338)",
        path: [
          'T-shirts, singlets, tank tops and similar garments, knitted or crocheted',
          'Of cotton',
          "Men's or boys'",
        ],
        general: '16.5%',
        units: ['doz.', 'kg'],
        heading: '6109',
        chapter: '61',
        score: first?.score,
      })
      expect(others.map(({ heading }) => heading)).toEqual(['6110'])
      expect(first?.score).toBeGreaterThan(others[0]?.score ?? NaN)
    })

    it('finds the line that names the goods before one that only includes them', async () => {
      expect(await found('Ceramic mug')).toEqual(['6912.00.44.00'])
    })

    it('finds numbers, written either way', async () => {
      expect(await found('6912.00.35')).toEqual(['6912.00.35.10', '6912.00.35.50'])
      expect(await found('6109100012')).toEqual(['6109.10.00.12'])
      expect(await found('0101')).toEqual([])
    })

    it.each([
      '',
      '   ',
      '!?',
      'zzzz',
      '%',
      "' or 1=1 --",
      '手机壳',
      'the of and',
      'x'.repeat(9000),
    ])('finds nothing for "%.20s", and says so calmly', async (question) => {
      expect(await found(question)).toEqual([])
    })

    it('never offers chapters 98 and 99, but explains them', async () => {
      expect(await found('product of China')).toEqual([])
      expect(await subject.explain('9903.88.15')).toMatchObject({ general: '7.5%' })
    })

    it('explains a number, and none that is not there', async () => {
      expect(await subject.explain('6912.00.44')).toMatchObject({ htsNumber: '6912004400' })
      for (const number of ['6912.00.99', '0101', 'mug', '']) {
        expect(await subject.explain(number)).toBeUndefined()
      }
    })

    it('knows which numbers goods cannot be declared under', async () => {
      const asked = ['6912004400', '6912004500', '6109100000', '6109901000', '0101210010']
      expect(await subject.unknown(asked)).toEqual(['6912004500', '6109100000', '0101210010'])
    })

    it('stays as it is when the same export comes again, or a broken one', async () => {
      expect(await subject.importExport([...chapters].reverse())).toMatchObject({
        kind: 'unchanged',
      })
      const broken = [...chapters, file('70.json', [null])]
      expect(await subject.importExport(broken)).toEqual({
        kind: 'malformed',
        faults: [{ file: '70.json', row: 1, why: 'it is not an object' }],
      })
      expect(await subject.revision()).toMatchObject({ label: '2026 edition' })
    })

    it('is replaced whole by the next export', async () => {
      await subject.importExport([file('69.json', ceramics)], '2027 edition')
      expect(await subject.revision()).toMatchObject({ label: '2027 edition', lines: 4 })
      expect(await found('mens cotton tee')).toEqual([])
      expect(await subject.unknown(['6109100012'])).toEqual(['6109100012'])
    })

    it('keeps one revision before the current one, and no more', async () => {
      const before = await rows('tariff_heading')
      for (const label of ['a', 'b', 'c']) await subject.importExport(chapters, label)
      expect(await rows('tariff_revision')).toBe(2)
      expect(await rows('tariff_heading')).toBe(8)
      expect(before).toBe(4 + 1)
    })

    it('does not change when an import dies on its way', async () => {
      const dying: Db = {
        read: db.read,
        write: async (statements) => {
          if (statements.some(({ sql: text }) => text.includes('into tariff_term'))) throw new Error('died') // prettier-ignore
          return db.write(statements)
        },
      }
      const later = { now: () => '2026-11-21T20:00:00.000Z' }
      const import69 = [file('69.json', ceramics)]
      const half = tariff({ db: dying, clock: later }).importExport(import69, 'half')
      await expect(half).rejects.toThrow('died')
      expect(await subject.revision()).toMatchObject({ label: 'c' })
      expect((await found('mens cotton tee'))[0]).toBe('6109.10.00.12')
    })

    it('forgets what such an import left behind', async () => {
      const nextDay = tariff({ db, clock: { now: () => '2026-11-22T20:00:00.000Z' } })
      await nextDay.importExport([file('69.json', ceramics)], 'next day')
      const left = await db.read(sql`select label from tariff_revision order by imported_at`)
      expect(left.map(({ label }) => label)).toEqual(['c', 'next day'])
    })
  })
}

/** On the whole export the same lines in the same order, with the same scores, as in SQLite. */
export function wholeTariffContract({ open }: Factory): void {
  describe('the whole tariff', () => {
    it.runIf(hasFull)(
      `is searched alike in every store${skipped}`,
      async () => {
        const memory = openSqlite(':memory:')
        const opened = await open()
        const results = await Promise.all(
          [memory, opened.db].map(async (db) => {
            await migrate(db, [{ id: 1, name: 'tariff', statements: tariffTables }])
            const subject = tariff({ db, clock: moving() })
            await subject.importExport(fullExport())
            const found = []
            for (const [title] of practice) found.push(await subject.search(title))
            return found
          }),
        )
        memory.close()
        await opened.close()
        expect(results[0]?.flat().length).toBeGreaterThan(500)
        expect(results[1]).toEqual(results[0])
      },
      120_000,
    )
  })
}
