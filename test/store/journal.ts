/**
 * The journal of an entry, and who was first.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { Conflict, sql } from '../../src/store/db.ts'
import { append, readJournal } from '../../src/store/journal.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { atOnce, count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, filed, transmitted } from './example.ts'

export function journalContract(factory: Factory): void {
  describe('the journal', () => {
    const db = freshStore(factory)

    it('gives the events of one entry back in their order', async () => {
      await db.write([...append('E1', 0, [filed('a')]), ...append('E2', 0, [filed('b')])])
      await db.write(append('E1', 1, [transmitted('M1'), transmitted('M2')]))
      expect(await readJournal(db, 'E1')).toEqual([
        { seq: 1, event: filed('a') },
        { seq: 2, event: transmitted('M1') },
        { seq: 3, event: transmitted('M2') },
      ])
      expect(await readJournal(db, 'E2')).toEqual([{ seq: 1, event: filed('b') }])
      expect(await readJournal(db, 'E3')).toEqual([])
    })

    it('counts past nine in order', async () => {
      const events = Array.from({ length: 12 }, (_, index) => transmitted(`M${index}`))
      await db.write(append('E1', 0, events))
      expect((await readJournal(db, 'E1')).map(({ event }) => event)).toEqual(events)
    })

    it('tells whoever writes behind an old event', async () => {
      await db.write(append('E1', 0, [filed(), transmitted('M1')]))
      const late = db.write([
        ...append('E1', 1, [transmitted('M2')]),
        enqueue('E1', 'ZZ9', 'R', at(2)),
      ])
      await expect(late).rejects.toMatchObject({ name: 'Conflict', table: 'event' })
      expect(await readJournal(db, 'E1')).toHaveLength(2)
      expect(await count(db, 'outbox')).toBe(0)
    })

    it('lets one of twenty rivals win, with both of its events', async () => {
      await db.write(append('E1', 0, [filed()]))
      const rivals = await atOnce(20, (index) =>
        db.write([
          ...append('E1', 1, [transmitted(`M${index}`), transmitted(`M${index}`)]),
          enqueue(`E${index}`, 'ZZ9', 'A', at(1)),
        ]),
      )
      const lost = rivals.filter(({ status }) => status === 'rejected')
      expect(lost).toHaveLength(19)
      for (const { reason } of lost as PromiseRejectedResult[]) {
        expect(reason).toBeInstanceOf(Conflict)
        expect(reason.table).toBe('event')
      }
      const winner = rivals.findIndex(({ status }) => status === 'fulfilled')
      const journal = await readJournal(db, 'E1')
      expect(journal.slice(1)).toEqual([
        { seq: 2, event: transmitted(`M${winner}`) },
        { seq: 3, event: transmitted(`M${winner}`) },
      ])
      expect(await db.read(sql`select entry_id from outbox`)).toEqual([{ entry_id: `E${winner}` }])
    })

    it('has no loser where twenty write to twenty entries', async () => {
      const rivals = await atOnce(20, (index) => db.write(append(`E${index}`, 0, [filed()])))
      expect(new Set(rivals.map(({ status }) => status))).toEqual(new Set(['fulfilled']))
      expect(await count(db, 'event')).toBe(20)
    })
  })
}
