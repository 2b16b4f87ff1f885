/**
 * CBP's book of entries in the store: read many at once, written back in few statements.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import type { Course } from './course.ts'
import type { Declared, Held, Notification } from './held.ts'
import { eachIn, insertRows, readAll } from '../world/rows.ts'

type EntryRow = {
  entry_number: EntryNumber
  filer: string
  bill: string
  accepted_at: string
  version: number
  course: string
  declared: string
}
type NoticeRow = {
  entry_number: string
  version: number
  sequence: number
  copy: number
  at: string
  due: string
  repeats: number
  notices: string
}

/** The entries on file among `numbers`. */
export async function readHeld(
  db: Db,
  numbers: readonly EntryNumber[],
): Promise<Map<EntryNumber, Held>> {
  const rows = await readAll<EntryRow>(
    db,
    eachIn(
      `select e.entry_number, e.filer, e.bill, e.accepted_at, e.version, e.course, c.declared
       from mock_entry e
       join mock_change c on c.entry_number = e.entry_number and c.version = e.version
       where e.entry_number in`,
      numbers,
    ),
  )
  const notices = await readNotifications(
    db,
    rows.map(({ entry_number }) => entry_number),
  )
  return new Map(
    rows.map((row) => [
      row.entry_number,
      {
        entryNumber: row.entry_number,
        filer: row.filer,
        bill: row.bill,
        acceptedAt: row.accepted_at,
        version: row.version,
        declared: JSON.parse(row.declared) as Declared,
        course: JSON.parse(row.course) as Course,
        notifications: notices.get(row.entry_number) ?? [],
      },
    ]),
  )
}

export async function readNotifications(
  db: Db,
  numbers: readonly string[],
): Promise<Map<string, Notification[]>> {
  const rows = await readAll<NoticeRow>(
    db,
    eachIn(
      `select entry_number, version, sequence, copy, at, due, repeats, notices from mock_notice
       where entry_number in`,
      numbers,
      'order by entry_number, sequence, copy',
    ),
  )
  const read = ({ version, sequence, copy, at, due, repeats, notices }: NoticeRow) => ({
    ...{ version, sequence, copy, at, due, repeats, stored: true },
    notices: JSON.parse(notices) as Notification['notices'],
  })
  const byEntry = Map.groupBy(rows, ({ entry_number }) => entry_number)
  return new Map([...byEntry].map(([number, found]) => [number, found.map(read)]))
}

/** One step of an entry that took effect: the newest state, and the message that brought it. */
export type Change = { readonly held: Held; readonly messageId: string; readonly action: string }

/** Several changes of one entry follow each other; the last one is what is held. */
export function writeHeld(changes: readonly Change[]): Statement[] {
  const newest = [...new Map(changes.map(({ held }) => [held.entryNumber, held])).values()]
  return [
    ...insertRows(
      'mock_change',
      ['entry_number', 'version', 'message_id', 'action', 'declared'],
      changes.map(({ held: { entryNumber, version, declared }, messageId, action }) => [
        ...[entryNumber, version, messageId, action, JSON.stringify(declared)],
      ]),
    ),
    ...insertRows(
      'mock_entry',
      ['entry_number', 'filer', 'bill', 'accepted_at', 'version', 'course'],
      newest.map(({ entryNumber, filer, bill, acceptedAt, version, course }) => [
        ...[entryNumber, filer, bill, acceptedAt, version, JSON.stringify(course)],
      ]),
      `on conflict (entry_number) do update set bill = excluded.bill,
         accepted_at = excluded.accepted_at, version = excluded.version, course = excluded.course`,
    ),
    ...newest.flatMap(({ entryNumber, withdrawnAfter }) =>
      withdrawnAfter === undefined
        ? []
        : [
            sql`delete from mock_notice
              where entry_number = ${entryNumber} and at > ${withdrawnAfter}`,
          ],
    ),
    ...insertRows(
      'mock_notice',
      [
        ...['notification_id', 'filer', 'entry_number', 'version', 'sequence', 'copy'],
        ...['at', 'due', 'repeats', 'notices', 'acknowledged'],
      ],
      newest.flatMap((held) => held.notifications.filter(({ stored }) => !stored).map(rowOf(held))),
    ),
  ]
}

const rowOf =
  ({ entryNumber, filer }: Held) =>
  ({ version, sequence, copy, at, due, repeats, notices }: Notification) => [
    `${entryNumber}-${sequence}${copy === 0 ? '' : `-${copy}`}`,
    ...[filer, entryNumber, version, sequence, copy, at, due, repeats, JSON.stringify(notices), 0],
  ]

/** An entry that was only refused so far: on the list, not on file. */
export function writeRefused(
  entries: readonly { entryNumber: EntryNumber; filer: string; bill: string }[],
): Statement[] {
  return insertRows(
    'mock_entry',
    ['entry_number', 'filer', 'bill', 'accepted_at', 'version', 'course'],
    entries.map(({ entryNumber, filer, bill }) => [entryNumber, filer, bill, null, 0, '']),
    'on conflict (entry_number) do nothing',
  )
}
