/**
 * Many rows in few statements, within D1's hundred bound values for each.
 * @module
 */
import type { Db, Row, Statement, Value } from '../../src/store/db.ts'

const mostValues = 100

type Rows = readonly (readonly Value[])[]

/**
 * `ending` follows the values: an `on conflict` clause. The texts are put together once for each
 * number of rows.
 */
export function rowsInto(
  table: string,
  columns: readonly string[],
  ending = '',
): (rows: Rows) => Statement[] {
  const mark = `(${columns.map(() => '?').join(', ')})`
  const most = Math.floor(mostValues / columns.length)
  const textFor = byCount((count) =>
    `insert into ${table} (${columns.join(', ')}) values ${marks(mark, count)} ${ending}`.trim(),
  )
  return (rows) =>
    chunks(rows, most).map((chunk) => ({
      sql: textFor(chunk.length),
      values: onlyOf(chunk) ?? chunk.flat(),
    }))
}

/** Nearly always one row, and to flatten it costs as much as to make it. */
const onlyOf = (rows: Rows) => (rows.length === 1 ? rows[0] : undefined)

export const insertRows = (
  table: string,
  columns: readonly string[],
  rows: Rows,
  ending = '',
): Statement[] => rowsInto(table, columns, ending)(rows)

const marks = (mark: string, count: number) => Array<string>(count).fill(mark).join(', ')

function byCount(textOf: (count: number) => string): (count: number) => string {
  const texts: string[] = []
  return (count) => (texts[count] ??= textOf(count))
}

/** `before (?, ?, ...) after` for each ninety `keys`; `first` are the values of `before`. */
export function eachIn(
  before: string,
  keys: readonly Value[],
  after = '',
  first: readonly Value[] = [],
): Statement[] {
  const textFor = keyed(before, after)
  return chunks(keys, 90).map((chunk) => ({
    sql: textFor(chunk.length),
    values: [...first, ...chunk],
  }))
}

/** Of what stands before the keys, and after them where nothing does: few, and the same each time. */
const keyedTexts = new Map<string, (count: number) => string>()

function keyed(before: string, after: string): (count: number) => string {
  const known = after === '' ? keyedTexts.get(before) : undefined
  if (known) return known
  const textFor = byCount((count) => `${before} (${marks('?', count)}) ${after}`.trim())
  if (after === '') keyedTexts.set(before, textFor)
  return textFor
}

export const readAll = <R extends Row>(db: Db, statements: readonly Statement[]): Promise<R[]> =>
  statements.length === 1 && statements[0] ? db.read<R>(statements[0]) : readEach(db, statements)

async function readEach<R extends Row>(db: Db, statements: readonly Statement[]): Promise<R[]> {
  const found: R[] = []
  for (const statement of statements) found.push(...(await db.read<R>(statement)))
  return found
}

export function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  // Nearly always: a transmission of few entries.
  if (items.length <= size) return items.length === 0 ? [] : [items]
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
