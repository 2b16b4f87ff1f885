/**
 * The outbox: what is due, who attempts it, and what settles it.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { entriesWaiting, insertEntry } from '../../src/store/entries.ts'
import { readGauges } from '../../src/store/gauges.ts'
import { beginAttempt, carriedBy, carry, dequeue, dueTransmissions, endAttempt, enqueue, filersWaiting, openTransmission, releaseLeases, settle, transmissionsOf, waitingOf } from '../../src/store/outbox.ts' // prettier-ignore
import { freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, filing, number } from './example.ts'

const done = { state: 'answered', inDoubt: false, dueAt: at(9), note: null } as const
const again = { state: 'due', inDoubt: true, dueAt: at(9), note: 'no readable answer' } as const

export function outboxContract(factory: Factory): void {
  describe('the outbox', () => {
    const db = freshStore(factory)
    const due = async (minute: number) =>
      (await dueTransmissions(db, at(minute), 9)).map(({ messageId }) => messageId)
    const one = async (id = 'M1') => (await transmissionsOf(db, [id])).get(id)

    it('holds entries until they are taken, oldest first, each filer on its own', async () => {
      await db.write([
        enqueue('E3', 'ZZ9', 'A', at(2)),
        enqueue('E2', 'ZZ9', 'R', at(1)),
        enqueue('E1', 'ZZ9', 'D', at(1)),
        enqueue('E4', 'ABC', 'answer', at(0)),
      ])
      expect((await filersWaiting(db)).toSorted()).toEqual(['ABC', 'ZZ9'])
      expect(await waitingOf(db, 'ZZ9', 2)).toEqual([
        { entryId: 'E1', filer: 'ZZ9', action: 'D' },
        { entryId: 'E2', filer: 'ZZ9', action: 'R' },
      ])
      await db.write([dequeue('E1'), dequeue('E2'), dequeue('absent')])
      expect(await waitingOf(db, 'ZZ9', 9)).toEqual([{ entryId: 'E3', filer: 'ZZ9', action: 'A' }])
    })

    it('gives the entries that wait, and passes over those that are not in it any more', async () => {
      await db.write([
        ...[1, 2, 3].flatMap((n) => insertEntry(`E${n}`, entryWith(n))),
        enqueue('E3', 'ZZ9', 'A', at(1)),
        enqueue('E1', 'ZZ9', 'A', at(2)),
      ])
      const found = await entriesWaiting(db, ['E1', 'E2', 'E3', 'absent'])
      expect(found.map(({ id }) => id)).toEqual(['E1', 'E3'])
    })

    it('opens a transmission that is due at once, with its entries in their places', async () => {
      await db.write([
        ...[...insertEntry('E1', entryWith(1)), ...insertEntry('E2', entryWith(2))],
        openTransmission(filing('M1'), at(1)),
        ...[carry('M1', 1, 'E1', 'A'), carry('M1', 0, 'E2', 'R')],
      ])
      expect(await due(0)).toEqual([])
      expect(await due(1)).toEqual(['M1'])
      expect(await one()).toEqual({
        ...{ ...filing('M1'), state: 'due', inDoubt: false, dueAt: at(1), attempts: 0, note: null },
      })
      expect(await carriedBy(db, 'M1')).toEqual([
        { entryId: 'E2', entryNumber: number(2), action: 'R' },
        { entryId: 'E1', entryNumber: number(1), action: 'A' },
      ])
    })

    it('gives what is due longest first, and no more than was asked for', async () => {
      await db.write(['M3', 'M1', 'M2'].map((id, i) => openTransmission(filing(id), at(i))))
      expect(await due(9)).toEqual(['M3', 'M1', 'M2'])
      expect((await dueTransmissions(db, at(9), 2)).map(({ messageId }) => messageId)).toEqual([
        'M3',
        'M1',
      ])
    })

    it('is in doubt from the moment an attempt begins, and nobody else finds it', async () => {
      await db.write([openTransmission(filing('M1'), at(1))])
      await db.write(beginAttempt('M1', 1, at(1), at(2)))
      expect(await one()).toMatchObject({ attempts: 1, inDoubt: true, dueAt: at(2) })
      expect(await due(1)).toEqual([])
      expect(await due(2)).toEqual(['M1'])
      expect((await readGauges(db)).transmissions).toEqual({ in_doubt: 1 })
    })

    it('lets one of two nodes begin an attempt; the other changes nothing', async () => {
      await db.write([openTransmission(filing('M1'), at(1))])
      await db.write(beginAttempt('M1', 1, at(1), at(2)))
      await expect(db.write(beginAttempt('M1', 1, at(1), at(5)))).rejects.toMatchObject({
        table: 'attempt',
      })
      expect(await one()).toMatchObject({ dueAt: at(2) })
    })

    it('is settled by its newest attempt', async () => {
      await db.write([
        openTransmission(filing('M1'), at(1)),
        ...beginAttempt('M1', 1, at(1), at(2)),
      ])
      await db.write([endAttempt('M1', 1, at(2), 'answered', ''), settle('M1', 1, at(2), done)])
      expect(await one()).toMatchObject({ state: 'answered', inDoubt: false, note: null })
      expect(await due(9)).toEqual([])
      expect((await readGauges(db)).transmissions).toEqual({})
      expect(await db.read(sql`select answered_at from transmission`)).toEqual([
        { answered_at: at(2) },
      ])
    })

    it('is not moved by a late result of an older attempt, which is kept', async () => {
      await db.write([
        openTransmission(filing('M1'), at(1)),
        ...beginAttempt('M1', 1, at(1), at(2)),
      ])
      await db.write(beginAttempt('M1', 2, at(2), at(4)))
      await db.write([endAttempt('M1', 1, at(3), 'answered', 'late'), settle('M1', 1, at(3), done)])
      expect(await one()).toMatchObject({ state: 'due', inDoubt: true, dueAt: at(4), attempts: 2 })
      expect(await db.read(sql`select n, outcome, detail from attempt order by n`)).toEqual([
        { n: 1, outcome: 'answered', detail: 'late' },
        { n: 2, outcome: null, detail: null },
      ])
    })

    it('stays answered: neither that attempt nor another makes it due again', async () => {
      await db.write([
        openTransmission(filing('M1'), at(1)),
        ...beginAttempt('M1', 1, at(1), at(2)),
      ])
      await db.write([settle('M1', 1, at(2), done)])
      await db.write([settle('M1', 1, at(3), again)])
      expect(await one()).toMatchObject({ state: 'answered', inDoubt: false })
    })

    it('comes up again after an attempt without a readable answer, still in doubt', async () => {
      await db.write([
        openTransmission(filing('M1'), at(1)),
        ...beginAttempt('M1', 1, at(1), at(2)),
      ])
      await db.write([endAttempt('M1', 1, at(2), 'unclear', ''), settle('M1', 1, at(2), again)])
      expect(await one()).toMatchObject({ inDoubt: true, note: 'no readable answer' })
      expect([await due(8), await due(9)]).toEqual([[], ['M1']])
    })

    it('after a restart brings up at once what a dead process left, and only that', async () => {
      const ids = ['dead', 'waits', 'answered', 'fresh']
      await db.write(ids.map((id) => openTransmission(filing(id), at(1))))
      for (const id of ['dead', 'waits', 'answered']) {
        await db.write(beginAttempt(id, 1, at(1), at(30)))
      }
      await db.write([
        ...[endAttempt('waits', 1, at(2), 'unclear', ''), settle('waits', 1, at(2), again)],
        ...[endAttempt('answered', 1, at(2), 'answered', ''), settle('answered', 1, at(2), done)],
      ])
      expect(await due(5)).toEqual(['fresh'])
      await db.write([releaseLeases(at(5))])
      expect((await due(5)).toSorted()).toEqual(['dead', 'fresh'])
      expect(await one('dead')).toMatchObject({ inDoubt: true, attempts: 1 })
    })

    it('finds many transmissions at once, past the hundred values that D1 binds', async () => {
      const ids = Array.from({ length: 130 }, (_, index) => `M${index}`)
      await db.write(ids.map((id) => openTransmission(filing(id), at(1))))
      expect([...(await transmissionsOf(db, [...ids, 'absent'])).keys()].toSorted()).toEqual(
        ids.toSorted(),
      )
      expect((await transmissionsOf(db, [])).size).toBe(0)
    })
  })
}
