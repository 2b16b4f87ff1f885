/**
 * The filer's day at a glance. Everything here is a kept count or the beginning of an index, so that
 * it costs the same with a hundred entries and with a million.
 * @module
 */
import { addDays, after, dayIn, hour } from '../domain/day.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { overdueSince } from '../domain/overdue.ts'
import { doublings, inSpans, within } from '../domain/pace.ts'
import type { Spans } from '../domain/pace.ts'
import { zoneOf } from '../domain/port.ts'
import { countDoubt, countDue, countQueue, countWaits, dueFirst } from '../store/agenda.ts'
import { entriesByIds } from '../store/entries.ts'
import { statusCounts, tallied } from '../store/tally.ts'
import type { Standing } from './breaker.ts'
import type { Deps } from './deps.ts'
import type { Lookup } from './lookup.ts'
import type { PresentedEntry } from './present.ts'

/** So far is counted; beyond it a page says "more than". */
export const mostCounted = 10_000

export type Flight = {
  readonly day: Day
  readonly masterBill: string
  readonly counts: Readonly<Record<string, number>>
}

export type ReleasePace = {
  readonly released: number
  /** Seconds, right to a tenth; `null` where nothing was released. */
  readonly median: number | null
  readonly p90: number | null
}

export type Today = {
  readonly at: Instant
  /** By the clock of the ports in the East. */
  readonly day: Day
  readonly counts: Readonly<Record<string, number>>
  /** What is due first, first. */
  readonly needs: readonly PresentedEntry[]
  /** At most `mostCounted` and one; so are `overdue` and the queue. */
  readonly needing: number
  readonly overdue: number
  readonly doubt: { readonly transmissions: number; readonly entries: number }
  readonly queue: { readonly entries: number; readonly oldestAt: Instant | null }
  readonly cbp: Standing
  readonly flights: readonly Flight[]
  readonly moreFlights: boolean
  /** The last 24 hours, each by its first instant. */
  readonly hours: readonly (ReleasePace & { readonly hour: Instant; readonly filed: number })[]
  readonly pace: ReleasePace & {
    readonly spans: readonly { readonly seconds: number; readonly n: number }[]
  }
}

const shownNeeds = 10
const shownFlights = 8
/** Today and the days behind it. */
const daysAhead = 4

export async function today(
  { db, clock, present }: Deps & Pick<Lookup, 'present'>,
  cbp: (filer: FilerCode) => Standing,
  filer: FilerCode,
): Promise<Today> {
  const at = clock.now()
  const day = dayIn(zoneOf(''), at)
  const most = mostCounted + 1
  const due = await entriesByIds(db, await dueFirst(db, filer, shownNeeds))
  const flights = await arriving(db, filer, day)
  return {
    at,
    day,
    counts: await statusCounts(db, filer),
    needs: await present(filer, due),
    needing: await countDue(db, filer, most),
    overdue: await countWaits(db, filer, overdueSince(at), most),
    doubt: await countDoubt(db, filer, at),
    queue: await countQueue(db, filer, most),
    cbp: cbp(filer),
    flights: flights.slice(0, shownFlights),
    moreFlights: flights.length > shownFlights,
    ...(await lastDay(db, filer, at)),
  }
}

/** Each master bill has at most one count a status. */
const mostRows = (shownFlights + 1) * 7

async function arriving(db: Deps['db'], filer: string, day: Day): Promise<Flight[]> {
  const span = { from: day, before: addDays(day, daysAhead), limit: mostRows }
  const rows = await tallied(db, filer, 'arrival', span)
  const flights = Map.groupBy(rows, ({ at, name }) => `${at} ${name}`)
  return [...flights.values()].map((of) => ({
    day: of[0]?.at ?? day,
    masterBill: of[0]?.name ?? '',
    counts: Object.fromEntries(of.map(({ part, n }) => [part, n])),
  }))
}

const paceOf = (spans: Spans): ReleasePace => ({
  released: inSpans(spans),
  median: within(spans, 50),
  p90: within(spans, 90),
})

async function lastDay(db: Deps['db'], filer: string, at: Instant) {
  const names = Array.from({ length: 24 }, (_, n) => after(at, (n - 23) * hour).slice(0, 13))
  const span = { from: names[0] ?? '', before: '~', limit: 10_000 }
  const filed = new Map((await tallied(db, filer, 'filed', span)).map((row) => [row.at, row.n]))
  const released = await tallied(db, filer, 'release', span)
  const byHour = Map.groupBy(released, (row) => row.at)
  const spansOf = (rows: readonly { part: string; n: number }[]) => {
    const spans = new Map<number, number>()
    for (const { part, n } of rows) spans.set(Number(part), (spans.get(Number(part)) ?? 0) + n)
    return spans
  }
  const all = spansOf(released)
  return {
    hours: names.map((name) => ({
      hour: `${name}:00:00.000Z`,
      filed: filed.get(name) ?? 0,
      ...paceOf(spansOf(byHour.get(name) ?? [])),
    })),
    pace: { ...paceOf(all), spans: doublings(all) },
  }
}
