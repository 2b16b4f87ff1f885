/**
 * Archives: files elsewhere with the journals of entries that ended long ago. The store keeps which
 * entry is in which file, and where its chain went on from.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import { keepDeclaredOf } from './declared.ts'
import type { Migration } from './migrations.ts'

export const archiveMigration: Migration = {
  id: 20,
  name: 'archives',
  statements: [
    `create table archive (
      n integer primary key, name text not null, sha256 text not null, previous text,
      made_at text not null, entries integer not null, state text not null)`,
    `create table archived (
      entry_id text primary key, archive integer not null, seq integer not null, head text not null)`,
  ],
}

/** `moving`: the file is whole and verified, and the store still has some of what it holds. */
export type Archive = {
  readonly n: number
  readonly name: string
  /** What its last line says: over all before it. */
  readonly sha256: string
  readonly previous: string | null
  readonly madeAt: string
  readonly entries: number
  readonly state: 'moving' | 'done'
}

type ArchiveRow = Row & Omit<Archive, 'madeAt'> & { made_at: string }

export async function archives(db: Db): Promise<Archive[]> {
  const rows = await db.read<ArchiveRow>(
    sql`select n, name, sha256, previous, made_at, entries, state from archive order by n`,
  )
  return rows.map(({ made_at, ...row }) => ({ ...row, madeAt: made_at }))
}

export const putArchive = (archive: Archive): Statement =>
  sql`insert into archive (n, name, sha256, previous, made_at, entries, state)
    values (${archive.n}, ${archive.name}, ${archive.sha256}, ${archive.previous},
      ${archive.madeAt}, ${archive.entries}, ${archive.state})`

export const finishArchive = (n: number): Statement =>
  sql`update archive set state = 'done' where n = ${n}`

export type Head = {
  readonly id: string
  readonly entryNumber: string
  readonly seq: number
  readonly head: string
}

/** CBP says no more of these, unless it takes a release back. */
const ended = `status in ('released', 'cancelled')`

/**
 * Ended, silent since `before`, under a closed seal, and here with their whole journal; by id behind
 * `after`.
 */
export async function archivable(
  db: Db,
  before: string,
  after: string,
  limit: number,
): Promise<Head[]> {
  const rows = await db.read<Row & Omit<Head, 'entryNumber'> & { entry_number: string }>(
    join([
      sql`select id, entry_number, head_seq as seq, head from entry where id > ${after} and`,
      { sql: ended, values: [] },
      sql`and updated_at < ${before} and head is not null and pending_message_id is null
        and seal_due <= (select coalesce(max(n), 0) from seal where hash is not null)
        and not exists (select 1 from archived where archived.entry_id = entry.id)
        order by id limit ${limit}`,
    ]),
  )
  return rows.map(({ entry_number, ...row }) => ({ ...row, entryNumber: entry_number }))
}

/** Nothing happens to an entry that has changed since its journal was written to the file. */
export const moveOut = (n: number, { id, seq, head }: Omit<Head, 'entryNumber'>): Statement[] => [
  join([
    sql`insert into archived (entry_id, archive, seq, head)
      select id, ${n}, head_seq, head from entry
        where id = ${id} and head_seq = ${seq} and head = ${head} and`,
    { sql: ended, values: [] },
    sql`on conflict (entry_id) do nothing`,
  ]),
  ...keepDeclaredOf(id, n),
  sql`delete from event where entry_id = ${id} and seq <= ${seq}
    and exists (select 1 from archived where entry_id = ${id} and archive = ${n})`,
  sql`delete from entry_message where entry_id = ${id} and seq <= ${seq}
    and exists (select 1 from archived where archived.entry_id = ${id} and archive = ${n})`,
]

export async function countArchived(db: Db, n: number): Promise<number> {
  const [row] = await db.read<Row & { rows: number }>(
    sql`select cast(count(*) as integer) as rows from archived where archive = ${n}`,
  )
  return row?.rows ?? 0
}

export const dropMessage = (id: string): Statement[] => [
  sql`delete from message_part where message_id = ${id}`,
  sql`delete from message where id = ${id}`,
]

/** Where the journal of an entry is, when it is not here. */
export type Elsewhere = { readonly name: string; readonly madeAt: string; readonly seq: number }

export async function archiveOf(db: Db, entryId: string): Promise<Elsewhere | undefined> {
  const [row] = await db.read<Row & { name: string; made_at: string; seq: number }>(
    sql`select archive.name, archive.made_at, archived.seq from archived
      join archive on archive.n = archived.archive where archived.entry_id = ${entryId}`,
  )
  return row && { name: row.name, madeAt: row.made_at, seq: row.seq }
}
