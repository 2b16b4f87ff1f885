/**
 * Seals: numbered without a gap, each opened and closed once, over what changed before it.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { closeSeal, headsFor, headsOf, newestSeal, openSeal, partsSoFar, putSealPart, sealsFrom, waitingSince } from '../../src/store/seals.ts' // prettier-ignore
import { keepBeyond, keepPlace, openSending, pauseSending, raiseEpoch, readBeyond, readSending } from '../../src/store/sending.ts' // prettier-ignore
import { chain } from '../../src/store/journal.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, filed, transmitted, view } from './example.ts'

const first = { n: 1, at: at(1), previous: null }

export function sealsContract(factory: Factory): void {
  describe('seals', () => {
    const db = freshStore(factory)

    it('take what changed before they were opened, and leave the rest to the next', async () => {
      await db.write([
        ...insertEntry('E1', entryWith(1), 'hash one'),
        ...insertEntry('E2', entryWith(2), 'hash two'),
      ])
      expect(await waitingSince(db, 1)).toBeDefined()
      await db.write([openSeal(first)])
      await db.write([
        ...updateEntry('E2', view(entryWith(2)), view(entryWith(2, { seq: 5 })), 'hash three'),
      ])
      expect(await headsFor(db, 1, '', 10)).toEqual([['E1', 1, 'hash one']])
      expect(await headsFor(db, 2, '', 10)).toEqual([['E2', 5, 'hash three']])
      expect(await headsFor(db, 2, 'E2', 10)).toEqual([])
      expect(await waitingSince(db, 3)).toBeUndefined()
    })

    it('leave out entries that have no chain yet', async () => {
      await db.write([...insertEntry('E1', entryWith(1))])
      expect(await headsFor(db, 1, '', 10)).toEqual([])
      expect(await waitingSince(db, 1)).toBeUndefined()
    })

    const closing = (seal: number, hash: string, entries: number, parts: number) =>
      db.write([closeSeal(seal, hash, entries, parts)])

    it('are opened by one of two nodes, and each part is put by one', async () => {
      await db.write([openSeal(first)])
      await expect(db.write([openSeal(first)])).rejects.toMatchObject({ table: 'seal' })
      await db.write([putSealPart(1, 0, 'a\nb\n')])
      await expect(db.write([putSealPart(1, 0, 'c\n')])).rejects.toMatchObject({
        table: 'seal_part',
      })
      expect(await partsSoFar(db, 1)).toEqual({ parts: 1, heads: 'a\nb\n' })
      await db.write([putSealPart(1, 1, 'c\n')])
      expect(await partsSoFar(db, 1)).toEqual({ parts: 2, heads: 'c\n' })
    })

    it('are closed once, by whoever has seen all of their parts, and stay as they are', async () => {
      await db.write([openSeal(first), putSealPart(1, 0, 'a\n'), putSealPart(1, 1, 'b\n')])
      expect(await closing(1, 'of one part', 1, 1)).toEqual([[]])
      expect(await closing(1, 'hash', 2, 2)).toEqual([[{ n: 1 }]])
      expect(await closing(1, 'other', 2, 2)).toEqual([[]])
      expect(await db.write([putSealPart(1, 2, 'late\n')])).toEqual([[]])
      expect(await newestSeal(db)).toEqual({ ...first, hash: 'hash', entries: 2 })
      expect(await headsOf(db, 1)).toBe('a\nb\n')
    })

    it('may have nothing under them', async () => {
      await db.write([openSeal(first)])
      expect(await partsSoFar(db, 1)).toEqual({ parts: 0, heads: '' })
      expect(await closing(1, 'hash', 0, 0)).toEqual([[{ n: 1 }]])
      expect(await headsOf(db, 1)).toBe('')
    })

    it('are read only once they are closed, their heads whole however long', async () => {
      const heads = 'E1 1 aaaa\n'.repeat(10_000)
      await db.write([openSeal(first)])
      for (let n = 0; n < 5; n++) await db.write([putSealPart(1, n, heads)])
      await closing(1, 'hash', 50_000, 5)
      await db.write([openSeal({ n: 2, at: at(2), previous: 'hash' })])
      expect((await sealsFrom(db, 1, 10)).map(({ n }) => n)).toEqual([1])
      expect(await headsOf(db, 1)).toBe(heads.repeat(5))
    })
  })

  describe('the record of a store', () => {
    const db = freshStore(factory)
    const link = { by: 'K1', source: null, previous: null }

    it('verifies, and no longer when one letter of it was changed', async () => {
      const { statements, head } = chain('E1', 0, [filed(), transmitted('M1')], link)
      const entry = entryWith(1, { seq: 2 })
      await db.write([...statements, ...insertEntry('E1', entry, head)])
      expect(await verify(recordLines(db))).toMatchObject({ entries: 1, events: 2, damages: 0 })
      await db.write([sql`update event set data = replace(data, 'M1', 'M2') where seq = 2`])
      expect((await verify(recordLines(db))).damage).toMatchObject([{ entryId: 'E1', seq: 2 }])
    })
  })

  describe('sending', () => {
    const db = freshStore(factory)

    it('is open under epoch 0 until it is paused, and opens again under the next', async () => {
      expect(await readSending(db)).toMatchObject({ epoch: 0, pausedAt: null })
      await db.write([pauseSending(at(1), 'restored')])
      await db.write([keepPlace({ step: 'entries', place: 'E7' })])
      await db.write([pauseSending(at(2), 'again')])
      expect(await readSending(db)).toEqual({
        ...{ epoch: 0, pausedAt: at(1), why: 'restored', step: 'entries', place: 'E7' },
      })
      await db.write([raiseEpoch(3), raiseEpoch(2), openSending(), openSending()])
      expect(await readSending(db)).toEqual({
        ...{ epoch: 4, pausedAt: null, why: null, step: null, place: '' },
      })
    })

    it('keeps what CBP has beyond it once', async () => {
      const found = {
        ...{ filer: 'ZZ9', entryNumber: 'ZZ9-0000007-8', messageId: '', bills: 'HAWB7' },
        ...{ foundAt: at(1), why: 'not_in_record' },
      }
      await db.write([keepBeyond(found), keepBeyond({ ...found, bills: 'OTHER' })])
      expect(await readBeyond(db, 10)).toEqual([found])
    })
  })
}
