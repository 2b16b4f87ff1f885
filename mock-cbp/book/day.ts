/**
 * One person's day: what was filed as type 86 for a consignee who imports on that day. The list's
 * place is its lock. Source: 19 CFR 10.151 to 10.153, one person on one day; how CBP tells persons
 * apart is not public, so the mock goes by name, street and postal code as they are declared.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Filing } from '../../src/message/filing.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { eachIn, readAll, rowsInto } from '../world/rows.ts'
import type { Of } from './book.ts'
import { deMinimisUsd } from './conditions.ts'
import { arrivalDayOf, personOf } from './declared.ts'
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

type Row = { consignee: string | null; day: string; places: number; value_usd: number }

const valuesInto = rowsInto('mock_day_value', [
  ...['world', 'consignee', 'day', 'place', 'entry_number', 'value_usd'],
])

/** The days of one transmission, brought forward entry by entry. */
export class Days {
  private readonly totals = new Map<string, DayTotal>()
  private readonly rows: (string | number)[][] = []
  private readonly world: string

  private constructor(world: string) {
    this.world = world
  }

  static async of({ db, name }: Of, keys: readonly DayKey[]): Promise<Days> {
    const days = new Days(name)
    const wanted = [...new Map(keys.map((key) => [textOf(key), key])).values()]
    const rows = await readAll<Row>(db, totalsOf(name, wanted))
    for (const { consignee, day, places, value_usd: valueUsd } of rows) {
      // Of a day without entries the sum is one row of nothing.
      if (consignee !== null) days.totals.set(textOf({ consignee, day }), { places, valueUsd })
    }
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
    const total = this.total(key)
    const places = total.places + 1
    this.totals.set(textOf(key), { places, valueUsd: total.valueUsd + valueUsd })
    this.rows.push([this.world, key.consignee, key.day, places, entryNumber, valueUsd])
  }

  statements(): Statement[] {
    return valuesInto(this.rows)
  }

  private total(key: DayKey): DayTotal {
    return this.totals.get(textOf(key)) ?? { places: 0, valueUsd: 0 }
  }
}

const textOf = ({ consignee, day }: DayKey) => `${day} ${consignee}`

/**
 * Of one day, as most transmissions ask, without a group: SQLite plans a grouped query anew each
 * time it is run, which costs three times the search itself (16 us for 5).
 */
function totalsOf(world: string, keys: readonly DayKey[]): Statement[] {
  const [first] = keys
  const sums = `cast(max(place) as integer) as places, cast(sum(value_usd) as integer) as value_usd
    from mock_day_value where world = ?`
  if (first && keys.length === 1) {
    const { consignee, day } = first
    return [
      {
        sql: `select min(consignee) as consignee, min(day) as day, ${sums} and consignee = ? and day = ?`,
        values: [world, consignee, day],
      },
    ]
  }
  return eachIn(
    `select consignee, day, ${sums} and consignee in`,
    [...new Set(keys.map(({ consignee }) => consignee))],
    'group by consignee, day',
    [world],
  )
}

/** What an entry counts for from now on: another value once corrected, 0 once cancelled. */
export function countFor(
  { name }: Pick<Of, 'name'>,
  { entryNumber, declared: { person, arrivalDay } }: Pick<Held, 'entryNumber' | 'declared'>,
  valueUsd: number,
): Statement[] {
  if (person === undefined || arrivalDay === undefined) return []
  return [
    sql`update mock_day_value set value_usd = ${valueUsd}
      where world = ${name} and consignee = ${person} and day = ${arrivalDay}
        and entry_number = ${entryNumber}`,
  ]
}

/** One person's days, the fullest first. */
export const listDays = ({ db, name }: Of, limit: number) =>
  db.read<{ consignee: string; day: string; entries: number; value_usd: number }>(
    sql`select consignee, day, cast(count(*) as integer) as entries,
        cast(sum(value_usd) as integer) as value_usd
      from mock_day_value where world = ${name} and value_usd > 0
      group by consignee, day order by value_usd desc, day, consignee limit ${limit}`,
  )
