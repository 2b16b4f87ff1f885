/**
 * Batches: what came in one file, in parts until its rows are filed, and a mark for each shipment
 * that says what became of it. The mark's key is what keeps a row from being filed twice.
 * @module
 */
import { releaseContent } from './content.ts'
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

/** `waits` says why filing rests; `parts` and what comes behind it say how far it is. */
export const batchMigration: Migration = {
  id: 14,
  name: 'batches',
  statements: [
    `create table batch (
      id text primary key, filer text not null, state text not null, format text not null,
      name text, actor text not null, bytes integer not null, sha256 text, heading text,
      file_rows integer not null, received integer not null, accepted integer not null,
      refused integer not null, parts integer not null, next_part integer not null,
      next_item integer not null, waits text, lease_until text, created_at text not null,
      updated_at text not null, done_at text)`,
    `create index batch_by_filer on batch (filer, id)`,
    `create index batch_by_state on batch (state, updated_at)`,
    `create index batch_by_content on batch (filer, sha256)`,
    `create table batch_part (
      batch_id text not null, n integer not null, body text not null, primary key (batch_id, n))`,
    `create table batch_upload (
      batch_id text not null, n integer not null, base64 text not null, primary key (batch_id, n))`,
    `create table batch_item (
      batch_id text not null, position integer not null, outcome text not null, reference text,
      entry_id text, detail text, primary key (batch_id, position))`,
    `create index batch_item_by_outcome on batch_item (batch_id, outcome, position)`,
    `create table batch_mapping (
      filer text primary key, columns text not null, updated_at text not null)`,
    `alter table entry add column batch_id text`,
    `alter table entry add column batch_position integer`,
    `create index entry_by_batch on entry (batch_id, status, batch_position)
      where batch_id is not null`,
    `create index entry_by_batch_bill on entry (batch_id, master_bill)
      where batch_id is not null`,
  ],
}

export const batchStates = ['receiving', 'filing', 'done'] as const
export type BatchState = (typeof batchStates)[number]

export type StoredBatch = {
  readonly id: string
  readonly filer: string
  readonly state: BatchState
  readonly format: string
  readonly name: string | null
  readonly actor: string
  readonly bytes: number
  readonly sha256: string | null
  /** JSON of how the columns are read; null where there are none. */
  readonly heading: string | null
  readonly rows: number
  readonly received: number
  readonly accepted: number
  readonly refused: number
  readonly parts: number
  readonly nextPart: number
  readonly nextItem: number
  readonly waits: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly doneAt: string | null
}

type BatchRow = Row & {
  id: string; filer: string; state: BatchState; format: string; name: string | null; actor: string
  bytes: number; sha256: string | null; heading: string | null; file_rows: number; received: number
  accepted: number; refused: number; parts: number; next_part: number; next_item: number
  waits: string | null; created_at: string; updated_at: string; done_at: string | null
} // prettier-ignore

const all = sql`select id, filer, state, format, name, actor, bytes, sha256, heading, file_rows,
  received, accepted, refused, parts, next_part, next_item, waits, created_at, updated_at, done_at
  from batch`

const stored = (row: BatchRow): StoredBatch => ({
  id: row.id,
  filer: row.filer,
  state: row.state,
  format: row.format,
  name: row.name,
  actor: row.actor,
  bytes: row.bytes,
  sha256: row.sha256,
  heading: row.heading,
  rows: row.file_rows,
  received: row.received,
  accepted: row.accepted,
  refused: row.refused,
  parts: row.parts,
  nextPart: row.next_part,
  nextItem: row.next_item,
  waits: row.waits,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  doneAt: row.done_at,
})

export type NewBatch = Pick<StoredBatch, 'id' | 'filer' | 'format' | 'name' | 'actor'>

export const insertBatch = ({ id, filer, format, name, actor }: NewBatch, at: string): Statement =>
  sql`insert into batch (id, filer, state, format, name, actor, bytes, file_rows, received,
      accepted, refused, parts, next_part, next_item, created_at, updated_at)
    values (${id}, ${filer}, 'receiving', ${format}, ${name}, ${actor}, 0, 0, 0, 0, 0, 0, 0, 0,
      ${at}, ${at})`

/** Uploads that are under way are told apart from dead ones by this. */
export const touchBatch = (id: string, bytes: number, at: string): Statement =>
  sql`update batch set bytes = ${bytes}, updated_at = ${at} where id = ${id}`

export const putPart = (id: string, n: number, body: string): Statement =>
  sql`insert into batch_part (batch_id, n, body) values (${id}, ${n}, ${body})`

export const putUpload = (id: string, n: number, base64: string): Statement =>
  sql`insert into batch_upload (batch_id, n, base64) values (${id}, ${n}, ${base64})`

export const dropUpload = (id: string): Statement =>
  sql`delete from batch_upload where batch_id = ${id}`

export type Whole = Pick<
  StoredBatch,
  'bytes' | 'sha256' | 'heading' | 'rows' | 'received' | 'parts'
>

/** All of it is here. Returns its id, unless it has been cleared away in between. */
export const openBatch = (id: string, whole: Whole, at: string): Statement =>
  sql`update batch set state = 'filing', bytes = ${whole.bytes}, sha256 = ${whole.sha256},
      heading = ${whole.heading}, file_rows = ${whole.rows}, received = ${whole.received},
      parts = ${whole.parts}, updated_at = ${at}
    where id = ${id} and state = 'receiving' returning id`

/** What never became whole leaves nothing; what did is left alone, whoever thinks otherwise. */
export const dropBatch = (id: string): Statement[] => [
  sql`delete from batch_upload where batch_id in (
    select id from batch where id = ${id} and state = 'receiving')`,
  sql`delete from batch_part where batch_id in (
    select id from batch where id = ${id} and state = 'receiving')`,
  sql`delete from batch where id = ${id} and state = 'receiving'`,
]

/** Uploads that nobody has added to since. */
export async function deadUploads(db: Db, since: string): Promise<string[]> {
  const rows = await db.read<Row & { id: string }>(
    sql`select id from batch where state = 'receiving' and updated_at < ${since} limit 100`,
  )
  return rows.map(({ id }) => id)
}

/** Those that wait longest first, so that many take turns; a lease of another node is respected. */
export async function batchesToFile(db: Db, now: string, limit: number): Promise<StoredBatch[]> {
  const rows = await db.read<BatchRow>(
    join([
      all,
      sql`where state = 'filing' and (lease_until is null or lease_until <= ${now})
        order by updated_at, id limit ${limit}`,
    ]),
  )
  return rows.map(stored)
}

/** Returns the id of the batch when it is ours for a while. */
export const leaseBatch = (id: string, now: string, until: string): Statement =>
  sql`update batch set lease_until = ${until}
    where id = ${id} and state = 'filing' and (lease_until is null or lease_until <= ${now})
    returning id`

export const releaseBatch = (id: string, waits: string | null, at: string): Statement =>
  sql`update batch set lease_until = null, waits = ${waits}, updated_at = ${at} where id = ${id}`

export const releaseBatches = (): Statement =>
  sql`update batch set lease_until = null where lease_until is not null`

export async function readPart(db: Db, id: string, n: number): Promise<string | undefined> {
  const [row] = await db.read<Row & { body: string }>(
    sql`select body from batch_part where batch_id = ${id} and n = ${n}`,
  )
  return row?.body
}

export async function readUpload(db: Db, id: string, n: number): Promise<string | undefined> {
  const [row] = await db.read<Row & { base64: string }>(
    sql`select base64 from batch_upload where batch_id = ${id} and n = ${n}`,
  )
  return row?.base64
}

export type Item = {
  /** The first row of the shipment in its file. */
  readonly position: number
  readonly outcome: 'accepted' | 'refused'
  readonly reference: string | null
  readonly entryId: string | null
  /** Of a refused one: its rows, and what is wrong with them, as JSON. */
  readonly detail: string | null
}

/** A `Conflict` on `batch_item` when somebody else has dealt with it. */
export const putItem = (id: string, item: Item): Statement =>
  sql`insert into batch_item (batch_id, position, outcome, reference, entry_id, detail)
    values (${id}, ${item.position}, ${item.outcome}, ${item.reference}, ${item.entryId},
      ${item.detail})`

export type Step = {
  readonly accepted: number
  readonly refused: number
  readonly nextPart: number
  readonly nextItem: number
  readonly done: boolean
}

/** How far it is, in the write of the rows that brought it there; a finished part is let go. */
export function advance(id: string, step: Step, at: string, leaseUntil: string): Statement[] {
  const { accepted, refused, nextPart, nextItem, done } = step
  return [
    sql`update batch set accepted = accepted + ${accepted}, refused = refused + ${refused},
        next_part = ${nextPart}, next_item = ${nextItem}, waits = null, updated_at = ${at},
        state = ${done ? 'done' : 'filing'}, done_at = ${done ? at : null},
        lease_until = ${done ? null : leaseUntil}
      where id = ${id}`,
    ...(done ? [releaseContent(id)] : []),
    ...(nextItem === 0 ? [sql`delete from batch_part where batch_id = ${id} and n < ${nextPart}`] : []),
  ] // prettier-ignore
}

export async function batchOfFiler(db: Db, filer: string, id: string) {
  const [row] = await db.read<BatchRow>(join([all, sql`where filer = ${filer} and id = ${id}`]))
  return row && stored(row)
}

export async function batchById(db: Db, id: string): Promise<StoredBatch | undefined> {
  const [row] = await db.read<BatchRow>(join([all, sql`where id = ${id}`]))
  return row && stored(row)
}

type Page = { readonly limit: number; readonly before?: string | undefined }

export async function batchesOf(db: Db, filer: string, { limit, before }: Page) {
  const older = before === undefined ? [] : [sql`and id < ${before}`]
  const rows = await db.read<BatchRow>(
    join([all, sql`where filer = ${filer}`, ...older, sql`order by id desc limit ${limit}`]),
  )
  return rows.map(stored)
}

export async function mappingOf(db: Db, filer: string): Promise<string | undefined> {
  const [row] = await db.read<Row & { columns: string }>(
    sql`select columns from batch_mapping where filer = ${filer}`,
  )
  return row?.columns
}

export const putMapping = (filer: string, columns: string, at: string): Statement =>
  sql`insert into batch_mapping (filer, columns, updated_at) values (${filer}, ${columns}, ${at})
    on conflict (filer) do update set columns = excluded.columns, updated_at = excluded.updated_at`
