/**
 * What the inbox put aside: kept raw, with the reason, until it is applied again or dismissed.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import { bodyOf } from './messages.ts'

export type Aside = {
  readonly id: string
  readonly filer: string
  readonly entryNumber: string
  readonly outcome: string
  readonly why: string | null
  readonly tries: number
  readonly receivedAt: string
  readonly retryAt: string | null
}

type AsideRow = Row & {
  id: string; filer: string; entry_number: string; outcome: string; detail: string | null
  tries: number; received_at: string; retry_at: string | null
} // prettier-ignore

const columns = sql`id, filer, entry_number, outcome, detail, tries, received_at, retry_at`

const aside = (row: AsideRow): Aside => ({
  id: row.id,
  filer: row.filer,
  entryNumber: row.entry_number,
  outcome: row.outcome,
  why: row.detail,
  tries: row.tries,
  receivedAt: row.received_at,
  retryAt: row.retry_at,
})

/** The place in the list: the oldest first, for it has waited longest. */
export type Place = { readonly receivedAt: string; readonly id: string }

export async function listAside(
  db: Db,
  filer: string,
  outcome: 'quarantined' | 'orphan',
  limit: number,
  after?: Place,
): Promise<Aside[]> {
  const rows = await db.read<AsideRow>(
    join([
      sql`select`, columns, sql`from inbox where filer = ${filer} and outcome = ${outcome}`,
      ...(after ? [sql`and (received_at > ${after.receivedAt}
        or (received_at = ${after.receivedAt} and id > ${after.id}))`] : []),
      sql`order by received_at, id limit ${limit}`,
    ]), // prettier-ignore
  )
  return rows.map(aside)
}

/** Whatever became of it: after a replay one wants to see that. */
export async function asideById(db: Db, filer: string, id: string) {
  const [row] = await db.read<AsideRow & { raw: string; sha256: string }>(
    join([
      sql`select raw, sha256,`, columns, sql`from inbox where filer = ${filer} and id = ${id}`,
    ]), // prettier-ignore
  )
  // Of what was applied meanwhile its message has the bytes.
  return row && { ...aside(row), raw: row.raw || (await bodyOf(db, id)), sha256: row.sha256 }
}

/** Back into the inbox with all its tries. Of two at once only one finds it aside. */
export const replayAside = (filer: string, id: string): Statement =>
  sql`update inbox set outcome = 'pending', tries = 0, retry_at = null
    where filer = ${filer} and id = ${id} and outcome in ('quarantined', 'orphan') returning id`

export const dismissAside = (filer: string, id: string, why: string): Statement =>
  sql`update inbox set outcome = 'dismissed', detail = ${why}, retry_at = null
    where filer = ${filer} and id = ${id} and outcome in ('quarantined', 'orphan') returning id`
