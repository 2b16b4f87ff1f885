/**
 * Whether a lane is open to a shipment in one layer, why it is not, and what it costs.
 * @module
 */
import { once } from '../once.ts'
import type { Case } from './case.ts'
import { agrees, bearingOn, openness } from './bearing.ts'
import type { Bearing, Bench } from './bearing.ts'
import { needsOf } from './close.ts'
import { claimedDuty, dutyGaps, openDuty, paidDuty, postalDuty } from './duty.ts'
import { feesOf, openFees } from './fees.ts'
import { failing, gaps, grounds, missing } from './ground.ts'
import { entryTypes } from './route.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import type { RuleSet } from './set.ts'
import type { Duty, Fees } from './cost.ts'
import type { Ground, Lane, Missing } from './shape.ts'
import type { Ruling } from './verdict.ts'
import type { Decision, LaneCode, Policy } from './vocabulary.ts'

/** Every lane of one layer by its code, each worked out once and only if somebody asks for it. */
export function lanesOf(
  set: RuleSet,
  policy: Policy,
  kase: Case,
  truths: readonly Truth[],
  ruling: Ruling,
): (lane: LaneCode) => Lane {
  const layer = set.layers[policy]
  const duty = once(() => paidDuty(layer, kase))
  const dutyNeeds = once(() => dutyGaps(duty(), layer, kase))
  const bench = { set, policy, kase, truths, ruling, duty, dutyNeeds }
  const known = new Map<LaneCode, Lane>()
  return (code) => {
    const lane = known.get(code) ?? laneOf(code, bench)
    known.set(code, lane)
    return lane
  }
}

function laneOf(lane: LaneCode, bench: Bench): Lane {
  const bearing = bearingOn(lane, bench)
  const allowed = openness(bearing)
  const { kase, ruling } = bench
  const claims = claimsExemption(lane, kase, ruling.decision)
  const shut = allowed === 'no'
  const pays = !shut && paysDuty(lane, claims, bearing)
  return {
    lane,
    entryType: entryTypes[lane],
    allowed,
    claimsExemption: claims,
    why: allowed === 'yes' ? [] : whyOf(lane, allowed, bearing, bench),
    confirm: shut ? [] : grounds(toConfirm(lane, bearing, bench), kase),
    duty: shut ? null : pays ? bench.duty() : otherDuty(lane, claims, bearing, bench),
    fees: shut ? null : feesOn(lane, claims, bearing, bench),
    missing: missingOn(lane, allowed, bearing, pays ? bench.dutyNeeds() : [], bench),
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

/** As goods pay that claim nothing and are no matter of the carrier's. */
const paysDuty = (lane: LaneCode, claims: boolean, { referring }: Bearing) =>
  referring.length === 0 && !claims && lane !== 'POSTAL_CARRIER'

function otherDuty(lane: LaneCode, claims: boolean, { referring }: Bearing, bench: Bench): Duty {
  const { set, policy, kase, truths, ruling } = bench
  if (referring.length > 0) return openDuty(kase)
  if (claims) return ruling.decision === 'ALLOW' ? claimedDuty(kase) : openDuty(kase)
  return postalDuty(set.layers[policy], kase, truths)
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
  dutyNeeds: ReturnType<Bench['dutyNeeds']>,
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
      ...dutyNeeds,
    ],
    lane,
  )
}
