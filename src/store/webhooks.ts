/**
 * Webhooks: where a filer wants to be told, of what, and the secrets that sign it.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Webhook = {
  readonly id: string
  readonly filer: string
  readonly url: string
  readonly description: string
  /** `null`: all there are. */
  readonly types: readonly string[] | null
  readonly enabled: boolean
  readonly disabledAt: string | null
  readonly disabledReason: string | null
  readonly secret: string
  /** Signs beside the new one until `previousUntil`. */
  readonly previousSecret: string | null
  readonly previousUntil: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

type WebhookRow = Row & {
  id: string; filer: string; url: string; description: string; types: string; enabled: number
  disabled_at: string | null; disabled_reason: string | null; secret: string
  previous_secret: string | null; previous_until: string | null; created_at: string
  updated_at: string
} // prettier-ignore

const columns = sql`id, filer, url, description, types, enabled, disabled_at, disabled_reason, secret,
  previous_secret, previous_until, created_at, updated_at`

const webhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  filer: row.filer,
  url: row.url,
  description: row.description,
  types: row.types === '*' ? null : row.types.trim().split(' '),
  enabled: row.enabled === 1,
  disabledAt: row.disabled_at,
  disabledReason: row.disabled_reason,
  secret: row.secret,
  previousSecret: row.previous_secret,
  previousUntil: row.previous_until,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Each type between spaces, so that one is found in the list and no part of another. */
const printTypes = (types: Webhook['types']) => (types === null ? '*' : ` ${types.join(' ')} `)

export const insertWebhook = (made: Webhook): Statement =>
  sql`insert into webhook (id, filer, url, description, types, enabled, disabled_at, disabled_reason,
      secret, previous_secret, previous_until, created_at, updated_at)
    values (${made.id}, ${made.filer}, ${made.url}, ${made.description}, ${printTypes(made.types)},
      ${made.enabled ? 1 : 0}, ${made.disabledAt}, ${made.disabledReason}, ${made.secret},
      ${made.previousSecret}, ${made.previousUntil}, ${made.createdAt}, ${made.updatedAt})`

export type Changeable = Pick<
  Webhook,
  'url' | 'description' | 'types' | 'enabled' | 'disabledAt' | 'disabledReason'
>

export const updateWebhook = (filer: string, id: string, to: Changeable, at: string): Statement =>
  sql`update webhook set url = ${to.url}, description = ${to.description},
      types = ${printTypes(to.types)}, enabled = ${to.enabled ? 1 : 0},
      disabled_at = ${to.disabledAt}, disabled_reason = ${to.disabledReason}, updated_at = ${at}
    where filer = ${filer} and id = ${id} returning id`

/** The secret that signed until now goes on beside the new one. */
export const rotateSecret = (
  filer: string,
  id: string,
  secret: string,
  previousUntil: string,
  at: string,
): Statement =>
  sql`update webhook set previous_secret = secret, previous_until = ${previousUntil},
      secret = ${secret}, updated_at = ${at}
    where filer = ${filer} and id = ${id} returning id`

/** With its deliveries, so that nothing more is sent. */
export const deleteWebhook = (filer: string, id: string): Statement[] => [
  sql`delete from delivery where webhook_id in (
    select id from webhook where filer = ${filer} and id = ${id})`,
  sql`delete from webhook where filer = ${filer} and id = ${id} returning id`,
]

export async function webhooksOf(db: Db, filer: string): Promise<Webhook[]> {
  const rows = await db.read<WebhookRow>(
    join([sql`select`, columns, sql`from webhook where filer = ${filer} order by id`]),
  )
  return rows.map(webhook)
}

/** For callers: another filer's is as absent as one that never was. */
export async function webhookOf(db: Db, filer: string, id: string): Promise<Webhook | undefined> {
  const [row] = await db.read<WebhookRow>(
    join([sql`select`, columns, sql`from webhook where filer = ${filer} and id = ${id}`]),
  )
  return row && webhook(row)
}

/** For the gateway's own work, across filers. */
export async function webhookById(db: Db, id: string): Promise<Webhook | undefined> {
  const [row] = await db.read<WebhookRow>(
    join([sql`select`, columns, sql`from webhook where id = ${id}`]),
  )
  return row && webhook(row)
}

/** Webhooks that something is due for now. */
export async function webhooksDue(db: Db, now: string): Promise<string[]> {
  const rows = await db.read<Row & { id: string }>(
    sql`select id from webhook where enabled = 1 and exists (
      select 1 from delivery where delivery.webhook_id = webhook.id and delivery.state = 'due'
        and delivery.due_at <= ${now}) order by id`,
  )
  return rows.map(({ id }) => id)
}
