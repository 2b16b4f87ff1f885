/**
 * One layer's decision on the claim: allowed, denied, or left to a person.
 * @module
 */
import type { Case } from './case.ts'
import { failing, gaps, ground, grounds, missing } from './ground.ts'
import { inForce } from './rule.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import type { Layer, RuleSet } from './set.ts'
import type { Ground, Missing } from './shape.ts'
import type { Decision, Policy } from './vocabulary.ts'

export type Ruling = {
  readonly decision: Decision
  readonly thresholdCents: number | null
  readonly withinThreshold: boolean | null
  readonly basis: readonly Ground[]
  readonly grounds: readonly Ground[]
  readonly refer: readonly Ground[]
  readonly missing: readonly Missing[]
}

type Denial = { readonly priority: number; readonly ground: Ground }

/** What the claim itself comes to, before anything suspends it. */
type Claim = {
  readonly thresholdCents: number | null
  readonly withinThreshold: boolean | null
  readonly basis: readonly Rule[]
  readonly denied: readonly Denial[]
  readonly unknown: readonly Rule[]
}

const nothing: Claim = {
  thresholdCents: null,
  withinThreshold: null,
  basis: [],
  denied: [],
  unknown: [],
}

export function rulingOf(
  set: RuleSet,
  policy: Policy,
  kase: Case,
  truths: readonly Truth[],
): Ruling {
  const layer = set.layers[policy]
  const allows = [...layer.ALLOW_GIFT, ...layer.ALLOW_PERSONAL].filter(({ row }) =>
    row.scope.provisions?.includes(kase.provision),
  )
  const claim = allows.length > 0 ? named(allows, policy, kase, truths) : ceiling(layer, kase, truths) // prettier-ignore
  const denying = layer.DENY_321.filter(({ index }) => truths[index] === true)
  const refers = layer.REFER.filter(({ row }) => row.params.lanes === undefined)
  const referring = refers.filter(({ index }) => truths[index] === true)
  const denied = [
    ...denying.map((rule) => ({ priority: rule.row.priority, ground: ground(rule, kase) })),
    ...claim.denied,
  ].toSorted((a, b) => b.priority - a.priority)
  const unknown = [
    ...[...layer.DENY_321, ...refers].filter(({ index }) => truths[index] === undefined),
    ...claim.unknown,
  ]
  const sure =
    unknown.length === 0 && claim.basis.length > 0 && kase.originKnown && kase.mode !== null
  const decision = decide(denied, referring, sure)
  return {
    decision,
    thresholdCents: claim.thresholdCents,
    withinThreshold: claim.withinThreshold,
    basis: decision === 'ALLOW' ? grounds(claim.basis, kase) : [],
    grounds: denied.map((denial) => denial.ground),
    refer: grounds(referring, kase),
    missing: decision === 'REFER' ? lacking(unknown, kase) : [],
  }
}

/** A denial stands unless a higher row wants a person; what is not sure is never allowed. */
function decide(denied: readonly Denial[], referring: readonly Rule[], sure: boolean): Decision {
  const highest = denied[0]
  if (highest && referring.every(({ row }) => highest.priority >= row.priority)) return 'DENY'
  return referring.length === 0 && denied.length === 0 && sure ? 'ALLOW' : 'REFER'
}

/** The highest threshold in force; the day's sum at it is within, a cent over it is not. */
function ceiling(layer: Layer, kase: Case, truths: readonly Truth[]): Claim {
  const rule = layer.THRESHOLD.find(({ index }) => truths[index] !== false)
  if (rule === undefined) return nothing
  const limitCents = rule.row.params.maxCents ?? 0
  const summed = layer.AGGREGATE.some(({ index }) => truths[index] !== false)
  const actualCents = summed ? kase.dayTotalCents : kase.valueCents
  if (truths[rule.index] === undefined) return { ...nothing, unknown: [rule] }
  if (actualCents === null) return { ...nothing, thresholdCents: limitCents, unknown: [rule] }
  const withinThreshold = actualCents <= limitCents
  const { priority } = rule.row
  return {
    thresholdCents: limitCents,
    withinThreshold,
    basis: withinThreshold ? [rule] : [],
    denied: withinThreshold
      ? []
      : [{ priority, ground: ground(rule, kase, { limitCents, actualCents }) }],
    unknown: [],
  }
}

/** Provisions with a row of their own: one must match, or all of them say why not. */
function named(
  allows: readonly Rule[],
  policy: Policy,
  kase: Case,
  truths: readonly Truth[],
): Claim {
  const current = allows.filter((rule) => inForce(rule, kase) !== false)
  const basis = current.filter(({ index }) => truths[index] === true)
  const highest = basis[0]
  if (highest) {
    return {
      ...nothing,
      basis,
      thresholdCents: highest.row.params.maxCents ?? null,
      withinThreshold: true,
    }
  }
  const unknown = current.filter(
    (rule) => truths[rule.index] === undefined || inForce(rule, kase) === undefined,
  )
  if (unknown.length > 0) return { ...nothing, unknown }
  return {
    ...nothing,
    denied: current.map((rule) => ({
      priority: rule.row.priority,
      ground: failing(rule, kase, policy),
    })),
  }
}

function lacking(unknown: readonly Rule[], kase: Case): Missing[] {
  const summed = (rule: Rule) =>
    rule.row.outcome === 'THRESHOLD' && kase.dayTotalCents === null ? ['dayTotalCents'] : []
  return missing(
    [
      ...unknown.flatMap((rule) =>
        [...gaps(rule, kase), ...summed(rule)].map((field) => [field, rule.row.id] as const),
      ),
      ...(kase.originKnown ? [] : [['origin', ''] as const]),
      ...(kase.mode === null ? [['mode', ''] as const] : []),
    ],
    null,
  )
}
