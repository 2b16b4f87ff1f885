/**
 * The journal: the events of an entry, append-only. Its key (entry, seq) decides who was first.
 * @module
 */
import type { Event } from '../domain/event.ts'
import { digest, eventText } from './chain.ts'
import type { Digest, Link } from './chain.ts'
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

type SignatureRow = Row & { seq: number; actor: string | null; hash: string | null }

/** Who stands behind each event, and the hash that chains it; neither in journals older than both. */
export async function signaturesOf(db: Db, entryId: string) {
  const rows = await db.read<SignatureRow>(
    sql`select seq, actor, hash from event where entry_id = ${entryId} order by seq`,
  )
  return new Map(rows.map(({ seq, actor, hash }) => [seq, { by: actor, hash }]))
}

/**
 * The statements that add `events` behind seq `after`, chained to the one before, and the new head
 * of the chain; a `Conflict` on `event` is a lost race.
 */
export function chain(
  entryId: string,
  after: number,
  events: readonly Event[],
  { by, source, previous }: Link,
  hashOf: Digest = digest,
): { readonly statements: Statement[]; readonly head: string | null } {
  let head = previous
  const statements = events.map((event, index) => {
    const seq = after + index + 1
    const { type, at } = event
    const data = JSON.stringify(event)
    head = hashOf(eventText(head, { entryId, seq, type, at, by, source, data }))
    return sql`insert into event (entry_id, seq, type, at, data, actor, source, hash)
      values (${entryId}, ${seq}, ${type}, ${at}, ${data}, ${by}, ${source}, ${head})`
  })
  return { statements, head }
}

/** The gateway's own events, beginning a chain. */
export const append = (entryId: string, after: number, events: readonly Event[]): Statement[] =>
  chain(entryId, after, events, { by: 'gateway', source: null, previous: null }).statements
