/**
 * A notification on its way into the inbox. One that is too long for a row goes aside: the whole of it
 * is kept in parts like every message, and the inbox has its beginning.
 * @module
 */
import { receive } from '../store/inbox.ts'
import type { Received } from '../store/inbox.ts'
import { keepMessage, messageExists } from '../store/messages.ts'
import type { Statement } from '../store/db.ts'
import { wireOfRaw } from '../message/wire.ts'
import type { Deps } from './deps.ts'

/** In bytes; D1 has room for two million in a row. A notification has a few hundred. */
const mostBytes = 1024 * 1024
const beginning = 10_000

export async function keepReceived({ db, log }: Deps, row: Received): Promise<Statement[]> {
  const { id, filer, sha256, raw, receivedAt: at } = row
  if (fits(raw)) return [receive(row)]
  // It comes again until it is acknowledged.
  if (await messageExists(db, id)) return []
  const detail = `it is ${lengthOf(raw)} bytes long, of which a row holds ${mostBytes}; all of it is kept as message ${id}`
  log('alarm', 'notification_quarantined', { notification: id, why: detail })
  const format = wireOfRaw(raw).mediaType
  return [
    receive({ ...row, raw: raw.slice(0, beginning), outcome: 'quarantined', detail }),
    ...keepMessage({ id, filer, direction: 'received', kind: 'notification', format, sha256, at, body: raw }),
  ] // prettier-ignore
}

export const fits = (raw: string): boolean => lengthOf(raw) <= mostBytes

/** Counted only where it may matter: a letter has four bytes at most. */
const lengthOf = (raw: string) =>
  raw.length <= mostBytes / 4 ? raw.length : new TextEncoder().encode(raw).length
