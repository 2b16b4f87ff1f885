/**
 * One person's day: what was filed as type 86 for a consignee who imports on that day. A list, each
 * place of which says what an entry adds or takes back, and the sum up to there, so that the
 * thousandth filing of a day costs what the first one did. The place is its lock. Source: 19 CFR 10.151 to 10.153, one person on one day; how CBP tells persons
 * apart is not public, so the mock goes by name, street and postal code as they are declared.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Filing } from '../../src/message/filing.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { chunks, readAll, rowsInto } from '../world/rows.ts'
import type { Of } from './book.ts'
import { deMinimisUsd } from './conditions.ts'
import { arrivalDayOf, personOf } from './declared.ts'
import { statusOf } from './held.ts'
import type { Held } from './held.ts'

export type DayKey = { readonly consignee: string; readonly day: string }
export type DayTotal = { readonly places: number; readonly valueUsd: number }

/** `undefined` where the limit does not count: other entry types, no day, no consignee. */
export function dayKeyOf(filing: Filing): DayKey | undefined {
  if (filing.entryType !== '86') return undefined
  const day = arrivalDayOf(filing)
  const consignee = personOf(filing)
  return day === undefined || consignee === undefined ? undefined : { consignee, day }
}

/** What an entry counts for, and on whose day, as it stands: nothing once it is cancelled. */
function countOf({ declared, notifications }: Held): (DayKey & { valueUsd: number }) | undefined {
  const { entryType, person, arrivalDay, valueUsd = 0 } = declared
  if (entryType !== '86' || person === undefined || arrivalDay === undefined) return undefined
  const cancelled = statusOf(notifications, endOfTime) === 'cancelled'
  return { consignee: person, day: arrivalDay, valueUsd: cancelled ? 0 : valueUsd }
}

const endOfTime = '9999-12-31T23:59:59.999Z'

type Row = { consignee: string; day: string; place: number; total_usd: number }

const valuesInto = rowsInto('mock_day_value', [
  ...['world', 'consignee', 'day', 'place', 'entry_number', 'value_usd', 'total_usd'],
])

/** The days of one transmission, brought forward entry by entry. */
export class Days {
  private readonly totals = new Map<string, DayTotal>()
  private readonly rows: (string | number)[][] = []
  private readonly of: Of

  private constructor(of: Of) {
    this.of = of
  }

  static async of(of: Of, keys: readonly DayKey[]): Promise<Days> {
    const days = new Days(of)
    await days.read(keys)
    return days
  }

  /** Whether entries of this transmission were added. */
  get grown(): boolean {
    return this.rows.length > 0
  }

  isOver(key: DayKey | undefined, valueUsd: number): boolean {
    return key !== undefined && this.total(key).valueUsd + valueUsd > deMinimisUsd
  }

  add(key: DayKey, entryNumber: EntryNumber, valueUsd: number): void {
    const { places, valueUsd: before } = this.total(key)
    const total = { places: places + 1, valueUsd: before + valueUsd }
    this.totals.set(textOf(key), total)
    this.rows.push([
      ...[this.of.name, key.consignee, key.day, total.places, entryNumber, valueUsd],
      total.valueUsd,
    ])
  }

  /** A correction changes what an entry counts for, and may change whose day it is on. */
  async move(before: Held, after: Held): Promise<void> {
    const [left, joined] = [countOf(before), countOf(after)]
    const same = left && joined && textOf(left) === textOf(joined)
    if (same && left.valueUsd === joined.valueUsd) return
    await this.read([left, joined].filter((key) => key !== undefined))
    const { entryNumber } = after
    if (same) return this.add(joined, entryNumber, joined.valueUsd - left.valueUsd)
    if (left && left.valueUsd !== 0) this.add(left, entryNumber, -left.valueUsd)
    if (joined && joined.valueUsd !== 0) this.add(joined, entryNumber, joined.valueUsd)
  }

  statements(): Statement[] {
    return valuesInto(this.rows)
  }

  private async read(keys: readonly DayKey[]): Promise<void> {
    const known = new Map(keys.map((key) => [textOf(key), key]))
    const wanted = [...known].flatMap(([text, key]) => (this.totals.has(text) ? [] : [key]))
    for (const { consignee, day, place, total_usd: valueUsd } of await lastOf(this.of, wanted)) {
      this.totals.set(textOf({ consignee, day }), { places: place, valueUsd })
    }
  }

  private total(key: DayKey): DayTotal {
    return this.totals.get(textOf(key)) ?? { places: 0, valueUsd: 0 }
  }
}

const textOf = ({ consignee, day }: DayKey) => `${day} ${consignee}`

/** Two values for each day, and two worlds. */
const mostDays = 49

/** The last place of each day, found by its key: it has the sum of all before it. */
function lastOf({ db, name }: Of, keys: readonly DayKey[]): Promise<Row[]> {
  const [first] = keys
  if (first && keys.length === 1) {
    // SQLite with STAT4 plans an ordered query anew for each bare value that it is bound to: 10 us.
    return db.read<Row>(
      sql`select consignee, day, place, total_usd from mock_day_value
        where world = cast(${name} as text) and consignee = cast(${first.consignee} as text)
          and day = cast(${first.day} as text)
        order by place desc limit 1`,
    )
  }
  return readAll<Row>(
    db,
    chunks(keys, mostDays).map((some) => ({
      sql: `with wanted (consignee, day) as (values ${some.map(() => '(?, ?)').join(', ')})
        select v.consignee, v.day, v.place, v.total_usd from wanted w join mock_day_value v
          on v.world = ? and v.consignee = w.consignee and v.day = w.day and v.place = (
            select max(l.place) from mock_day_value l
              where l.world = ? and l.consignee = w.consignee and l.day = w.day
          )`,
      values: [...some.flatMap(({ consignee, day }) => [consignee, day]), name, name],
    })),
  )
}

/** One person's days, the fullest first. */
export const listDays = ({ db, name }: Of, limit: number) =>
  db.read<{ consignee: string; day: string; entries: number; value_usd: number }>(
    sql`select consignee, day, cast(count(*) as integer) as entries,
        cast(sum(counted_usd) as integer) as value_usd
      from (
        select consignee, day, entry_number, sum(value_usd) as counted_usd from mock_day_value
          where world = ${name} group by consignee, day, entry_number
      ) as counted where counted_usd > 0
      group by consignee, day order by value_usd desc, day, consignee limit ${limit}`,
  )
