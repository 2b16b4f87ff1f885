/**
 * What bears on one lane: the rows that close it, leave it to a person, or open it.
 * @module
 */
import type { Case } from './case.ts'
import { closes } from './close.ts'
import type { Duty } from './cost.ts'
import { and } from './predicate.ts'
import type { Truth } from './predicate.ts'
import type { Rule } from './rule.ts'
import type { RuleSet } from './set.ts'
import type { Lane } from './shape.ts'
import type { Ruling } from './verdict.ts'
import type { Decision, LaneCode, Policy } from './vocabulary.ts'

export type Bench = {
  readonly set: RuleSet
  readonly policy: Policy
  readonly kase: Case
  readonly truths: readonly Truth[]
  readonly ruling: Ruling
  /** Priced once, for whoever asks first; every paid lane pays the same duty. */
  readonly duty: () => Duty
  /** What that price lacks: fields, and the rows that ask for them. */
  readonly dutyNeeds: () => readonly (readonly [field: string, ruleId: string])[]
}

/** What bears on one lane, by what it does to it. */
export type Bearing = {
  readonly closed: readonly Rule[]
  readonly referring: readonly Rule[]
  readonly doubtful: readonly Rule[]
  readonly open: readonly Rule[]
  readonly perhaps: readonly Rule[]
}

export function bearingOn(lane: LaneCode, { set, policy, kase, truths, ruling }: Bench): Bearing {
  const layer = set.layers[policy]
  const closed: Rule[] = []
  const doubtful: Rule[] = []
  for (const rule of layer.closing) {
    const matched = truths[rule.index]
    const truth =
      matched === false ? false : and(matched, closes(rule, lane, kase, ruling.decision))
    if (truth === true) closed.push(rule)
    if (truth === undefined) doubtful.push(rule)
  }
  const naming = layer.REFER.filter(({ row }) => row.params.lanes?.includes(lane))
  const opening = layer.opening[lane]
  const opens = (rule: Rule) => and(truths[rule.index], agrees(rule, ruling.decision))
  return {
    closed,
    referring: naming.filter(({ index }) => truths[index] === true),
    doubtful: [...naming.filter(({ index }) => truths[index] === undefined), ...doubtful],
    open: opening.filter((rule) => opens(rule) === true),
    perhaps: opening.filter((rule) => opens(rule) === undefined),
  }
}

/** A person may yet allow what is referred, so a row that asks for ALLOW is then unknown. */
export function agrees(rule: Rule, decision: Decision): Truth {
  const { verdict } = rule.row.scope
  if (verdict === undefined || verdict === decision) return true
  return decision === 'REFER' ? undefined : false
}

export function openness({ closed, referring, doubtful, open, perhaps }: Bearing): Lane['allowed'] {
  if (closed.length > 0 || open.length + perhaps.length === 0) return 'no'
  return referring.length + doubtful.length > 0 || open.length === 0 ? 'refer' : 'yes'
}
