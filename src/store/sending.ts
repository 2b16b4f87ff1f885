/**
 * Whether this database may send. A copy that was taken of it, or an older state of it, may not,
 * until what CBP has been sent meanwhile is found out; then it sends under a new epoch.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** How far the reconciliation came; `place` is the last item of the step that is done. */
export type Progress = { readonly step: string | null; readonly place: string }

export type Sending = Progress & {
  /** Part of every message id; raised with each restore, so that no id is given twice. */
  readonly epoch: number
  readonly pausedAt: string | null
  readonly why: string | null
}

type SendingRow = Row & {
  epoch: number; paused_at: string | null; why: string | null; step: string | null
  place: string | null
} // prettier-ignore

export async function readSending(db: Db): Promise<Sending> {
  const [row] = await db.read<SendingRow>(
    sql`select epoch, paused_at, why, step, place from sending where id = 1`,
  )
  const { epoch = 0, paused_at = null, why = null, step = null, place } = row ?? {}
  return { epoch, pausedAt: paused_at, why, step, place: place ?? '' }
}

/** A pause that stands keeps its reason, and the way it went. */
export const pauseSending = (at: string, why: string): Statement =>
  sql`insert into sending (id, epoch, paused_at, why) values (1, 0, ${at}, ${why})
    on conflict (id) do update set paused_at = ${at}, why = ${why}, step = null, place = null
      where sending.paused_at is null`

const moving = 'it is being moved in: '

/** The move that is half in, by the reason of a pause. */
export const movingIn = (why: string | null): string | null =>
  why?.startsWith(moving) ? why.slice(moving.length) : null

/** Paused from its first row on, under the epoch of the house that is carried in. */
export const openHouse = (id: string, epoch: number, at: string): Statement =>
  sql`insert into sending (id, epoch, paused_at, why) values (1, ${epoch}, ${at}, ${moving + id})
    on conflict (id) do update set epoch = ${epoch}, paused_at = ${at}, why = ${moving + id},
      step = null, place = null`

export const settleHouse = (why: string): Statement =>
  sql`update sending set why = ${why} where id = 1 and paused_at is not null`

export const keepPlace = ({ step, place }: Progress): Statement =>
  sql`update sending set step = ${step}, place = ${place} where id = 1`

/** To one that was used already. */
export const raiseEpoch = (epoch: number): Statement =>
  sql`update sending set epoch = ${epoch} where id = 1 and epoch < ${epoch}`

export const openSending = (): Statement =>
  sql`update sending set epoch = epoch + 1, paused_at = null, why = null, step = null, place = null
    where id = 1 and paused_at is not null`

/** An entry of the filer's that CBP has and this record does not, or not as CBP has it. */
export type Beyond = {
  readonly filer: string
  readonly entryNumber: string
  /** The transmission it was found in; empty for what was found by its number. */
  readonly messageId: string
  /** The bill that names the parcel; empty where it is not known. */
  readonly bills: string
  readonly foundAt: string
  readonly why: string
}

export const keepBeyond = (found: Beyond): Statement =>
  sql`insert into beyond (filer, entry_number, message_id, bills, found_at, why)
    values (${found.filer}, ${found.entryNumber}, ${found.messageId}, ${found.bills},
      ${found.foundAt}, ${found.why})
    on conflict (filer, entry_number, message_id) do nothing`

export async function hasBills(db: Db): Promise<boolean> {
  return (await db.read(sql`select 1 as found from beyond where bills <> '' limit 1`)).length > 0
}

/** Which of the entries found at CBP, and not known here, has this bill. */
export async function entryWithBill(db: Db, filer: string, bill: string) {
  const [row] = await db.read<Row & { entry_number: string }>(
    sql`select entry_number from beyond where filer = ${filer} and why = 'not_in_record'
      and bills = ${bill} limit 1`,
  )
  return row?.entry_number
}

type BeyondRow = Row & {
  filer: string; entry_number: string; message_id: string; bills: string; found_at: string
  why: string
} // prettier-ignore

export async function readBeyond(db: Db, limit: number): Promise<Beyond[]> {
  const rows = await db.read<BeyondRow>(
    sql`select filer, entry_number, message_id, bills, found_at, why from beyond
      order by filer, entry_number, message_id limit ${limit}`,
  )
  return rows.map(({ filer, entry_number, message_id, bills, found_at, why }) => ({
    ...{ filer, entryNumber: entry_number, messageId: message_id, bills, foundAt: found_at, why },
  }))
}
