/**
 * What the pages read from the store beside what the mock's own calls answer.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Said } from '../book/book.ts'
import { readJournal } from '../world/journal.ts'
import type { Line } from '../world/journal.ts'
import type { World } from '../world/world.ts'

/** Enough for a person to choose from; any other world is opened by its address. */
const mostWorlds = 200

/** With this one, which may not have been used yet. */
export async function worldNames({ db, name }: World): Promise<string[]> {
  const rows = await db.read<{ world: string }>(
    sql`select world from mock_world where instr(world, '~') = 0 order by world limit ${mostWorlds}`,
  )
  return [...new Set(['main', name, ...rows.map(({ world }) => world)])].sort()
}

/** What the mailbox will show from that moment on. */
export async function noticesAt({ db, name }: World, at: Instant) {
  const rows = await db.read<{ entry_number: string; notices: string }>(
    sql`select n.entry_number, n.notices from mock_entry e
      cross join mock_notice n
      where e.world = ${name} and e.due <= ${at} and n.world = e.world
        and n.entry_number = e.entry_number and n.acknowledged = 0 and n.due = ${at}
      order by n.entry_number, n.sequence limit 100`,
  )
  return rows.map(({ entry_number: entryNumber, notices }) => ({
    ...{ entryNumber },
    ...(JSON.parse(notices) as Said),
  }))
}

export type Listed = {
  readonly entry_number: EntryNumber
  readonly bill: string
  readonly accepted_at: string | null
  readonly effective: number
}

/** The highest numbers first: they were given out last. `find` is how a number or a bill begins. */
export const listEntries = ({ db, name }: World, find: string, before: string, limit: number) =>
  db.read<Listed>(
    sql`select e.entry_number, e.bill, e.accepted_at,
        (select cast(count(*) as integer) from mock_filing f
          where f.world = e.world and f.entry_number = e.entry_number and f.action = 'A'
            and f.disposition <> '01'
        ) as effective
      from mock_entry e
      where e.world = ${name} and (${before} = '' or e.entry_number < ${before})
        and (${find} = '' or substr(e.entry_number, 1, ${find.length}) = ${find}
          or substr(e.bill, 1, ${find.length}) = ${find})
      order by e.entry_number desc limit ${limit}`,
  )

/** The highest serial number that `filer` gave out, or 0. */
export async function lastSerial({ db, name }: World, filer: string): Promise<number> {
  const [row] = await db.read<{ entry_number: string | null }>(
    sql`select max(entry_number) as entry_number from mock_entry
      where world = ${name} and entry_number > ${filer} and entry_number < ${`${filer}~`}`,
  )
  return Number(/^.{3}-(\d{7})-/.exec(row?.entry_number ?? '')?.[1] ?? 0)
}

/** The notifications of an entry of which the filer said that it has them, by their sequence. */
export async function acknowledgedOf({ db, name }: World, entryNumber: EntryNumber) {
  const rows = await db.read<{ sequence: number }>(
    sql`select distinct sequence from mock_notice
      where world = ${name} and entry_number = ${entryNumber} and acknowledged = 1`,
  )
  return new Set(rows.map(({ sequence }) => sequence))
}

const mostLines = 30

/** What went over the line about one entry, the newest first. */
export async function trafficOf(world: World, entryNumber: EntryNumber): Promise<Line[]> {
  const { db, name } = world
  const ace = `/ace/entries/${entryNumber}`
  const mock = `/_mock/entries/${entryNumber}`
  const rows = await db.read<{ position: number }>(
    sql`select position from mock_journal where world = ${name} and (
        message_id in (
          select message_id from mock_filing where world = ${name} and entry_number = ${entryNumber}
          union select message_id from mock_document
            where world = ${name} and entry_number = ${entryNumber}
          union select message_id from mock_change
            where world = ${name} and entry_number = ${entryNumber}
        )
        or substr(path, 1, ${ace.length}) = ${ace} or substr(path, 1, ${mock.length}) = ${mock}
      ) order by position desc limit ${mostLines}`,
  )
  const lines = await Promise.all(rows.map(({ position }) => readJournal(world, 1, position + 1)))
  return lines.flat()
}

/** The entries that a message was about. */
export const entriesOf = async ({ db, name }: World, messageId: string) => {
  const rows = await db.read<{ entry_number: EntryNumber }>(
    sql`select distinct entry_number from (
        select entry_number from mock_filing where world = ${name} and message_id = ${messageId}
        union select entry_number from mock_document
          where world = ${name} and message_id = ${messageId}
      ) as touched order by entry_number limit 20`,
  )
  return rows.map(({ entry_number: entryNumber }) => entryNumber)
}

const mostFlights = 100

/** How many entries are on each flight. */
export async function flightsOnFile({ db, name }: World): Promise<ReadonlyMap<string, number>> {
  const rows = await db.read<{ flight: string; n: number }>(
    sql`select flight, cast(count(*) as integer) as n from mock_entry
      where world = ${name} and flight is not null group by flight order by flight
      limit ${mostFlights}`,
  )
  return new Map(rows.map(({ flight, n }) => [flight, n]))
}
