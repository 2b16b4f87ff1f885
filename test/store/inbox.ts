/**
 * The inbox: each notification once, in the order of CBP.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { holdInbox, known, pendingInbox, receive, resolveInbox, unholdInbox } from '../../src/store/inbox.ts' // prettier-ignore
import type { Received } from '../../src/store/inbox.ts'
import { freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, number, view } from './example.ts'

const received = (id: string, changes: Partial<Received> = {}): Received => ({
  id,
  filer: 'ZZ9',
  entryNumber: number(1),
  raw: `<Notification id="${id}"/>`,
  sha256: `hash of ${id}`,
  cbpAt: at(1),
  sequence: 1,
  receivedAt: at(5),
  outcome: 'pending',
  detail: null,
  ...changes,
})

export function inboxContract(factory: Factory): void {
  describe('the inbox', () => {
    const db = freshStore(factory)
    const pending = async () => (await pendingInbox(db, 9, at(9))).map(({ id }) => id)

    it('takes a notification once by its id, as it came first', async () => {
      await db.write([receive(received('N1'))])
      await db.write([receive(received('N1', { raw: 'other', sha256: 'other', cbpAt: at(2) }))])
      expect(await pendingInbox(db, 9, at(9))).toEqual([
        {
          ...{ id: 'N1', filer: 'ZZ9', entryNumber: number(1) },
          ...{ raw: '<Notification id="N1"/>', sha256: 'hash of N1' },
          ...{ receivedAt: at(5), tries: 0 },
        },
      ])
      const found = await known(db, ['N1', 'N2'])
      expect([...found.keys()]).toEqual(['N1'])
      expect(found.get('N1')).toMatchObject({ sha256: 'hash of N1' })
    })

    it('takes a repeat within one write too', async () => {
      await db.write([receive(received('N1')), receive(received('N1')), receive(received('N2'))])
      expect(await pending()).toEqual(['N1', 'N2'])
    })

    it('is read in the order of CBP: its time, then its sequence', async () => {
      await db.write([
        receive(received('last', { cbpAt: at(2), sequence: 1 })),
        receive(received('tenth', { sequence: 10 })),
        receive(received('second', { sequence: 2 })),
        receive(received('first', { cbpAt: at(0), sequence: 99 })),
      ])
      expect(await pending()).toEqual(['first', 'second', 'tenth', 'last'])
      expect((await pendingInbox(db, 1, at(9))).map(({ id }) => id)).toEqual(['first'])
    })

    it('is done with what has an outcome, and keeps the first', async () => {
      await db.write([receive(received('N1')), receive(received('N2', { outcome: 'quarantined' }))])
      expect(await pending()).toEqual(['N1'])
      await db.write([resolveInbox('N1', 'applied', null, 'E1')])
      await db.write([resolveInbox('N1', 'ignored', 'too late', null)])
      expect(await pending()).toEqual([])
      expect(
        await db.read(sql`select id, outcome, detail, entry_id from inbox order by id`),
      ).toEqual([
        { id: 'N1', outcome: 'applied', detail: null, entry_id: 'E1' },
        { id: 'N2', outcome: 'quarantined', detail: null, entry_id: null },
      ])
    })

    it('holds back what came before the reply, until the reply is there', async () => {
      await db.write([...insertEntry('E1', entryWith(1)), receive(received('N1'))])
      await db.write([receive(received('N2', { entryNumber: number(2) }))])
      await db.write([holdInbox('N1', 'E1')])
      expect(await pending()).toEqual(['N2'])
      await db.write([unholdInbox(number(2))])
      expect(await pending()).toEqual(['N2'])
      await db.write([unholdInbox(number(1))])
      expect(await pending()).toEqual(['N1', 'N2'])
    })

    it('holds nothing back once the entry was answered', async () => {
      await db.write([...insertEntry('E1', entryWith(1)), receive(received('N1'))])
      await db.write([
        ...updateEntry('E1', view(entryWith(1)), view(entryWith(1, { status: 'submitted' }))),
      ])
      await db.write([holdInbox('N1', 'E1')])
      expect(await pending()).toEqual(['N1'])
    })

    it('brings back nothing that is done', async () => {
      await db.write([receive(received('N1')), resolveInbox('N1', 'applied', null, 'E1')])
      await db.write([unholdInbox(number(1))])
      expect(await pending()).toEqual([])
    })
  })
}
