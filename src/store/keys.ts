/**
 * API keys: kept as identifier and SHA-256 of the secret, each for one filer.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export const scopes = ['entries:read', 'entries:write', 'webhooks', 'keys', 'ops'] as const
export type Scope = (typeof scopes)[number]

export type ApiKey = {
  readonly id: string
  readonly filer: string
  readonly name: string
  readonly sha256: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** To the hour. */
  readonly lastUsedAt: string | null
}

type KeyRow = Row & {
  id: string; filer: string; name: string; sha256: string; scopes: string
  created_at: string; expires_at: string | null; revoked_at: string | null
  last_used_at: string | null
} // prettier-ignore

const apiKey = (row: KeyRow): ApiKey => ({
  id: row.id,
  filer: row.filer,
  name: row.name,
  sha256: row.sha256,
  scopes: row.scopes.split(' ') as Scope[],
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
})

/** Putting the same id again renews it: so the installation's own key follows its setting. */
export const putKey = (key: ApiKey): Statement =>
  sql`insert into api_key (id, filer, name, sha256, scopes, created_at, expires_at, revoked_at)
    values (${key.id}, ${key.filer}, ${key.name}, ${key.sha256}, ${key.scopes.join(' ')},
      ${key.createdAt}, ${key.expiresAt}, ${key.revokedAt})
    on conflict (id) do update set filer = excluded.filer, sha256 = excluded.sha256,
      scopes = excluded.scopes, revoked_at = excluded.revoked_at`

/** Where there is none of that id, the one of `otherwise`. */
export async function keyById(db: Db, id: string, otherwise = id): Promise<ApiKey | undefined> {
  const rows = await db.read<KeyRow>(
    sql`select id, filer, name, sha256, scopes, created_at, expires_at, revoked_at, last_used_at
      from api_key where id in (${id}, ${otherwise})`,
  )
  const row = rows.find((key) => key.id === id) ?? rows[0]
  return row && apiKey(row)
}

export async function keysOf(db: Db, filer: string): Promise<ApiKey[]> {
  const rows = await db.read<KeyRow>(
    sql`select id, filer, name, sha256, scopes, created_at, expires_at, revoked_at, last_used_at
      from api_key where filer = ${filer} order by id`,
  )
  return rows.map(apiKey)
}

export const revokeKey = (filer: string, id: string, at: string): Statement =>
  sql`update api_key set revoked_at = ${at}
    where filer = ${filer} and id = ${id} and revoked_at is null returning id`

export const touchKey = (id: string, at: string): Statement =>
  sql`update api_key set last_used_at = ${at} where id = ${id}`
