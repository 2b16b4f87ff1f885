/**
 * What was met, held against what can be.
 * @module
 */
import type { Group, Outcome } from './outcome.ts'
import { beyond, groups } from './outcomes.ts'
import type { Met } from './record.ts'

/** With the first time it was met, or `null`. */
export type Seen = Outcome & { readonly met: Met | null }

export type SeenGroup = {
  readonly title: string
  readonly met: number
  readonly of: number
  readonly outcomes: readonly Seen[]
}

export type Report = {
  readonly met: number
  readonly of: number
  readonly groups: readonly SeenGroup[]
  /** Not counted: what only a scenario of one's own brings. */
  readonly beyond: readonly SeenGroup[]
}

export function reportOn(met: ReadonlyMap<string, Met>): Report {
  const seen = ({ title, outcomes }: Group): SeenGroup => {
    const all = outcomes.map((outcome) => ({ ...outcome, met: met.get(outcome.id) ?? null }))
    return { title, met: countOf(all), of: all.length, outcomes: all }
  }
  const counted = groups.map(seen)
  const sum = (of: 'met' | 'of') => counted.reduce((total, group) => total + group[of], 0)
  return { met: sum('met'), of: sum('of'), groups: counted, beyond: beyond.map(seen) }
}

const countOf = (outcomes: readonly Seen[]) => outcomes.filter(({ met }) => met !== null).length

export const headline = ({ met, of }: Pick<Report, 'met' | 'of'>) =>
  `Your tests have met ${met} of ${of} outcomes`
