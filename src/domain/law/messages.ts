/**
 * What is said on the answer itself. One row a message; the list always starts with the notice.
 * @module
 */
import type { Case } from './case.ts'
import { shipmentHolds } from './rule.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import type { RuleSet } from './set.ts'
import type { Ground, Message, MessageCode, RuleSetRef, Severity, Verdict } from './shape.ts'
import type { LaneCode, Policy } from './vocabulary.ts'

export const notice = 'simulated, not filed with CBP'

/** Learning Resources v. Trump, 607 US __ (20 Feb 2026). */
const rulingDay = '2026-02-20'

export type Told = {
  readonly set: RuleSet
  readonly kase: Case
  readonly truths: readonly Truth[]
  readonly policy: Policy
  readonly requestedLane: LaneCode | null
  readonly statutory: Pick<Verdict, 'decision'>
  readonly enforced: Pick<Verdict, 'decision' | 'grounds' | 'refer'>
  readonly ruleSet: RuleSetRef
}

type Said = { readonly severity?: Severity; readonly text: string; readonly ruleIds: string[] }

/** Rows that warn in words of their own below. */
const importer = 'IOR-FOREIGN-INF'
const stale = 'ADV-STALE'

const table: readonly (readonly [MessageCode, Severity, (told: Told) => readonly Said[]])[] = [
  ['SIMULATED', 'info', () => [{ text: notice, ruleIds: [] }]],
  ['NOT_ENFORCED', 'warning', notEnforced],
  ['EXEMPTION_SUSPENDED', 'warning', suspended],
  ['RULING_NO_EFFECT', 'info', rulingNoEffect],
  ['GIFT_RULE', 'info', giftRule],
  ['FOREIGN_IOR', 'warning', foreignImporter],
  ['RULES_AGE', 'info', rulesAge],
  ['PENALTY', 'info', penalty],
  ['ADVISORY', 'info', advisories],
]

export function messagesOn(told: Told): Message[] {
  return table.flatMap(([code, severity, say]) =>
    say(told).map((said) => ({ code, severity, ...said })),
  )
}

function notEnforced({ policy, kase, statutory, enforced }: Told): Said[] {
  if (policy !== 'statutory' || statutory.decision === enforced.decision) return []
  const day = (kase.dates.filed ?? kase.dates.decision)?.day ?? 'an unknown date'
  const text = `This result follows the statute, not current enforcement. CBP would not accept this filing on ${day}.`
  return [{ text, ruleIds: ids([...enforced.grounds, ...enforced.refer]) }]
}

function suspended(told: Told): Said[] {
  const ruleIds = suspensions(told)
  if (ruleIds.length === 0) return []
  const asked = told.requestedLane === 'ET86' && told.policy === 'enforced'
  const text =
    'The $800 exemption is suspended. Duty applies from the first dollar. Filing type 86 with CBP will be rejected.'
  return [{ severity: asked ? 'error' : 'warning', text, ruleIds }]
}

function rulingNoEffect(told: Told): Said[] {
  const ruleIds = suspensions(told)
  const { decision } = told.kase.dates
  if (ruleIds.length === 0 || decision === null || decision.day < rulingDay) return []
  const text =
    'The February 2026 Supreme Court ruling ended IEEPA tariffs. It did not restore this exemption.'
  return [{ text, ruleIds }]
}

/** Grounds the statute does not know: only the enforced layer loads a suspension. */
function suspensions({ set, kase, enforced }: Told): string[] {
  if (enforced.decision !== 'DENY' || kase.provision !== 'C') return []
  return ids(enforced.grounds).filter((id) =>
    set.layers.enforced.DENY_321.some(
      ({ row }) => row.id === id && !row.layers.includes('statutory'),
    ),
  )
}

function giftRule({ set, kase, enforced }: Told): Said[] {
  const gifts = set.layers.statutory.ALLOW_GIFT
  const smallest = Math.min(...gifts.map(({ row }) => row.params.maxCents ?? 0))
  const small = kase.valueCents !== null && kase.valueCents <= smallest
  if (kase.provision !== 'A' && !(small && enforced.decision === 'DENY')) return []
  const text =
    'Gifts of $100 or less sent person to person are a separate rule. Online sales do not qualify.'
  return [{ text, ruleIds: gifts.map(({ row }) => row.id) }]
}

function foreignImporter({ set, kase }: Told): Said[] {
  const rule = set.warnings.find(({ row }) => row.id === importer)
  const { decision } = kase.dates
  if (!rule || decision === null || shipmentHolds(rule, kase) !== true) return []
  if (rule.row.knownFrom !== null && decision.day < rule.row.knownFrom) return []
  const text =
    'Foreign importer of record: an order directs CBP to bar informal entry from about 30 Nov 2026. Confirm with a broker before filing.'
  return [{ text, ruleIds: [importer] }]
}

function rulesAge({ ruleSet }: Told): Said[] {
  const { staleness, verifiedOn, sourcesThrough } = ruleSet
  const text = `Rules last checked on ${verifiedOn} (sources to ${sourcesThrough}). Check CBP before relying on this result.`
  return [{ severity: staleness === 'fresh' ? 'info' : 'warning', text, ruleIds: [stale] }]
}

function penalty({ set, truths }: Told): Said[] {
  const rules = set.layers.enforced.PENALTY_EXPOSURE.filter(({ index }) => truths[index] !== false)
  const text =
    'Using the exemption for goods that break another customs law: up to $5,000, then up to $10,000 each time.'
  return rules.length === 0 ? [] : [{ text, ruleIds: rules.map(({ row }) => row.id) }]
}

function advisories({ set, truths }: Told): Said[] {
  const plain = ({ row, index }: Rule) =>
    truths[index] === true && row.id !== importer && row.id !== stale
  return set.warnings.filter(plain).map(({ row }) => ({ text: `${row.rule}.`, ruleIds: [row.id] }))
}

const ids = (list: readonly Ground[]) => list.map(({ ruleId }) => ruleId)
