/**
 * The value ledger: a person's day with a ceiling, and the lots of orders.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { CheckFailed, Conflict, sql } from '../../src/store/db.ts'
import { insertEntry } from '../../src/store/entries.ts'
import {
  charge,
  dayOf,
  heldBetween,
  holderOf,
  holdersOf,
  leaveLots,
  release,
  takeLot,
} from '../../src/store/ledger.ts'
import type { LedgerClaim } from '../../src/store/ledger.ts'
import { atOnce, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { entryWith } from './example.ts'

const ceiling = 80_000
const day = '2026-12-01'

const jane = (cents: number, more: Partial<LedgerClaim> = {}): LedgerClaim => ({
  person: 'JANE',
  day,
  cents,
  name: 'Jane Smith',
  street: '100 Main St',
  ...more,
})

const taken = (entryId: string, claim: LedgerClaim, filer = 'ZZ9') =>
  charge({ filer, entryId, entryNumber: `N-${entryId}`, reference: `R-${entryId}` }, claim, ceiling)

export function ledgerContract(factory: Factory): void {
  describe("a person's day", () => {
    const db = freshStore(factory)
    const held = async (filer = 'ZZ9') =>
      (await heldBetween(db, filer, ['JANE', 'JOHN'], '2026-01-01', '2026-12-31'))
        .map(({ person, day, cents }) => `${person} ${day} ${cents}`)
        .toSorted()

    it('adds up what is charged, with who and what it is for', async () => {
      await db.write(taken('a', jane(30_000)))
      await db.write(taken('b', jane(50_000, { name: 'JANE SMITH' })))
      expect(await held()).toEqual([`JANE ${day} 80000`])
      expect(await dayOf(db, 'ZZ9', 'JANE', day)).toEqual([
        {
          entryId: 'a',
          entryNumber: 'N-a',
          reference: 'R-a',
          cents: 30_000,
          name: 'Jane Smith',
          street: '100 Main St',
        },
        expect.objectContaining({ entryId: 'b', cents: 50_000, name: 'JANE SMITH' }),
      ])
    })

    it('is of one filer, one person and one day', async () => {
      await db.write(taken('a', jane(ceiling)))
      await db.write(taken('b', jane(ceiling, { person: 'JOHN' })))
      await db.write(taken('c', jane(ceiling, { day: '2026-12-02' })))
      await db.write(taken('d', jane(ceiling), 'AB1'))
      expect(await held()).toEqual([
        `JANE ${day} 80000`,
        'JANE 2026-12-02 80000',
        `JOHN ${day} 80000`,
      ])
      expect(await held('AB1')).toEqual([`JANE ${day} 80000`])
      expect(await dayOf(db, 'ZZ9', 'JANE', day)).toHaveLength(1)
    })

    it('takes no cent above its ceiling, and nothing of the write that tried', async () => {
      await db.write(taken('a', jane(79_999)))
      const more = [...taken('b', jane(2)), sql`insert into sequence (name, value) values ('x', 1)`]
      const failed = { name: 'CheckFailed', check: 'ledger_day_ceiling' }
      await expect(db.write(more)).rejects.toMatchObject(failed)
      await expect(db.write(more)).rejects.toBeInstanceOf(CheckFailed)
      await expect(db.write(taken('b', jane(80_001, { person: 'JOHN' })))).rejects.toMatchObject(
        failed,
      )
      expect(await held()).toEqual([`JANE ${day} 79999`])
      expect(await db.read(sql`select name from sequence where name = 'x'`)).toEqual([])
      await db.write(taken('b', jane(1)))
    })

    it('takes exactly as many of those that come at once as it has room for', async () => {
      const results = await atOnce(20, (index) => db.write(taken(`e${index}`, jane(15_000))))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
      expect(await held()).toEqual([`JANE ${day} 75000`])
      expect(await dayOf(db, 'ZZ9', 'JANE', day)).toHaveLength(5)
    })

    it('has room again for what was released, on all days of the entry, once', async () => {
      await db.write([
        ...taken('a', jane(50_000)),
        ...taken('a', jane(20_000, { day: '2026-12-02' })),
        ...taken('b', jane(30_000)),
      ])
      await db.write(release('a'))
      expect(await held()).toEqual([`JANE ${day} 30000`])
      await db.write(release('a'))
      await db.write(release('nobody'))
      expect(await held()).toEqual([`JANE ${day} 30000`])
    })

    it('is given back and taken again in one write, however full it is', async () => {
      await db.write([...taken('a', jane(50_000)), ...taken('b', jane(30_000))])
      await db.write([...release('a'), ...taken('a', jane(50_000))])
      expect(await held()).toEqual([`JANE ${day} 80000`])
      const over = db.write([...release('a'), ...taken('a', jane(50_001))])
      await expect(over).rejects.toMatchObject({ check: 'ledger_day_ceiling' })
      expect(await held()).toEqual([`JANE ${day} 80000`])
    })

    it('is found among more people than one statement binds', async () => {
      await db.write(taken('a', jane(1, { person: 'P249' })))
      const people = Array.from({ length: 250 }, (_, index) => `P${index}`)
      expect(await heldBetween(db, 'ZZ9', people, day, day)).toEqual([
        { person: 'P249', day, cents: 1 },
      ])
      expect(await heldBetween(db, 'ZZ9', people, '2026-12-02', '2026-12-31')).toEqual([])
      expect(await heldBetween(db, 'ZZ9', [], day, day)).toEqual([])
    })
  })

  describe('a lot of an order', () => {
    const db = freshStore(factory)

    it('is taken by one entry of a filer, and found by its name', async () => {
      const entry = entryWith(1, {}, { reference: 'SHP-1' })
      await db.write([...insertEntry('a', entry), takeLot('ZZ9', 'buyer JANE 1', 'a')])
      const holder = { entryId: 'a', entryNumber: entry.entryNumber, reference: 'SHP-1' }
      expect(await holderOf(db, 'ZZ9', ['seller 9', 'buyer JANE 1'])).toMatchObject(holder)
      expect(await holderOf(db, 'ZZ9', ['buyer JANE 1'], 'a')).toBeUndefined()
      expect(await holderOf(db, 'AB1', ['buyer JANE 1'])).toBeUndefined()
      expect(await holderOf(db, 'ZZ9', [])).toBeUndefined()
    })

    it('of another entry is found behind those of its own', async () => {
      await db.write([...insertEntry('a', entryWith(1)), takeLot('ZZ9', 'lot 1', 'a')])
      await db.write([...insertEntry('b', entryWith(2)), takeLot('ZZ9', 'lot 2', 'b')])
      expect(await holderOf(db, 'ZZ9', ['lot 1', 'lot 2'], 'a')).toMatchObject({ lot: 'lot 2' })
    })

    it('is taken by one of twenty that come at once', async () => {
      const results = await atOnce(20, (index) => db.write([takeLot('ZZ9', 'lot', `e${index}`)]))
      const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(lost).toHaveLength(19)
      for (const error of lost)
        expect(error).toMatchObject({ name: 'Conflict', table: 'order_lot' })
      expect(lost[0]).toBeInstanceOf(Conflict)
    })

    it('is free when its entry leaves it, again and again', async () => {
      await db.write([takeLot('ZZ9', 'lot 1', 'a'), takeLot('ZZ9', 'lot 2', 'a')])
      await db.write([takeLot('ZZ9', 'lot 3', 'b')])
      await db.write([leaveLots('a')])
      await db.write([leaveLots('a')])
      await db.write([takeLot('ZZ9', 'lot 1', 'c'), takeLot('ZZ9', 'lot 2', 'c')])
      await expect(db.write([takeLot('ZZ9', 'lot 3', 'c')])).rejects.toThrow(Conflict)
    })

    it('is found among more than one statement binds', async () => {
      await db.write([...insertEntry('a', entryWith(1)), takeLot('ZZ9', 'lot 249', 'a')])
      const lots = Array.from({ length: 250 }, (_, index) => `lot ${index}`)
      expect(await holdersOf(db, 'ZZ9', lots)).toMatchObject([{ lot: 'lot 249', entryId: 'a' }])
    })
  })
}
