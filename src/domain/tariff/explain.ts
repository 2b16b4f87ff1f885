/**
 * One number of the tariff, explained: what it covers, what it costs, and what stands around it.
 * @module
 */
import { lineOf, nodesOf } from './heading.ts'
import type { Heading, Node, TariffLine } from './heading.ts'
import { dotted, headingOf } from './number.ts'
import { parseRate } from './rate.ts'
import type { Rate } from './rate.ts'

export type Neighbour = {
  readonly htsNumber: string
  readonly dotted: string
  readonly description: string
}

export type Explained = TariffLine & {
  /** Whether goods are declared under it; a heading or subheading only leads to such lines. */
  readonly declarable: boolean
  /** The general rate, read; null where the tariff gives none at this level. */
  readonly rate: Rate | null
  /** The next numbers beneath it. */
  readonly children: readonly Neighbour[]
  /** The other numbers under the same parent. */
  readonly siblings: readonly Neighbour[]
}

/** `6912.00.44` finds its line although the line's number in full is 6912.00.44.00. */
export function explain(heading: Heading, digits: string): Explained | undefined {
  const nodes = nodesOf(heading).filter(({ number }) => number !== '')
  const wanted = digits === headingOf(digits) ? nodes[0] : nodes.find(({ number }) => number === digits) // prettier-ignore
  const node = wanted ?? nodes.find(({ number, leaf }) => leaf && number === digits.padEnd(10, '0'))
  if (!node) return undefined
  const line = lineOf(node)
  const above = parentOf(node)
  return {
    ...line,
    declarable: node.leaf,
    rate: line.general === '' ? null : parseRate(line.general),
    children: nodes.filter((other) => parentOf(other) === node.number).map(neighbour),
    siblings: nodes
      .filter((other) => other !== node && above !== undefined && parentOf(other) === above)
      .map(neighbour),
  }
}

/** The nearest number above; rows without one only group. */
const parentOf = ({ ancestors }: Node): string | undefined =>
  ancestors.findLast(({ number }) => number !== '')?.number

/** With the grouping rows between it and its parent, or five siblings would all be "Other". */
function neighbour({ number, row, ancestors }: Node): Neighbour {
  const from = ancestors.findLastIndex((above) => above.number !== '') + 1
  const groups = ancestors.slice(from).map((above) => above.row.description)
  return {
    htsNumber: number,
    dotted: dotted(number),
    description: [...groups, row.description].join(' > '),
  }
}
