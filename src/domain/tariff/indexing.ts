/**
 * From headings to an inverted index: for each word the lines it stands on, or stands above. A
 * heading's number is a word too: its places are all that stands in the heading, and the weight of
 * each is how many words it claims.
 * @module
 */
import type { Heading, Node } from './heading.ts'
import { nodesOf } from './heading.ts'
import { isForGoods } from './number.ts'
import type { Place, Span } from './posting.ts'
import type { Words } from './words.ts'

/** Changes with the words or weights below: an index made by other rules is made anew. */
export const indexVersion = 1

export type Index = ReadonlyMap<string, readonly Place[]>

/** BM25's two constants, for texts of about five words. */
const saturation = 1.2
const lengthShare = 0.6
const usualLength = 5

/** A word of the line itself says more than one of the headings above it. */
const weightOf = { own: 1, above: 0.85, added: 0.55, ofParts: 0.5 } as const

export function indexOf(headings: readonly Heading[], words: Words): Index {
  const index = new Map<string, Place[]>()
  for (const heading of headings.filter(({ number }) => isForGoods(number))) {
    const nodes = nodesOf(heading).filter(({ from, to }) => to >= from)
    for (const [word, spans] of spansOf(nodes, words)) {
      const places = index.get(word) ?? []
      places.push({ number: heading.number, spans })
      index.set(word, places)
    }
    index.set(
      heading.number,
      nodes.map((node) => ({
        number: node.number,
        spans: [{ from: node.from, to: node.to, weight: claims(node, words) }],
      })),
    )
  }
  return index
}

function spansOf(nodes: readonly Node[], words: Words): Map<string, Span[]> {
  const parts = nodes.filter(({ row }) => isOfParts(row.description))
  const found = new Map<string, Span[]>()
  for (const node of nodes) {
    for (const [word, weight] of weightsOf(node, words)) {
      const spans = found.get(word) ?? []
      spans.push(...spansBesideParts(node, weight, parts))
      found.set(word, spans)
    }
  }
  return found
}

/** Above lines for goods and lines for their parts, a heading speaks of the goods. */
function spansBesideParts({ from, to }: Node, weight: number, parts: readonly Node[]): Span[] {
  const block = parts.find((part) => part.from > from && part.to === to)
  if (!block) return [{ from, to, weight: Math.round(100 * weight) }]
  return [
    { from, to: block.from - 1, weight: Math.round(100 * weight) },
    { from: block.from, to, weight: Math.round(100 * weight * weightOf.ofParts) },
  ]
}

function weightsOf({ row, leaf }: Node, words: Words): Map<string, number> {
  const phrases = words.written(row.description)
  const whole = phrases.reduce((sum, { named, added }) => sum + named.length + added.length, 0)
  const weights = new Map<string, number>()
  for (const { named, added } of phrases) {
    // A list of many goods names each of them; a long phrase names one thing at length.
    const length = 0.7 * (named.length + added.length) + 0.3 * whole
    const norm = 1 - lengthShare + (lengthShare * length) / usualLength
    const base =
      (leaf ? weightOf.own : weightOf.above) * ((saturation + 1) / (1 + saturation * norm))
    const put = (list: readonly string[], share: number) => {
      for (const word of list) {
        weights.set(word, Math.max(weights.get(word) ?? 0, base * share))
      }
    }
    put(named, 1)
    put(added, named.length === 0 ? 1 : weightOf.added)
  }
  return weights
}

/** A line claims to be what its words say; the heading's own words are common to all of its lines. */
function claims({ row, ancestors }: Node, words: Words): number {
  if (ancestors.length === 0) return 0
  const extra = isOfParts(row.description) ? partsClaim : 0
  const said = words.written(row.description).flatMap(({ named, added }) => [...named, ...added])
  return Math.min(mostClaims, extra + new Set(said).size)
}

const mostClaims = 9
const partsClaim = 4

const isOfParts = (description: string) => /^parts\b/i.test(description)
