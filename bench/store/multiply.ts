/**
 * A store of as many entries as wanted: the rows of a template over and over, each time with ids,
 * numbers, bills, people and times of their own, over the last ninety days. Rows, indexes and sizes
 * are those of the gateway's own work; only the hashes are not those of what they stand beside.
 * @module
 */
import Database from 'better-sqlite3'
import { addDays } from '../../src/domain/day.ts'
import { entryNumber, entryNumberFields } from '../../src/domain/number.ts'
import type { EntryNumber, FilerCode } from '../../src/domain/number.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { masterBill, serialOf, wide } from '../parcels.ts'
import { templateEntries } from './template.ts'

type Cell = string | number | null
/** Text in pieces; a number is the place of what stands there in this copy. */
type Pieces = readonly (string | number)[]
type Shift = { readonly base: number; readonly per: number }
type Column = Pieces | Shift | null | number

const filer = 'ZZ9' as FilerCode
const days = 90
/** A gateway that has been there for so long has let go what was announced thirty days ago. */
const announcedHours = 29 * 24

/** What goes on from copy to copy in columns that hold a number. */
const counted: Readonly<Record<string, readonly string[]>> = {
  feed: ['position'],
  seal: ['n'],
  seal_part: ['seal'],
  entry: ['seal_due'],
}
/** Once in a store, or put together at its end. */
const single = new Set(['migration', 'api_key', 'sequence', 'tally', 'filing_day'])

const token =
  /01[0-9A-HJKMNP-TV-Z]{24}|ZZ9-\d-\d{8}|ZZ9-\d{7}-\d|SIM(?:REL|DOC)[0-9A-Z]{6}|172-?\d{8}|\d{4}-\d{2}-\d{2}(?:T\d{2})?|\d+/g

/** What stands in the place of a word of the template in copy `c` of `of`. */
type Stand = (c: number, of: number) => string

export async function multiply(
  template: string,
  path: string,
  entries: number,
  say: (done: number) => void = () => undefined,
): Promise<void> {
  const db = openSqlite(path)
  await migrate(db, schema)
  db.close()
  const from = new Database(template, { readonly: true })
  const to = new Database(path)
  try {
    // Nobody depends on a file that is not finished.
    for (const pragma of ['journal_mode = off', 'synchronous = off', 'cache_size = -400000', 'locking_mode = exclusive']) to.pragma(pragma) // prettier-ignore
    fill(from, to, Math.ceil(entries / templateEntries), say)
  } finally {
    from.close()
    to.pragma('locking_mode = normal')
    to.pragma('journal_mode = wal')
    to.close()
  }
}

function fill(
  from: Database.Database,
  to: Database.Database,
  copies: number,
  say: (done: number) => void,
): void {
  const words = new Map<string, number>()
  const stands: Stand[] = []
  const known = standsOf(from)
  const place = (word: string): number | undefined => {
    const stand = known(word)
    if (stand === undefined) return undefined
    const seen = words.get(word)
    if (seen !== undefined) return seen
    words.set(word, stands.length)
    return stands.push(stand) - 1
  }
  const tables = tablesOf(from).filter((name) => !single.has(name))
  const rows = tables.flatMap((name) => rowsOf(from, to, name, place))
  to.exec('begin')
  copyOnce(from, to)
  for (let copy = 0; copy < copies; copy += 1) {
    const values = stands.map((stand) => stand(copy, copies))
    for (const { table, insert, columns } of rows) {
      if (table === 'feed' && hoursBack(copy, copies) > announcedHours) continue
      insert.run(...columns.map((column) => written(column, values, copy)))
    }
    if (copy % 50 === 49) {
      to.exec('commit; begin')
      say((copy + 1) * templateEntries)
    }
  }
  count(from, to, copies, place, stands)
  to.exec('commit')
}

function written(column: Column, values: readonly string[], copy: number): Cell {
  if (column === null || typeof column === 'number') return column
  if ('per' in column) return column.base + column.per * copy
  let text = ''
  for (const piece of column) text += typeof piece === 'number' ? values[piece] : piece
  return text
}

const tablesOf = (db: Database.Database) =>
  db
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .pluck()
    .all() as string[]

function rowsOf(
  from: Database.Database,
  to: Database.Database,
  table: string,
  place: (word: string) => number | undefined,
) {
  const names = from.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[] // prettier-ignore
  const insert = to.prepare(
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  )
  const most = new Map(
    (counted[table] ?? []).map((name) => [
      name,
      from.prepare(`select max(${name}) from ${table}`).pluck().get() as number,
    ]),
  )
  const columnOf = (name: string, cell: Cell): Column => {
    if (typeof cell === 'string') return cut(cell, place)
    const per = most.get(name)
    return per === undefined || cell === null ? cell : { base: cell, per }
  }
  const rows = from.prepare(`select * from ${table}`).all() as Readonly<Record<string, Cell>>[]
  return rows.map((row) => ({
    table,
    insert,
    columns: names.map((name) => columnOf(name, row[name] ?? null)),
  }))
}

function cut(text: string, place: (word: string) => number | undefined): Pieces {
  const pieces: (string | number)[] = []
  let end = 0
  for (const { 0: word, index } of text.matchAll(token)) {
    const found = place(word)
    if (found === undefined) continue
    if (index > end) pieces.push(text.slice(end, index))
    pieces.push(found)
    end = index + word.length
  }
  if (end < text.length || pieces.length === 0) pieces.push(text.slice(end))
  return pieces
}

/** Hours before the last copy. */
const hoursBack = (c: number, of: number) => Math.floor(((of - 1 - c) * days * 24) / of)
const hourBack = (hour: string, hours: number) =>
  new Date(Date.parse(`${hour}:00:00.000Z`) - hours * 3_600_000).toISOString().slice(0, 13)
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As long as a ULID and in the order of `n`, before any that is made today. */
function idOf(n: number): string {
  let text = ''
  for (let rest = n; rest > 0; rest = Math.floor(rest / 32)) text = crockford[rest % 32] + text
  return `01A${text.padStart(23, '0')}`
}

/** Which words of the template are its own, and what stands for them in a copy. */
function standsOf(from: Database.Database): (word: string) => Stand | undefined {
  const known = new Map<string, Stand>()
  const nth = (c: number, n: number) => c * templateEntries + n
  const entries = from.prepare('select id, entry_number, reference from entry').all() as {
    id: string
    entry_number: EntryNumber
    reference: string
  }[]
  for (const { id, entry_number, reference } of entries) {
    const n = Number(reference.slice(-9))
    // Ids are as old as their entries, and so are the numbers of these.
    known.set(id, (c) => idOf(nth(c, n)))
    known.set(entry_number, (c) => entryNumber(filer, nth(c, n)))
    const { serial } = entryNumberFields(entry_number)
    known.set(serial, (c) => entryNumberFields(entryNumber(filer, nth(c, n))).serial)
    known.set(wide(n), (c) => wide(nth(c, n)))
    for (const kind of ['SIMREL', 'SIMDOC']) {
      known.set(`${kind}${serialOf(n)}`, (c) => `${kind}${serialOf(nth(c, n))}`)
    }
  }
  const batches = from.prepare('select id from batch').pluck().all() as string[]
  for (const id of batches) known.set(id.slice(4), (c) => idOf(1_000_000_000 + c))
  const messages = from.prepare('select message_id from transmission').pluck().all() as string[]
  for (const id of messages) {
    const n = Number(id.slice(-8))
    known.set(id, (c) => `${id.slice(0, -8)}${String(c * messages.length + n).padStart(8, '0')}`)
  }
  const flight = (c: number) => masterBill(Math.floor(nth(c, 1) / 1000))
  known.set(masterBill(0), flight)
  known.set(masterBill(0).replace('-', ''), (c) => flight(c).replace('-', ''))
  return (word) => known.get(word) ?? (/^2026-1[12]-/.test(word) ? timeStand(word) : undefined)
}

const timeStand =
  (word: string): Stand =>
  (c, of) => {
    const hours = hoursBack(c, of)
    return word.includes('T') ? hourBack(word, hours) : addDays(word, -Math.floor(hours / 24))
  }

function copyOnce(from: Database.Database, to: Database.Database): void {
  const key = from.prepare('select * from api_key').all() as Readonly<Record<string, Cell>>[]
  for (const row of key) {
    const names = Object.keys(row)
    to.prepare(`insert into api_key (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`).run(...Object.values(row)) // prettier-ignore
  }
}

/** Kept counts and running numbers, as all the copies together make them. */
function count(
  from: Database.Database,
  to: Database.Database,
  copies: number,
  place: (word: string) => number | undefined,
  stands: readonly Stand[],
): void {
  const marks = from.prepare('select * from tally where n > 0').all() as Readonly<Record<'filer' | 'kind' | 'at' | 'name' | 'part', string> & { n: number }>[] // prettier-ignore
  const add =
    to.prepare(`insert into tally (filer, kind, at, name, part, n) values (?, ?, ?, ?, ?, ?)
    on conflict (filer, kind, at, name, part) do update set n = n + excluded.n`)
  const stand = (text: string, copy: number) => {
    const found = text === '' ? undefined : place(text)
    return found === undefined ? text : (stands[found]?.(copy, copies) ?? text)
  }
  for (let copy = 0; copy < copies; copy += 1) {
    for (const { at, name, kind, part, n } of marks) {
      add.run(filer, kind, stand(at, copy), stand(name, copy), part, n)
    }
  }
  const high = (text: string) => to.prepare(text).pluck().get() as number
  const put = to.prepare('insert into sequence (name, value) values (?, ?)')
  put.run(`entry ${filer}`, copies * templateEntries)
  put.run(`message ${filer}`, high('select count(*) from transmission'))
  put.run(`feed ${filer}`, high('select max(position) from feed'))
}
