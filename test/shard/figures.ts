/**
 * Arithmetic from named parameters: what was measured, what a platform allows and asks, and what
 * follows for a shop, a broker and the country.
 * @module
 */
import { bytes, dollars, whole } from './print.ts'
import type { Table } from './print.ts'

/**
 * Measured by `npm run scale -- --bytes` on 2026-11-22: bytes an entry with two lines and one webhook,
 * from its filing to its release, each table with its indexes.
 */
export const measured = {
  /** A hundred entries a transmission, and each alone. */
  sqlite: { entries: 3000, asWritten: 22_477, compacted: 21_728 },
  sqliteAlone: { entries: 600, asWritten: 24_822, compacted: 24_091 },
  postgres: { entries: 1500, asWritten: 27_651, compacted: 18_727 },
  d1: { entries: 200, asWritten: 22_118, rowsWritten: 164, rowsWrittenAlone: 194 },
  /** What each table weighs: SQLite, SQLite alone, PostgreSQL as written. */
  tables: [
    ['event', 6838, 6410, 4724, 'the journal, six events, with what was declared'],
    [
      'message_part',
      6218,
      8356,
      3643,
      'what went over the wire; shared by all entries of a transmission',
    ],
    [
      'entry',
      2780,
      2751,
      9617,
      'the rest of the view; in PostgreSQL with the dead versions that its changes left',
    ],
    ['delivery', 2318, 2294, 3244, 'six for each webhook; kept 30 days'],
    ['feed', 1343, 1359, 1644, 'six announcements; kept 30 days'],
    ['inbox', 1126, 1147, 1333, 'three notifications of CBP'],
    ['ledger, order_lot, ledger_day', 847, 840, 1272, 'the person’s day and the order'],
    ['message, entry_message', 797, 1160, 1638, 'which message belongs to which event'],
  ],
  /** Announcements an entry, and so posts to each webhook. */
  told: 6,
  notices: 3,
} as const

/** Feed and deliveries go after thirty days; the rest stays for five years. */
const passing = 2318 + 1343
export const keptBytes = measured.sqlite.asWritten - passing
const passingDays = 30
const keptDays = 5 * 365 + 1

/** Cloudflare's limits as of 2026-04-21 and prices as of 2026-08-03; the page names the sources. */
export const d1 = {
  databaseBytes: 10e9,
  accountBytes: 1e12,
  bindings: 5000,
  includedRows: 50e6,
  dollarsAMillionRows: 1,
  includedGigabytes: 5,
  dollarsAGigabyteMonth: 0.75,
}

type Trade = {
  readonly who: string
  readonly entriesADay: number
  readonly rowsAnEntry: number
}

const trades: readonly Trade[] = [
  { who: 'one shop', entriesADay: 100, rowsAnEntry: measured.d1.rowsWrittenAlone },
  { who: 'one broker', entriesADay: 50_000, rowsAnEntry: measured.d1.rowsWritten },
  { who: 'the country', entriesADay: 4_000_000, rowsAnEntry: measured.d1.rowsWritten }, // prettier-ignore
]

/** The peak is ten times the mean. */
const peak = 10
const aSecond = (aDay: number) => aDay / 86_400
const rate = (n: number) => (n < 10 ? Number(n.toPrecision(2)).toString() : whole(n))

export const storedAfter = (entriesADay: number, days: number): number =>
  entriesADay * days * keptBytes + entriesADay * Math.min(days, passingDays) * passing

export const bytesTable = (): Table => ({
  name: 'bytes',
  head: ['bytes an entry', 'SQLite', 'SQLite, each alone', 'PostgreSQL', ''],
  rows: [
    ...measured.tables.map(([table, together, alone, postgres, why]) => [
      `\`${table.replaceAll(', ', '`, `')}\``,
      whole(together),
      whole(alone),
      whole(postgres),
      why,
    ]),
    ['all, as written', whole(measured.sqlite.asWritten), whole(measured.sqliteAlone.asWritten), whole(measured.postgres.asWritten), `D1: ${whole(measured.d1.asWritten)}`],
    ['all, after `vacuum` (PostgreSQL: `vacuum full`)', whole(measured.sqlite.compacted), whole(measured.sqliteAlone.compacted), whole(measured.postgres.compacted), ''],
    ['kept for five years', whole(keptBytes), '', '', `without the ${whole(passing)} that go after 30 days`],
  ],
}) // prettier-ignore

export const sizesTable = (): Table => ({
  name: 'sizes',
  head: ['', ...trades.map(({ who }) => who)],
  rows: [
    ['entries a day', ...trades.map(({ entriesADay }) => whole(entriesADay))],
    ['a second, mean', ...trades.map(({ entriesADay }) => rate(aSecond(entriesADay)))],
    [`a second, peak (${peak} times)`, ...trades.map(({ entriesADay }) => rate(peak * aSecond(entriesADay)))],
    ['written a day', ...trades.map(({ entriesADay }) => bytes(entriesADay * measured.sqlite.asWritten))],
    ['held after a year', ...trades.map(({ entriesADay }) => bytes(storedAfter(entriesADay, 365)))],
    ['held after five years', ...trades.map(({ entriesADay }) => bytes(storedAfter(entriesADay, keptDays)))],
    ['notifications from CBP a day', ...trades.map(({ entriesADay }) => whole(entriesADay * measured.notices))],
    ['posts a day to webhooks, one each filer', ...trades.map(({ entriesADay }) => whole(entriesADay * measured.told))],
    ['the same a second, peak', ...trades.map(({ entriesADay }) => rate(peak * aSecond(entriesADay * measured.told)))],
    ['filer codes used up in five years', ...trades.map(({ entriesADay }) => rate(Math.ceil((entriesADay * keptDays) / 9_999_999)))],
  ],
}) // prettier-ignore

export const d1Table = (): Table => {
  const databases = (bytes: number) => Math.ceil(bytes / d1.databaseBytes)
  const months = 365 / 12
  const rows = ({ entriesADay, rowsAnEntry }: Trade) => entriesADay * rowsAnEntry * months
  const writing = (trade: Trade) => Math.max(0, (rows(trade) - d1.includedRows) / 1e6) * d1.dollarsAMillionRows // prettier-ignore
  const keeping = ({ entriesADay }: Trade) =>
    Math.max(0, storedAfter(entriesADay, 365) / 1e9 - d1.includedGigabytes) * d1.dollarsAGigabyteMonth // prettier-ignore
  return {
    name: 'd1',
    head: ['on D1', ...trades.map(({ who }) => who)],
    rows: [
      ['until one database is full', ...trades.map(({ entriesADay }) => untilFull(entriesADay))],
      ['databases after a year', ...trades.map(({ entriesADay }) => whole(databases(storedAfter(entriesADay, 365))))],
      ['databases after five years', ...trades.map(({ entriesADay }) => whole(databases(storedAfter(entriesADay, keptDays))))],
      ['rows written a month', ...trades.map((trade) => whole(Number(rows(trade).toPrecision(3))))],
      ['for rows written, a month', ...trades.map((trade) => dollars(writing(trade)))],
      ['for what is held after a year, a month', ...trades.map((trade) => dollars(keeping(trade)))],
    ],
  } // prettier-ignore
}

/** Within the thirty days an entry weighs more. */
function untilFull(entriesADay: number): string {
  for (let days = 1; days <= keptDays; days++) {
    if (storedAfter(entriesADay, days) > d1.databaseBytes) return days === 1 ? 'hours' : `${days - 1} days` // prettier-ignore
  }
  return 'five years pass first'
}

/** The most that a filer may file each day, if all of five years has to stay in one database. */
export const mostOnD1 = (): number => {
  let most = 0
  while (storedAfter(most + 1, keptDays) <= d1.databaseBytes) most++
  return most
}

/** Of one gateway on one store, from intake to release; the bench measures what it is. */
const throughputs = [250, 500, 1000, 2000]
/** So that one of two can be away, and a batch does not fill the rest. */
const headroom = 0.5

export const storesTable = (): Table => ({
  name: 'stores',
  head: ['one store carries, entries a second', ...trades.map(({ who }) => `stores for ${who}`)],
  rows: throughputs.map((each) => [
    whole(each),
    ...trades.map(({ entriesADay }) =>
      whole(Math.ceil((peak * aSecond(entriesADay)) / (each * headroom))),
    ),
  ]),
})

/** What one server is given to hold; PostgreSQL itself sets no such bound. */
const terabytes = [1, 4, 16]

export const serversTable = (): Table => ({
  name: 'servers',
  head: ['for the country, one server holds', 'after 30 days', 'after a year', 'after five years'],
  rows: terabytes.map((each) => [
    `${each} TB`,
    ...[30, 365, keptDays].map((days) =>
      whole(Math.ceil(storedAfter(4_000_000, days) / (each * 1e12))),
    ),
  ]),
})

export const figureTables = (): Table[] => [
  bytesTable(),
  sizesTable(),
  d1Table(),
  storesTable(),
  serversTable(),
]
