/**
 * The inbox: CBP's notifications, each once, raw, stored before they are acknowledged.
 * @module
 */
import { join, list, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import { bodyOf } from './messages.ts'

/**
 * `pending` is still to be applied; `waiting` too, once CBP has answered the entry's own filing.
 * `applied`, `superseded` and `duplicate` are done. `ignored` has its reason, `dismissed` was put
 * away by a person; `quarantined` waits for one; `orphan` names an entry we do not have.
 */
export type InboxOutcome =
  | 'pending'
  | 'applied'
  | 'superseded'
  | 'duplicate'
  | 'ignored'
  | 'dismissed'
  | 'quarantined'
  | 'orphan'

export type InboxRow = {
  readonly id: string
  readonly filer: string
  readonly entryNumber: string
  readonly raw: string
  readonly sha256: string
  readonly receivedAt: string
  /** How often it was tried in vain. */
  readonly tries: number
}

export type Received = Omit<InboxRow, 'tries'> & {
  readonly cbpAt: string
  readonly sequence: number
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

/** What became of one that was applied. Its message has its bytes, so that they are kept once. */
export type AppliedAs = Extract<InboxOutcome, 'applied' | 'superseded'>

/** Kept and applied in one; a `Conflict` on `inbox` where it came before. */
export const receiveApplied = (received: Received, outcome: AppliedAs, entryId: string) =>
  sql`insert into inbox (id, filer, entry_number, cbp_at, sequence, sha256, raw, received_at,
      outcome, entry_id)
    values (${received.id}, ${received.filer}, ${received.entryNumber}, ${received.cbpAt},
      ${received.sequence}, ${received.sha256}, ${''}, ${received.receivedAt}, ${outcome},
      ${entryId})`

type PendingRow = Row & {
  id: string
  filer: string
  entry_number: string
  raw: string
  sha256: string
  received_at: string
  tries: number
}

/** In CBP's order: its time, then its sequence; without those to be tried again later. */
export async function pendingInbox(db: Db, limit: number, now: string): Promise<InboxRow[]> {
  const rows = await db.read<PendingRow>(
    sql`select id, filer, entry_number, raw, sha256, received_at, tries from inbox
      where outcome = 'pending' and (retry_at is null or retry_at <= ${now})
      order by cbp_at, sequence, id limit ${limit}`,
  )
  return rows.map(({ entry_number, received_at, ...rest }) => ({
    ...rest,
    entryNumber: entry_number,
    receivedAt: received_at,
  }))
}

/** Of these ids those that came before, with the SHA-256 of their bytes. */
export async function known(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await among<{ id: string; sha256: string }>(
    db,
    sql`select id, sha256 from inbox where id in (`,
    ids,
    sql`)`,
  )
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

/** As it came; of what was applied its message has the bytes. */
export async function rawOf(db: Db, id: string): Promise<string> {
  const [row] = await db.read<Row & { raw: string }>(sql`select raw from inbox where id = ${id}`)
  return row?.raw || bodyOf(db, id)
}

/** Of these entries those with something in the inbox that is still to be applied. */
export async function unsettledOf(db: Db, entryNumbers: readonly string[]): Promise<Set<string>> {
  const rows = await among<{ entry_number: string }>(
    db,
    sql`select distinct entry_number from inbox where outcome in ('pending', 'waiting')
      and entry_number in (`,
    entryNumbers,
    sql`)`,
  )
  return new Set(rows.map(({ entry_number }) => entry_number))
}

/** D1 binds at most a hundred values. */
async function among<R>(db: Db, head: Statement, values: readonly string[], tail: Statement) {
  const rows: (Row & R)[] = []
  for (let at = 0; at < values.length; at += 100) {
    const some = list(values.slice(at, at + 100))
    rows.push(...(await db.read<Row & R>(join([head, some, tail]))))
  }
  return rows
}

/** Applied, in the write that keeps its message. */
export const settleInbox = (id: string, outcome: AppliedAs, entryId: string): Statement =>
  sql`update inbox set outcome = ${outcome}, raw = '', detail = null, entry_id = ${entryId},
      retry_at = null
    where id = ${id} and outcome = 'pending'`

export const resolveInbox = (
  id: string,
  outcome: InboxOutcome,
  detail: string | null,
  entryId: string | null,
): Statement =>
  sql`update inbox set outcome = ${outcome}, detail = ${detail}, entry_id = ${entryId},
      retry_at = null
    where id = ${id} and outcome = 'pending'`

/** Tried in vain once more; what is still in the inbox is tried again at `retryAt`. */
export const retryInbox = (id: string, outcome: InboxOutcome, detail: string, retryAt: string) =>
  sql`update inbox set outcome = ${outcome}, detail = ${detail}, tries = tries + 1,
      retry_at = ${retryAt}
    where id = ${id} and outcome = 'pending'`

/** Orphans whose time has come are looked at again; each is tried by one node. */
export const reviveOrphans = (now: string, limit: number): Statement =>
  sql`update inbox set outcome = 'pending' where outcome = 'orphan' and id in (
      select id from inbox where outcome = 'orphan' and retry_at <= ${now} limit ${limit})
    returning id`

export async function orphansDue(db: Db, now: string): Promise<boolean> {
  const rows = await db.read(
    sql`select id from inbox where outcome = 'orphan' and retry_at <= ${now} limit 1`,
  )
  return rows.length > 0
}

/** Holds a notification back while its entry is `queued`; the condition closes the race with the reply. */
export const holdInbox = (id: string, entryId: string): Statement =>
  sql`update inbox set outcome = 'waiting', entry_id = ${entryId} where id = ${id}
    and outcome = 'pending'
    and exists (select 1 from entry where entry.id = ${entryId} and entry.status = 'queued')`

export const unholdInbox = (entryNumber: string): Statement =>
  sql`update inbox set outcome = 'pending' where entry_number = ${entryNumber}
    and outcome = 'waiting'`
