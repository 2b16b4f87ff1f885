/**
 * Rules without what people typed: titles go, and expressions over names and goods become lists of
 * the stand-ins that they are for, so that a rule meets the same filings as before.
 * @module
 */
import { compileRules } from '../scenario/compile.ts'
import type { Conditions, Rule } from '../scenario/rule.ts'
import type { Pseudonyms } from './pseudonym.ts'

/** A rule as a file has it. */
export type RuleOutside = {
  readonly id: string
  readonly match: Conditions
  readonly not?: Conditions
  readonly steps: readonly string[]
}

export const redactRules = (forms: readonly unknown[], named: Pseudonyms): RuleOutside[] =>
  compileRules(forms).map((rule) => redactRule(rule, named))

export const redactRule = ({ id, match, not, steps }: Rule, named: Pseudonyms): RuleOutside => ({
  id,
  match: overStandIns(match, named),
  ...(not ? { not: overStandIns(not, named) } : {}),
  steps,
})

const expressions = { consignee: 'name', seller: 'name', description: 'goods' } as const

function overStandIns(conditions: Conditions, named: Pseudonyms): Conditions {
  const over = Object.entries(expressions).flatMap(([condition, kind]) => {
    const expression = conditions[condition as keyof typeof expressions]
    if (expression === undefined) return []
    const like = new RegExp(expression, 'i')
    const standIns = named.where(kind, (text) => like.test(text))
    // An expression for nobody is one that nothing fits.
    return [[condition, standIns.length === 0 ? '(?!)' : `^(${standIns.join('|')})$`]]
  })
  return { ...conditions, ...Object.fromEntries(over) }
}
