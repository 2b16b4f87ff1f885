/**
 * What came in a page of CBP's mailbox, as rows of the inbox: read once, hashed, and compared with
 * what came before under the same id.
 * @module
 */
import { parseEntryNumber } from '../domain/number.ts'
import type { Delivered, StatusNotification } from '../message/notification.ts'
import { wireOfRaw } from '../message/wire.ts'
import { known, rawOf } from '../store/inbox.ts'
import type { Received } from '../store/inbox.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'

export type Came = {
  readonly row: Received
  /** By what CBP knows it; unset where even that cannot be read. */
  readonly acknowledge: string | undefined
  /** What it says, where it can be read and came for the first time. */
  readonly news: StatusNotification | undefined
}

/** What came under an id: of an earlier page, or further up in this one. */
type Before = { readonly sha256: string; readonly raw: () => Promise<string> }

/** An id that comes twice with different bytes is changed, in one page too. */
export async function received(
  deps: Deps,
  filer: string,
  page: readonly Delivered[],
): Promise<Came[]> {
  const { db, digest = sha256, cbp } = deps
  const password = cbp.password(filer)
  const ids = page.flatMap(({ notification }) => notification?.notificationId ?? [])
  const seen = new Map<string, Before>()
  for (const [id, hash] of await known(db, ids)) {
    seen.set(id, { sha256: hash, raw: () => rawOf(db, id) })
  }
  const all: Came[] = []
  for (const delivered of page) {
    const raw = wireOfRaw(delivered.raw).unseal(delivered.raw, password)
    // A hash that is had at once saves a notice the way through another thread.
    const hash = digest(raw)
    const kept = { raw, sha256: typeof hash === 'string' ? hash : await hash }
    const { notification } = delivered
    if (!notification) {
      all.push(unreadable(deps, filer, delivered, kept))
      continue
    }
    const before = seen.get(notification.notificationId)
    if (!before) {
      seen.set(notification.notificationId, { ...kept, raw: async () => raw })
    }
    const changed =
      before !== undefined &&
      before.sha256 !== kept.sha256 &&
      !isSameElsewise(await before.raw(), delivered)
    all.push(readable(deps, filer, notification, kept, { isFirst: !before, changed }))
  }
  return all
}

type Bytes = Pick<Received, 'raw' | 'sha256'>

function unreadable(
  { log, clock }: Deps,
  filer: string,
  { why }: Delivered,
  { raw, sha256 }: Bytes,
): Came {
  const id = wireOfRaw(raw).idOf(raw)
  const receivedAt = clock.now()
  log('alarm', 'notification_unreadable', { filer, why })
  return {
    acknowledge: id,
    news: undefined,
    row: {
      id: `${id ?? 'unreadable'}#${sha256.slice(0, 12)}`, filer, entryNumber: '',
      cbpAt: receivedAt, sequence: 0, sha256, raw, receivedAt, outcome: 'quarantined', detail: why,
    },
  } // prettier-ignore
}

function readable(
  { log, clock }: Deps,
  filer: string,
  notification: StatusNotification,
  { raw, sha256 }: Bytes,
  { isFirst, changed }: { readonly isFirst: boolean; readonly changed: boolean },
): Came {
  const { notificationId, at, sequence, filerCode, entryNumber } = notification
  const number = `${filerCode}${entryNumber}`
  if (changed) log('alarm', 'notification_changed', { filer, notification: notificationId })
  return {
    acknowledge: notificationId,
    news: isFirst ? notification : undefined,
    row: {
      id: changed ? `${notificationId}#${sha256.slice(0, 12)}` : notificationId,
      filer,
      entryNumber: parseEntryNumber(number) ?? number,
      cbpAt: at,
      sequence,
      sha256,
      raw,
      receivedAt: clock.now(),
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
