/**
 * Deliveries: one announcement to one webhook, with its attempts. What is sent is read from the feed.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** `due`: to be sent (again), or held while its webhook is disabled. */
export type DeliveryState = 'due' | 'delivered' | 'failed'

export type Delivery = {
  readonly webhookId: string
  /** Also what the receiver sees as `webhook-id`, however often it is sent. */
  readonly messageId: string
  readonly type: string
  readonly at: string
  readonly state: DeliveryState
  /** Since it was made, or since somebody asked for it again. */
  readonly attempts: number
  readonly dueAt: string
  readonly lastAt: string | null
  readonly lastStatus: number | null
  readonly lastNote: string | null
  /** `null` in a test, which is about no entry. */
  readonly about: {
    readonly entryId: string
    readonly seq: number
    readonly previousSeq: number | null
    readonly position: number
    readonly entryNumber: string
    readonly reference: string
    readonly status: string
    readonly version: number
  } | null
}

type DeliveryRow = Row & {
  webhook_id: string; message_id: string; type: string; at: string; state: DeliveryState
  attempts: number; due_at: string; last_at: string | null; last_status: number | null
  last_note: string | null; entry_id: string | null; seq: number | null
  previous_seq: number | null; position: number | null; entry_number: string | null
  reference: string | null; status: string | null; version: number | null
} // prettier-ignore

const selected = sql`select delivery.webhook_id, delivery.message_id, delivery.type, delivery.at,
    delivery.state, delivery.attempts, delivery.due_at, delivery.last_at, delivery.last_status,
    delivery.last_note, delivery.entry_id, delivery.seq, delivery.previous_seq, feed.position,
    feed.entry_number, feed.reference, feed.status, feed.version
  from delivery left join feed on feed.entry_id = delivery.entry_id and feed.seq = delivery.seq`

const delivery = (row: DeliveryRow): Delivery => ({
  webhookId: row.webhook_id,
  messageId: row.message_id,
  type: row.type,
  at: row.at,
  state: row.state,
  attempts: row.attempts,
  dueAt: row.due_at,
  lastAt: row.last_at,
  lastStatus: row.last_status,
  lastNote: row.last_note,
  about:
    row.entry_id === null
      ? null
      : {
          entryId: row.entry_id,
          seq: row.seq ?? 0,
          previousSeq: row.previous_seq,
          position: row.position ?? 0,
          entryNumber: row.entry_number ?? '',
          reference: row.reference ?? '',
          status: row.status ?? '',
          version: row.version ?? 0,
        },
})

export async function dueDeliveries(
  db: Db,
  webhookId: string,
  now: string,
  limit: number,
): Promise<Delivery[]> {
  const rows = await db.read<DeliveryRow>(
    join([
      selected,
      sql`where delivery.webhook_id = ${webhookId} and delivery.state = 'due'
        and delivery.due_at <= ${now} order by delivery.due_at, feed.position limit ${limit}`,
    ]),
  )
  return rows.map(delivery)
}

export async function deliveryById(
  db: Db,
  webhookId: string,
  messageId: string,
): Promise<Delivery | undefined> {
  const [row] = await db.read<DeliveryRow>(
    join([
      selected,
      sql`where delivery.webhook_id = ${webhookId} and delivery.message_id = ${messageId}`,
    ]),
  )
  return row && delivery(row)
}

/** Newest first; `before` is where the page before ended. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  state: DeliveryState | undefined,
  page: { readonly limit: number; readonly before?: readonly [at: string, messageId: string] },
): Promise<Delivery[]> {
  const conditions = [sql`delivery.webhook_id = ${webhookId}`]
  if (state !== undefined) conditions.push(sql`delivery.state = ${state}`)
  if (page.before) {
    const [at, messageId] = page.before
    conditions.push(
      sql`(delivery.at < ${at} or (delivery.at = ${at} and delivery.message_id < ${messageId}))`,
    )
  }
  const rows = await db.read<DeliveryRow>(
    join([
      selected, sql`where`, join(conditions, ' and '),
      sql`order by delivery.at desc, delivery.message_id desc limit ${page.limit}`,
    ]), // prettier-ignore
  )
  return rows.map(delivery)
}

/** How many are due and how many failed, by webhook; those delivered are not counted. */
export async function openDeliveries(db: Db, filer: string) {
  const rows = await db.read<Row & { webhook_id: string; state: string; rows: number }>(
    sql`select webhook_id, state, cast(count(*) as integer) as rows from delivery
      where webhook_id in (select id from webhook where filer = ${filer})
        and state in ('due', 'failed') group by webhook_id, state`,
  )
  return (id: string, state: DeliveryState) =>
    rows.find((row) => row.webhook_id === id && row.state === state)?.rows ?? 0
}

/**
 * Takes the next attempt for one node until its lease ends. A row comes back to the one that got
 * it; a delivery that was taken, or whose webhook went away or was disabled meanwhile, gives none.
 */
export const beginDelivery = (
  { webhookId, messageId, attempts }: Delivery,
  now: string,
  leaseUntil: string,
): Statement =>
  sql`update delivery set attempts = ${attempts + 1}, lease_until = ${leaseUntil},
      due_at = ${leaseUntil}
    where webhook_id = ${webhookId} and message_id = ${messageId} and state = 'due'
      and attempts = ${attempts} and due_at <= ${now} and exists (
        select 1 from webhook where webhook.id = delivery.webhook_id and webhook.enabled = 1)
    returning message_id`

/** One attempt under way: `n` and its lease are the fence against late results. */
export type Attempted = Pick<Delivery, 'webhookId' | 'messageId'> & {
  readonly n: number
  readonly leaseUntil: string
}

const under = ({ webhookId, messageId, n, leaseUntil }: Attempted) =>
  sql`webhook_id = ${webhookId} and message_id = ${messageId} and state = 'due'
    and attempts = ${n} and lease_until = ${leaseUntil}`

export type Told = {
  readonly state: DeliveryState
  readonly dueAt: string
  readonly at: string
  readonly status: number | null
  readonly note: string
}

export const endDelivery = (attempted: Attempted, to: Told): Statement =>
  join([
    sql`update delivery set state = ${to.state}, due_at = ${to.dueAt}, lease_until = null,
        last_at = ${to.at}, last_status = ${to.status}, last_note = ${to.note} where`,
    under(attempted),
  ])

/** Asked for again while it was being sent: now that this is over, it may be sent again. */
export const freeDelivery = ({ webhookId, messageId, leaseUntil }: Attempted, at: string) =>
  sql`update delivery set due_at = ${at}, lease_until = null
    where webhook_id = ${webhookId} and message_id = ${messageId} and state = 'due'
      and attempts = 0 and lease_until = ${leaseUntil}`

/** Together with the end of the attempt that was one too many, and before it. */
export const disableAfter = (attempted: Attempted, reason: string, at: string): Statement =>
  join([
    sql`update webhook set enabled = 0, disabled_at = ${at}, disabled_reason = ${reason}
      where id = ${attempted.webhookId} and enabled = 1
        and exists (select 1 from delivery where`,
    under(attempted),
    sql`) returning id`,
  ])

/** For the only process of a store, at its start: attempts that a dead one left are due now. */
export const releaseDeliveries = (now: string): Statement =>
  sql`update delivery set due_at = ${now}, lease_until = null
    where state = 'due' and lease_until > ${now}`

export const insertTest = (webhookId: string, messageId: string, at: string): Statement =>
  sql`insert into delivery (webhook_id, message_id, type, at, state, attempts, due_at)
    values (${webhookId}, ${messageId}, 'webhook.test', ${at}, 'due', 0, ${at})`

/** From the start of the schedule; one that is just being sent waits until that is over. */
export const redeliver = (webhookId: string, messageId: string, now: string): Statement =>
  sql`update delivery set state = 'due', attempts = 0, due_at = coalesce(lease_until, ${now})
    where webhook_id = ${webhookId} and message_id = ${messageId} returning message_id`

/** The events of these positions again, those too that were announced before the webhook was there. */
export const redeliverRange = (
  webhookId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  now: string,
): Statement =>
  sql`insert into delivery (webhook_id, message_id, entry_id, seq, previous_seq, type, at, state,
      attempts, due_at)
    select webhook.id, 'msg_' || feed.entry_id || '_' || feed.seq, feed.entry_id, feed.seq,
      (select max(earlier.seq) from feed earlier where earlier.entry_id = feed.entry_id
        and earlier.seq < feed.seq
        and (webhook.types = '*' or webhook.types like '% ' || earlier.type || ' %')),
      feed.type, feed.at, 'due', 0, ${now}
    from webhook join feed on feed.filer = webhook.filer
    where webhook.id = ${webhookId} and feed.position > ${after} and feed.position <= ${upTo}
      and (webhook.types = '*' or webhook.types like '% ' || feed.type || ' %')
    on conflict (webhook_id, message_id) do update set state = 'due', attempts = 0,
      due_at = coalesce(delivery.lease_until, excluded.due_at)
    returning message_id`

/**
 * What is older and done with, at most so many of each, told by a row each. What is due stays, however
 * old: a clock that leapt must not lose it.
 */
export const forgetAnnouncements = (
  filers: readonly string[],
  before: string,
  most: number,
): Statement[] => [
  sql`delete from delivery where (webhook_id, message_id) in (
      select webhook_id, message_id from delivery
      where webhook_id in (select id from webhook) and at < ${before} and state <> 'due'
      limit ${most})
    returning message_id`,
  ...filers.map(
    (filer) => sql`delete from feed where filer = ${filer} and position in (
        select position from feed where filer = ${filer} and at < ${before} and not exists (
          select 1 from delivery where delivery.webhook_id in (
              select id from webhook where webhook.filer = feed.filer)
            and delivery.message_id = 'msg_' || feed.entry_id || '_' || feed.seq)
        limit ${most})
      returning position`,
  ),
]
