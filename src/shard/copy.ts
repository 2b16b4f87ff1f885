/**
 * The rows of one filer from shard to shard: read page by page in the order of their keys, written in
 * the mover's pass, compared, and cleared where they came from.
 * @module
 */
import { join, sql } from '../store/db.ts'
import type { Db, Row, Statement, Value } from '../store/db.ts'
import { endPass, pass } from './seat.ts'
import type { SeatState } from './seat.ts'
import { kept, removal, rowsOf } from './tables.ts'
import type { Kept } from './tables.ts'

/** Rows of a page; of those with long texts a page is some megabytes. */
const pageRows = 400
const heavyRows = 10
/** D1 binds a hundred values a statement. */
const mostValues = 100

/** The mover lost its place: somebody else goes on with the move. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

export type Pass = { readonly filer: string; readonly epoch: number; readonly state: SeatState }

/** A write behind the fence: it fails as a whole when the seat is no longer as the mover believes. */
async function writePassing(db: Db, { filer, epoch, state }: Pass, statements: Statement[]) {
  const rows = await db.write([pass(filer, epoch, state), ...statements, endPass(filer)])
  if (rows[0]?.length === 0) throw new Overtaken(`${filer} is moved by somebody else`)
  return rows.slice(1, -1)
}

async function page(db: Db, each: Kept, filer: string, last: Row | undefined): Promise<Row[]> {
  const { table, key, heavy } = each
  const own = key.map((name) => `${table}.${name}`)
  const after: Statement[] = last
    ? [
        { sql: `and (${own.join(', ')}) > (`, values: [] },
        join(
          key.map((name) => sql`${last[name] ?? null}`),
          ', ',
        ),
        sql`)`,
      ]
    : []
  return db.read<Row>(
    join([
      { sql: `select ${table}.*`, values: [] },
      rowsOf(each, filer),
      ...after,
      {
        sql: `order by ${own.join(', ')} limit ${heavy ? heavyRows : pageRows}`,
        values: [],
      },
    ]),
  )
}

async function* pages(db: Db, each: Kept, filer: string) {
  for (let last: Row | undefined; ;) {
    const rows = await page(db, each, filer, last)
    if (rows.length > 0) yield rows
    last = rows.at(-1)
    if (rows.length < (each.heavy ? heavyRows : pageRows)) return
  }
}

function inserts(table: string, rows: readonly Row[]): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const together = Math.max(1, Math.floor(mostValues / columns.length))
  const marks = `(${columns.map(() => '?').join(', ')})`
  const made: Statement[] = []
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.slice(at, at + together)
    made.push({
      sql: `insert into ${table} (${columns.join(', ')}) values ${some.map(() => marks).join(', ')}`,
      values: some.flatMap((row) => columns.map((column): Value => row[column] ?? null)),
    })
  }
  return made
}

/** The number of rows copied. What an earlier try left behind is cleared first. */
export async function copy(from: Db, to: Db, passing: Pass): Promise<number> {
  await clear(to, passing)
  let copied = 0
  for (const each of kept) {
    for await (const rows of pages(from, each, passing.filer)) {
      await writePassing(to, passing, inserts(each.table, rows))
      copied += rows.length
    }
  }
  return copied
}

/** The first table that is not the same in both, if any. */
export async function difference(from: Db, to: Db, filer: string): Promise<string | undefined> {
  for (const each of kept) {
    const theirs = pages(to, each, filer)
    for await (const rows of pages(from, each, filer)) {
      const { value } = await theirs.next()
      if (JSON.stringify(rows) !== JSON.stringify(value ?? [])) return each.table
    }
    if (!(await theirs.next()).done) return each.table
  }
  return undefined
}

/** The seal that comes next here takes up what changed there and was not yet sealed. */
export const sealAnew = (filer: string): Statement =>
  sql`update entry set seal_due = (select coalesce(max(n), 0) + 1 from seal) where filer = ${filer}`

/** Children before their parents, so that every one is still found. */
export async function clear(db: Db, passing: Pass): Promise<number> {
  let cleared = 0
  for (const each of [...kept].reverse()) {
    // A look first: of most tables there is nothing.
    while ((await page(db, each, passing.filer, undefined)).length > 0) {
      const statement = removal(each, passing.filer, pageRows)
      const [rows = []] = await writePassing(db, passing, [statement])
      cleared += rows.length
    }
  }
  return cleared
}

/** How many rows of the filer's there are, of all tables. */
export async function countRows(db: Db, filer: string): Promise<number> {
  let rows = 0
  for (const each of kept) {
    const counting = sql`select cast(count(*) as integer) as n`
    const [row] = await db.read<Row & { n: number }>(join([counting, rowsOf(each, filer)]))
    rows += row?.n ?? 0
  }
  return rows
}
