/**
 * An entry in two rows. What was declared, and what the law said of it, is two thirds of an entry and
 * changes with a version of the filing alone: it stands apart, so that each of CBP's words writes only
 * the small rest.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
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

export type StoredEntry = {
  readonly id: string
  readonly entry: Entry
  /** The hash of the newest event; `null` where no event has one yet. */
  readonly head: string | null
  /** What is declared has its row; without this a change puts it there. */
  readonly apart?: true
}

export type EntryRow = Row & {
  id: string; state: string; head: string | null; declared: string | null
} // prettier-ignore

/** Both rows in one look. */
export const entryColumns = sql`entry.id, entry.state, entry.head,
  (select declared.content from declared where declared.entry_id = entry.id) as declared`

export function stored({ id, state, head, declared }: EntryRow): StoredEntry {
  const rest = JSON.parse(state) as Entry
  if (declared === null) return { id, entry: rest, head }
  return { id, entry: { ...rest, ...(JSON.parse(declared) as Declared) }, head, apart: true }
}

type Declared = Pick<Entry, 'shipment' | 'judged'>

/** What changes with every event. */
export const restOf = (entry: Entry): string =>
  JSON.stringify({ ...entry, shipment: undefined, judged: undefined })

/** Events that leave a part as it was leave the very same object. */
export function keepDeclared(id: string, before: Entry | undefined, after: Entry): Statement[] {
  const { shipment, judged } = after
  if (before?.shipment === shipment && before.judged === judged) return []
  const content = JSON.stringify({ shipment, judged } satisfies Declared)
  return [
    sql`insert into declared (entry_id, content) values (${id}, ${content})
      on conflict (entry_id) do update set content = excluded.content`,
  ]
}
