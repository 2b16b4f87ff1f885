/**
 * What batches hold, asked from outside: the same file again, and the master bills of one.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { advance, insertBatch, openBatch } from '../../src/store/batches.ts'
import { batchOfContent, claimantOf, claimContent, masterBillsOf } from '../../src/store/content.ts'
import { sql } from '../../src/store/db.ts'
import { insertEntry } from '../../src/store/entries.ts'
import { atOnce, count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith } from './example.ts'

const wanted = (id: string, filer: string) => ({
  ...{ id, filer, format: 'csv', name: null, actor: 'key' },
})
const whole = { bytes: 9, sha256: 'a', heading: null, rows: 3, received: 2, parts: 2 }

export function contentContract(factory: Factory): void {
  describe('the content of batches', () => {
    const db = freshStore(factory)

    it('is known again, the newest first, for its own filer and when all of it is here', async () => {
      await db.write([
        insertBatch(wanted('b1', 'ZZ9'), at(1)),
        openBatch('b1', whole, at(2)),
        insertBatch(wanted('b2', 'ZZ9'), at(3)),
        openBatch('b2', whole, at(4)),
        insertBatch(wanted('b3', 'ABC'), at(5)),
      ])
      expect(await batchOfContent(db, 'ZZ9', 'a')).toBe('b2')
      expect(await batchOfContent(db, 'ZZ9', 'b')).toBeUndefined()
      expect(await batchOfContent(db, 'ABC', 'a')).toBeUndefined()
    })

    it('is a key while it is filed: of twenty batches of it one is opened, until that is done', async () => {
      const names = Array.from({ length: 20 }, (_, n) => `c${n}`)
      await db.write(names.map((id) => insertBatch(wanted(id, 'ZZ9'), at(1))))
      let n = 0
      const opened = await atOnce(20, () => {
        const id = names[n++] ?? ''
        return db.write([openBatch(id, whole, at(2)), claimContent('ZZ9', 'x', id)])
      })
      const won = opened.filter(({ status }) => status === 'fulfilled')
      expect(won).toHaveLength(1)
      const lost = opened.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      expect(lost.every((reason) => reason.table === 'batch_content')).toBe(true)
      const [first = ''] = [await claimantOf(db, 'ZZ9', 'x')]
      expect(
        await db.read(sql`select id from batch where state = 'filing' and id like 'c%'`),
      ).toEqual([{ id: first }])
      await db.write([claimContent('ABC', 'x', 'b3'), claimContent('ZZ9', 'y', 'c-other')])
      const step = { accepted: 2, refused: 0, nextPart: 2, nextItem: 0 }
      await db.write(advance(first, { ...step, done: false }, at(3), at(4)))
      expect(await claimantOf(db, 'ZZ9', 'x')).toBe(first)
      await db.write(advance(first, { ...step, done: true }, at(3), at(4)))
      expect(await claimantOf(db, 'ZZ9', 'x')).toBeUndefined()
      expect(await count(db, 'batch_content')).toBe(2)
    })

    it('has its master bills, those with most entries first', async () => {
      const bills = ['172-00000011', '172-00000022', '172-00000022', '']
      for (const [n, masterBill] of bills.entries()) {
        const bill = masterBill === '' ? { regularBill: 'R1' } : { masterBill, houseBill: `H${n}` }
        const entry = entryWith(n + 1, {}, { reference: `R-${n}`, bill })
        await db.write([...insertEntry(`E${n}`, entry, null)])
      }
      await db.write([sql`update entry set batch_id = 'b1' where id <> 'E9'`])
      expect(await masterBillsOf(db, 'b1', 9)).toEqual([
        { masterBill: '172-00000022', entries: 2 },
        { masterBill: '172-00000011', entries: 1 },
      ])
      expect(await masterBillsOf(db, 'b1', 1)).toHaveLength(1)
      expect(await masterBillsOf(db, 'b2', 9)).toEqual([])
    })
  })
}
