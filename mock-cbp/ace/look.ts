/**
 * A look at the mailbox or at an entry, where reads move the course: what the look itself brings is
 * seen by it.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { sql } from '../../src/store/db.ts'
import { readHeld, writeEntries } from '../book/book.ts'
import type { Held } from '../book/held.ts'
import { looked } from '../book/reads.ts'
import type { World } from '../world/world.ts'
import { notification } from './notification.ts'

/** One look moves so many entries; more wait for the next. */
const mostEntries = 500

/** The notifications that this look at the mailbox brings. */
export async function lookAll(world: World, filer: string): Promise<StatusNotification[]> {
  const { db, name, now, effects } = world
  const rows = await db.read<{ entry_number: EntryNumber }>(
    sql`select entry_number from mock_entry
      where world = ${name} and filer = ${filer} and reads_left is not null
        and accepted_at <= ${now}
      order by entry_number limit ${mostEntries}`,
  )
  if (rows.length === 0) return []
  const held = await readHeld(
    world,
    rows.map(({ entry_number }) => entry_number),
  )
  const after = [...held.values()].map((entry) => looked(entry, now))
  effects.push(...writeEntries(name, after))
  return after.flatMap(freshOf)
}

/** The entry after a look at it alone. */
export function lookAt(world: World, held: Held): Held {
  if (held.readsLeft === null) return held
  const after = looked(held, world.now)
  world.effects.push(...writeEntries(world.name, [after]))
  return after
}

const freshOf = ({ entryNumber, declared, notifications }: Held): StatusNotification[] =>
  notifications
    .filter(({ stored }) => !stored)
    .flatMap(({ sequence, copy, at, repeats, notices, references }) =>
      Array<StatusNotification>(repeats).fill(
        notification({
          ...{ entryNumber, sequence, copy, at, declared },
          said: { notices, ...(references ? { references } : {}) },
        }),
      ),
    )
