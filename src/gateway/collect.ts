/**
 * CBP's mailbox: fetch a page, keep every notification raw, and only then acknowledge.
 * @module
 */
import { after, millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { readNotifications } from '../message/notification.ts'
import type { Delivered } from '../message/notification.ts'
import { knownHash, receive } from '../store/inbox.ts'
import type { Received } from '../store/inbox.ts'
import { filersFiling } from '../store/entries.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'

const pageSize = 200
/** Pages of one filer in one go, so that a full mailbox does not keep the others waiting. */
const mostPages = 20

/** Until when CBP wants a filer's mailbox left alone (Retry-After). */
export type Rests = Map<string, Instant>

/** The number of notifications fetched, repeats included. */
export async function collect(deps: Deps, rests: Rests): Promise<number> {
  let fetched = 0
  for (const filer of await filersFiling(deps.db)) {
    if ((rests.get(filer) ?? '') > deps.clock.now()) continue
    for (let page = 0; page < mostPages; page++) {
      const count = await collectPage(deps, filer, rests)
      fetched += count
      if (count < pageSize) break
    }
  }
  return fetched
}

async function collectPage(deps: Deps, filer: string, rests: Rests): Promise<number> {
  const { db, clock, log } = deps
  const cbp = cbpOf(deps)
  const outcome = await cbp.mailbox(filer, pageSize)
  if (outcome.kind !== 'answer') {
    const why = 'why' in outcome ? outcome.why : outcome.kind
    log('warn', 'mailbox_unreachable', { filer, why })
    const wait = 'waitMillis' in outcome ? outcome.waitMillis : undefined
    if (wait !== undefined) rests.set(filer, after(clock.now(), wait))
    return 0
  }
  const reading = readNotifications(outcome.body)
  if (!reading.ok) {
    log('alarm', 'mailbox_unreadable', { filer, why: reading.fault })
    return 0
  }
  const received: Kept[] = []
  // Of one page too: an id that comes twice in it with different bytes is changed.
  const hashes = new Map<string, string>()
  for (const delivered of reading.delivered) {
    received.push(await receivedOf(deps, filer, delivered, hashes))
  }
  if (received.length === 0) return 0
  for (const { row } of received) {
    const lag = millisBetween(row.cbpAt, row.receivedAt) / 1000
    deps.meters?.observe('mailbox_lag_seconds', Math.max(0, lag))
  }
  await db.write(received.map(({ row }) => receive(row)))
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
  hashes: Map<string, string>,
): Promise<Kept> {
  const { raw, notification, why } = delivered
  const hash = await sha256(raw)
  const receivedAt = deps.clock.now()
  if (!notification) {
    const id = /<notificationId>([A-Za-z0-9-]{1,40})</.exec(raw)?.[1]
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
  const known = (await knownHash(deps.db, notificationId)) ?? hashes.get(notificationId)
  if (known === undefined) hashes.set(notificationId, hash)
  const changed = known !== undefined && known !== hash
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
