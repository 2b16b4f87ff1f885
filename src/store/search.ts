/**
 * Entries by any of their references, and by what a list is filtered by: ids only, newest first.
 * Each step reads one index from where the page begins; nothing is counted.
 * @module
 */
import { join, list, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import { ofType, within } from './span.ts'

export const searchPlaces = [
  'entry_number',
  'reference',
  'house_bill',
  'master_bill',
  'consignee',
  'order_number',
  'one_of_its_orders',
] as const
export type SearchPlace = (typeof searchPlaces)[number]

/** One that is no column of an entry: it may name many. */
const many = 'one_of_its_orders'
type Column = Exclude<SearchPlace, typeof many>

/** What is looked for in which column: exactly, in any of its spellings. */
export type Term = { readonly place: SearchPlace; readonly text: string }

export type Sieve = {
  readonly status?: string | undefined
  readonly entryType?: string | undefined
  /** Filed at or after this instant. */
  readonly from?: string | undefined
  /** Filed before it. */
  readonly before?: string | undefined
  readonly silentSince?: string | undefined
  readonly needsFiler?: boolean | undefined
}

export type Place = { readonly limit: number; readonly before?: string | undefined }

const columns: Readonly<Record<Column, Statement>> = {
  entry_number: sql`entry_number`,
  reference: sql`reference`,
  house_bill: sql`house_bill`,
  master_bill: sql`master_bill`,
  consignee: sql`consignee`,
  order_number: sql`order_number`,
}

function conditions(filer: string, sieve: Sieve, before?: string): Statement[] {
  const { status, entryType, from, before: until, silentSince, needsFiler } = sieve
  return [
    sql`filer = ${filer}`,
    ...(status === undefined ? [] : [sql`status = ${status}`]),
    ...(entryType === undefined ? [] : ofType(entryType)),
    ...within(filer, { from, until }),
    ...(silentSince === undefined ? [] : [sql`silent_since <= ${silentSince}`]),
    ...(needsFiler === true ? [sql`due_day is not null`] : []),
    ...(before === undefined ? [] : [sql`id < ${before}`]),
  ]
}

async function idsBy(db: Db, found: readonly Statement[], limit: number): Promise<string[]> {
  const rows = await db.read<Row & { id: string }>(
    join([sql`select id from entry where`, join(found, ' and '), sql`order by id desc limit ${limit}`]),
  ) // prettier-ignore
  return rows.map(({ id }) => id)
}

export const siftedIds = (db: Db, filer: string, sieve: Sieve, { limit, before }: Place) =>
  idsBy(db, conditions(filer, sieve, before), limit)

const equal = (filer: string, { place, text }: Term) =>
  place === many
    ? sql`id in (select entry_id from entry_order where filer = ${filer} and order_number = ${text})`
    : join([columns[place], sql`= ${text}`])

/** Which of the terms some entry has. D1 joins at most five selects, so they stand side by side. */
export async function termsHeld(db: Db, filer: string, terms: readonly Term[]): Promise<Term[]> {
  const asked = terms.map((term) =>
    join([sql`(select 1 from entry where filer = ${filer} and`, equal(filer, term), sql`limit 1)`]),
  )
  const named = asked.map((one, n) => ({ ...one, sql: `${one.sql} as t${n}` }))
  const [row] = await db.read<Row>(join([sql`select`, join(named, ', ')]))
  return terms.filter((_, n) => row?.[`t${n}`] === 1)
}

/** Those that have one of the terms. */
export async function idsHolding(
  db: Db,
  filer: string,
  terms: readonly Term[],
  sieve: Sieve,
  { limit, before }: Place,
): Promise<string[]> {
  const found = new Set<string>()
  for (const term of terms) {
    const wanted = [equal(filer, term), ...conditions(filer, sieve, before)]
    for (const id of await idsBy(db, wanted, limit)) found.add(id)
  }
  return [...found].sort().reverse().slice(0, limit)
}

/** Behind every letter that is written. */
const last = '\uffff'

/**
 * The first `most` of each column that begin with a term, whatever else they are. Entry numbers have
 * an index of their own, and begin with their filer's code: those of others are for `idsAmong`.
 */
export async function idsBeginning(
  db: Db,
  filer: string,
  terms: readonly Term[],
  most: number,
): Promise<string[]> {
  const found = new Set<string>()
  for (const { place, text } of terms) {
    const column = place === many ? sql`order_number` : columns[place]
    const rows = await db.read<Row & { id: string }>(
      join([
        place === many ? sql`select entry_id as id from entry_order where` : sql`select id from entry where`,
        ...(place === 'entry_number' ? [] : [sql`filer = ${filer} and`]),
        join([column, sql`>= ${text}`]), sql`and`, join([column, sql`< ${text + last}`]),
        sql`order by`, column, sql`limit ${most}`,
      ]),
    ) // prettier-ignore
    for (const { id } of rows) found.add(id)
  }
  return [...found].sort().reverse()
}

/** D1 binds at most a hundred values, and the sieve has up to eight. */
const portion = 90

/** Those of `ids` that pass, in their order, until there are enough. */
export async function idsAmong(
  db: Db,
  filer: string,
  ids: readonly string[],
  sieve: Sieve,
  { limit, before }: Place,
): Promise<string[]> {
  const found: string[] = []
  const behind = before === undefined ? ids : ids.filter((id) => id < before)
  for (let at = 0; at < behind.length && found.length < limit; at += portion) {
    const among = join([sql`id in (`, list(behind.slice(at, at + portion)), sql`)`])
    found.push(...(await idsBy(db, [among, ...conditions(filer, sieve)], portion)))
  }
  return found.slice(0, limit)
}
