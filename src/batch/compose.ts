/**
 * From the rows of one shipment to the shipment as JSON would say it, and back from a place in that
 * to the cell.
 * @module
 */
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Column } from './columns.ts'
import type { Odd, TableRow } from './csv.ts'
import type { RowProblem } from './refused.ts'

/** The rows of one shipment, its first row first. */
export type Group = readonly TableRow[]

export type Composed = { readonly value: object; readonly problems: readonly Problem[] }

type Columns = readonly (Column | undefined)[]

/** Parts that are asked for whether or not a cell says something of them. */
const frame = () => ({
  bill: {},
  seller: { address: {} },
  consignee: { address: {} },
  invoice: {},
  lines: [] as object[],
})

export function compose(group: Group, columns: Columns): Composed {
  const value = frame()
  const problems: Problem[] = []
  group.forEach(({ cells, odd }, line) => {
    const goods = {}
    value.lines.push(goods)
    columns.forEach((column, at) => {
      if (!column || (line > 0 && !column.ofLine)) return
      // A pointer costs more than all the rest, and is asked for where something is wrong.
      const pointer = () => pointerOf(column, line)
      const text = trimmed(cells[at])
      if (group.length > 1 && !column.ofLine) problems.push(...differing(group, at, pointer))
      if (text === '' && odd?.[at] === undefined) return
      const fault = oddProblem(column, odd?.[at], text, pointer)
      if (fault) problems.push(fault)
      else put(column.ofLine ? goods : value, column.path, read(column, text, pointer, problems))
    })
  })
  return { value, problems }
}

/** Spaces around a cell are nobody's intention; a tab is not one and stays, to be refused. */
export const trimmed = (cell = ''): string =>
  edged.test(cell) ? cell.replace(/^[ \u00a0]+|[ \u00a0]+$/g, '') : cell

const edged = /^[ \u00a0]|[ \u00a0]$/

type Pointer = () => string

/** What later rows say of the whole shipment is what the first says, or nothing. */
function differing(group: Group, at: number, pointer: Pointer): Problem[] {
  const [first, ...others] = group
  const expected = trimmed(first?.cells[at])
  const other = others.find(({ cells }) => ![expected, ''].includes(trimmed(cells[at])))
  if (!other) return []
  const found = trimmed(other.cells[at]).slice(0, 80)
  return [
    problem('rows_differ', pointer(), {
      row: other.row,
      found,
      first: first?.row ?? 0,
      expected: expected.slice(0, 80),
    }),
  ]
}

function oddProblem(column: Column, odd: Odd | undefined, text: string, pointer: Pointer) {
  if (odd === 'formula') {
    const found = text === '' ? 'a formula' : `a formula or an error, ${text.slice(0, 80)}`
    return problem('cell_formula', pointer(), { found })
  }
  return odd === 'number' && column.kind === 'code'
    ? problem('cell_number_in_code', pointer(), { found: text })
    : undefined
}

function read({ kind }: Column, text: string, pointer: Pointer, problems: Problem[]): unknown {
  if (kind === 'list') return text.split('|').map(trimmed).filter(Boolean)
  if (kind !== 'count') return text
  if (/^\d{1,15}$/.test(text)) return Number(text)
  problems.push(problem('quantity_format', pointer(), { found: `"${text.slice(0, 80)}"` }))
  return undefined
}

function put(into: object, path: Column['path'], value: unknown): void {
  if (value === undefined) return
  let at = into as Record<string | number, unknown>
  path.slice(0, -1).forEach((part, index) => {
    at = (at[part] ??= typeof path[index + 1] === 'number' ? [] : {}) as typeof at
  })
  at[path.at(-1) ?? ''] = value
}

const pointerOf = ({ ofLine, path }: Column, line: number) =>
  ofLine ? pointerTo('lines', line, ...path) : pointerTo(...path)

/** Each problem with the row and the heading of the cell that it is about. */
export function locate(
  problems: readonly Problem[],
  rows: readonly number[],
  columns: Columns = [],
  headings: readonly string[] = [],
): RowProblem[] {
  return problems.map((found) => {
    const [, list, index] = found.pointer.split('/')
    const line = list === 'lines' && index !== undefined ? Number(index) : 0
    const place = columns.findIndex((column) => column && isAt(found.pointer, pointerOf(column, line)))
    // Of a group of fields the first that has a column stands for it.
    const near = columns.findIndex((column) => column && isAt(pointerOf(column, line), found.pointer))
    const column = headings[place >= 0 ? place : near]
    return {
      ...found,
      row: rows[line] ?? rows[0] ?? 0,
      ...(column === undefined ? {} : { column: column.trim() }),
    }
  }) // prettier-ignore
}

const isAt = (pointer: string, place: string) =>
  place !== '' && (pointer === place || pointer.startsWith(`${place}/`))
