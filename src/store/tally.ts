/**
 * Counts that are kept, so that nobody has to count: how many entries have which status, what
 * arrives when, what each hour filed and how long its releases took. Added to in the same write as
 * the change itself.
 * @module
 */
import { join, sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

/** `at` is a day or an hour, `name` a master bill, `part` a status or a span; `''` where none is. */
export type TallyKind = 'status' | 'arrival' | 'filed' | 'release'

export type Mark = {
  readonly kind: TallyKind
  readonly at: string
  readonly name: string
  readonly part: string
  readonly n: number
}

/**
 * What was released before is not in the figures. An entry from before that needs its filer stands
 * under its day of arrival until its next event, and is found by its order number from then on.
 */
export const tallyMigration: Migration = {
  id: 15,
  name: 'tallies, what needs the filer, order numbers',
  statements: [
    `create table tally (
      filer text not null, kind text not null, at text not null, name text not null,
      part text not null, n integer not null, primary key (filer, kind, at, name, part)) without rowid`,
    `alter table entry add column due_day text`,
    `alter table entry add column order_number text`,
    `create index entry_by_due on entry (filer, due_day, id) where due_day is not null`,
    `create index entry_by_order on entry (filer, order_number, id) where order_number is not null`,
    `create index entry_by_wait on entry (filer, silent_since, id) where silent_since is not null`,
    // All that a list is filtered by, in its order: what does not fit is passed by unread.
    `drop index entry_by_filer`,
    `create index entry_by_filer on entry (filer, id, status, entry_type, created_at, silent_since,
      due_day)`,
    `update entry set due_day = arrival_day where status in ('rejected', 'discrepancy')`,
    `insert into tally (filer, kind, at, name, part, n)
      select filer, 'status', '', '', status, cast(count(*) as integer) from entry
      group by filer, status`,
    `insert into tally (filer, kind, at, name, part, n)
      select filer, 'arrival', arrival_day, master_bill, status, cast(count(*) as integer)
      from entry group by filer, arrival_day, master_bill, status`,
    `insert into tally (filer, kind, at, name, part, n)
      select filer, 'filed', substr(created_at, 1, 13), '', '', cast(count(*) as integer)
      from entry group by filer, substr(created_at, 1, 13)`,
  ],
}

/** Marks of one place are put together; D1 binds at most a hundred values. */
export function addMarks(filer: string, marks: readonly Mark[]): Statement[] {
  const places = sums(marks)
  return Array.from({ length: Math.ceil(places.length / atOnce) }, (_, n) => {
    const rows = places
      .slice(n * atOnce, (n + 1) * atOnce)
      .map(({ kind, at, name, part, n }) => sql`(${filer}, ${kind}, ${at}, ${name}, ${part}, ${n})`)
    return join([
      sql`insert into tally (filer, kind, at, name, part, n) values`,
      join(rows, ', '),
      sql`on conflict (filer, kind, at, name, part) do update set n = tally.n + excluded.n`,
    ])
  })
}

const atOnce = 16

function sums(marks: readonly Mark[]): Mark[] {
  const places = new Map<string, Mark>()
  for (const mark of marks) {
    const place = JSON.stringify([mark.kind, mark.at, mark.name, mark.part])
    const known = places.get(place)
    places.set(place, known ? { ...known, n: known.n + mark.n } : mark)
  }
  return [...places.values()].filter(({ n }) => n !== 0)
}

type Span = { readonly from: string; readonly before: string; readonly limit: number }

/** Those of a kind within a span of days or hours, in their order. */
export async function tallied(
  db: Db,
  filer: string,
  kind: TallyKind,
  { from, before, limit }: Span,
): Promise<Omit<Mark, 'kind'>[]> {
  return db.read<Row & Omit<Mark, 'kind'>>(
    sql`select at, name, part, n from tally
      where filer = ${filer} and kind = ${kind} and at >= ${from} and at < ${before} and n > 0
      order by at, name, part limit ${limit}`,
  )
}

export async function statusCounts(db: Db, filer: string): Promise<Record<string, number>> {
  const rows = await tallied(db, filer, 'status', { from: '', before: '~', limit: 100 })
  return Object.fromEntries(rows.map(({ part, n }) => [part, n]))
}
