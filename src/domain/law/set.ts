/**
 * A set of rules, sorted into what the engine asks of it. Made once for each list of rows.
 * @module
 */
import type { Row } from './row.ts'
import { ruleOf, truthOf } from './rule.ts'
import type { Rule } from './rule.ts'
import type { Case } from './case.ts'
import type { Inferred, Truth } from './predicate.ts'
import { moment } from './time.ts'
import { laneCodes, outcomes } from './vocabulary.ts'
import type { LaneCode, Outcome, Policy } from './vocabulary.ts'

/** The rules of one layer that can decide, highest priority first. */
export type Layer = Readonly<Record<Outcome, readonly Rule[]>> & {
  readonly closing: readonly Rule[]
  /** What a verdict rests on, as against lanes and money. */
  readonly claims: readonly Rule[]
  readonly opening: Readonly<Record<LaneCode, readonly Rule[]>>
}

export type RuleSet = {
  readonly rows: readonly Row[]
  readonly rules: readonly Rule[]
  readonly layers: Readonly<Record<Policy, Layer>>
  /** Of both layers, and whether or not they can decide. */
  readonly warnings: readonly Rule[]
  readonly opening: Layer['opening']
}

const closers: readonly Outcome[] = [
  'REJECT_LANE',
  'REQUIRE_LANE',
  'TIMING',
  'REQUIRE_FIELD',
  'PROHIBIT',
  'VALIDATE_FILER',
  'REJECT_IOR',
]
const claims: readonly Outcome[] = [
  'THRESHOLD',
  'ALLOW_GIFT',
  'ALLOW_PERSONAL',
  'DENY_321',
  'REFER',
]
const openers: readonly Outcome[] = ['ALLOW_LANE', 'POSTAL_DUTY']

const sets = new WeakMap<readonly Row[], RuleSet>()

/** `knownOn`: the rules as they stood published on that day. */
export function ruleSet(rows: readonly Row[], knownOn?: string): RuleSet {
  if (knownOn !== undefined) return makeSet(asKnown(rows, knownOn))
  const made = sets.get(rows) ?? makeSet(rows)
  sets.set(rows, made)
  return made
}

/** Rows not yet published are dropped, and ends not yet known are open. */
export function asKnown(rows: readonly Row[], knownOn: string): readonly Row[] {
  const day = moment(knownOn)?.day
  if (day === undefined) throw new Error(`knownOn is not a day: ${knownOn}`)
  return rows
    .filter((row) => row.knownFrom === null || row.knownFrom <= day)
    .map((row) =>
      row.endKnownFrom !== null && row.endKnownFrom > day ? { ...row, effectiveTo: null } : row,
    )
}

function makeSet(rows: readonly Row[]): RuleSet {
  const byId = new Map<string, Rule>()
  const inferred: Inferred = (row, name, kase) => {
    if (name !== 'chapter_98_99') return false
    let truth: Truth = false
    for (const id of row.params.inferredFromRules ?? []) {
      const rule = byId.get(id)
      const held = rule && rule.row.canDecide ? truthOf(rule, kase) : false
      if (held === true) return true
      if (held === undefined) truth = undefined
    }
    return truth
  }
  const rules = rows.map((row, index) => ruleOf(row, index, inferred))
  for (const rule of rules) byId.set(rule.row.id, rule)
  const sorted = rules.toSorted((a, b) => b.row.priority - a.row.priority)
  const layerOf = (policy: Policy) =>
    grouped(sorted.filter(({ row }) => row.canDecide && row.layers.includes(policy)))
  return {
    rows,
    rules,
    layers: { statutory: layerOf('statutory'), enforced: layerOf('enforced') },
    warnings: sorted.filter(({ row }) => row.outcome === 'WARN'),
    opening: opening(sorted),
  }
}

function grouped(rules: readonly Rule[]): Layer {
  const byOutcome = Object.fromEntries(
    outcomes.map((name) => [name, rules.filter(({ row }) => row.outcome === name)]),
  ) as Record<Outcome, Rule[]>
  return {
    ...byOutcome,
    DUTY_LAYER: byOutcome.DUTY_LAYER.toSorted((a, b) => since(a).localeCompare(since(b))),
    claims: rules.filter(
      ({ row }) => claims.includes(row.outcome) && !(row.outcome === 'REFER' && row.params.lanes),
    ),
    closing: rules.filter(({ row }) => closers.includes(row.outcome)),
    opening: opening(rules),
  }
}

const since = (rule: Rule) => rule.from?.day ?? ''

function opening(rules: readonly Rule[]): Layer['opening'] {
  const all = rules.filter(({ row }) => openers.includes(row.outcome))
  return Object.fromEntries(
    laneCodes.map((lane) => [lane, all.filter(({ row }) => row.params.lanes?.includes(lane))]),
  ) as Record<LaneCode, Rule[]>
}

/** Every row's truth but for `verdict`, at its index; both layers read the same list. */
export function matchAll(set: RuleSet, kase: Case): readonly Truth[] {
  return set.rules.map((rule) => truthOf(rule, kase))
}
