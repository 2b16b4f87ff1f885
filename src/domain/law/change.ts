/**
 * The next day the law on this shipment's claim changes, as far as it is enacted.
 * @module
 */
import type { Case } from './case.ts'
import { anyLineHolds, inForce, shipmentHolds } from './rule.ts'
import type { Rule } from './rule.ts'
import type { Layer } from './set.ts'
import type { Change } from './shape.ts'
import { reached } from './time.ts'
import type { Moment } from './time.ts'

type Coming = { readonly at: Moment; readonly change: Change; readonly priority: number }

/** Of two on one day the higher row is named: the repeal, not the ceiling that ends with it. */
export function nextChange(layer: Layer, kase: Case): Change | null {
  let next: Coming | undefined
  for (const rule of layer.claims) {
    const coming = comingOf(rule, kase)
    if (coming && (next === undefined || sooner(coming, next))) next = coming
  }
  return next?.change ?? null
}

function comingOf(rule: Rule, kase: Case): Coming | undefined {
  const boundary = boundaryOf(rule, kase)
  if (!boundary || shipmentHolds(rule, kase) === false || anyLineHolds(rule, kase) === false) {
    return undefined
  }
  const [kind, at] = boundary
  const { id, priority } = rule.row
  return { at, change: { ruleId: id, on: at.text, kind }, priority }
}

function boundaryOf(rule: Rule, kase: Case): readonly [Change['kind'], Moment] | undefined {
  const { from, to } = rule
  if (from === null) return undefined
  if (inForce(rule, kase) === true) return to === null ? undefined : ['ends', to]
  const known = rule.dates.map((key) => kase.dates[key]).filter((at) => at !== null)
  const ahead = known.length > 0 && known.every((at) => !reached(from, at))
  return ahead ? ['starts', from] : undefined
}

function sooner(a: Coming, b: Coming): boolean {
  if (a.at.day !== b.at.day) return a.at.day < b.at.day
  if (a.priority !== b.priority) return a.priority > b.priority
  return a.change.kind === 'starts' && b.change.kind === 'ends'
}
