/**
 * A paper as plain values: what stands on it, in which order. The renderers know how it looks.
 * @module
 */
import type { Instant } from '../domain/day.ts'

export type Field = {
  readonly label: string
  /** One line, or several. */
  readonly value: string | readonly string[]
}

export type Column = {
  readonly head: string
  /** Its part of the width, beside the others'. */
  readonly share: number
  readonly align?: 'right'
}

export type Row = readonly string[]

export type Table = {
  readonly kind: 'table'
  /** Says what the table is to whoever cannot see it. */
  readonly caption: string
  readonly columns: readonly Column[]
  /** Read once, row after row, so that a long table is never whole in memory. */
  readonly rows: Iterable<Row> | AsyncIterable<Row>
  /** One cell a column; asked for after the last row. */
  readonly totals?: () => Row
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'notes'; readonly notes: readonly string[] }
  | Table

export type Paper = {
  readonly title: string
  /** Which of them: `Entry ZZ9-0000001-1`. */
  readonly subject: string
  /** Without the ending that says in which form it is. */
  readonly fileName: string
  /** The filer whose paper it is. */
  readonly filer: string
  /** What it tells of stood so then: the same entry always makes the same bytes. */
  readonly asOf: Instant
  /** Across, for tables of many columns. */
  readonly wide?: true
  readonly blocks: Iterable<Block> | AsyncIterable<Block>
}

/** Stands on every page of every paper. */
export const simulated =
  'SIMULATED. Made by gate321, a simulation: nothing on this paper was filed with CBP or said by CBP.'

export const author = ({ filer }: Pick<Paper, 'filer'>) => `gate321 for filer ${filer}`
