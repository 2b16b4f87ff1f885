/**
 * Sessions of the desk: kept as the SHA-256 of what the cookie holds, each on a key of a filer.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

export const sessionMigration: Migration = {
  id: 13,
  name: 'sessions',
  statements: [
    `create table session (
      sha256 text primary key, key_id text not null, opened_at text not null, seen_at text not null)`,
    `create index session_by_opening on session (opened_at)`,
  ],
}

export type Session = {
  readonly sha256: string
  readonly keyId: string
  readonly openedAt: string
  /** To the minute. */
  readonly seenAt: string
}

type SessionRow = Row & { sha256: string; key_id: string; opened_at: string; seen_at: string }

export const insertSession = ({ sha256, keyId, openedAt, seenAt }: Session): Statement =>
  sql`insert into session (sha256, key_id, opened_at, seen_at)
    values (${sha256}, ${keyId}, ${openedAt}, ${seenAt})`

export async function sessionByDigest(db: Db, sha256: string): Promise<Session | undefined> {
  const [row] = await db.read<SessionRow>(
    sql`select sha256, key_id, opened_at, seen_at from session where sha256 = ${sha256}`,
  )
  return row && { sha256, keyId: row.key_id, openedAt: row.opened_at, seenAt: row.seen_at }
}

export const touchSession = (sha256: string, at: string): Statement =>
  sql`update session set seen_at = ${at} where sha256 = ${sha256}`

export const deleteSession = (sha256: string): Statement =>
  sql`delete from session where sha256 = ${sha256}`

export const deleteSessionsOpenedBefore = (at: string): Statement =>
  sql`delete from session where opened_at < ${at}`
