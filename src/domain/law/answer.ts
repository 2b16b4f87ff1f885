/**
 * Judges a shipment: what the statute says, what CBP enforces, and which of the two acts.
 * @module
 */
import { caseOf } from './case.ts'
import type { Case } from './case.ts'
import { nextChange } from './change.ts'
import type { Facts, Lookups } from './facts.ts'
import { lanesOf } from './lanes.ts'
import { messagesOn, notice } from './messages.ts'
import type { Row } from './row.ts'
import { routedTo } from './route.ts'
import { allRows, sourcesThrough } from './rows/all.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import { matchAll, ruleSet } from './set.ts'
import type { RuleSet } from './set.ts'
import type { Answer, Ground, PolicySource, RuleSetRef, Verdict } from './shape.ts'
import { daysFrom, moment } from './time.ts'
import { rulingOf } from './verdict.ts'
import type { LaneCode, Policy } from './vocabulary.ts'

export type JudgeOptions = {
  readonly policy: Policy
  readonly policySource: PolicySource
  readonly requestedLane: LaneCode | null
  readonly decidedAt: string
  /** Replay: only what was published by this day. */
  readonly knownOn?: string
  /** Keep the list; the rules made of it are remembered by it. */
  readonly rows?: readonly Row[]
  readonly lookups?: Lookups
  /** Of `canonicalRules(rows)` and `canonicalFacts(facts)`, because hashing is not for here. */
  readonly rulesSha256: string
  readonly factsSha256: string
}

export function judge(facts: Facts, options: JudgeOptions): Answer {
  const { policy, policySource, requestedLane, decidedAt, knownOn } = options
  const kase = caseOf(facts, decidedAt, options.lookups)
  const set = ruleSet(options.rows ?? allRows, knownOn)
  const truths = matchAll(set, kase)
  const replay = knownOn !== undefined
  const statutory = verdictOf('statutory', set, kase, truths, replay)
  const enforced = verdictOf('enforced', set, kase, truths, replay)
  const verifiedOn = oldest([statutory, enforced])
  const reference = referTo(set, kase, verifiedOn, options.rulesSha256)
  return {
    notice,
    simulation: true,
    fileable: false,
    policy,
    policySource,
    provision: facts.provision,
    requestedLane,
    decision: (policy === 'statutory' ? statutory : enforced).decision,
    divergent: statutory.decision !== enforced.decision,
    statutory,
    enforced,
    messages: messagesOn({
      set,
      kase,
      truths,
      policy,
      requestedLane,
      statutory,
      enforced,
      ruleSet: reference,
    }),
    ruleSet: reference,
    verifiedOn,
    decidedAt,
    factsHash: options.factsSha256,
  }
}

function verdictOf(
  policy: Policy,
  set: RuleSet,
  kase: Case,
  truths: readonly Truth[],
  replay: boolean,
): Verdict {
  const { missing, ...ruling } = rulingOf(set, policy, kase, truths)
  const lanes = lanesOf(set, policy, kase, truths, { ...ruling, missing })
  const used = usedBy(policy, set, truths)
  return {
    layer: policy,
    decision: ruling.decision,
    thresholdCents: ruling.thresholdCents,
    dayTotalCents: kase.dayTotalCents,
    withinThreshold: ruling.withinThreshold,
    since: earliest(ruling.grounds),
    nextChange: nextChange(set.layers[policy], kase),
    basis: ruling.basis,
    grounds: ruling.grounds,
    refer: ruling.refer,
    missing,
    lanes,
    routedTo: routedTo(lanes, kase.mode, ruling.decision),
    verifiedOn: oldest(used.length > 0 ? used.map(({ row }) => row) : set.rows),
    ...(replay ? { knownFromAssumed: used.some(({ row }) => row.knownFrom === null) } : {}),
  }
}

/** The rows that match, or may: an answer is as old as the oldest of them. */
function usedBy(policy: Policy, set: RuleSet, truths: readonly Truth[]): Rule[] {
  return set.rules.filter(
    ({ row, index }) => truths[index] !== false && row.layers.includes(policy),
  )
}

function earliest(grounds: readonly Ground[]): string | null {
  let first: string | null = null
  for (const { effectiveFrom } of grounds) {
    if (first === null || dayOf(effectiveFrom) < dayOf(first)) first = effectiveFrom
  }
  return first
}

const dayOf = (text: string) => moment(text)?.day ?? ''

function oldest(checked: readonly { readonly verifiedOn: string }[]): string {
  let day = checked[0]?.verifiedOn ?? ''
  for (const { verifiedOn } of checked) if (verifiedOn < day) day = verifiedOn
  return day
}

function referTo(set: RuleSet, kase: Case, verifiedOn: string, sha256: string): RuleSetRef {
  const filing = kase.dates.filed ?? kase.dates.decision
  const checked = moment(verifiedOn)
  const ageDays = filing && checked ? Math.max(0, daysFrom(checked, filing)) : 0
  const limits = set.warnings.find(({ row }) => row.params.warnAfterDays !== undefined)?.row.params
  const { warnAfterDays = 0, blockAfterDays = 0 } = limits ?? {}
  return {
    sha256,
    rows: set.rows.length,
    verifiedOn: oldest(set.rows),
    sourcesThrough,
    ageDays,
    staleness: ageDays > blockAfterDays ? 'block' : ageDays > warnAfterDays ? 'warn' : 'fresh',
  }
}
