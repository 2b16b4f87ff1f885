/**
 * Entries on which CBP is silent: what each waits for and since when stands in its row, with how
 * many of the limits were alarmed of.
 * @module
 */
import type { Overdue, Word } from '../domain/overdue.ts'
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Silent = { readonly id: string; readonly filer: string; readonly word: Word }

type SilentRow = Row & { id: string; filer: string; silent_word: Word }

/** Takes the entries that wait since `since` or longer from the limit before to this one. */
export async function passLimit(
  db: Db,
  limit: number,
  since: string,
  most: number,
): Promise<Silent[]> {
  const candidates = sql`select id from entry
    where silence_told = ${limit - 1} and silent_since <= ${since} limit ${most}`
  // A look costs nothing, an update that finds nothing still takes the only writer.
  if ((await db.read(candidates)).length === 0) return []
  const [rows = []] = await db.write([
    sql`update entry set silence_told = ${limit} where silence_told = ${limit - 1}
        and id in (select id from entry
          where silence_told = ${limit - 1} and silent_since <= ${since} limit ${most})
      returning id, filer, silent_word`,
  ])
  return (rows as SilentRow[]).map(({ id, filer, silent_word }) => ({
    ...{ id, filer, word: silent_word },
  }))
}

export type OverdueCount = {
  readonly word: Word
  readonly hours: Overdue['hours']
  readonly entries: number
}

/** How many are overdue by now, by the word that is missing and the longest limit passed. */
export async function countSilent(
  db: Db,
  hours: readonly Overdue['hours'][],
): Promise<OverdueCount[]> {
  const rows = await db.read<Row & { silent_word: Word; silence_told: number; entries: number }>(
    sql`select silent_word, silence_told, cast(count(*) as integer) as entries from entry
      where silence_told > 0 and silent_since is not null group by silent_word, silence_told
      order by silent_word, silence_told`,
  )
  return rows.flatMap(({ silent_word, silence_told, entries }) => {
    const passed = hours[silence_told - 1]
    return passed === undefined ? [] : [{ word: silent_word, hours: passed, entries }]
  })
}
