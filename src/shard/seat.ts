/**
 * The seats of one shard: which filers it may write for, each under an epoch that only grows. A
 * statement under an older epoch finds nothing to change.
 * @module
 */
import { sql } from '../store/db.ts'
import type { Db, Row, Statement } from '../store/db.ts'

/**
 * `draining`: what is under way ends, nothing begins. `closed`: it is being copied away.
 * `receiving`: it is being copied here. `gone`: it lives elsewhere.
 */
export type SeatState = 'serving' | 'draining' | 'closed' | 'receiving' | 'gone'

export type Seat = { readonly filer: string; readonly epoch: number; readonly state: SeatState }

export async function seatOf(db: Db, filer: string): Promise<Seat | undefined> {
  const [row] = await db.read<Row & Seat>(
    sql`select filer, epoch, state from shard_seat where filer = ${filer}`,
  )
  return row
}

export const seatsOf = (db: Db): Promise<Seat[]> =>
  db.read<Row & Seat>(sql`select filer, epoch, state from shard_seat order by filer`)

/** By an equal epoch again, so that a step that was cut off can be done again. */
const put = (filer: string, epoch: number, state: SeatState): Statement =>
  sql`insert into shard_seat (filer, epoch, state, copier) values (${filer}, ${epoch}, ${state}, 0)
    on conflict (filer) do update set epoch = excluded.epoch, state = excluded.state
      where shard_seat.epoch <= excluded.epoch
    returning state`

export const serve = (filer: string, epoch: number): Statement => put(filer, epoch, 'serving')
export const receive = (filer: string, epoch: number): Statement => put(filer, epoch, 'receiving')
export const leave = (filer: string, epoch: number): Statement => put(filer, epoch, 'gone')

/** A seat that was closed by a mover who died stays closed. */
export const drain = (filer: string, epoch: number): Statement =>
  sql`update shard_seat set epoch = ${epoch},
      state = case when state = 'serving' then 'draining' else state end
    where filer = ${filer} and epoch <= ${epoch} and state in ('serving', 'draining', 'closed')
    returning state`

/**
 * Nothing of the filer's is on its way: no bytes that CBP may be answering, no word of CBP's that is
 * not applied, no shipment of a file between two writes, no webhook being told.
 */
export const close = (filer: string, epoch: number, now: string): Statement =>
  sql`update shard_seat set state = 'closed'
    where filer = ${filer} and epoch = ${epoch} and (state = 'closed' or (state = 'draining'
      and not exists (
        select 1 from attempt join transmission on transmission.message_id = attempt.message_id
        where transmission.filer = ${filer} and attempt.finished_at is null
          and attempt.lease_until > ${now})
      and not exists (
        select 1 from inbox where inbox.filer = ${filer} and inbox.outcome = 'pending')
      and not exists (
        select 1 from batch where batch.filer = ${filer} and batch.lease_until > ${now})
      and not exists (
        select 1 from delivery join webhook on webhook.id = delivery.webhook_id
        where webhook.filer = ${filer} and delivery.lease_until > ${now})))
    returning state`

/** Closed without a look at what is under way: in an older state of a store nothing is. */
export const unconfirmed = (filer: string, epoch: number): Statement =>
  sql`update shard_seat set state = 'closed' where filer = ${filer} and epoch = ${epoch}`

/** Opens the fence for the rest of a mover's own write, if the seat is as the mover believes. */
export const pass = (filer: string, epoch: number, state: SeatState): Statement =>
  sql`update shard_seat set copier = 1
    where filer = ${filer} and epoch = ${epoch} and state = ${state} returning filer`

export const endPass = (filer: string): Statement =>
  sql`update shard_seat set copier = 0 where filer = ${filer} and copier = 1`
