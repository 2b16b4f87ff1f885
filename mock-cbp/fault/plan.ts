/**
 * Faults that were ordered beforehand: some requests pass, then so many are spoiled.
 * @module
 */
import type { PlannedFault } from '../world/settings.ts'
import { callsOf } from './row.ts'
import type { Call } from './row.ts'
import { faults } from './fault.ts'

/** What the plan has for this call now, in order. */
export const dueFor = (plan: readonly PlannedFault[], call: Call): PlannedFault[] =>
  plan.filter((planned) => planned.skip === 0 && isFor(planned, call))

/** The plan after this call, on which `committed` of it was committed, or nothing. */
export const countDown = (
  plan: readonly PlannedFault[],
  call: Call,
  committed?: PlannedFault,
): PlannedFault[] =>
  plan.flatMap((planned) => {
    if (planned === committed) return planned.times > 1 ? [{ ...planned, times: planned.times - 1 }] : []
    return planned.skip > 0 && isFor(planned, call) ? [{ ...planned, skip: planned.skip - 1 }] : [planned]
  }) // prettier-ignore

const isFor = ({ fault, on }: PlannedFault, call: Call) =>
  (on === 'any' || on === call) && callsOf(faults[fault]).includes(call)

/** Why this can never be committed, if so. */
export function pointless({ fault, on }: PlannedFault): string | undefined {
  const possible = callsOf(faults[fault])
  return on === 'any' || possible.includes(on)
    ? undefined
    : `"${fault}" is never committed on ${on}, only on ${possible.join(', ')}`
}
