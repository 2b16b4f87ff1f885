/**
 * The inbox: each notification once, in the order of CBP.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { Conflict, sql } from '../../src/store/db.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { holdInbox, known, pendingInbox, rawOf, receive, receiveApplied, resolveInbox, retryInbox, settleInbox, unholdInbox, unsettledOf } from '../../src/store/inbox.ts' // prettier-ignore
import type { Received } from '../../src/store/inbox.ts'
import { keepMessage } from '../../src/store/messages.ts'
import { asideById } from '../../src/store/quarantine.ts'
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
      expect(found.get('N1')).toBe('hash of N1')
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

    const message = (id: string) =>
      keepMessage({
        ...{ id, filer: 'ZZ9', direction: 'received', kind: 'notification' },
        ...{ format: 'application/xml', sha256: `hash of ${id}`, at: at(5) },
        body: `<Notification id="${id}"/>`,
      })

    it('keeps the bytes of what is applied once, with its message', async () => {
      await db.write([receive(received('N1')), receive(received('N2'))])
      await db.write([settleInbox('N1', 'superseded', 'E1'), ...message('N1')])
      await db.write([receiveApplied(received('N3'), 'applied', 'E1'), ...message('N3')])
      expect(
        await db.read(sql`select id, raw, outcome, detail, entry_id from inbox order by id`),
      ).toEqual([
        { id: 'N1', raw: '', outcome: 'superseded', detail: null, entry_id: 'E1' },
        {
          ...{ id: 'N2', raw: '<Notification id="N2"/>', outcome: 'pending' },
          ...{ detail: null, entry_id: null },
        },
        { id: 'N3', raw: '', outcome: 'applied', detail: null, entry_id: 'E1' },
      ])
      for (const id of ['N1', 'N2', 'N3']) {
        expect(await rawOf(db, id)).toBe(`<Notification id="${id}"/>`)
        expect(await asideById(db, 'ZZ9', id)).toMatchObject({
          raw: `<Notification id="${id}"/>`,
          sha256: `hash of ${id}`,
        })
      }
      expect(await rawOf(db, 'N4')).toBe('')
    })

    it('applies nothing at once that came before', async () => {
      await db.write([receive(received('N1'))])
      const again = receiveApplied(received('N1'), 'applied', 'E1')
      await expect(db.write([...message('N1'), again])).rejects.toBeInstanceOf(Conflict)
      expect(await pending()).toEqual(['N1'])
      expect(await db.read(sql`select id from message`)).toEqual([])
    })

    it('settles nothing that somebody else has settled', async () => {
      await db.write([receive(received('N1')), resolveInbox('N1', 'ignored', 'too late', null)])
      await db.write([settleInbox('N1', 'applied', 'E1')])
      expect(await rawOf(db, 'N1')).toBe('<Notification id="N1"/>')
    })

    it('tells of which entries something is still to be applied, soon or later', async () => {
      const of = (n: number) => ({ entryNumber: number(n) })
      await db.write([
        receive(received('pending', of(1))),
        receive(received('again', of(2))),
        retryInbox('again', 'pending', 'why', at(99)),
        ...insertEntry('E3', entryWith(3)),
        receive(received('waiting', of(3))),
        holdInbox('waiting', 'E3'),
        receive(received('aside', { ...of(4), outcome: 'quarantined' })),
        receiveApplied(received('done', of(5)), 'applied', 'E5'),
        receive(received('other', of(150))),
      ])
      const asked = Array.from({ length: 149 }, (_, n) => number(n + 1))
      expect([...(await unsettledOf(db, asked))].toSorted()).toEqual(
        [1, 2, 3].map((n) => number(n)),
      )
      expect([...(await unsettledOf(db, []))]).toEqual([])
    })
  })
}
