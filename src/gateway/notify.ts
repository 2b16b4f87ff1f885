/**
 * What a notification of CBP's asks of its entry, and what is kept of it with that: its outcome, its
 * bytes as a message, and the event that they caused.
 * @module
 */
import type { Notify } from '../domain/command.ts'
import { isNewer, momentOf } from '../domain/moment.ts'
import type { StatusNotification } from '../message/notification.ts'
import { wireOfRaw } from '../message/wire.ts'
import type { Statement } from '../store/db.ts'
import type { StoredEntry } from '../store/entries.ts'
import type { AppliedAs } from '../store/inbox.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import type { Deps } from './deps.ts'
import type { Alongside } from './handle.ts'
import type { Ask } from './several.ts'

type Raw = {
  readonly id: string
  readonly filer: string
  readonly raw: string
  readonly sha256: string
}

/** `settle` is what becomes of its row in the inbox. */
export function askOf(
  { clock }: Pick<Deps, 'clock'>,
  { id: notificationId, filer, raw: body, sha256 }: Raw,
  { at: cbpAt, sequence, notices, references }: StatusNotification,
  stored: StoredEntry,
  settle: (outcome: AppliedAs, entryId: string) => Statement,
): Ask & { readonly command: Notify } {
  const { mediaType: format, toTheMinute } = wireOfRaw(body)
  const command: Notify = {
    ...{ type: 'notify', notificationId, cbpAt, sequence, notices, references },
    ...(toTheMinute ? { toTheMinute } : {}),
  }
  const alongside: Alongside = (id, entry) => {
    const superseded = entry.latest !== null && isNewer(entry.latest, momentOf(command))
    return [
      settle(superseded ? 'superseded' : 'applied', id),
      ...keepMessage({
        id: notificationId, filer, direction: 'received', kind: 'notification',
        format, sha256, at: clock.now(), body,
      }),
      linkMessage(id, entry.seq, notificationId),
    ] // prettier-ignore
  }
  return { stored, command, by: { source: sha256 }, alongside }
}
