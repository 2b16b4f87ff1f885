/**
 * Which lines answer a question best. Each heading is judged by its best line, and shown once.
 * @module
 */
import { headingOf } from './number.ts'
import type { Place, Span } from './posting.ts'
import type { Unit } from './query.ts'

/** The best line of a heading: its position among the heading's lines. */
export type Hit = { readonly heading: string; readonly leaf: number; readonly score: number }

/** Where words occur, and among how many headings; what a store reads for a question. */
export type Found = {
  readonly places: (word: string) => readonly Place[]
  readonly headings: number
}

type Said = {
  readonly unit: number
  readonly term: string
  readonly value: number
  readonly span: Span
}

/** What a number in the table of everyday words counts: somewhat more than the rarest word. */
const numberValue = 8
/** So much counts what was matched; the rest counts by how much of the question that was. */
const evenShare = 0.4
/** What is left of a line's score for each word that it claims and nobody asked for. */
const overclaim = 0.97
const mostClaims = 6
/** Headings looked at line by line; the others cannot be among the first. */
const looked = 60

/** The words to look up for a question. */
export const wordsOf = (units: readonly Unit[]): string[] => [
  ...new Set(
    units.flatMap(({ terms, numbers }) => [
      ...terms.map(({ word }) => word),
      ...numbers.map(({ digits }) => headingOf(digits)),
    ]),
  ),
]

type Candidate = { readonly hit: Hit; readonly said: readonly Said[] }

/** The best headings, each with what was said of it; `settle` then picks their lines. */
export function rank(units: readonly Unit[], found: Found, limit: number): Candidate[] {
  const byHeading = Map.groupBy(
    units.flatMap((unit, index) => saidOf(unit, index, found)),
    ({ heading }) => heading,
  )
  const whole = units.reduce((sum, { importance }) => sum + importance, 0)
  const bounded = [...byHeading].map(([heading, said]) => {
    return { heading, said, bound: scoreOf(said.map(({ what }) => what), units, whole) }
  }) // prettier-ignore
  return bounded
    .sort((a, b) => b.bound - a.bound || (a.heading < b.heading ? -1 : 1))
    .slice(0, Math.max(looked, limit))
    .map(({ heading, said: all }): Candidate => {
      const said = all.map(({ what }) => what)
      return { hit: bestLine(heading, said, units, whole), said }
    })
    .sort((a, b) => b.hit.score - a.hit.score || (a.hit.heading < b.hit.heading ? -1 : 1))
    .slice(0, limit)
}

/** Among the lines of a heading, the one that says the least beyond what was asked. */
export function settle(
  candidate: Candidate,
  units: readonly Unit[],
  claims: readonly Place[],
): Hit {
  const whole = units.reduce((sum, { importance }) => sum + importance, 0)
  const { heading, score } = candidate.hit
  return { ...bestLine(heading, candidate.said, units, whole, claims), score }
}

function saidOf({ terms, numbers }: Unit, unit: number, { places, headings }: Found) {
  const worded = terms.flatMap(({ word, weight }) => {
    const at = places(word)
    const rarity = Math.log(1 + (headings - at.length + 0.5) / (at.length + 0.5))
    return at.flatMap(({ number, spans }) =>
      spans.map((span) => {
        const value = (weight * rarity * span.weight) / 100
        return { heading: number, what: { unit, term: word, value, span } as Said }
      }),
    )
  })
  const numbered = numbers.flatMap(({ digits, weight }) =>
    spansOf(digits, places(headingOf(digits))).map((span) => {
      const value = weight * numberValue
      return { heading: headingOf(digits), what: { unit, term: '#', value, span } as Said }
    }),
  )
  return [...worded, ...numbered]
}

export function spansOf(digits: string, places: readonly Place[]): readonly Span[] {
  const same = places.find(({ number }) => number === digits)
  return same ? same.spans : places.filter(({ number }) => number.startsWith(digits)).flatMap(({ spans }) => spans) // prettier-ignore
}

/** The score of a line where all of this is said: the most of each word, the sum of all. */
function scoreOf(said: readonly Said[], units: readonly Unit[], whole: number): number {
  const most = new Map<string, Said>()
  for (const one of said) {
    const key = `${one.unit} ${one.term}`
    if ((most.get(key)?.value ?? 0) < one.value) most.set(key, one)
  }
  const matched = new Set([...most.values()].map(({ unit }) => unit))
  const sum = [...most.values()].reduce(
    (total, { unit, value }) => total + value * (units[unit]?.importance ?? 0),
    0,
  )
  const covered = [...matched].reduce((total, unit) => total + (units[unit]?.importance ?? 0), 0)
  return whole === 0 ? 0 : (sum * (evenShare + (1 - evenShare) * (covered / whole))) / whole
}

function bestLine(
  heading: string,
  said: readonly Said[],
  units: readonly Unit[],
  whole: number,
  claims: readonly Place[] = [],
): Hit {
  let best: Hit = { heading, leaf: 0, score: -1 }
  const claimed = claims.flatMap(({ spans }) => spans)
  const all = [...said.map(({ span }) => span), ...claimed]
  const end = Math.max(...all.map(({ to }) => to))
  // Only where something begins or has just ended can a line differ from the one before it.
  const turns = new Set(all.flatMap(({ from, to }) => [from, to, to + 1]))
  for (const leaf of [...turns].filter((at) => at <= end).sort((a, b) => a - b)) {
    const within = ({ from, to }: Span) => from <= leaf && leaf <= to
    const here = said.filter(({ span }) => within(span))
    const asked = new Set(here.map(({ term }) => term)).size
    const claim = claimed.filter(within).reduce((sum, { weight }) => sum + weight, 0)
    const score =
      scoreOf(here, units, whole) * overclaim ** Math.min(mostClaims, Math.max(0, claim - asked))
    // Of equals the last: the tariff puts "other" behind what it names.
    if (score >= best.score) best = { heading, leaf, score }
  }
  return best
}
