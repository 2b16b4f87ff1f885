/**
 * The inbox: CBP's notifications, each once, raw, stored before they are acknowledged.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/**
 * `pending` is still to be applied; `waiting` too, once CBP has answered the entry's own filing.
 *`applied`, `superseded` and `duplicate` are done. `ignored` has
 * its reason; `quarantined` waits for a person; `orphan` names an entry we do not have.
 */
export type InboxOutcome =
  'pending' | 'applied' | 'superseded' | 'duplicate' | 'ignored' | 'quarantined' | 'orphan'

export type InboxRow = {
  readonly id: string
  readonly filer: string
  readonly entryNumber: string
  readonly raw: string
  readonly sha256: string
}

export type Received = InboxRow & {
  readonly cbpAt: string
  readonly sequence: number
  readonly receivedAt: string
  readonly outcome: InboxOutcome
  readonly detail: string | null
}

/** A repeat of a known id changes nothing. */
export const receive = (received: Received): Statement =>
  sql`insert into inbox (id, filer, entry_number, cbp_at, sequence, sha256, raw, received_at,
      outcome, detail)
    values (${received.id}, ${received.filer}, ${received.entryNumber}, ${received.cbpAt},
      ${received.sequence}, ${received.sha256}, ${received.raw}, ${received.receivedAt},
      ${received.outcome}, ${received.detail})
    on conflict (id) do nothing`

type PendingRow = Row & {
  id: string
  filer: string
  entry_number: string
  raw: string
  sha256: string
}

/** In CBP's order: its time, then its sequence. */
export async function pendingInbox(db: Db, limit: number): Promise<InboxRow[]> {
  const rows = await db.read<PendingRow>(
    sql`select id, filer, entry_number, raw, sha256 from inbox where outcome = 'pending'
      order by cbp_at, sequence, id limit ${limit}`,
  )
  return rows.map(({ id, filer, entry_number, raw, sha256 }) => ({
    id,
    filer,
    entryNumber: entry_number,
    raw,
    sha256,
  }))
}

export type Known = Pick<InboxRow, 'raw' | 'sha256'>

export async function known(db: Db, id: string): Promise<Known | undefined> {
  const [row] = await db.read<Row & Known>(sql`select sha256, raw from inbox where id = ${id}`)
  return row
}

export const resolveInbox = (
  id: string,
  outcome: InboxOutcome,
  detail: string | null,
  entryId: string | null,
): Statement =>
  sql`update inbox set outcome = ${outcome}, detail = ${detail}, entry_id = ${entryId}
    where id = ${id} and outcome = 'pending'`

/** Holds a notification back while its entry is `queued`; the condition closes the race with the reply. */
export const holdInbox = (id: string, entryId: string): Statement =>
  sql`update inbox set outcome = 'waiting', entry_id = ${entryId} where id = ${id}
    and outcome = 'pending'
    and exists (select 1 from entry where entry.id = ${entryId} and entry.status = 'queued')`

export const unholdInbox = (entryNumber: string): Statement =>
  sql`update inbox set outcome = 'pending' where entry_number = ${entryNumber}
    and outcome = 'waiting'`
