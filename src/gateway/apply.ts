/**
 * Notifications from the inbox to their entries, in CBP's order. One that cannot be applied goes
 * aside with its reason; those behind it go on.
 * @module
 */
import type { Notify } from '../domain/command.ts'
import { after, hour, millisBetween, minute } from '../domain/day.ts'
import type { Nothing } from '../domain/decide.ts'
import { isNewer, momentOf } from '../domain/moment.ts'
import { parseEntryNumber } from '../domain/number.ts'
import type { StatusNotification } from '../message/notification.ts'
import { wireOfRaw } from '../message/wire.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import { entryByNumber } from '../store/entries.ts'
import { holdInbox, orphansDue, pendingInbox, resolveInbox, retryInbox, reviveOrphans } from '../store/inbox.ts' // prettier-ignore
import type { InboxOutcome, InboxRow } from '../store/inbox.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import { inChunks } from './chunks.ts'
import type { Deps } from './deps.ts'
import { handle } from './handle.ts'

const batchSize = 1000

/** Of a notification that cannot be applied, counted in the store: a restart gives it no new ones. */
const mostTries = 5

/** The number of notifications that left the inbox. */
export async function apply(deps: Deps): Promise<number> {
  let applied = 0
  await reviveDue(deps)
  for (;;) {
    const most = Math.min(batchSize, deps.room?.() ?? Infinity)
    const rows = most > 0 ? await pendingInbox(deps.db, most, deps.clock.now()) : []
    // Entries side by side, the notifications of one entry behind each other.
    const byEntry = [...Map.groupBy(rows, ({ entryNumber }) => entryNumber).values()]
    await inChunks(byEntry, 64, async (ofEntry) => {
      for (const row of ofEntry) await applySafely(deps, row)
    })
    applied += rows.length
    if (rows.length < most || most <= 0) return applied
  }
}

/** An entry may be filed here a moment after CBP speaks of it, or come with a restored database. */
async function reviveDue({ db, clock }: Deps): Promise<void> {
  const now = clock.now()
  if (await orphansDue(db, now)) await db.write([reviveOrphans(now, batchSize)])
}

/** A poison notification must not stop the mailbox; a store that is down is no poison. */
export async function applySafely(deps: Deps, row: InboxRow): Promise<void> {
  try {
    await applyOne(deps, row)
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof Conflict) throw error
    const why = error instanceof Error ? error.message : String(error)
    const detail = `could not be applied: ${why}`
    const tries = row.tries + 1
    if (tries >= mostTries) return putAside(deps, row, 'quarantined', detail)
    const retryAt = after(deps.clock.now(), 1000 * 2 ** tries)
    await deps.db.write([retryInbox(row.id, 'pending', detail, retryAt)])
    deps.log('warn', 'notification_again', { notification: row.id, tries, why: detail })
  }
}

async function applyOne(deps: Deps, row: InboxRow): Promise<void> {
  const { mediaType: format, readOne, toTheMinute } = wireOfRaw(row.raw)
  const { notification, why } = readOne(row.raw)
  if (!notification) return putAside(deps, row, 'quarantined', why)
  const stored = await entryByNumber(deps.db, row.filer, numberOf(row, notification))
  if (!stored) return orphan(deps, row)
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

/** What could not be read when it came was kept without its entry. */
function numberOf({ entryNumber }: InboxRow, said: StatusNotification): string {
  const { filerCode, entryNumber: serial } = said
  return entryNumber || (parseEntryNumber(`${filerCode}${serial}`) ?? '')
}

/** Tried again each hour, at first sooner, for a day; then it waits for a person. */
async function orphan(deps: Deps, row: InboxRow): Promise<void> {
  const now = deps.clock.now()
  const detail = 'no entry has this number'
  if (row.tries > 0 && millisBetween(row.receivedAt, now) >= 24 * hour) {
    return putAside(deps, row, 'orphan', `${detail}, nor had for 24 h`)
  }
  const wait = Math.min(minute * 2 ** Math.min(row.tries, 6), hour)
  await deps.db.write([retryInbox(row.id, 'orphan', detail, after(now, wait))])
  if (row.tries === 0) {
    deps.log('alarm', 'notification_orphan', { notification: row.id, why: detail })
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
