/**
 * The journal: the events of an entry, append-only. Its key (entry, seq) decides who was first.
 * @module
 */
import type { Event } from '../domain/event.ts'
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type JournalRow = { readonly seq: number; readonly event: Event }

type EventRow = Row & { seq: number; data: string }

export async function readJournal(db: Db, entryId: string): Promise<JournalRow[]> {
  const rows = await db.read<EventRow>(
    sql`select seq, data from event where entry_id = ${entryId} order by seq`,
  )
  return rows.map(({ seq, data }) => ({ seq, event: JSON.parse(data) as Event }))
}

/** The statements that add `events` behind seq `after`; a `Conflict` on `event` is a lost race. */
export function append(entryId: string, after: number, events: readonly Event[]): Statement[] {
  return events.map((event, index) => {
    const seq = after + index + 1
    return sql`insert into event (entry_id, seq, type, at, data)
      values (${entryId}, ${seq}, ${event.type}, ${event.at}, ${JSON.stringify(event)})`
  })
}
