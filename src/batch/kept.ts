/**
 * A shipment of a batch as it is kept until it is filed: text of JSON, small, and enough to give the
 * rows back as they came.
 * @module
 */
import type { Draft, Shipment } from '../domain/shipment.ts'
import { compose } from './compose.ts'
import type { Group } from './compose.ts'
import { columnNamed } from './columns.ts'
import type { Column } from './columns.ts'
import type { Odd } from './csv.ts'
import type { Heading } from './heading.ts'
import type { RowProblem } from './refused.ts'

export type Kept = {
  /** Of a table each of its rows, otherwise its one place in the file. */
  readonly rows: readonly number[]
  readonly cells?: readonly (readonly string[])[]
  readonly odd?: readonly (Readonly<Record<number, Odd>> | null)[]
  /** What came, where neither cells nor the draft say it: a value of JSON, or text that is none. */
  readonly source?: unknown
  /** Left out where the cells say the same. */
  readonly draft?: Draft<Shipment>
  /** What was wrong before anybody looked at what it means. */
  readonly problems?: readonly RowProblem[]
}

/** A shipment that was refused: enough to give its rows back, each with its reasons. */
export type RefusedItem = {
  readonly rows: readonly number[]
  readonly cells?: readonly (readonly string[])[] | undefined
  readonly source?: unknown
  readonly problems: readonly RowProblem[]
}

/** The columns of a batch as they are kept. */
export type KeptHeading = {
  readonly headings: readonly string[]
  readonly columns: readonly (string | null)[]
  readonly separator: string
}

/** What we added ourselves when the file went back is not a part of it. */
export function keptHeading(
  { headings, columns, places }: Heading,
  separator: string,
): KeptHeading {
  return { headings, columns: places.map((at) => columns[at]?.name ?? null), separator }
}

export const columnsOf = ({ columns }: KeptHeading): (Column | undefined)[] =>
  columns.map((name) => (name === null ? undefined : columnNamed(name)))

/** The rows without the columns that are ours. */
export function withoutOwn(group: Group, { places, columns }: Heading): Group {
  if (places.length === columns.length) return group
  return group.map((row) => {
    // Cells beyond the headings stay at the end, where the row has too many.
    const more = row.cells.slice(columns.length)
    const cells = [...places.flatMap((at) => row.cells[at] ?? []), ...more]
    const odd = row.odd && Object.fromEntries(places.flatMap((at, to) => (row.odd?.[at] ? [[to, row.odd[at]]] : []))) // prettier-ignore
    return { ...row, cells, ...(odd ? { odd } : {}) }
  })
}

export function keptGroup(group: Group): Pick<Kept, 'rows' | 'cells' | 'odd'> {
  const odd = group.map((row) => row.odd ?? null)
  return {
    rows: group.map(({ row }) => row),
    cells: group.map(({ cells }) => cells),
    ...(odd.some((marks) => marks !== null) ? { odd } : {}),
  }
}

/** `undefined`: it could not be read at all. */
export function draftOf(kept: Kept, columns: readonly (Column | undefined)[]) {
  if (kept.draft !== undefined) return kept.draft
  if (kept.cells === undefined || kept.problems !== undefined) return undefined
  const rows = kept.cells.map((cells, line) => ({ row: kept.rows[line] ?? 0, cells }))
  return compose(rows, columns).value as Draft<Shipment>
}
