/**
 * The law on one shipment, worked out as far as somebody asks. To be filed it takes two decisions and
 * one lane; why the fifteen other lanes are open or not is for those who read the whole answer.
 * @module
 */
import { once } from '../once.ts'
import { caseOf } from './case.ts'
import type { Case } from './case.ts'
import { nextChange } from './change.ts'
import type { Facts, Lookups } from './facts.ts'
import { lanesOf } from './lanes.ts'
import { messagesOn, notice } from './messages.ts'
import type { Truth } from './predicate.ts'
import { routedTo, routeOrder } from './route.ts'
import type { Row } from './row.ts'
import { allRows, sourcesThrough } from './rows/all.ts'
import type { Rule } from './rule.ts'
import { matchAll, ruleSet } from './set.ts'
import type { RuleSet } from './set.ts'
import type { Answer, Ground, Lane, Message, PolicySource, RuleSetRef, Verdict } from './shape.ts'
import { daysFrom, moment } from './time.ts'
import { rulingOf } from './verdict.ts'
import type { Ruling } from './verdict.ts'
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

/** One layer's say. */
export type Side = {
  readonly ruling: Ruling
  readonly lane: (code: LaneCode) => Lane
  /** Null: a person must choose. */
  readonly routedTo: () => LaneCode | null
  readonly verifiedOn: () => string
  readonly verdict: () => Verdict
}

export type Judgement = {
  /** The policy that acts, and its side. */
  readonly policy: Policy
  readonly acting: Side
  readonly requestedLane: LaneCode | null
  readonly statutory: Side
  readonly enforced: Side
  readonly messages: () => readonly Message[]
  readonly ruleSet: () => RuleSetRef
  readonly answer: () => Answer
}

/** The whole of it at once. */
export const judge = (facts: Facts, options: JudgeOptions): Answer =>
  judgement(facts, options).answer()

export function judgement(facts: Facts, options: JudgeOptions): Judgement {
  const { policy, policySource, requestedLane, decidedAt, knownOn } = options
  const kase = caseOf(facts, decidedAt, options.lookups)
  const set = ruleSet(options.rows ?? allRows, knownOn)
  const truths = matchAll(set, kase)
  const replay = knownOn !== undefined
  const statutory = sideOf('statutory', set, kase, truths, replay)
  const enforced = sideOf('enforced', set, kase, truths, replay)
  const acting = policy === 'statutory' ? statutory : enforced
  const sides = { statutory: statutory.ruling, enforced: enforced.ruling }
  const verifiedOn = () => earlier(statutory.verifiedOn(), enforced.verifiedOn())
  const reference = once(() => referTo(set, kase, verifiedOn(), options.rulesSha256))
  const messages = once(() =>
    messagesOn({ set, kase, truths, policy, requestedLane, ...sides, ruleSet: reference() }),
  )
  return {
    policy,
    acting,
    requestedLane,
    statutory,
    enforced,
    messages,
    ruleSet: reference,
    answer: once(() => ({
      notice,
      simulation: true,
      fileable: false,
      policy,
      policySource,
      provision: facts.provision,
      requestedLane,
      decision: acting.ruling.decision,
      divergent: statutory.ruling.decision !== enforced.ruling.decision,
      statutory: statutory.verdict(),
      enforced: enforced.verdict(),
      messages: messages(),
      ruleSet: reference(),
      verifiedOn: verifiedOn(),
      decidedAt,
      factsHash: options.factsSha256,
    })),
  }
}

function sideOf(
  policy: Policy,
  set: RuleSet,
  kase: Case,
  truths: readonly Truth[],
  replay: boolean,
): Side {
  const ruling = rulingOf(set, policy, kase, truths)
  const lane = lanesOf(set, policy, kase, truths, ruling)
  const route = once(() => routedTo(lane, kase.mode, ruling.decision))
  const used = once(() => set.rules.filter(isUsed(policy, truths)).map(({ row }) => row))
  const verifiedOn = once(() => oldest(used().length > 0 ? used() : set.rows))
  const verdict = () => ({
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
    missing: ruling.missing,
    lanes: routeOrder(kase.mode).map(lane),
    routedTo: route(),
    verifiedOn: verifiedOn(),
    ...(replay ? { knownFromAssumed: used().some(({ knownFrom }) => knownFrom === null) } : {}),
  })
  return { ruling, lane, routedTo: route, verifiedOn, verdict: once(verdict) }
}

/** The rows that match, or may: an answer is as old as the oldest of them. */
const isUsed =
  (policy: Policy, truths: readonly Truth[]) =>
  ({ row, index }: Rule): boolean =>
    truths[index] !== false && row.layers.includes(policy)

function earliest(grounds: readonly Ground[]): string | null {
  let first: string | null = null
  for (const { effectiveFrom } of grounds) {
    if (first === null || dayOf(effectiveFrom) < dayOf(first)) first = effectiveFrom
  }
  return first
}

const dayOf = (text: string) => moment(text)?.day ?? ''

const earlier = (one: string, other: string) => (other < one ? other : one)

function oldest(checked: readonly { readonly verifiedOn: string }[]): string {
  let day = checked[0]?.verifiedOn ?? ''
  for (const { verifiedOn } of checked) day = earlier(day, verifiedOn)
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
