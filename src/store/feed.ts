/**
 * The feed: every event of every entry once more, in the order of its filer, without what is
 * personal. Written with the event itself, and with one delivery for each webhook that wants it.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Announcement = {
  readonly entryId: string
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly entryNumber: string
  readonly reference: string
  readonly status: string
  readonly version: number
}

export type FeedRow = Announcement & { readonly position: number }

/** D1 binds at most a hundred values. */
const atOnce = 9

/**
 * All of one filer. The counter's row is locked until the commit, so that on every store positions
 * of one filer are seen in their order and without a hole: a reader that has seen 7 never finds a
 * late 6.
 */
export function announce(filer: string, all: readonly Announcement[]): Statement[] {
  if (all.length === 0) return []
  const counter = `feed ${filer}`
  const portions = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, n) =>
    all.slice(n * atOnce, (n + 1) * atOnce),
  )
  return [
    sql`insert into sequence (name, value) values (${counter}, ${all.length})
      on conflict (name) do update set value = sequence.value + excluded.value`,
    ...portions.map((some, portion) =>
      join([
        sql`insert into feed (filer, position, entry_id, seq, type, at, entry_number, reference,
          status, version) values`,
        join(
          some.map((said, n) => {
            const behind = all.length - 1 - portion * atOnce - n
            return sql`(${filer}, (select value - ${behind} from sequence where name = ${counter}),
              ${said.entryId}, ${said.seq}, ${said.type}, ${said.at}, ${said.entryNumber},
              ${said.reference}, ${said.status}, ${said.version})`
          }),
          ', ',
        ),
      ]),
    ),
    // Once for all of them: it costs 20 us, also where nobody listens.
    sql`insert into delivery (webhook_id, message_id, entry_id, seq, previous_seq, type, at, state,
        attempts, due_at)
      select webhook.id, 'msg_' || feed.entry_id || '_' || feed.seq, feed.entry_id, feed.seq,
        (select max(earlier.seq) from feed earlier where earlier.entry_id = feed.entry_id
          and earlier.seq < feed.seq
          and (webhook.types = '*' or webhook.types like '% ' || earlier.type || ' %')),
        feed.type, feed.at, 'due', 0, feed.at
      from webhook join feed on feed.filer = webhook.filer
      where webhook.filer = ${filer}
        and feed.position > (select value - ${all.length} from sequence where name = ${counter})
        and (webhook.types = '*' or webhook.types like '% ' || feed.type || ' %')`,
  ]
}

type Stored = Row & {
  position: number; entry_id: string; seq: number; type: string; at: string; entry_number: string
  reference: string; status: string; version: number
} // prettier-ignore

export async function feedAfter(
  db: Db,
  filer: string,
  position: number,
  limit: number,
): Promise<FeedRow[]> {
  const rows = await db.read<Stored>(
    sql`select position, entry_id, seq, type, at, entry_number, reference, status, version
      from feed where filer = ${filer} and position > ${position} order by position limit ${limit}`,
  )
  return rows.map(({ entry_id, entry_number, ...row }) => ({
    ...row,
    entryId: entry_id,
    entryNumber: entry_number,
  }))
}

/** What a filer's feed holds: from the one position to the other; `newest` 0 before the first. */
export async function feedBounds(db: Db, filer: string) {
  const [row] = await db.read<Row & { newest: number | null; oldest: number | null }>(
    sql`select (select value from sequence where name = ${`feed ${filer}`}) as newest,
      (select min(position) from feed where filer = ${filer}) as oldest`,
  )
  const newest = row?.newest ?? 0
  return { newest, oldest: row?.oldest ?? newest + 1 }
}

/** The position before the first event of this instant or later; of all when there is none. */
export async function positionBefore(db: Db, filer: string, at: string): Promise<number> {
  const [row] = await db.read<Row & { first: number | null }>(
    sql`select min(position) as first from feed where filer = ${filer} and at >= ${at}`,
  )
  if (row?.first != null) return row.first - 1
  return (await feedBounds(db, filer)).newest
}

export const announcementTables = [
  `create table feed (
    filer text not null, position integer not null, entry_id text not null, seq integer not null,
    type text not null, at text not null, entry_number text not null, reference text not null,
    status text not null, version integer not null, primary key (filer, position)) without rowid`,
  `create unique index feed_by_event on feed (entry_id, seq)`,
  `create index feed_by_time on feed (filer, at)`,
  `create table webhook (
    id text primary key, filer text not null, url text not null, description text not null,
    types text not null, enabled integer not null, disabled_at text, disabled_reason text,
    secret text not null, previous_secret text, previous_until text, created_at text not null,
    updated_at text not null)`,
  `create index webhook_by_filer on webhook (filer, id)`,
  `create table delivery (
    webhook_id text not null, message_id text not null, entry_id text, seq integer,
    previous_seq integer, type text not null, at text not null, state text not null,
    attempts integer not null, due_at text not null, lease_until text, last_at text,
    last_status integer, last_note text, primary key (webhook_id, message_id)) without rowid`,
  `create index delivery_by_state on delivery (webhook_id, state, due_at)`,
  `create index delivery_by_time on delivery (webhook_id, at, message_id)`,
]
