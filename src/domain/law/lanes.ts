/**
 * Which lanes are open to a shipment in one layer, why the others are not, and what each costs.
 * @module
 */
import type { Case } from './case.ts'
import { agrees, bearingOn, openness } from './bearing.ts'
import type { Bearing, Bench } from './bearing.ts'
import { needsOf } from './close.ts'
import { claimedDuty, dutyGaps, openDuty, paidDuty, postalDuty } from './duty.ts'
import { feesOf, openFees } from './fees.ts'
import { failing, gaps, grounds, missing } from './ground.ts'
import { entryTypes, routeOrder } from './route.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import type { RuleSet } from './set.ts'
import type { Duty, Fees } from './cost.ts'
import type { Ground, Lane, Missing } from './shape.ts'
import type { Ruling } from './verdict.ts'
import type { Decision, LaneCode, Policy } from './vocabulary.ts'

export function lanesOf(
  set: RuleSet,
  policy: Policy,
  kase: Case,
  truths: readonly Truth[],
  ruling: Ruling,
): Lane[] {
  const layer = set.layers[policy]
  const duty = paidDuty(layer, kase)
  const dutyNeeds = dutyGaps(duty, layer, kase)
  const bench = { set, policy, kase, truths, ruling, duty, dutyNeeds }
  return routeOrder(kase.mode).map((lane) => laneOf(lane, bench))
}

function laneOf(lane: LaneCode, bench: Bench): Lane {
  const bearing = bearingOn(lane, bench)
  const allowed = openness(bearing)
  const { kase, ruling } = bench
  const claims = claimsExemption(lane, kase, ruling.decision)
  const shut = allowed === 'no'
  const duty = shut ? null : dutyOn(lane, claims, bearing, bench)
  return {
    lane,
    entryType: entryTypes[lane],
    allowed,
    claimsExemption: claims,
    why: allowed === 'yes' ? [] : whyOf(lane, allowed, bearing, bench),
    confirm: shut ? [] : grounds(toConfirm(lane, bearing, bench), kase),
    duty,
    fees: shut ? null : feesOn(lane, claims, bearing, bench),
    missing: missingOn(lane, allowed, bearing, duty, bench),
  }
}

/** Type 11 claims the gift exemption for a courier's gift; otherwise it pays. */
function claimsExemption(lane: LaneCode, kase: Case, decision: Decision): boolean {
  if (lane === 'ET11') {
    return kase.provision === 'A' && decision === 'ALLOW' && kase.mode !== 'mail'
  }
  return lane === 'ET86' || lane === 'FREE_RELEASE'
}

function whyOf(lane: LaneCode, allowed: 'no' | 'refer', bearing: Bearing, bench: Bench): Ground[] {
  const { set, policy, kase, ruling } = bench
  if (bearing.closed.length > 0) return grounds(bearing.closed, kase)
  const refers = allowed === 'refer' ? [...bearing.referring, ...bearing.doubtful] : []
  if (refers.length > 0) return grounds(refers, kase)
  const own = set.layers[policy].opening[lane]
  const byVerdict = own.some(({ row }) => row.scope.verdict !== undefined)
  const verdict = [...ruling.grounds, ...(allowed === 'refer' ? ruling.refer : [])]
  if (byVerdict && verdict.length > 0) return verdict
  const opening = own.length > 0 ? own : set.opening[lane]
  return opening.map((rule) => failing(rule, kase, policy, ruling.decision))
}

/** Advisories on the lane that are not plainly beside the point, and a bond that is needed. */
function toConfirm(lane: LaneCode, { open, perhaps }: Bearing, { set, policy, truths }: Bench) {
  const warned = set.warnings.filter(
    ({ row, index }) =>
      row.layers.includes(policy) && row.params.lanes?.includes(lane) && truths[index] !== false,
  )
  return [...warned, ...[...open, ...perhaps].filter(({ row }) => row.params.bondRequired)]
}

function dutyOn(lane: LaneCode, claims: boolean, { referring }: Bearing, bench: Bench): Duty {
  const { set, policy, kase, truths, ruling } = bench
  if (referring.length > 0) return openDuty(kase)
  if (claims) return ruling.decision === 'ALLOW' ? claimedDuty(kase) : openDuty(kase)
  return lane === 'POSTAL_CARRIER' ? postalDuty(set.layers[policy], kase, truths) : bench.duty
}

function feesOn(lane: LaneCode, claims: boolean, { referring }: Bearing, bench: Bench): Fees {
  const { set, policy, kase, truths, ruling } = bench
  if (referring.length > 0) return openFees
  return feesOf(lane, claims, set.layers[policy], kase, truths, (rule) =>
    agrees(rule, ruling.decision),
  )
}

function missingOn(
  lane: LaneCode,
  allowed: Lane['allowed'],
  { closed, doubtful, perhaps }: Bearing,
  duty: Duty | null,
  bench: Bench,
): Missing[] {
  const fields = (rules: readonly Rule[], of: (rule: Rule) => readonly string[]) =>
    rules.flatMap((rule) => of(rule).map((field) => [field, rule.row.id] as const))
  return missing(
    [
      ...fields(closed, (rule) => (rule.row.params.field ? [rule.row.params.field] : [])),
      ...(allowed === 'refer'
        ? fields([...doubtful, ...perhaps], (rule) => [
            ...gaps(rule, bench.kase),
            ...needsOf(rule, bench.kase),
          ])
        : []),
      ...(duty === bench.duty ? bench.dutyNeeds : []),
    ],
    lane,
  )
}
