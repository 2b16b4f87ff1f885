/**
 * Which column is which: by the filer's own mapping, else by its name or a spelling of it. A file
 * whose headings leave a question is refused, with the nearest answer.
 * @module
 */
import leven from 'leven'
import { problem } from '../domain/problem.ts'
import { columnNamed, columns, columnSpelled, plainHeading, spellings } from './columns.ts'
import type { Column } from './columns.ts'
import { FileRefused } from './refused.ts'
import type { RowProblem } from './refused.ts'

/** From headings of a filer's files to names of columns; `null`: not for us. */
export type Mapping = Readonly<Record<string, string | null>>

export type Heading = {
  /** As the file has them, without the columns that we added ourselves. */
  readonly headings: readonly string[]
  /** By place in the file; `undefined` is not read. */
  readonly columns: readonly (Column | undefined)[]
  /** Places of `headings` in the file. */
  readonly places: readonly number[]
}

/** What we add to a file that goes back begins so, and is left out when it comes again. */
export const ownPrefix = 'gate321'

const isOwn = (heading: string) => heading.trim().toLowerCase().startsWith(ownPrefix)

type Found = Column | null | undefined

const mappedBy = (mapping: Mapping) => {
  const known = new Map(
    Object.entries(mapping).map(([heading, name]) => [plainHeading(heading), name]),
  )
  return (heading: string): Found => {
    const mapped = known.get(plainHeading(heading))
    if (mapped === null) return null
    return mapped === undefined ? columnSpelled(heading) : columnNamed(mapped)
  }
}

/** Whether the heading leaves no question. */
export function isKnown(heading: string, mapping: Mapping): boolean {
  return mappedBy(mapping)(heading) !== undefined
}

export function readHeading(row: number, cells: readonly string[], mapping: Mapping): Heading {
  const resolve = mappedBy(mapping)
  const found = cells.map((heading): Found =>
    isOwn(heading) || isBlank(heading) ? null : resolve(heading),
  )
  const wrong = [
    ...cells.flatMap((heading, at) => (found[at] === undefined ? [unknown(row, heading)] : [])),
    ...found.flatMap((column, at) => {
      const first = column ? found.indexOf(column) : at
      return first === at ? [] : [twice(row, cells[first] ?? '', cells[at] ?? '', column as Column)]
    }),
    ...missing(row, new Set(found.flatMap((column) => (column ? [column.name] : [])))),
  ] // prettier-ignore
  if (wrong.length > 0) {
    const hint = found.every((column) => column == null)
      ? 'The first row must be the headings, and none is known here'
      : 'The headings leave questions'
    throw new FileRefused(
      'csv_columns',
      `${hint}; see errors. Rename the columns, or say once what they mean with PUT /v1/mappings.`,
      wrong.slice(0, 100),
    )
  }
  const places = cells.flatMap((heading, at) => (isOwn(heading) ? [] : [at]))
  return {
    headings: places.map((at) => cells[at] ?? ''),
    columns: found.map((column) => column ?? undefined),
    places,
  }
}

const isBlank = (text: string) => text.trim() === ''

const about = (row: number, why: string, column?: string): RowProblem => ({
  ...problem('csv_columns', '', { why }),
  row,
  ...(column === undefined ? {} : { column }),
})

function unknown(row: number, heading: string): RowProblem {
  const near = nearest(heading)
  const hint =
    near === undefined ? 'Leave it out, or map it to null.' : `Did you mean "${near.name}"?`
  return about(row, `The column "${shown(heading)}" is not known. ${hint}`, shown(heading))
}

const twice = (row: number, first: string, second: string, { name }: Column) =>
  about(
    row,
    `The columns "${shown(first)}" and "${shown(second)}" both are ${name}. Keep one.`,
    shown(second),
  )

function missing(row: number, there: ReadonlySet<string>): RowProblem[] {
  const bill =
    there.has('bill.regularBill') || (there.has('bill.masterBill') && there.has('bill.houseBill'))
  return [
    ...columns
      .filter(({ name, required }) => required && !there.has(name))
      .map(({ name, spellings: [, ...others] }) => {
        const other = others.find((spelling) => spelling.includes(' ')) ?? others[0]
        return about(row, `The column ${name} is missing. "${other}" is understood too.`)
      }),
    ...(bill ? [] : [about(row, 'The columns bill.masterBill and bill.houseBill are missing, or bill.regularBill.')]),
  ] // prettier-ignore
}

const shown = (heading: string) => heading.trim().slice(0, 80)

/** By letters in common order: what differs in a third of its letters is another word. */
export function nearest(heading: string): Column | undefined {
  const wanted = plainHeading(heading)
  let best: { readonly column: Column; readonly distance: number } | undefined
  for (const [spelling, column] of spellings) {
    if (Math.abs(spelling.length - wanted.length) > wanted.length / 3) continue
    const distance = leven(spelling, wanted)
    if (distance <= wanted.length / 3 && (!best || distance < best.distance)) {
      best = { column, distance }
    }
  }
  return best?.column
}
