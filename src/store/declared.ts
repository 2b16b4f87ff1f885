/**
 * An entry in two places. What was declared, and what the law said of it, is two thirds of an entry and
 * changes with a version of the filing alone: it stands apart, so that each of CBP's words writes only
 * the small rest. Most often the event that declared it says all of it, and the entry names that event;
 * else it has a row of its own.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
import type { Event } from '../domain/event.ts'
import { sql } from './db.ts'
import type { Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

/**
 * Rows from before are whole, and are divided by their next change. Two indexes lose what no query
 * asks them for and every event wrote: when an open entry changed last, and that a closed one waits
 * for nothing.
 */
export const declaredMigration: Migration = {
  id: 23,
  name: 'what is declared, apart from what changes',
  statements: [
    `create table declared (entry_id text primary key, content text not null)`,
    `drop index entry_open`,
    `create index entry_open on entry (status)
      where status in ('queued', 'submitted', 'under_review', 'discrepancy')`,
    `drop index entry_by_silence`,
    `create index entry_by_silence on entry (silence_told, silent_since)
      where silent_since is not null`,
  ],
}

/** A row of its own stays until the entry is declared anew. */
export const declaringMigration: Migration = {
  id: 24,
  name: 'what is declared, in the event that declared it',
  statements: [`alter table entry add column declared_seq integer`],
}

export type StoredEntry = {
  readonly id: string
  readonly entry: Entry
  /** The hash of the newest event; `null` where no event has one yet. */
  readonly head: string | null
  /** What is declared has its event or its row; without this a change puts it there. */
  readonly apart?: true
}

export type EntryRow = Row & {
  id: string; state: string; head: string | null; declared: string | null
} // prettier-ignore

/** Both places in one look. */
export const entryColumns = sql`entry.id, entry.state, entry.head,
  case when entry.declared_seq is null
    then (select declared.content from declared where declared.entry_id = entry.id)
    else (select event.data from event
      where event.entry_id = entry.id and event.seq = entry.declared_seq) end as declared`

export function stored({ id, state, head, declared }: EntryRow): StoredEntry {
  const rest = JSON.parse(state) as Entry
  if (declared === null) return { id, entry: rest, head }
  const { shipment, judged = null } = JSON.parse(declared) as Declared
  return { id, entry: { ...rest, shipment, judged }, head, apart: true }
}

type Declared = Pick<Entry, 'shipment'> & Partial<Pick<Entry, 'judged'>>

/** What changes with every event. */
export const restOf = (entry: Entry): string =>
  JSON.stringify({ ...entry, shipment: undefined, judged: undefined })

/** The seq of its event, or `null` for a row of its own; and what makes it so. */
export type Declaration = { readonly seq: number | null; readonly kept: readonly Statement[] }

/**
 * Nothing where what is declared did not change: events that leave a part as it was leave the very same
 * object. `events` led to `after`, the newest last.
 */
export function declaration(
  id: string,
  before: Entry | undefined,
  after: Entry,
  events: readonly Event[],
): Declaration | undefined {
  const { shipment, judged } = after
  if (before?.shipment === shipment && before.judged === judged) return undefined
  const at = events.findLastIndex((event) => declares(event, after))
  if (at >= 0) {
    const seq = after.seq - events.length + 1 + at
    return { seq, kept: before ? [sql`delete from declared where entry_id = ${id}`] : [] }
  }
  const content = JSON.stringify({ shipment, judged } satisfies Declared)
  return {
    seq: null,
    kept: [
      sql`insert into declared (entry_id, content) values (${id}, ${content})
        on conflict (entry_id) do update set content = excluded.content`,
    ],
  }
}

/** All that an entry declares, which no event after it changed. */
const declares = (event: Event, { shipment, judged }: Entry): boolean =>
  'shipment' in event && event.shipment === shipment && (event.judged ?? null) === judged

/** Before the journal leaves the store: of an archived entry the rest stays whole. */
export const keepDeclaredOf = (id: string, archive: number): Statement[] => [
  sql`insert into declared (entry_id, content)
    select entry.id, event.data from entry
      join event on event.entry_id = entry.id and event.seq = entry.declared_seq
      where entry.id = ${id}
        and exists (select 1 from archived where entry_id = ${id} and archive = ${archive})
    on conflict (entry_id) do update set content = excluded.content`,
  sql`update entry set declared_seq = null where id = ${id} and declared_seq is not null
    and exists (select 1 from archived where entry_id = ${id} and archive = ${archive})`,
]
