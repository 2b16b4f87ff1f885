/**
 * A table of shipments, row by row: the headings first, then shipments. Rows next to each other with
 * the same reference and the same bill are the lines of one shipment.
 * @module
 */
import { problem } from '../domain/problem.ts'
import { trimmed } from './compose.ts'
import type { Group } from './compose.ts'
import type { TableRow } from './csv.ts'
import { unguarded } from './guard.ts'
import { readHeading } from './heading.ts'
import type { Heading, Mapping } from './heading.ts'
import { FileRefused } from './refused.ts'

export const mostRows = 100_000

export type Table = {
  readonly push: (rows: readonly TableRow[], last?: boolean) => Group[]
  readonly heading: () => Heading
  /** Rows with something in them, without the headings. */
  readonly rows: () => number
}

/** So that one shipment does not grow without end; an entry has no more lines. */
const mostLines = 1000

export function table(mapping: Mapping): Table {
  let heading: Heading | undefined
  let keys: readonly number[] = []
  let group: TableRow[] = []
  let count = 0

  const take = (found: TableRow, done: Group[]): void => {
    const row = { ...found, cells: found.cells.map(unguarded) }
    if (!row.bad && row.cells.every((cell) => cell.trim() === '') && !row.odd) return
    if (!heading) {
      if (row.bad) throw noHeading(row)
      heading = readHeading(row.row, row.cells, mapping)
      keys = keysOf(heading)
      return
    }
    count += 1
    if (count > mostRows) throw tooMany()
    const sound = row.bad ? row : sized(row, heading)
    if (!continues(group, sound, keys)) {
      if (group.length > 0) done.push(group)
      group = []
    }
    group.push(sound)
  }

  return {
    push: (rows, last = false) => {
      const done: Group[] = []
      for (const row of rows) take(row, done)
      if (last && group.length > 0) done.push(group)
      if (last) group = []
      return done
    },
    heading: () => heading ?? noHeadings(),
    rows: () => count,
  }
}

export const tooMany = () =>
  new FileRefused('batch_too_large', `The file has more than ${mostRows} rows. Send it in parts.`)

const noHeadings = () => {
  throw new FileRefused('batch_empty', 'The file is empty. Send headings, and a row for each line.')
}

const noHeading = ({ row, bad }: TableRow) =>
  new FileRefused('csv_columns', `The headings cannot be read: ${bad?.why}.`, [
    { ...problem('csv_columns', '', { why: `The headings cannot be read: ${bad?.why}.` }), row },
  ])

/** A row of a spreadsheet ends with its last cell; of a CSV file all rows are as long. */
function sized(row: TableRow, { columns }: Heading): TableRow {
  const { cells } = row
  if (cells.length === columns.length) return row
  const why = `it has ${cells.length} cells, and there are ${columns.length} headings`
  return { ...row, bad: { why, source: '' } }
}

/** Where the reference is, and the bills; -1 for what the file does not have. */
const keysOf = ({ columns }: Heading) =>
  ['reference', 'bill.masterBill', 'bill.houseBill', 'bill.regularBill'].map((name) =>
    columns.findIndex((column) => column?.name === name),
  )

/** A row that is repeated whole is no second line, but the same shipment a second time. */
function continues(group: Group, row: TableRow, keys: readonly number[]): boolean {
  const first = group[0]
  if (!first || first.bad || row.bad || group.length >= mostLines) return false
  const same = keys.every((at, index) => {
    const [ours, theirs] = [trimmed(first.cells[at]), trimmed(row.cells[at])]
    // Without a reference nothing says that they belong together; bills may be left out.
    return index === 0 ? ours === theirs && ours !== '' : ours === theirs || theirs === ''
  })
  return same && !group.some(({ cells }) => cells.every((cell, at) => cell === row.cells[at]))
}
