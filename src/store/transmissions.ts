/**
 * Transmissions as operators see them, and what they may do to them.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { TransmissionKind, TransmissionState } from './outbox.ts'

export type ListedTransmission = {
  readonly messageId: string
  readonly kind: TransmissionKind
  readonly format: string
  readonly state: TransmissionState
  readonly inDoubt: boolean
  readonly attempts: number
  readonly dueAt: string
  readonly note: string | null
  readonly createdAt: string
  readonly answeredAt: string | null
}

type TransmissionRow = Row & {
  message_id: string; kind: TransmissionKind; format: string; state: TransmissionState
  in_doubt: number; attempts: number; due_at: string; note: string | null; created_at: string
  answered_at: string | null
} // prettier-ignore

const columns = sql`message_id, kind, format, state, in_doubt, attempts, due_at, note, created_at,
  answered_at`

const listed = (row: TransmissionRow): ListedTransmission => ({
  messageId: row.message_id,
  kind: row.kind,
  format: row.format,
  state: row.state,
  inDoubt: row.in_doubt === 1,
  attempts: row.attempts,
  dueAt: row.due_at,
  note: row.note,
  createdAt: row.created_at,
  answeredAt: row.answered_at,
})

/** Newest first; `before` is the id of the last of the page before. */
export async function listTransmissions(
  db: Db,
  filer: string,
  state: TransmissionState,
  limit: number,
  before?: string,
): Promise<ListedTransmission[]> {
  const rows = await db.read<TransmissionRow>(
    join([
      sql`select`, columns, sql`from transmission where filer = ${filer} and state = ${state}`,
      ...(before === undefined ? [] : [sql`and message_id < ${before}`]),
      sql`order by message_id desc limit ${limit}`,
    ]), // prettier-ignore
  )
  return rows.map(listed)
}

export async function transmissionById(db: Db, filer: string, messageId: string) {
  const [row] = await db.read<TransmissionRow>(
    join([
      sql`select`, columns,
      sql`from transmission where filer = ${filer} and message_id = ${messageId}`,
    ]), // prettier-ignore
  )
  return row && listed(row)
}

export type Attempt = {
  readonly n: number
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly outcome: string | null
  readonly detail: string | null
}

export async function attemptsAt(db: Db, messageId: string): Promise<Attempt[]> {
  const rows = await db.read<
    Row & { n: number; started_at: string; finished_at: string | null; outcome: string | null; detail: string | null } // prettier-ignore
  >(
    sql`select n, started_at, finished_at, outcome, detail from attempt
      where message_id = ${messageId} order by n`,
  )
  return rows.map(({ started_at, finished_at, ...rest }) => ({
    ...rest,
    startedAt: started_at,
    finishedAt: finished_at,
  }))
}

/** Of two who replace it at once only one finds it parked. */
export const replaceParked = (messageId: string, note: string): Statement =>
  sql`update transmission set state = 'replaced', note = ${note}
    where message_id = ${messageId} and state = 'parked' returning message_id`

/** Not while an attempt has its lease: its bytes may be on their way. */
export const dueNow = (messageId: string, now: string): Statement =>
  sql`update transmission set due_at = ${now}
    where message_id = ${messageId} and state = 'due' and not exists (
      select 1 from attempt where attempt.message_id = transmission.message_id
        and attempt.n = transmission.attempts and attempt.finished_at is null
        and attempt.lease_until > ${now})
    returning message_id`
