/**
 * A row as an answer shows it, what it lacks, and which facts it would need.
 * @module
 */
import type { Case } from './case.ts'
import { inForce, noLine } from './rule.ts'
import type { Rule } from './rule.ts'
import { valueOf } from './predicate.ts'
import type { Ground, Missing } from './shape.ts'
import { reached, within } from './time.ts'
import type { Decision, LaneCode, Policy } from './vocabulary.ts'

type Extra = Pick<Ground, 'failed' | 'limitCents' | 'actualCents'>

export function ground(rule: Rule, kase: Case, extra: Extra = overLimit(rule, kase)): Ground {
  const { row } = rule
  return {
    ruleId: row.id,
    outcome: row.outcome,
    effectiveFrom: row.effectiveFrom ?? '',
    effectiveTo: row.effectiveTo,
    knownFrom: row.knownFrom,
    dateBasis: row.dateBasis,
    dateTested: dateTested(rule, kase),
    citation: row.citation,
    authority: row.authority,
    status: row.status,
    confidence: row.confidence,
    verifiedOn: row.verifiedOn,
    text: row.rule,
    ...extra,
  }
}

export const grounds = (rules: readonly Rule[], kase: Case): Ground[] =>
  rules.map((rule) => ground(rule, kase))

function dateTested(rule: Rule, kase: Case): string {
  let any = 'unknown'
  for (const key of rule.dates) {
    const at = kase.dates[key]
    if (at === null) continue
    if (rule.from !== null && within(at, rule.from, rule.to)) return at.text
    any = at.text
  }
  return any
}

/** Only where the amount is over: a ceiling that holds explains nothing. */
function overLimit(rule: Rule, kase: Case): Extra {
  const { maxValueCents, minValueCentsExclusive, valueBasis } = rule.row.scope
  const limitCents = maxValueCents ?? minValueCentsExclusive
  if (limitCents === undefined || valueBasis === undefined) return {}
  const actualCents = valueOf[valueBasis](kase)
  return actualCents !== null && actualCents > limitCents ? { limitCents, actualCents } : {}
}

/** An opening row and the predicates it fails or cannot tell. */
export function failing(rule: Rule, kase: Case, layer: Policy, decision?: Decision): Ground {
  const { row } = rule
  const failed = [
    ...(row.layers.includes(layer) ? [] : ['layers']),
    ...outOfDate(rule, kase),
    ...rule.tests.filter((test) => test.holds(kase, noLine) !== true).map(({ key }) => key),
    ...rule.lineTests
      .filter((test) => !kase.lines.some((line) => test.holds(kase, line) === true))
      .map(({ key }) => key),
    ...(decision && row.scope.verdict && row.scope.verdict !== decision ? ['verdict'] : []),
  ]
  return ground(rule, kase, { failed, ...overLimit(rule, kase) })
}

function outOfDate(rule: Rule, kase: Case): string[] {
  const truth = inForce(rule, kase)
  if (truth === true) return []
  if (truth === undefined) return ['dateBasis']
  const { from } = rule
  const begun = rule.dates.some((key) => from && kase.dates[key] && reached(from, kase.dates[key]))
  return [begun ? 'effectiveTo' : 'effectiveFrom']
}

/** The facts whose being unknown leaves this row unknown. */
export function gaps(rule: Rule, kase: Case): string[] {
  const undated = inForce(rule, kase) === undefined
  return [
    ...(undated ? rule.dates.filter((key) => kase.dates[key] === null) : []),
    ...rule.tests
      .filter((test) => test.holds(kase, noLine) === undefined)
      .flatMap((test) => test.needs(kase, noLine)),
    ...kase.lines.flatMap((line) =>
      rule.lineTests
        .filter((test) => test.holds(kase, line) === undefined)
        .flatMap((test) => test.needs(kase, line)),
    ),
  ]
}

type Need = readonly [field: string, ruleId: string]

/** One entry a field, with every row that asks for it. */
export function missing(needs: readonly Need[], lane: LaneCode | null): Missing[] {
  if (needs.length === 0) return []
  const byField = new Map<string, Set<string>>()
  for (const [field, ruleId] of needs) {
    const ids = byField.get(field) ?? new Set()
    byField.set(field, ids.add(ruleId))
  }
  return [...byField].map(([field, ids]) => ({ field, neededBy: [...ids].filter(Boolean), lane }))
}
