/**
 * Idempotency records: the first answer to a key, kept with the effect it tells of.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

export type IdempotencyScope = {
  readonly filer: string
  readonly route: string
  readonly key: string
}

export type Remembered = {
  readonly fingerprint: string
  readonly status: number
  readonly body: string
}

/** Keys are forgotten after 30 days; the reference guards for ever. */
export const remembranceDays = 30

/** So that those which are forgotten are found. */
export const forgettingMigration: Migration = {
  id: 25,
  name: 'idempotency records by their age',
  statements: [`create index idempotency_by_time on idempotency (created_at)`],
}

export async function recall(
  db: Db,
  { filer, route, key }: IdempotencyScope,
  since: string,
): Promise<Remembered | undefined> {
  const [row] = await db.read<Row & Remembered>(
    sql`select fingerprint, status, body from idempotency
      where filer = ${filer} and route = ${route} and idempotency_key = ${key}
        and created_at >= ${since}`,
  )
  return row
}

/** Takes the place of a forgotten record of the same key; a live one is a `Conflict`. */
export function remember(
  { filer, route, key }: IdempotencyScope,
  answer: Remembered,
  at: string,
  since: string,
): Statement[] {
  return [
    sql`delete from idempotency where filer = ${filer} and route = ${route}
      and idempotency_key = ${key} and created_at < ${since}`,
    sql`insert into idempotency
        (filer, route, idempotency_key, fingerprint, status, body, created_at)
      values (${filer}, ${route}, ${key}, ${answer.fingerprint}, ${answer.status},
        ${answer.body}, ${at})`,
  ]
}

/** What no request is compared with any more, at most so many, told by a row each. */
export const forgetAnswers = (before: string, most: number): Statement =>
  sql`delete from idempotency where (filer, route, idempotency_key) in (
      select filer, route, idempotency_key from idempotency where created_at < ${before}
      limit ${most})
    returning filer`
