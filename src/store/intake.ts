/**
 * How much a filer has filed on a day, held to its cap by a check of the schema, and the filers
 * that are stopped.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export const intakeTables = [
  `create table filing_day (
    filer text not null, day text not null, filed integer not null, most integer not null,
    primary key (filer, day), constraint filing_day_most check (filed <= most))`,
  `create table filer_stop (filer text primary key, at text not null, why text not null)`,
  `alter table api_key add column last_used_at text`,
  // Open entries are few, closed ones are for ever: what is counted for operations is counted here.
  `create index entry_open on entry (status, updated_at)
    where status in ('queued', 'submitted', 'under_review', 'discrepancy')`,
]

export const capCheck = 'filing_day_most'

export const countFilings = (filer: string, day: string, filed: number, most: number): Statement =>
  sql`insert into filing_day (filer, day, filed, most) values (${filer}, ${day}, ${filed}, ${most})
    on conflict (filer, day) do update
      set filed = filing_day.filed + excluded.filed, most = excluded.most`

export async function filedOn(db: Db, filer: string, day: string): Promise<number> {
  const rows = await db.read<Row & { filed: number }>(
    sql`select filed from filing_day where filer = ${filer} and day = ${day}`,
  )
  return rows[0]?.filed ?? 0
}

export type Stop = { readonly filer: string; readonly at: string; readonly why: string }

export const putStop = ({ filer, at, why }: Stop): Statement =>
  sql`insert into filer_stop (filer, at, why) values (${filer}, ${at}, ${why})
    on conflict (filer) do update set at = excluded.at, why = excluded.why`

export const liftStop = (filer: string): Statement =>
  sql`delete from filer_stop where filer = ${filer} returning filer`

export async function isStopped(db: Db, filer: string): Promise<boolean> {
  const rows = await db.read(sql`select filer from filer_stop where filer = ${filer}`)
  return rows.length > 0
}

export const stops = (db: Db): Promise<Stop[]> =>
  db.read<Row & Stop>(sql`select filer, at, why from filer_stop order by filer`)

/** How many entries wait for a transmission, counted no further than `most`. */
export async function waitingUpTo(db: Db, most: number): Promise<number> {
  const [row] = await db.read<Row & { rows: number }>(
    sql`select cast(count(*) as integer) as rows from (select 1 from outbox limit ${most}) as counted`,
  )
  return row?.rows ?? 0
}
