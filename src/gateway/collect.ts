/**
 * CBP's mailbox: fetch a page, keep every notification raw, and only then acknowledge.
 * @module
 */
import { after, millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { parseEntryNumber } from '../domain/number.ts'
import type { Delivered, StatusNotification } from '../message/notification.ts'
import { wireOfRaw, wires } from '../message/wire.ts'
import type { Statement } from '../store/db.ts'
import { known } from '../store/inbox.ts'
import type { Known, Received } from '../store/inbox.ts'
import { filersFiling } from '../store/entries.ts'
import type { Breaker } from './breaker.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { keepReceived } from './fit.ts'

const pageSize = 200
/** Pages of one filer in one go, so that a full mailbox does not keep the others waiting. */
const mostPages = 20

/** Until when CBP wants a filer's mailbox left alone (Retry-After). */
export type Rests = Map<string, Instant>

/** The number of notifications fetched, repeats included. */
export async function collect(deps: Deps, rests: Rests, breaker: Breaker): Promise<number> {
  let fetched = 0
  for (const filer of await filersFiling(deps.db)) {
    if ((rests.get(filer) ?? '') > deps.clock.now()) continue
    // A look changes nothing at CBP, so it is what tries whether CBP is there again.
    if (!breaker.mayLook(filer)) continue
    // A round with little room takes one page, and applies it.
    const { room } = deps
    const size = Math.min(pageSize, room?.() ?? Infinity)
    for (let page = 0; page < (room ? 1 : mostPages) && size > 0; page++) {
      const count = await collectPage(deps, filer, rests, size)
      fetched += count
      if (count < size) break
    }
  }
  return fetched
}

async function collectPage(deps: Deps, filer: string, rests: Rests, size: number) {
  const { db, clock, log, wire = 'xml' } = deps
  const cbp = cbpOf(deps)
  const outcome = await cbp.mailbox(filer, size)
  if (outcome.kind !== 'answer') {
    const why = 'why' in outcome ? outcome.why : outcome.kind
    log('warn', 'mailbox_unreachable', { filer, why })
    const wait = 'waitMillis' in outcome ? outcome.waitMillis : undefined
    if (wait !== undefined) rests.set(filer, after(clock.now(), wait))
    return 0
  }
  const reading = wires[wire].readPage(outcome.body)
  if (!reading.ok) {
    log('alarm', 'mailbox_unreadable', { filer, why: reading.fault })
    return 0
  }
  const received: Kept[] = []
  // What came before, and of this page too: an id that comes twice with different bytes is changed.
  const seen = await known(
    db,
    reading.delivered.flatMap(({ notification }) => notification?.notificationId ?? []),
  )
  for (const delivered of reading.delivered) {
    received.push(await receivedOf(deps, filer, delivered, seen))
  }
  if (received.length === 0) return 0
  for (const { row } of received) {
    const lag = millisBetween(row.cbpAt, row.receivedAt) / 1000
    deps.meters?.observe('mailbox_lag_seconds', Math.max(0, lag))
  }
  const kept: Statement[] = []
  for (const { row } of received) kept.push(...(await keepReceived(deps, row)))
  await db.write(kept)
  const ids = received.flatMap(({ acknowledge }) => acknowledge ?? [])
  if (!(await cbp.acknowledge(filer, [...new Set(ids)]))) {
    // They come again and are known by their ids.
    log('warn', 'acknowledgement_lost', { filer, notifications: ids.length })
  }
  return received.length
}

type Kept = { readonly row: Received; readonly acknowledge: string | undefined }

async function receivedOf(
  deps: Deps,
  filer: string,
  delivered: Delivered,
  seen: Map<string, Known>,
): Promise<Kept> {
  const { notification, why } = delivered
  const { idOf, unseal } = wireOfRaw(delivered.raw)
  const raw = unseal(delivered.raw, deps.cbp.password(filer))
  // A hash that is had at once saves a notice the way through another thread.
  const hash = deps.digest?.(raw) ?? (await sha256(raw))
  const receivedAt = deps.clock.now()
  if (!notification) {
    const id = idOf(raw)
    deps.log('alarm', 'notification_unreadable', { filer, why })
    return {
      acknowledge: id,
      row: {
        id: `${id ?? 'unreadable'}#${hash.slice(0, 12)}`, filer, entryNumber: '', cbpAt: receivedAt,
        sequence: 0, sha256: hash, raw, receivedAt, outcome: 'quarantined', detail: why,
      },
    } // prettier-ignore
  }
  const { notificationId, at, sequence, filerCode } = notification
  const number = parseEntryNumber(`${filerCode}${notification.entryNumber}`)
  const before = seen.get(notificationId)
  if (before === undefined) seen.set(notificationId, { sha256: hash, raw })
  const changed =
    before !== undefined && before.sha256 !== hash && !isSameElsewise(before.raw, delivered)
  if (changed) deps.log('alarm', 'notification_changed', { filer, notification: notificationId })
  return {
    acknowledge: notificationId,
    row: {
      id: changed ? `${notificationId}#${hash.slice(0, 12)}` : notificationId,
      filer,
      entryNumber: number ?? `${filerCode}${notification.entryNumber}`,
      cbpAt: at,
      sequence,
      sha256: hash,
      raw,
      receivedAt,
      outcome: changed ? 'quarantined' : 'pending',
      detail: changed ? 'the same id came before with other bytes' : null,
    },
  }
}

/** What was not acknowledged before the wire was changed comes again on the new one. */
function isSameElsewise(kept: string, { raw, notification }: Delivered): boolean {
  const before = wireOfRaw(kept)
  if (before === wireOfRaw(raw)) return false
  const was = before.readOne(kept).notification
  return was !== undefined && notification !== undefined && gist(was) === gist(notification)
}

const gist = ({ filerCode, entryNumber, notices, references }: StatusNotification) =>
  JSON.stringify([
    ...[filerCode, entryNumber],
    notices.map(({ record, code }) => [record, code]),
    references.map(({ qualifier, value }) => [qualifier, value]),
  ])
