/**
 * A write is all or nothing, and says whose key was taken.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { Conflict, sql } from '../../src/store/db.ts'
import type { Row, Statement } from '../../src/store/db.ts'
import { claimReference, insertEntry } from '../../src/store/entries.ts'
import { remember } from '../../src/store/idempotency.ts'
import { append } from '../../src/store/journal.ts'
import { keepMessage, linkMessage } from '../../src/store/messages.ts'
import { beginAttempt, carry, enqueue, openTransmission } from '../../src/store/outbox.ts'
import { inRows } from '../../src/store/rows.ts'
import { count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { answered, at, entryWith, filed, filing, keptMessage, never, scope } from './example.ts'

const row = (name: string, value: number) =>
  sql`insert into sequence (name, value) values (${name}, ${value})`

/** For each key that decides who was first: something that takes it, and another that wants it. */
const keys: readonly (readonly [key: string, table: string, Statement[], Statement[]])[] = [
  ['seq of an entry', 'event', append('E1', 0, [filed()]), append('E1', 0, [filed()])],
  ['reference', 'reference', [claimReference('ZZ9', 'R', 'E1')], [claimReference('ZZ9', 'R', 'E2')]],
  ['entry number', 'entry', insertEntry('E1', entryWith(1)), insertEntry('E2', entryWith(1))],
  ['entry id', 'entry', insertEntry('E1', entryWith(1)), insertEntry('E1', entryWith(2))],
  ['idempotency key', 'idempotency', remember(scope, answered, at(1), never), remember(scope, answered, at(2), never)],
  ['attempt', 'attempt', beginAttempt('M1', 1, at(1), at(2)), beginAttempt('M1', 1, at(1), at(2))],
  ['waiting entry', 'outbox', [enqueue('E1', 'ZZ9', 'A', at(1))], [enqueue('E1', 'ZZ9', 'R', at(2))]],
  ['message id', 'transmission', [openTransmission(filing('M1'), at(1))], [openTransmission(filing('M1'), at(2))]],
  ['place in a transmission', 'transmission_entry', [carry('M1', 0, 'E1', 'A')], [carry('M1', 0, 'E2', 'A')]],
  ['kept message', 'message', keepMessage(keptMessage('K1', 'a')), keepMessage(keptMessage('K1', 'b'))],
  ['link', 'entry_message', [linkMessage('E1', 1, 'K1')], [linkMessage('E1', 1, 'K1')]],
] // prettier-ignore

export function writeContract(factory: Factory): void {
  describe('a write', () => {
    const db = freshStore(factory)

    it('answers each statement with the rows that it returned', async () => {
      const results = await db.write([
        row('a', 1),
        sql`update sequence set value = value + ${41} where name = ${'a'} returning value`,
        sql`update sequence set value = 0 where name = ${'absent'} returning value`,
        sql`insert into sequence (name, value) values ('b', 2), ('c', 3) returning name, value`,
      ])
      expect(results).toEqual([
        [],
        [{ value: 42 }],
        [],
        [
          { name: 'b', value: 2 },
          { name: 'c', value: 3 },
        ],
      ])
    })

    it('has the rows of one table in a few statements, and the rest behind them', async () => {
      const rows = Array.from({ length: 250 }, (_, n) => row(`row ${n}`, n))
      const other = carry('M1', 0, 'E1', 'A')
      const after = sql`update sequence set value = value + 1000`
      const together = inRows([...rows.slice(0, 100), after, other, ...rows.slice(100)])
      expect(together).toHaveLength(7)
      expect(Math.max(...together.map(({ values }) => values.length))).toBe(100)
      await db.write(together)
      const kept = await db.read<Row & { name: string; value: number }>(
        sql`select name, value from sequence order by value`,
      )
      expect(kept).toEqual(rows.map((_, n) => ({ name: `row ${n}`, value: 1000 + n })))
      expect(await count(db, 'transmission_entry')).toBe(1)
    })

    it('with a row of many that is taken leaves nothing, and says whose key it was', async () => {
      await db.write([row('taken', 0), linkMessage('E1', 7, 'K1')])
      const links = Array.from({ length: 40 }, (_, n) => linkMessage('E1', n, 'K1'))
      const lost = await db
        .write(inRows([row('new', 1), ...links]))
        .catch((error: unknown) => error)
      expect(lost).toBeInstanceOf(Conflict)
      expect(lost).toMatchObject({ table: 'entry_message' })
      expect(await count(db, 'sequence')).toBe(1)
    })

    it('has alone what does more than add a row of values', () => {
      const alone = [
        sql`insert into sequence (name, value) values ('literal', ${1})`,
        sql`insert into sequence (name, value) values (${'a'}, ${1}) on conflict (name) do nothing`,
        sql`insert into sequence (name, value) values (${'a'}, (select ${1}))`,
        sql`insert into sequence (name, value) select name, ${1} from sequence`,
      ]
      expect(inRows([...alone, ...alone])).toEqual([...alone, ...alone])
    })

    it('of nothing does nothing', async () => {
      expect(await db.write([])).toEqual([])
    })

    it('is read back by whoever reads after it', async () => {
      await db.write([row('a', 1), row('b', 2)])
      expect(await db.read(sql`select name, value from sequence order by name desc`)).toEqual([
        { name: 'b', value: 2 },
        { name: 'a', value: 1 },
      ])
    })

    it('leaves nothing behind when its last statement is refused', async () => {
      await db.write([row('a', 1)])
      const refused = db.write([
        row('b', 1),
        sql`update sequence set value = 9`,
        sql`delete from sequence where name = 'a'`,
        row('b', 2),
      ])
      await expect(refused).rejects.toBeInstanceOf(Conflict)
      expect(await db.read(sql`select * from sequence`)).toEqual([{ name: 'a', value: 1 }])
    })

    it('that is no SQL, or breaks another rule, is not a conflict', async () => {
      const nonsense = db.write([
        row('a', 1),
        { sql: 'insert into nowhere values (1)', values: [] },
      ])
      await expect(nonsense).rejects.not.toBeInstanceOf(Conflict)
      const missing = db.write([
        row('b', 1),
        sql`insert into sequence (name, value) values ('c', null)`,
      ])
      await expect(missing).rejects.not.toBeInstanceOf(Conflict)
      expect(await count(db, 'sequence')).toBe(0)
    })

    it.each(keys)('of a taken %s names the table %s', async (_, table, first, second) => {
      await db.write(first)
      const before = await count(db, table)
      const late = db.write([row('alongside', 1), ...second])
      await expect(late).rejects.toMatchObject({ name: 'Conflict', table })
      expect(await count(db, table)).toBe(before)
      expect(await count(db, 'sequence')).toBe(0)
    })
  })
}
