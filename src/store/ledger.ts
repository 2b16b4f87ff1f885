/**
 * The value ledger: what each person's day already carries. The running total has a ceiling that
 * the database itself holds, so that no interleaving of writers passes it.
 * @module
 */
import { join, list, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** What is taken of a person's day, and how the caller wrote that person. */
export type LedgerClaim = {
  readonly person: string
  readonly day: string
  readonly cents: number
  readonly name: string
  readonly street: string
}

/** Who and what a claim stands for, as it was written by the caller. */
export type LedgerLine = {
  readonly entryId: string
  readonly entryNumber: string
  readonly reference: string
  readonly cents: number
  readonly name: string
  readonly street: string
}

type Payee = Omit<LedgerLine, 'cents' | 'name' | 'street'> & { readonly filer: string }

/** A `CheckFailed` on `ledger_day_ceiling` when the day would pass `ceiling`. */
export function charge(payee: Payee, claim: LedgerClaim, ceiling: number): Statement[] {
  const { filer, entryId, entryNumber, reference } = payee
  const { person, day, cents, name, street } = claim
  return [
    sql`insert into ledger_day (filer, person, day, cents, ceiling)
      values (${filer}, ${person}, ${day}, ${cents}, ${ceiling})
      on conflict (filer, person, day) do update
        set cents = ledger_day.cents + excluded.cents, ceiling = excluded.ceiling`,
    sql`insert into ledger (entry_id, filer, person, day, cents, entry_number, reference, name, street)
      values (${entryId}, ${filer}, ${person}, ${day}, ${cents}, ${entryNumber}, ${reference},
        ${name}, ${street})`,
  ]
}

/** Gives back everything that the entry claimed. */
export const release = (entryId: string): Statement[] => [
  sql`update ledger_day set cents = cents - (
      select ledger.cents from ledger where ledger.entry_id = ${entryId}
        and ledger.filer = ledger_day.filer and ledger.person = ledger_day.person
        and ledger.day = ledger_day.day)
    where exists (
      select 1 from ledger where ledger.entry_id = ${entryId}
        and ledger.filer = ledger_day.filer and ledger.person = ledger_day.person
        and ledger.day = ledger_day.day)`,
  sql`delete from ledger where entry_id = ${entryId}`,
]

export const takeLot = (filer: string, lot: string, entryId: string): Statement =>
  sql`insert into order_lot (filer, lot, entry_id) values (${filer}, ${lot}, ${entryId})`

export const leaveLots = (entryId: string): Statement =>
  sql`delete from order_lot where entry_id = ${entryId}`

type LineRow = Row & {
  entry_id: string; entry_number: string; reference: string; cents: number; name: string; street: string
} // prettier-ignore

export const daysOf = (filer: string, day: string, people: readonly string[]): Statement =>
  join([
    sql`select entry_id, entry_number, reference, cents, name, street, person from ledger
      where filer = ${filer} and day = ${day} and person in (`,
    list(people),
    sql`) order by entry_id`,
  ]) // prettier-ignore

export async function dayOf(
  db: Db,
  filer: string,
  person: string,
  day: string,
): Promise<LedgerLine[]> {
  const rows = await db.read<LineRow>(daysOf(filer, day, [person]))
  return rows.map(({ entry_id, entry_number, reference, cents, name, street }) => ({
    entryId: entry_id,
    entryNumber: entry_number,
    reference,
    cents,
    name,
    street,
  }))
}

/** What each day of these people holds, without the days that hold nothing. */
export async function heldBetween(
  db: Db,
  filer: string,
  people: readonly string[],
  from: string,
  to: string,
) {
  return inPortions(people, (some) =>
    db.read<Row & { person: string; day: string; cents: number }>(
      join([
        sql`select person, day, cents from ledger_day
          where filer = ${filer} and day >= ${from} and day <= ${to} and cents > 0 and person in (`,
        some,
        sql`)`,
      ]),
    ),
  )
}

type HolderRow = Row & { lot: string; entry_id: string; entry_number: string; reference: string }

export const withLots = (filer: string, lots: readonly string[]): Statement =>
  join([
    sql`select order_lot.lot, entry.id as entry_id, entry.entry_number, entry.reference
      from order_lot join entry on entry.id = order_lot.entry_id
      where order_lot.filer = ${filer} and order_lot.lot in (`,
    list(lots),
    sql`) order by order_lot.lot`,
  ]) // prettier-ignore

/** The entries that hold these lots. */
export async function holdersOf(db: Db, filer: string, lots: readonly string[]) {
  const rows: HolderRow[] = []
  for (let at = 0; at < lots.length; at += portion) {
    rows.push(...(await db.read<HolderRow>(withLots(filer, lots.slice(at, at + portion)))))
  }
  return rows.map(({ lot, entry_id, entry_number, reference }) => ({
    lot,
    entryId: entry_id,
    entryNumber: entry_number,
    reference,
  }))
}

/** The entry that holds one of these lots, if one other than `exceptId` does. */
export async function holderOf(db: Db, filer: string, lots: readonly string[], exceptId = '') {
  const holders = await holdersOf(db, filer, lots)
  return holders.find(({ entryId }) => entryId !== exceptId)
}

/** D1 binds at most a hundred values, and a few of them are not in the list. */
export const portion = 90

async function inPortions<T>(
  values: readonly string[],
  read: (some: Statement) => Promise<T[]>,
): Promise<T[]> {
  const rows: T[] = []
  for (let at = 0; at < values.length; at += portion) {
    rows.push(...(await read(list(values.slice(at, at + portion)))))
  }
  return rows
}
