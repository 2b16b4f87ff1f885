/**
 * Notifications from the inbox to their entries, in CBP's order. One that cannot be applied goes
 * aside with its reason; those behind it go on.
 * @module
 */
import { after, hour, millisBetween, minute } from '../domain/day.ts'
import type { Nothing } from '../domain/decide.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { isTooFarBack } from '../domain/recent.ts'
import type { StatusNotification } from '../message/notification.ts'
import { wireOfRaw } from '../message/wire.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import { entriesByNumbers, entryByNumber } from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { holdInbox, orphansDue, pendingInbox, resolveInbox, retryInbox, reviveOrphans, settleInbox } from '../store/inbox.ts' // prettier-ignore
import type { InboxOutcome, InboxRow } from '../store/inbox.ts'
import { inChunks, wholeGroups } from './chunks.ts'
import type { Deps } from './deps.ts'
import { handle } from './handle.ts'
import { askOf } from './notify.ts'
import { handleSeveral, mostNotices, mostTogether } from './several.ts'

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
    const byEntry = Map.groupBy(rows, ({ entryNumber }) => entryNumber)
    for (const some of wholeGroups([...byEntry.values()], mostNotices)) {
      await applySome(deps, some)
    }
    applied += rows.length
    if (rows.length < most || most <= 0) return applied
  }
}

/** An entry may be filed here a moment after CBP speaks of it, or come with a restored database. */
async function reviveDue({ db, clock }: Deps): Promise<void> {
  const now = clock.now()
  if (await orphansDue(db, now)) await db.write([reviveOrphans(now, batchSize)])
}

/** Together where they are plain; the others alone, behind each other where they are of one entry. */
async function applySome(deps: Deps, rows: readonly InboxRow[]): Promise<void> {
  const applied = await applyPlain(deps, rows)
  for (const _ of applied) deps.meters?.count('inbox_total', 'applied')
  const alone = rows.filter(({ id }) => !applied.has(id))
  const byEntry = Map.groupBy(alone, ({ entryNumber }) => entryNumber)
  await inChunks([...byEntry.values()], mostTogether, async (ofEntry) => {
    for (const row of ofEntry) await applySafely(deps, row)
  })
}

/** The ids of those that were applied. What is wrong with one shows when each is applied alone. */
async function applyPlain(deps: Deps, rows: readonly InboxRow[]): Promise<ReadonlySet<string>> {
  try {
    const plain = rows.flatMap((row) => {
      const { notification } = wireOfRaw(row.raw).readOne(row.raw)
      return notification ? [{ row, notification, number: numberOf(row, notification) }] : []
    })
    const numbers = new Set(plain.map(({ number }) => number))
    const entries = await entriesByNumbers(deps.db, [...numbers])
    const known = plain.flatMap((heard) => {
      const stored = entries.get(heard.number)
      const { row } = heard
      return stored?.entry.filer === row.filer ? [{ row, ask: asked(deps, heard, stored) }] : []
    })
    const done = await handleSeveral(
      deps,
      known.map(({ ask }) => ask),
    )
    return new Set(known.flatMap(({ row }, n) => (done[n] ? row.id : [])))
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    return new Set()
  }
}

/** A notification of the inbox that could be read. */
type Heard = { readonly row: InboxRow; readonly notification: StatusNotification }

const asked = (deps: Deps, { row, notification }: Heard, stored: StoredEntry) =>
  askOf(deps, row, notification, stored, (outcome, id) => settleInbox(row.id, outcome, id))

/** A poison notification must not stop the mailbox; a store that is down is no poison. */
export async function applySafely(deps: Deps, row: InboxRow, byHand = false): Promise<void> {
  try {
    await applyOne(deps, row, byHand)
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

async function applyOne(deps: Deps, row: InboxRow, byHand: boolean): Promise<void> {
  const { notification, why } = wireOfRaw(row.raw).readOne(row.raw)
  if (!notification) return putAside(deps, row, 'quarantined', why)
  const stored = await entryByNumber(deps.db, row.filer, numberOf(row, notification))
  if (!stored) return orphan(deps, row)
  const { id } = stored
  const { command, alongside, by } = asked(deps, { row, notification }, stored)
  if (!byHand && isTooFarBack(stored.entry, command)) {
    return putAside(deps, row, 'quarantined', tooFarBack(stored.entry.seq), id)
  }
  const handled = await handle(deps, id, command, alongside, undefined, by)
  if (handled.kind === 'done') deps.meters?.count('inbox_total', 'applied')
  if (handled.kind === 'nothing') return leave(deps, row, id, handled.why)
  // A late release of an entry that was cancelled meanwhile, whose day somebody else has taken.
  if (handled.kind === 'refused') {
    const why = handled.problems.map(({ message }) => message).join(' ')
    return putAside(deps, row, 'quarantined', why, id)
  }
}

const tooFarBack = (events: number) =>
  `it is older than the newest of ${events} events; a replay by hand reads them all for it`

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
