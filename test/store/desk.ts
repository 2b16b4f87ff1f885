/**
 * What the desk asks of a store: kept counts, what is due first, and search by any reference.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { FilerCode } from '../../src/domain/number.ts'
import { countDoubt, countDue, countQueue, countWaits, dueFirst, setDue } from '../../src/store/agenda.ts' // prettier-ignore
import { insertEntry } from '../../src/store/entries.ts'
import { messageHeadsOf } from '../../src/store/heads.ts'
import { keepMessage, linkMessage } from '../../src/store/messages.ts'
import type { Message } from '../../src/store/messages.ts'
import { keepOrders } from '../../src/store/orders.ts'
import { beginAttempt, carry, endAttempt, enqueue, openTransmission } from '../../src/store/outbox.ts' // prettier-ignore
import { idsAmong, idsBeginning, idsHolding, searchPlaces, siftedIds, termsHeld } from '../../src/store/search.ts' // prettier-ignore
import type { Term } from '../../src/store/search.ts'
import { addMarks, statusCounts, tallied } from '../../src/store/tally.ts'
import type { Mark } from '../../src/store/tally.ts'
import { freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, number } from './example.ts'

const other = 'ABC' as FilerCode
const id = (serial: number) => `E${String(serial).padStart(3, '0')}`
const mark = (kind: Mark['kind'], where: string, part: string, n: number): Mark => {
  return { kind, at: where, name: '', part, n }
}
const page = { limit: 10 }

export function deskContract(factory: Factory): void {
  describe('kept counts', () => {
    const db = freshStore(factory)

    it('are added to and taken from, each filer its own', async () => {
      await db.write([
        ...addMarks('ZZ9', [mark('status', '', 'queued', 1)]),
        ...addMarks('ZZ9', [mark('status', '', 'queued', 1), mark('filed', 'H1', '', 1)]),
        ...addMarks('ZZ9', [mark('status', '', 'queued', -1), mark('status', '', 'released', 1)]),
        ...addMarks('ABC', [mark('status', '', 'queued', 5)]),
        ...addMarks('ABC', []),
      ])
      expect(await statusCounts(db, 'ZZ9')).toEqual({ queued: 1, released: 1 })
      expect(await statusCounts(db, 'ABC')).toEqual({ queued: 5 })
    })

    it('are read from one day or hour to another, without those that came to nothing', async () => {
      const marks = ['01', '02', '03', '04'].map((day) => mark('arrival', day, 'queued', 1))
      await db.write(addMarks('ZZ9', marks))
      await db.write(addMarks('ZZ9', [mark('arrival', '02', 'queued', -1)]))
      const span = { from: '01', before: '04', limit: 10 }
      const rows = await tallied(db, 'ZZ9', 'arrival', span)
      expect(rows).toEqual([
        { at: '01', name: '', part: 'queued', n: 1 },
        { at: '03', name: '', part: 'queued', n: 1 },
      ])
      expect(await tallied(db, 'ZZ9', 'arrival', { ...span, limit: 1 })).toHaveLength(1)
    })
  })

  describe('what is open for a filer', () => {
    const db = freshStore(factory)
    const three = () =>
      db.write([
        ...insertEntry(id(1), entryWith(1)),
        ...insertEntry(id(2), entryWith(2)),
        ...insertEntry(id(3), entryWith(3)),
        ...insertEntry(id(4), entryWith(4, { filer: other })),
      ])

    it('stands by its day, and no further than it is counted', async () => {
      await three()
      await db.write([
        setDue(id(1), '2026-12-05'),
        setDue(id(2), '2026-12-01'),
        setDue(id(3), '2026-12-09'),
        setDue(id(3), null),
        setDue(id(4), '2026-11-01'),
      ])
      expect(await dueFirst(db, 'ZZ9', 10)).toEqual([id(2), id(1)])
      expect(await dueFirst(db, 'ZZ9', 1)).toEqual([id(2)])
      expect([await countDue(db, 'ZZ9', 10), await countDue(db, 'ZZ9', 1)]).toEqual([2, 1])
    })

    it('is silent from an instant on', async () => {
      const since = (instant: string) => ({ awaited: { word: 'reply', since: instant } as const })
      await db.write([
        ...insertEntry(id(1), entryWith(1), null, since(at(1))),
        ...insertEntry(id(2), entryWith(2), null, since(at(3))),
        ...insertEntry(id(4), entryWith(4, { filer: other }), null, since(at(1))),
      ])
      expect(await countWaits(db, 'ZZ9', at(2), 10)).toBe(1)
      expect(await siftedIds(db, 'ZZ9', { silentSince: at(2) }, page)).toEqual([id(1)])
    })

    it('waits in the queue since the oldest', async () => {
      await db.write([enqueue(id(1), 'ZZ9', 'A', at(5)), enqueue(id(2), 'ZZ9', 'A', at(2))])
      expect(await countQueue(db, 'ZZ9', 10)).toEqual({ entries: 2, oldestAt: at(2) })
      expect(await countQueue(db, 'ABC', 10)).toEqual({ entries: 0, oldestAt: null })
    })

    it('is in doubt when an attempt came to nothing, and not while one is under way', async () => {
      const transmission = { messageId: 'M1', filer: 'ZZ9', kind: 'filing', format: 'xml' } as const
      await db.write([
        openTransmission(transmission, at(1)),
        carry('M1', 0, id(1), 'A'),
        carry('M1', 1, id(2), 'A'),
        ...beginAttempt('M1', 1, at(1), at(9)),
      ])
      expect(await countDoubt(db, 'ZZ9', at(2))).toEqual({ transmissions: 0, entries: 0 })
      expect(await countDoubt(db, 'ZZ9', at(10))).toEqual({ transmissions: 1, entries: 2 })
      await db.write([endAttempt('M1', 1, at(3), 'doubt', 'no answer')])
      expect(await countDoubt(db, 'ZZ9', at(4))).toEqual({ transmissions: 1, entries: 2 })
      expect(await countDoubt(db, 'ABC', at(4))).toEqual({ transmissions: 0, entries: 0 })
    })
  })

  describe('search', () => {
    const db = freshStore(factory)
    const four = () =>
      db.write([
        ...insertEntry(id(1), entryWith(1, {}, { reference: 'SHP-1', orderNumber: 'O-1' })),
        ...insertEntry(id(2), entryWith(2, { status: 'released' }, { reference: 'SHP-2' })),
        ...insertEntry(id(3), entryWith(3, { createdAt: at(9) }, { reference: 'Other' })),
        ...insertEntry(id(4), entryWith(4, { filer: other }, { reference: 'SHP-1' })),
      ])
    const term = (place: Term['place'], text: string): Term => ({ place, text })

    it('knows which of the terms some entry has', async () => {
      await four()
      const asked = searchPlaces.map((place) => term(place, 'SHP-1'))
      expect(await termsHeld(db, 'ZZ9', asked)).toEqual([term('reference', 'SHP-1')])
      const number1 = term('entry_number', number(1))
      expect(await termsHeld(db, 'ZZ9', [number1, term('order_number', 'O-1')])).toHaveLength(2)
      expect(await termsHeld(db, 'ABC', [number1])).toEqual([])
    })

    it('finds those that have one of them, once each, newest first, page by page', async () => {
      await four()
      const terms = [term('house_bill', 'HAWB00012345'), term('reference', 'SHP-2')]
      expect(await idsHolding(db, 'ZZ9', terms, {}, page)).toEqual([id(3), id(2), id(1)])
      expect(await idsHolding(db, 'ZZ9', terms, {}, { limit: 1, before: id(3) })).toEqual([id(2)])
      expect(await idsHolding(db, 'ZZ9', terms, { status: 'released' }, page)).toEqual([id(2)])
    })

    it('finds an entry by each of the orders that it names, until it names them no more', async () => {
      await four()
      const orders = ['A-1', 'A-2', 'A-1', ...Array.from({ length: 70 }, (_, n) => `B-${n}`)]
      const none = entryWith(2, {}, {})
      const some = entryWith(2, {}, { orderNumbers: orders })
      await db.write(keepOrders(id(2), undefined, some))
      await db.write(
        keepOrders(id(4), undefined, entryWith(4, { filer: other }, { orderNumbers: ['A-1'] })),
      )
      expect(keepOrders(id(2), some, { ...some, seq: 9 })).toEqual([])
      for (const order of ['A-1', 'A-2', 'B-69']) {
        const one = term('one_of_its_orders', order)
        expect(await termsHeld(db, 'ZZ9', [one])).toEqual([one])
        expect(await idsHolding(db, 'ZZ9', [one], {}, page)).toEqual([id(2)])
      }
      expect(await idsBeginning(db, 'ZZ9', [term('one_of_its_orders', 'A')], 10)).toEqual([id(2)])
      await db.write(keepOrders(id(2), some, entryWith(2, {}, { orderNumbers: ['A-2'] })))
      expect(await termsHeld(db, 'ZZ9', [term('one_of_its_orders', 'A-1')])).toEqual([])
      await db.write(keepOrders(id(2), some, none))
      expect(await termsHeld(db, 'ZZ9', [term('one_of_its_orders', 'A-2')])).toEqual([])
      expect(await termsHeld(db, 'ABC', [term('one_of_its_orders', 'A-1')])).toHaveLength(1)
    })

    it('finds what begins with a term, of this filer alone', async () => {
      await four()
      const begun = await idsBeginning(db, 'ZZ9', [term('reference', 'SHP')], 10)
      expect(begun).toEqual([id(2), id(1)])
      const numbers = await idsBeginning(db, 'ZZ9', [term('entry_number', 'A')], 10)
      expect(await idsAmong(db, 'ZZ9', numbers, {}, page)).toEqual([])
      expect(await idsAmong(db, 'ZZ9', begun, { status: 'released' }, page)).toEqual([id(2)])
      expect(await idsAmong(db, 'ZZ9', begun, {}, { limit: 1, before: id(2) })).toEqual([id(1)])
    })

    it('passes a hundred ids and more', async () => {
      await four()
      const many = Array.from({ length: 250 }, (_, n) => id(n + 1)).reverse()
      expect(await idsAmong(db, 'ZZ9', many, {}, page)).toEqual([id(3), id(2), id(1)])
    })

    it('sifts by type, by day and by who acts', async () => {
      await four()
      await db.write([setDue(id(2), '2026-12-01')])
      const sift = (sieve: Parameters<typeof siftedIds>[2]) => siftedIds(db, 'ZZ9', sieve, page)
      expect(await sift({ entryType: '11' })).toEqual([])
      expect(await sift({ from: at(9) })).toEqual([id(3)])
      expect(await sift({ before: at(9) })).toEqual([id(2), id(1)])
      expect(await sift({ needsFiler: true })).toEqual([id(2)])
    })
  })

  describe('the messages of an entry', () => {
    const db = freshStore(factory)

    it('are named with their size, without their bodies', async () => {
      const message: Message = {
        id: 'M1',
        filer: 'ZZ9',
        direction: 'sent',
        kind: 'filing',
        format: 'xml',
        sha256: 'abc',
        at: at(1),
        body: 'é',
      }
      await db.write([...keepMessage(message), linkMessage(id(1), 2, 'M1')])
      const { filer: _, body: __, ...head } = message
      expect(await messageHeadsOf(db, id(1))).toEqual([{ ...head, seq: 2, bytes: 2 }])
      expect(await messageHeadsOf(db, id(2))).toEqual([])
    })
  })
}
