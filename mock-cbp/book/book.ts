/**
 * CBP's book of entries in the store: read many at once, written back in few statements.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { eachIn, insertRows, readAll, rowsInto } from '../world/rows.ts'
import type { Declared } from './declared.ts'
import { firstDue, settleDue } from './due.ts'
import type { Held, Notification, Review } from './held.ts'
import { printRunning, readRunning } from './running.ts'

/** Whose book: a world of a store. */
export type Of = { readonly db: Db; readonly name: string }

type EntryRow = {
  entry_number: EntryNumber
  filer: string
  bill: string
  flight: string | null
  accepted_at: string
  version: number
  course: string
  reads_left: number | null
  review: string | null
}
type NoticeRow = {
  entry_number: string
  version: number
  sequence: number
  copy: number
  step: number | null
  at: string
  due: string
  repeats: number
  notices: string
}

/** The entries on file among `numbers`. */
export async function readHeld(
  of: Of,
  numbers: readonly EntryNumber[],
): Promise<Map<EntryNumber, Held>> {
  const rows = await readAll<EntryRow>(
    of.db,
    eachIn(
      `select entry_number, filer, bill, flight, accepted_at, version, course, reads_left, review
       from mock_entry where world = ? and accepted_at is not null and entry_number in`,
      numbers,
      '',
      [of.name],
    ),
  )
  // Most filings are of new entries, and end here.
  if (rows.length === 0) return new Map()
  const declared = await readDeclared(of, rows)
  const notices = await readNotifications(
    of,
    rows.map(({ entry_number }) => entry_number),
  )
  return new Map(
    rows.map((row) => [
      row.entry_number,
      {
        ...{ entryNumber: row.entry_number, filer: row.filer, bill: row.bill, flight: row.flight },
        acceptedAt: row.accepted_at,
        version: row.version,
        declared: declared.get(row.entry_number) ?? nothingDeclared,
        course: readRunning(row.course),
        readsLeft: row.reads_left,
        review: row.review === null ? null : (JSON.parse(row.review) as Review),
        notifications: notices.get(row.entry_number) ?? [],
      },
    ]),
  )
}

const nothingDeclared: Declared = { entryType: '', references: [], bills: [] }

/** What stands of each entry: the declaration of its newest change. */
async function readDeclared({ db, name }: Of, entries: readonly EntryRow[]) {
  const rows = await readAll<{ entry_number: string; version: number; declared: string }>(
    db,
    eachIn(
      `select entry_number, version, declared from mock_change
       where world = ? and entry_number in`,
      entries.map(({ entry_number }) => entry_number),
      'order by entry_number, version',
      [name],
    ),
  )
  return new Map(rows.map((row) => [row.entry_number, JSON.parse(row.declared) as Declared]))
}

export async function readNotifications(
  { db, name }: Of,
  numbers: readonly string[],
): Promise<Map<string, Notification[]>> {
  const rows = await readAll<NoticeRow>(
    db,
    eachIn(
      `select entry_number, version, sequence, copy, step, at, due, repeats, notices
       from mock_notice where world = ? and entry_number in`,
      numbers,
      'order by entry_number, sequence, copy',
      [name],
    ),
  )
  const byEntry = Map.groupBy(rows, ({ entry_number }) => entry_number)
  return new Map([...byEntry].map(([number, found]) => [number, found.map(notificationOf)]))
}

/** What a notification says, as its row keeps it. */
export type Said = Pick<Notification, 'notices' | 'references'>

const notificationOf = (row: NoticeRow): Notification => {
  const { version, sequence, copy, step, at, due, repeats, notices } = row
  return { version, sequence, copy, step, at, due, repeats, stored: true, ...(JSON.parse(notices) as Said) } // prettier-ignore
}

/** One step of an entry that took effect: the newest state, and the message that brought it. */
export type Change = { readonly held: Held; readonly messageId: string; readonly action: string }

const changesInto = rowsInto('mock_change', [
  ...['world', 'entry_number', 'version', 'message_id', 'action', 'declared'],
])
const entriesInto = rowsInto(
  'mock_entry',
  [
    ...['world', 'entry_number', 'filer', 'bill', 'flight', 'accepted_at', 'version', 'course'],
    ...['reads_left', 'review', 'due'],
  ],
  `on conflict (world, entry_number) do update set bill = excluded.bill,
     flight = excluded.flight, accepted_at = excluded.accepted_at, version = excluded.version,
     course = excluded.course, reads_left = excluded.reads_left, review = excluded.review,
     due = excluded.due`,
)
const noticesInto = rowsInto('mock_notice', [
  ...['world', 'filer', 'entry_number', 'version', 'sequence', 'copy', 'step', 'at', 'due'],
  ...['repeats', 'notices', 'acknowledged'],
])

/** Several changes of one entry follow each other; the last one is what is held. */
export function writeHeld(world: string, changes: readonly Change[]): Statement[] {
  const newest = [...new Map(changes.map(({ held }) => [held.entryNumber, held])).values()]
  return [
    ...changesInto(
      changes.map(({ held: { entryNumber, version, declared }, messageId, action }) => [
        ...[world, entryNumber, version, messageId, action, JSON.stringify(declared)],
      ]),
    ),
    ...writeEntries(world, newest),
  ]
}

/** Entries whose state moved on without a change that a message brought: a read, for one. */
export function writeEntries(world: string, entries: readonly Held[]): Statement[] {
  return [
    ...entriesInto(
      entries.map((held) => [
        ...[world, held.entryNumber, held.filer, held.bill, held.flight, held.acceptedAt],
        ...[held.version, printRunning(held.course), held.readsLeft],
        ...[held.review && JSON.stringify(held.review), firstDue(held.notifications)],
      ]),
    ),
    ...entries.flatMap(({ entryNumber, withdrawnAfter }) =>
      withdrawnAfter === undefined
        ? []
        : [
            sql`delete from mock_notice where world = ${world} and entry_number = ${entryNumber}
              and at > ${withdrawnAfter} and step is not null`,
          ],
    ),
    ...noticesInto(
      entries.flatMap((held) =>
        held.notifications.filter(({ stored }) => !stored).map(rowOf(world, held)),
      ),
    ),
    // Whether what was said before was acknowledged is in its rows alone.
    ...settleDue(
      world,
      entries
        .filter(({ notifications }) => notifications.some(({ stored }) => stored))
        .map(({ entryNumber }) => entryNumber),
    ),
  ]
}

const rowOf =
  (world: string, { entryNumber, filer }: Held) =>
  ({ version, sequence, copy, step, at, due, repeats, notices, references }: Notification) => [
    ...[world, filer, entryNumber, version, sequence, copy, step, at, due, repeats],
    references ? JSON.stringify({ notices, references }) : textOf(notices),
    0,
  ]

/** Most entries are told the same, and to write it anew for each costs a filing 4 us. */
const texts = new WeakMap<Said['notices'], string>()

function textOf(notices: Said['notices']): string {
  const known = texts.get(notices)
  if (known !== undefined) return known
  const text = JSON.stringify({ notices })
  texts.set(notices, text)
  return text
}

/** An entry that was only refused so far: on the list, not on file. */
export function writeRefused(
  world: string,
  entries: readonly { entryNumber: EntryNumber; filer: string; bill: string }[],
): Statement[] {
  return insertRows(
    'mock_entry',
    ['world', 'entry_number', 'filer', 'bill', 'accepted_at', 'version', 'course'],
    entries.map(({ entryNumber, filer, bill }) => [world, entryNumber, filer, bill, null, 0, '']),
    'on conflict (world, entry_number) do nothing',
  )
}
