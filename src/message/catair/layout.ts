/**
 * A record of CATAIR as a table of its fields: positions, class, designation. 80 columns, counted
 * from 1; what no field takes is filler. Source: CATAIR Batch & Block Control v23, record formats.
 * @module
 */

/**
 * `A` letters; `AN` letters, digits, space; `N` digits; `X` AN and the specials of a keyboard;
 * `D` a day as MMDDYY; `S` space.
 */
export type Class = 'A' | 'AN' | 'N' | 'X' | 'D' | 'S'

/** Mandatory, conditional, optional. */
export type Designation = 'M' | 'C' | 'O'

export type More = {
  /** The codes the field takes, each with its meaning. */
  readonly values?: Readonly<Record<string, string>>
  /** Codes that are in no table are taken too. */
  readonly open?: true
  /** Spaces are taken though it is mandatory. */
  readonly blank?: true
  /** Columns that are carried as they stand; they may begin with spaces. */
  readonly verbatim?: true
  /** Narrower than the class; `says` completes "it has to be". */
  readonly form?: RegExp
  readonly says?: string
  /** What the characters mean: a day MMDDYY, an hour HHMM or HHMMSS, whole dollars, a port. */
  readonly kind?: 'day' | 'time' | 'dollars' | 'port'
}

export type Field<N extends string = string> = More & {
  readonly name: N
  readonly from: number
  readonly to: number
  readonly class: Class
  readonly designation: Designation
  /** What the field is, for people. */
  readonly label: string
}

export type Layout<N extends string = string> = {
  /** Of the record as the text carries it, in its first columns. */
  readonly id: string
  /** Of the layout, where one record has several: `B` of a filer, `B` of a rejection. */
  readonly title: string
  /** Every column once, in order; fillers have class `S`. */
  readonly fields: readonly Field<N | 'filler' | 'controlIdentifier'>[]
}

export const columns = 80

type Row<N extends string> = readonly [
  from: number,
  to: number,
  is: Class,
  designation: Designation,
  name: N,
  label: string,
  more?: More,
]

/** Throws for rows that overlap or leave the record: a table that is wrong is a mistake of ours. */
export function layout<const N extends string>(
  id: string,
  title: string,
  ...rows: readonly Row<N>[]
): Layout<N> {
  const fields: Field<N | 'filler' | 'controlIdentifier'>[] = []
  const fill = (to: number) => {
    const from = (fields.at(-1)?.to ?? 0) + 1
    if (from > to + 1) throw new RangeError(`${id}: column ${to + 1} is taken twice`)
    if (from > to) return
    fields.push({ name: 'filler', from, to, class: 'S', designation: 'M', label: 'filler' })
  }
  const identifier = { name: 'controlIdentifier', class: 'AN', designation: 'M' } as const
  fields.push({ ...identifier, from: 1, to: id.length, label: 'record', values: { [id]: title } })
  for (const [from, to, is, designation, name, label, more = {}] of rows) {
    fill(from - 1)
    fields.push({ name, from, to, class: is, designation, label, ...more })
  }
  fill(columns)
  return { id, title, fields }
}

/** The same fields under another record. */
export const sameAs = <N extends string>(id: string, title: string, as: Layout<N>): Layout<N> => ({
  id,
  title,
  fields: as.fields.map((field) =>
    field.name === 'controlIdentifier' ? { ...field, values: { [id]: title } } : field,
  ),
})
