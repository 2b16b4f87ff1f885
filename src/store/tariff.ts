/**
 * Imported tariffs. Each import has rows of its own, and is used from the write that makes it
 * current; the one before it stays for searches under way, and goes with the next import.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** The tables, for the list of migrations. */
export const tariffTables: readonly string[] = [
  `create table tariff_revision (
    id text primary key, label text not null, sha256 text not null,
    index_version integer not null, headings integer not null, lines integer not null,
    imported_at text not null, state text not null)`,
  `create index tariff_revision_by_state on tariff_revision (state)`,
  `create table tariff_heading (
    revision text not null, name text not null, part integer not null, body text not null,
    primary key (revision, name, part))`,
  `create table tariff_term (
    revision text not null, name text not null, part integer not null, body text not null,
    primary key (revision, name, part))`,
]

export type TariffRevision = {
  readonly id: string
  readonly label: string
  readonly sha256: string
  readonly indexVersion: number
  /** Headings of chapters 1 to 97, and lines that goods are declared under. */
  readonly headings: number
  readonly lines: number
  readonly importedAt: string
}

type RevisionRow = Row & {
  id: string; label: string; sha256: string; index_version: number; headings: number
  lines: number; imported_at: string
} // prettier-ignore

export async function currentRevision(db: Db): Promise<TariffRevision | undefined> {
  const [row] = await db.read<RevisionRow>(
    sql`select id, label, sha256, index_version, headings, lines, imported_at
      from tariff_revision where state = 'current'`,
  )
  return (
    row && {
      id: row.id,
      label: row.label,
      sha256: row.sha256,
      indexVersion: row.index_version,
      headings: row.headings,
      lines: row.lines,
      importedAt: row.imported_at,
    }
  )
}

export const openRevision = (revision: TariffRevision): Statement =>
  sql`insert into tariff_revision
    (id, label, sha256, index_version, headings, lines, imported_at, state)
    values (${revision.id}, ${revision.label}, ${revision.sha256}, ${revision.indexVersion},
      ${revision.headings}, ${revision.lines}, ${revision.importedAt}, 'loading')`

/** One write: at every moment exactly one revision is current. */
export const makeCurrent = (id: string): Statement[] => [
  sql`update tariff_revision set state = 'replaced' where state = 'current'`,
  sql`update tariff_revision set state = 'current' where id = ${id}`,
]

/** Takes away what was replaced before, and imports that began before `since` and never ended. */
export const forgetRevisions = (since: string): Statement[] => [
  ...(['tariff_heading', 'tariff_term'] as const).map((table): Statement => ({
    sql: `delete from ${table} where revision in (select id from tariff_revision
        where state = 'replaced' or (state = 'loading' and imported_at < ?))`,
    values: [since],
  })),
  sql`delete from tariff_revision
    where state = 'replaced' or (state = 'loading' and imported_at < ${since})`,
]

/** Long texts by their key; kept in parts, because D1 limits a row. */
export type Text = { readonly key: string; readonly text: string }

/** Characters; at most four bytes each stays well under a megabyte. */
const partLength = 200_000
/** D1 binds a hundred values in one statement, and four stand in a row. */
const rowsInStatement = 25
/** So that one write stays small for D1, and short for whoever waits behind it in SQLite. */
const charactersInWrite = 500_000

type Table = 'tariff_heading' | 'tariff_term'

/** The writes that keep `texts`, each a list of statements. */
export function keepTexts(table: Table, revision: string, texts: readonly Text[]): Statement[][] {
  const rows = texts.flatMap(({ key, text }) =>
    (text.match(new RegExp(`[^]{1,${partLength}}`, 'gu')) ?? ['']).map((body, part) => {
      return { size: body.length, row: sql`(${revision}, ${key}, ${part}, ${body})` }
    }),
  )
  const into = { sql: `insert into ${table} (revision, name, part, body) values`, values: [] }
  const writes: Statement[][] = []
  let room = 0
  for (let at = 0; at < rows.length; at += rowsInStatement) {
    const some = rows.slice(at, at + rowsInStatement)
    const statement = join([into, join(some.map(({ row }) => row), ', ')]) // prettier-ignore
    if (room <= 0) {
      writes.push([])
      room = charactersInWrite
    }
    writes.at(-1)?.push(statement)
    room -= some.reduce((sum, { size }) => sum + size, 0)
  }
  return writes
}

type TextRow = Row & { name: string; part: number; body: string }

/** The texts of those keys that exist. */
export async function textsOf(
  db: Db,
  table: Table,
  revision: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (let at = 0; at < keys.length; at += mostKeys) {
    const some = keys.slice(at, at + mostKeys)
    const rows = await db.read<TextRow>({
      sql: `select name, part, body from ${table}
        where revision = ? and name in (${some.map(() => '?').join(', ')}) order by part`,
      values: [revision, ...some],
    })
    for (const { name, body } of rows) texts.set(name, (texts.get(name) ?? '') + body)
  }
  return texts
}

const mostKeys = 90
