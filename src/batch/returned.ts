/**
 * What was refused, as a file that can be mended and sent again: the rows as they came, in their own
 * columns, with the reasons behind them. Our columns are left out when the file comes back.
 * @module
 */
import type { Draft, Shipment } from '../domain/shipment.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { csvLine } from './csv.ts'
import { guarded } from './guard.ts'
import { ownPrefix } from './heading.ts'
import type { KeptHeading, RefusedItem } from './kept.ts'
import type { RowProblem } from './refused.ts'

const own = ['row', 'code', 'reason', 'source'].map((name) => `${ownPrefix} ${name}`)

/** With its mark, for spreadsheets that would take UTF-8 for something else. */
export function returnedHead(heading: KeptHeading | null): string {
  const { headings, separator } = heading ?? plainHeading
  return `\ufeff${line([...headings, ...own], separator)}`
}

export function returnedRows(heading: KeptHeading | null, item: RefusedItem): string {
  const { headings, separator } = heading ?? plainHeading
  const { rows, problems } = item
  const cells = item.cells ?? (heading === null ? cellsOf(item.source) : [[]])
  const unread = typeof item.source === 'string' ? item.source : ''
  return cells
    .map((row, at) => {
      const number = rows[at] ?? rows[0] ?? 0
      const mine = problems.filter((problem) => (problem.row ?? rows[0]) === number)
      const told = [String(number), codesOf(mine), reasonsOf(mine, rows)]
      const fitting = headings.map((_, column) => row[column] ?? '')
      // Of a row with too many cells nothing may get lost.
      const source = row.length > headings.length ? csvLine(row, separator).trimEnd() : unread
      return line([...fitting, ...told, source], separator)
    })
    .join('')
}

const line = (cells: readonly string[], separator: string) => csvLine(cells.map(guarded), separator)

const codesOf = (problems: readonly RowProblem[]) =>
  [...new Set(problems.map(({ code }) => code))].join(' ')

function reasonsOf(problems: readonly RowProblem[], rows: readonly number[]): string {
  if (problems.length === 0) return `See row ${rows[0]}: the rows of one shipment go together.`
  return problems.map(({ column, pointer, message, rewrites }) => {
    const where = column ?? pointer
    const instead = rewrites?.length ? ` Instead: ${rewrites.join('; ')}.` : ''
    return `${where === '' ? '' : `${where}: `}${message}${instead}`
  }).join(' | ')
} // prettier-ignore

/** Of a file without columns: by their names, each shipment in a row for each of its lines. */
const plainHeading: KeptHeading = {
  headings: columns.map(({ name }) => name),
  columns: columns.map(({ name }) => name),
  separator: ',',
}

function cellsOf(source: unknown): string[][] {
  if (typeof source !== 'object' || source === null) return [[]]
  const { lines } = source as Draft<Shipment>
  const goods: readonly unknown[] = Array.isArray(lines) && lines.length > 0 ? lines : [{}]
  return goods.map((of) => columns.map((column) => cellOf(column, column.ofLine ? of : source)))
}

function cellOf({ path, kind }: Column, from: unknown): string {
  const value = path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part)
        ? (at as Readonly<Record<string | number, unknown>>)[part]
        : undefined,
    from,
  )
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join('|')
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One shipment a line, with what we say of it under a name that is ours. */
export function returnedLine({ rows, source, problems }: RefusedItem): string {
  const [row] = rows
  const isObject = typeof source === 'object' && source !== null && !Array.isArray(source)
  return `${JSON.stringify(isObject ? { ...source, gate321: { row, problems } } : { gate321: { row, problems, source } })}\n`
} // prettier-ignore
