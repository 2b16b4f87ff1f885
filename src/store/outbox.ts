/**
 * The outbox: entries that wait for a transmission, transmissions with their fixed bytes, and every
 * attempt to send them. An attempt is committed before its bytes leave.
 * @module
 */
import type { Action } from '../domain/event.ts'
import { join, list, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Waiting = {
  readonly entryId: string
  readonly filer: string
  readonly action: Action
}

export const enqueue = (entryId: string, filer: string, action: Action, at: string): Statement =>
  sql`insert into outbox (entry_id, filer, action, at)
    values (${entryId}, ${filer}, ${action}, ${at})`

export const dequeue = (entryId: string): Statement =>
  sql`delete from outbox where entry_id = ${entryId}`

export async function filersWaiting(db: Db): Promise<string[]> {
  const rows = await db.read<Row & { filer: string }>(
    sql`select distinct filer from outbox where filer not in (select filer from filer_stop)`,
  )
  return rows.map(({ filer }) => filer)
}

export async function waitingOf(db: Db, filer: string, limit: number): Promise<Waiting[]> {
  const rows = await db.read<Row & { entry_id: string; filer: string; action: Action }>(
    sql`select entry_id, filer, action from outbox where filer = ${filer}
      order by at, entry_id limit ${limit}`,
  )
  return rows.map(({ entry_id, action }) => ({ entryId: entry_id, filer, action }))
}

/**
 * `due`: to be sent (again). `answered`: every entry has its result. `parked`: for an operator.
 * `replaced`: parked once, and its entries were taken out for others.
 */
export type TransmissionState = 'due' | 'answered' | 'parked' | 'replaced'
export type TransmissionKind = 'filing' | 'document'

export type Transmission = {
  readonly messageId: string
  readonly filer: string
  readonly kind: TransmissionKind
  readonly format: string
  readonly state: TransmissionState
  /** CBP may or may not have it; settled by asking, never by guessing. */
  readonly inDoubt: boolean
  readonly dueAt: string
  readonly attempts: number
  readonly note: string | null
}

export function openTransmission(
  transmission: Pick<Transmission, 'messageId' | 'filer' | 'kind' | 'format'>,
  at: string,
): Statement {
  const { messageId, filer, kind, format } = transmission
  return sql`insert into transmission (message_id, filer, kind, format, state, in_doubt, due_at,
      attempts, note, created_at, answered_at)
    values (${messageId}, ${filer}, ${kind}, ${format}, 'due', 0, ${at}, 0, null, ${at}, null)`
}

export const carry = (messageId: string, position: number, entryId: string, action: Action) =>
  sql`insert into transmission_entry (message_id, position, entry_id, action)
    values (${messageId}, ${position}, ${entryId}, ${action})`

type TransmissionRow = Row & {
  message_id: string; filer: string; kind: TransmissionKind; format: string
  state: TransmissionState; in_doubt: number; due_at: string; attempts: number; note: string | null
} // prettier-ignore

const columns = sql`message_id, filer, kind, format, state, in_doubt, due_at, attempts, note`

const transmission = (row: TransmissionRow): Transmission => ({
  messageId: row.message_id,
  filer: row.filer,
  kind: row.kind,
  format: row.format,
  state: row.state,
  inDoubt: row.in_doubt === 1,
  dueAt: row.due_at,
  attempts: row.attempts,
  note: row.note,
})

export async function dueTransmissions(
  db: Db,
  now: string,
  limit: number,
  paused: readonly string[] = [],
): Promise<Transmission[]> {
  const filers = paused.slice(0, 90)
  const rows = await db.read<TransmissionRow>(
    join([
      sql`select`, columns,
      sql`from transmission where state = 'due' and due_at <= ${now}`,
      ...(filers.length > 0 ? [sql`and filer not in (`, list(filers), sql`)`] : []),
      sql`order by due_at limit ${limit}`,
    ]), // prettier-ignore
  )
  return rows.map(transmission)
}

export async function transmissionsOf(
  db: Db,
  messageIds: readonly string[],
): Promise<Map<string, Transmission>> {
  const found = new Map<string, Transmission>()
  for (let at = 0; at < messageIds.length; at += 100) {
    const some = list(messageIds.slice(at, at + 100))
    const rows = await db.read<TransmissionRow>(
      join([
        sql`select`, columns, sql`from transmission where message_id in (`, some, sql`)`,
      ]), // prettier-ignore
    )
    for (const row of rows) found.set(row.message_id, transmission(row))
  }
  return found
}

/** How many entries each of them carries; at most a hundred are asked of. */
export async function entriesIn(db: Db, messageIds: readonly string[]) {
  if (messageIds.length === 0) return new Map<string, number>()
  const rows = await db.read<Row & { message_id: string; entries: number }>(
    join([
      sql`select message_id, cast(count(*) as integer) as entries from transmission_entry
        where message_id in (`, list(messageIds), sql`) group by message_id`,
    ]), // prettier-ignore
  )
  return new Map(rows.map(({ message_id, entries }) => [message_id, entries]))
}

/** For the only process of a store, at its start: attempts that a dead one left are due now. */
export const releaseLeases = (now: string): Statement =>
  sql`update transmission set due_at = ${now} where state = 'due' and in_doubt = 1
    and due_at > ${now} and exists (
      select 1 from attempt where attempt.message_id = transmission.message_id
        and attempt.n = transmission.attempts and attempt.finished_at is null)`

export type Carried = {
  readonly entryId: string
  readonly entryNumber: string
  readonly action: Action
}

export async function carriedBy(db: Db, messageId: string): Promise<Carried[]> {
  const rows = await db.read<Row & { entry_id: string; entry_number: string; action: Action }>(
    sql`select transmission_entry.entry_id, entry.entry_number, transmission_entry.action
      from transmission_entry join entry on entry.id = transmission_entry.entry_id
      where transmission_entry.message_id = ${messageId} order by transmission_entry.position`,
  )
  return rows.map(({ entry_id, entry_number, action }) => ({
    entryId: entry_id,
    entryNumber: entry_number,
    action,
  }))
}

/**
 * Attempt `n` with its lease. The key (message_id, n) lets one of several nodes begin it; until the
 * lease ends, nobody else finds the transmission due. A crash leaves it in doubt.
 */
export const beginAttempt = (messageId: string, n: number, at: string, leaseUntil: string) => [
  sql`insert into attempt (message_id, n, started_at, lease_until)
    values (${messageId}, ${n}, ${at}, ${leaseUntil})`,
  sql`update transmission set attempts = ${n}, in_doubt = 1, due_at = ${leaseUntil}
    where message_id = ${messageId}`,
]

export const endAttempt = (
  messageId: string,
  n: number,
  at: string,
  outcome: string,
  detail: string,
) =>
  sql`update attempt set finished_at = ${at}, outcome = ${outcome}, detail = ${detail}
    where message_id = ${messageId} and n = ${n}`

/** Only the newest attempt may move its transmission on; a late result of an older one cannot. */
export const settle = (
  messageId: string,
  n: number,
  at: string,
  to: Pick<Transmission, 'state' | 'inDoubt' | 'dueAt' | 'note'>,
): Statement =>
  sql`update transmission set state = ${to.state}, in_doubt = ${to.inDoubt ? 1 : 0},
      due_at = ${to.dueAt}, note = ${to.note},
      answered_at = ${to.state === 'answered' ? at : null}
    where message_id = ${messageId} and attempts = ${n} and state = 'due'`

/** The highest number of a transmission whose id begins with `prefix`, and of those given out. */
export async function highestMessage(db: Db, filer: string, prefix: string) {
  const [row] = await db.read<Row & { highest: string | null; given: number | null }>(
    sql`select (select max(message_id) from transmission where filer = ${filer}
        and message_id like ${`${prefix}%`}) as highest,
      (select value from sequence where name = ${`message ${filer}`}) as given`,
  )
  const highest = Number(row?.highest?.slice(prefix.length) ?? 0)
  return { highest, given: row?.given ?? highest }
}

/** Those that CBP has still to answer, behind `after`, by message id. */
export async function unanswered(db: Db, after: string, limit: number): Promise<Transmission[]> {
  const rows = await db.read<TransmissionRow>(
    join([
      sql`select`, columns,
      sql`from transmission where state = 'due' and message_id > ${after}
        order by message_id limit ${limit}`,
    ]), // prettier-ignore
  )
  return rows.map(transmission)
}
