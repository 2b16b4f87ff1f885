/**
 * A heading of the tariff with everything beneath it: the unit that is stored, searched and shown.
 * @module
 */
import type { Footnote, Row } from './export.ts'
import { dotted, headingOf, isForGoods } from './number.ts'

export type Heading = { readonly number: string; readonly rows: readonly Row[] }

export type Node = {
  readonly row: Row
  /** The number in full: a rate line without statistical breakout gets `00`. */
  readonly number: string
  readonly ancestors: readonly Node[]
  /** Whether nothing stands beneath it, so that goods are declared under it. */
  readonly leaf: boolean
  /** The leaves beneath it, or itself: positions among the heading's leaves, both inclusive. */
  readonly from: number
  readonly to: number
}

export type TariffLine = {
  readonly htsNumber: string
  readonly dotted: string
  readonly description: string
  /** The headings above it, outermost first. */
  readonly path: readonly string[]
  readonly general: string
  readonly special: string
  readonly other: string
  readonly units: readonly string[]
  readonly footnotes: readonly Footnote[]
  readonly heading: string
  readonly chapter: string
}

/** Rows without a number belong to the heading of the next row that has one. */
export function headingsOf(rows: readonly Row[]): Heading[] {
  const found = new Map<string, Row[]>()
  let waiting: Row[] = []
  for (const row of rows) {
    waiting.push(row)
    if (row.number === '') continue
    const number = headingOf(row.number)
    found.set(number, [...(found.get(number) ?? []), ...waiting])
    waiting = []
  }
  return [...found].map(([number, of]) => ({ number, rows: of }))
}

type Growing = { -readonly [K in keyof Node]: Node[K] }

/** The rows as a tree, in their order. A row is beneath the last one before it that is less deep. */
export function nodesOf({ rows }: Heading): Node[] {
  const nodes: Growing[] = []
  let open: Growing[] = []
  let leaves = 0
  rows.forEach((row, index) => {
    open = open.filter(({ row: above }) => above.indent < row.indent)
    const next = rows[index + 1]
    const leaf = row.number.length >= 8 && !(next && next.indent > row.indent)
    const number = leaf && isForGoods(row.number) ? row.number.padEnd(10, '0') : row.number
    const node: Growing = { row, number, ancestors: [...open], leaf, from: leaves, to: leaves - 1 }
    if (leaf) {
      for (const above of [...open, node]) above.to = leaves
      leaves++
    }
    nodes.push(node)
    open.push(node)
  })
  return nodes
}

export const leavesOf = (heading: Heading): Node[] => nodesOf(heading).filter(({ leaf }) => leaf)

export function lineOf({ row, number, ancestors }: Node): TariffLine {
  const upward = [row, ...ancestors.map((above) => above.row).reverse()]
  // Special and other rates stand beside the general one; an empty one there is not inherited.
  const rated = upward.find(({ general }) => general !== undefined)
  const notes = rated === undefined || rated === row ? [row] : [row, rated]
  return {
    htsNumber: number,
    dotted: dotted(number),
    description: row.description,
    path: ancestors.map((above) => above.row.description),
    general: rated?.general ?? '',
    special: rated?.special ?? '',
    other: rated?.other ?? '',
    units: upward.find(({ units }) => units !== undefined)?.units ?? [],
    footnotes: notes.flatMap(({ footnotes }) => footnotes ?? []),
    heading: headingOf(number),
    chapter: number.slice(0, 2),
  }
}
