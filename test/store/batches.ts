/**
 * Batches: what came in a file, and what became of each of its shipments.
 * @module
 */
import { describe, expect, it } from 'vitest'
import {
  advance,
  batchById,
  batchesOf,
  batchesToFile,
  batchOfFiler,
  deadUploads,
  dropBatch,
  insertBatch,
  leaseBatch,
  mappingOf,
  openBatch,
  putItem,
  putMapping,
  putPart,
  putUpload,
  readPart,
  readUpload,
  releaseBatch,
  releaseBatches,
  touchBatch,
} from '../../src/store/batches.ts'
import type { Item } from '../../src/store/batches.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { entriesOfBatch, itemsOf, statusesOf } from '../../src/store/items.ts'
import { atOnce, count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, view } from './example.ts'

const wanted = (id: string, filer = 'ZZ9') => ({
  id,
  filer,
  format: 'csv',
  name: null,
  actor: 'key',
})
const whole = { bytes: 9, sha256: 'a', heading: '{}', rows: 3, received: 2, parts: 2 }
const item = (position: number, more: Partial<Item> = {}): Item => ({
  position,
  outcome: 'refused',
  reference: null,
  entryId: null,
  detail: '{}',
  ...more,
})
const step = { accepted: 1, refused: 1, nextPart: 1, nextItem: 0, done: false }

export function batchesContract(factory: Factory): void {
  describe('a batch', () => {
    const db = freshStore(factory)

    const open = async (id: string, filer = 'ZZ9') => {
      await db.write([insertBatch(wanted(id, filer), at(1)), openBatch(id, whole, at(2))])
    }

    it('comes in, is filed, and is done', async () => {
      await db.write([
        insertBatch(wanted('b'), at(1)),
        putPart('b', 0, '[1]'),
        putPart('b', 1, '[2]'),
      ])
      expect(await batchById(db, 'b')).toMatchObject({ state: 'receiving', received: 0 })
      await db.write([touchBatch('b', 5, at(2))])
      expect(await batchesToFile(db, at(9), 9)).toEqual([])
      expect(await db.write([openBatch('b', whole, at(3))])).toEqual([[{ id: 'b' }]])
      expect(await batchesToFile(db, at(9), 9)).toMatchObject([
        { id: 'b', state: 'filing', ...whole },
      ])
      await db.write(advance('b', step, at(4), at(5)))
      expect(await batchById(db, 'b')).toMatchObject({
        accepted: 1,
        refused: 1,
        nextPart: 1,
        nextItem: 0,
      })
      expect([await readPart(db, 'b', 0), await readPart(db, 'b', 1)]).toEqual([undefined, '[2]'])
      await db.write(advance('b', { ...step, nextPart: 2, done: true }, at(6), at(7)))
      expect(await batchById(db, 'b')).toMatchObject({ state: 'done', accepted: 2, doneAt: at(6) })
      expect(await count(db, 'batch_part')).toBe(0)
      expect(await batchesToFile(db, at(9), 9)).toEqual([])
    })

    it('that was not all here leaves nothing, one that is here stays', async () => {
      await db.write([
        insertBatch(wanted('b'), at(1)),
        putPart('b', 0, 'x'),
        putUpload('b', 0, 'eA=='),
      ])
      await open('c')
      await db.write([putPart('c', 0, 'y')])
      expect(await readUpload(db, 'b', 0)).toBe('eA==')
      expect(await deadUploads(db, at(1))).toEqual([])
      expect(await deadUploads(db, at(2))).toEqual(['b'])
      await db.write([...dropBatch('b'), ...dropBatch('c')])
      expect(await batchesOf(db, 'ZZ9', { limit: 9 })).toMatchObject([{ id: 'c' }])
      expect([await count(db, 'batch_part'), await count(db, 'batch_upload')]).toEqual([1, 0])
      expect(await db.write([openBatch('b', whole, at(3))])).toEqual([[]])
    })

    it('is worked on by one of twenty, until that lets go or is gone too long', async () => {
      await open('b')
      const leases = await atOnce(20, () => db.write([leaseBatch('b', at(3), at(5))]))
      const won = leases.filter(
        (each) => each.status === 'fulfilled' && each.value[0]?.length === 1,
      )
      expect(won).toHaveLength(1)
      expect(await batchesToFile(db, at(4), 9)).toEqual([])
      expect(await batchesToFile(db, at(5), 9)).toHaveLength(1)
      await db.write([releaseBatch('b', 'queue_full', at(4))])
      expect(await batchesToFile(db, at(4), 9)).toMatchObject([{ waits: 'queue_full' }])
      await db.write([leaseBatch('b', at(4), at(9)), releaseBatches()])
      expect(await batchesToFile(db, at(5), 9)).toHaveLength(1)
    })

    it('has one mark for each row, whoever comes first', async () => {
      await open('b')
      const rivals = await atOnce(20, () =>
        db.write([putItem('b', item(2)), ...advance('b', step, at(3), at(4))]),
      )
      expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const [lost] = rivals.flatMap((each) =>
        each.status === 'rejected' ? [each.reason as object] : [],
      )
      expect(lost).toMatchObject({ name: 'Conflict', table: 'batch_item' })
      expect(await batchById(db, 'b')).toMatchObject({ accepted: 1, refused: 1 })
    })

    it('tells its rows and its entries in the order of the file, page by page', async () => {
      await open('b')
      for (const [position, id] of [
        [4, 'e2'],
        [2, 'e1'],
        [6, 'e3'],
      ] as const) {
        const entry = entryWith(position)
        await db.write([
          putItem('b', item(position, { outcome: 'accepted', entryId: id, detail: null })),
          ...insertEntry(id, entry, null, { from: { batchId: 'b', position } }),
        ])
      }
      await db.write([
        putItem('b', item(3)),
        putItem('b', item(5)),
        ...insertEntry('other', entryWith(9)),
      ])
      const positions = async (
        outcome: Item['outcome'] | undefined,
        limit: number,
        after: number,
      ) => (await itemsOf(db, 'b', outcome, { limit, after })).map(({ position }) => position)
      expect(await positions(undefined, 9, 0)).toEqual([2, 3, 4, 5, 6])
      expect(await positions('refused', 9, 3)).toEqual([5])
      expect(await positions('accepted', 2, 0)).toEqual([2, 4])
      const ids = async (status: string | undefined, limit: number, after: number) =>
        (await entriesOfBatch(db, 'b', status, { limit, after })).map(({ id }) => id)
      expect(await ids(undefined, 2, 0)).toEqual(['e1', 'e2'])
      expect(await ids(undefined, 9, 4)).toEqual(['e3'])
      await db.write([
        ...updateEntry('e2', view(entryWith(4)), view({ ...entryWith(4), status: 'released' })),
      ])
      expect(await ids('queued', 9, 0)).toEqual(['e1', 'e3'])
      expect(await ids('released', 9, 0)).toEqual(['e2'])
      const standing = await statusesOf(db, ['b', 'none'])
      expect(Object.fromEntries(standing.get('b') ?? [])).toEqual({ queued: 2, released: 1 })
      expect(await statusesOf(db, [])).toEqual(new Map())
    })

    it('is its filer’s own, newest first', async () => {
      for (const id of ['a', 'b', 'c']) await open(id)
      await open('d', 'ABC')
      const page = async (before?: string) =>
        (await batchesOf(db, 'ZZ9', { limit: 2, before })).map(({ id }) => id)
      expect([await page(), await page('b')]).toEqual([['c', 'b'], ['a']])
      expect(await batchOfFiler(db, 'ABC', 'a')).toBeUndefined()
      expect(await batchOfFiler(db, 'ABC', 'd')).toMatchObject({ id: 'd' })
    })

    it('is read by the mapping that its filer wrote last', async () => {
      await db.write([putMapping('ZZ9', '{"a":1}', at(1)), putMapping('ZZ9', '{"b":2}', at(2))])
      expect([await mappingOf(db, 'ZZ9'), await mappingOf(db, 'ABC')]).toEqual([
        '{"b":2}',
        undefined,
      ])
    })
  })
}
