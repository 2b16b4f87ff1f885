/**
 * Notifications from the inbox to their entries, in CBP's order. One that cannot be applied goes
 * aside with its reason; those behind it go on.
 * @module
 */
import type { Notify } from '../domain/command.ts'
import type { Nothing } from '../domain/decide.ts'
import { isNewer, momentOf } from '../domain/hear.ts'
import { wireOfRaw } from '../message/wire.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import { entryByNumber } from '../store/entries.ts'
import { holdInbox, pendingInbox, resolveInbox } from '../store/inbox.ts'
import type { InboxOutcome, InboxRow } from '../store/inbox.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import { inChunks } from './chunks.ts'
import type { Deps } from './deps.ts'
import { handle } from './handle.ts'

const batchSize = 1000

/** The number of notifications that left the inbox. */
export async function apply(deps: Deps): Promise<number> {
  let applied = 0
  for (;;) {
    const rows = await pendingInbox(deps.db, batchSize)
    // Entries side by side, the notifications of one entry behind each other.
    const byEntry = [...Map.groupBy(rows, ({ entryNumber }) => entryNumber).values()]
    await inChunks(byEntry, 64, async (ofEntry) => {
      for (const row of ofEntry) await applySafely(deps, row)
    })
    applied += rows.length
    if (rows.length < batchSize) return applied
  }
}

/** A poison notification must not stop the mailbox; a store that is down is no poison. */
async function applySafely(deps: Deps, row: InboxRow): Promise<void> {
  try {
    await applyOne(deps, row)
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof Conflict) throw error
    const why = error instanceof Error ? error.message : String(error)
    await putAside(deps, row, 'quarantined', `could not be applied: ${why}`)
  }
}

async function applyOne(deps: Deps, row: InboxRow): Promise<void> {
  const { mediaType: format, readOne, toTheMinute } = wireOfRaw(row.raw)
  const { notification, why } = readOne(row.raw)
  if (!notification) return putAside(deps, row, 'quarantined', why)
  const stored = await entryByNumber(deps.db, row.filer, row.entryNumber)
  if (!stored) return putAside(deps, row, 'orphan', 'no entry has this number')
  const { id } = stored
  const command: Notify = {
    type: 'notify',
    notificationId: row.id,
    cbpAt: notification.at,
    sequence: notification.sequence,
    notices: notification.notices,
    references: notification.references,
    ...(toTheMinute ? { toTheMinute } : {}),
  }
  const handled = await handle(
    deps,
    id,
    command,
    (_, entry) => {
      const superseded = entry.latest !== null && isNewer(entry.latest, momentOf(command))
      return [
      resolveInbox(row.id, superseded ? 'superseded' : 'applied', null, id),
      ...keepMessage({
        id: row.id, filer: row.filer, direction: 'received', kind: 'notification',
        format, sha256: row.sha256, at: deps.clock.now(), body: row.raw,
      }),
      linkMessage(id, entry.seq, row.id),
    ] // prettier-ignore
    },
    undefined,
    { source: row.sha256 },
  )
  if (handled.kind === 'done') deps.meters?.count('inbox_total', 'applied')
  if (handled.kind === 'nothing') return leave(deps, row, id, handled.why)
  // A late release of an entry that was cancelled meanwhile, whose day somebody else has taken.
  if (handled.kind === 'refused') {
    const why = handled.problems.map(({ message }) => message).join(' ')
    return putAside(deps, row, 'quarantined', why, id)
  }
}

const reasons: Readonly<Record<Exclude<Nothing, 'early'>, readonly [InboxOutcome, string]>> = {
  duplicate: ['duplicate', 'the same was heard before'],
  unknown_code: ['quarantined', 'it carries a code that is in no table'],
  not_on_file: ['ignored', 'the entry is not on file with CBP'],
}

async function leave(deps: Deps, row: InboxRow, id: string, why: Nothing): Promise<void> {
  if (why === 'early') {
    await deps.db.write([holdInbox(row.id, id)])
    return
  }
  const [outcome, detail] = reasons[why]
  await putAside(deps, row, outcome, detail, id)
}

async function putAside(
  { db, log, meters }: Deps,
  row: InboxRow,
  outcome: InboxOutcome,
  detail: string,
  entryId: string | null = null,
): Promise<void> {
  await db.write([resolveInbox(row.id, outcome, detail, entryId)])
  meters?.count('inbox_total', outcome)
  if (outcome === 'quarantined' || outcome === 'orphan') {
    log('alarm', `notification_${outcome}`, { notification: row.id, why: detail })
  }
}
