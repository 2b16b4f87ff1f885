/**
 * What is open for one filer: what its own people have to do and by when, and what of it is late,
 * waits or is in doubt. Counted no further than anybody reads.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

/** `null`: nothing of it is the filer's to do. */
export const setDue = (id: string, day: string | null): Statement =>
  sql`update entry set due_day = ${day} where id = ${id}`

/** What is due first, first. */
export async function dueFirst(db: Db, filer: string, limit: number): Promise<string[]> {
  const rows = await db.read<Row & { id: string }>(
    sql`select id from entry where filer = ${filer} and due_day is not null
      order by due_day, id limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

const counted = async (db: Db, statement: Statement): Promise<number> =>
  (await db.read<Row & { rows: number }>(statement))[0]?.rows ?? 0

export const countDue = (db: Db, filer: string, most: number): Promise<number> =>
  counted(
    db,
    sql`select cast(count(*) as integer) as rows from (
      select 1 from entry where filer = ${filer} and due_day is not null limit ${most}) as counted`,
  )

/** Those on which CBP has been silent since then or longer. */
export const countWaits = (db: Db, filer: string, since: string, most: number): Promise<number> =>
  counted(
    db,
    sql`select cast(count(*) as integer) as rows from (
      select 1 from entry where filer = ${filer} and silent_since is not null
        and silent_since <= ${since} limit ${most}) as counted`,
  )

export async function countQueue(db: Db, filer: string, most: number) {
  const entries = await counted(
    db,
    sql`select cast(count(*) as integer) as rows from (
      select 1 from outbox where filer = ${filer} limit ${most}) as counted`,
  )
  const [row] = await db.read<Row & { at: string | null }>(
    sql`select min(at) as at from outbox where filer = ${filer}`,
  )
  return { entries, oldestAt: row?.at ?? null }
}

/**
 * Transmissions that CBP may or may not have, and how many entries hang on them; not those that are
 * being sent at this moment.
 */
export async function countDoubt(db: Db, filer: string, now: string) {
  const [row] = await db.read<Row & { transmissions: number; entries: number }>(
    sql`select cast(count(distinct transmission.message_id) as integer) as transmissions,
        cast(count(transmission_entry.entry_id) as integer) as entries
      from transmission left join transmission_entry
        on transmission_entry.message_id = transmission.message_id
      where transmission.filer = ${filer} and transmission.state = 'due'
        and transmission.in_doubt = 1 and not exists (
          select 1 from attempt where attempt.message_id = transmission.message_id
            and attempt.n = transmission.attempts and attempt.finished_at is null
            and attempt.lease_until > ${now})`,
  )
  return { transmissions: row?.transmissions ?? 0, entries: row?.entries ?? 0 }
}
