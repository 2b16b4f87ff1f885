/**
 * Rows made ready to be matched: boundaries parsed, predicates bound. Done once for a set of rows.
 * @module
 */
import type { Case } from './case.ts'
import type { LineFacts } from './facts.ts'
import type { Row } from './row.ts'
import { linePredicates, shipmentPredicates } from './scope.ts'
import { and } from './predicate.ts'
import type { Inferred, Test, Truth } from './predicate.ts'
import { moment, within } from './time.ts'
import type { Moment } from './time.ts'
import { dateBases } from './vocabulary.ts'
import type { DateKey } from './vocabulary.ts'

export type Rule = {
  readonly row: Row
  /** Its place in the set, and so in the list of truths. */
  readonly index: number
  readonly from: Moment | null
  readonly to: Moment | null
  readonly dates: readonly DateKey[]
  readonly tests: readonly Test[]
  readonly lineTests: readonly Test[]
}

/** A predicate nobody knows is neither met nor unmet. */
const unheardOf = (key: string): Test => ({
  key,
  holds: () => undefined,
  needs: () => [`scope.${key}`],
})

export function ruleOf(row: Row, index: number, inferred: Inferred): Rule {
  const tests: Test[] = []
  const lineTests: Test[] = []
  for (const key of Object.keys(row.scope)) {
    if (key === 'verdict' || key === 'valueBasis') continue
    const ofLine = linePredicates[key]
    const made = ofLine ?? shipmentPredicates[key]
    const test = made
      ? { key, holds: made[0](row, inferred), needs: made[1](row, inferred) }
      : unheardOf(key)
    if (ofLine) lineTests.push(test)
    else tests.push(test)
  }
  return {
    row,
    index,
    from: moment(row.effectiveFrom),
    to: moment(row.effectiveTo),
    dates: dateBases[row.dateBasis] ?? [],
    tests,
    lineTests,
  }
}

/** In force by any of its dates; a missing date leaves it unknown. */
export function inForce(rule: Rule, kase: Case): Truth {
  if (rule.from === null) return false
  let truth: Truth = false
  for (const key of rule.dates) {
    const at = kase.dates[key]
    if (at === null) truth = undefined
    else if (within(at, rule.from, rule.to)) return true
  }
  return truth
}

export function shipmentHolds(rule: Rule, kase: Case): Truth {
  let truth: Truth = true
  for (const test of rule.tests) {
    truth = and(truth, test.holds(kase, noLine))
    if (truth === false) return false
  }
  return truth
}

export function lineHolds(rule: Rule, kase: Case, line: LineFacts): Truth {
  let truth: Truth = true
  for (const test of rule.lineTests) truth = and(truth, test.holds(kase, line))
  return truth
}

/** One line is enough. */
export function anyLineHolds(rule: Rule, kase: Case): Truth {
  if (rule.lineTests.length === 0) return true
  let truth: Truth = kase.lines.length === 0 ? undefined : false
  for (const line of kase.lines) {
    const holds = lineHolds(rule, kase, line)
    if (holds === true) return true
    if (holds === undefined) truth = undefined
  }
  return truth
}

/** The whole row but its `verdict` predicate. */
export function truthOf(rule: Rule, kase: Case): Truth {
  const dated = inForce(rule, kase)
  if (dated === false) return false
  const held = shipmentHolds(rule, kase)
  if (held === false) return false
  return and(and(dated, held), anyLineHolds(rule, kase))
}

export const noLine: LineFacts = {
  origin: null,
  htsNumber: null,
  enteredValueCents: null,
  mfnRateBp: null,
}
