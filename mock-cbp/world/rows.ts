/**
 * Many rows in few statements, within D1's hundred bound values for each.
 * @module
 */
import type { Db, Row, Statement, Value } from '../../src/store/db.ts'

const mostValues = 100

/** `ending` follows the values: an `on conflict` clause. */
export function insertRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  ending = '',
): Statement[] {
  const mark = `(${columns.map(() => '?').join(', ')})`
  return chunks(rows, Math.floor(mostValues / columns.length)).map((chunk) => ({
    sql: `insert into ${table} (${columns.join(', ')}) values ${chunk.map(() => mark).join(', ')} ${ending}`.trim(),
    values: chunk.flat(),
  }))
}

/** `before (?, ?, ...) after` for each ninety `keys`; `first` are the values of `before`. */
export function eachIn(
  before: string,
  keys: readonly Value[],
  after = '',
  first: readonly Value[] = [],
): Statement[] {
  return chunks(keys, 90).map((chunk) => ({
    sql: `${before} (${chunk.map(() => '?').join(', ')}) ${after}`.trim(),
    values: [...first, ...chunk],
  }))
}

export async function readAll<R extends Row>(
  db: Db,
  statements: readonly Statement[],
): Promise<R[]> {
  const found: R[] = []
  for (const statement of statements) found.push(...(await db.read<R>(statement)))
  return found
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
