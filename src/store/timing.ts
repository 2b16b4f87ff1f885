/**
 * What the journal holds of the newest released entries: CBP's acceptance and its notifications.
 * @module
 */
import type { Event } from '../domain/event.ts'
import { sql } from './db.ts'
import type { Db, Row } from './db.ts'

export type ReleasedEntry = { readonly entryType: string; readonly events: readonly Event[] }

type EventRow = Row & { id: string; entry_type: string; data: string }

export async function newestReleased(
  db: Db,
  filer: string,
  most: number,
): Promise<ReleasedEntry[]> {
  const rows = await db.read<EventRow>(
    sql`select newest.id, newest.entry_type, event.data
      from (select id, entry_type from entry where filer = ${filer} and status = 'released'
        order by id desc limit ${most}) as newest
      join event on event.entry_id = newest.id
      where event.type in ('accepted', 'referred', 'notified')
      order by newest.id, event.seq`,
  )
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((of) => ({
    entryType: of[0]?.entry_type ?? '',
    events: of.map(({ data }) => JSON.parse(data) as Event),
  }))
}
