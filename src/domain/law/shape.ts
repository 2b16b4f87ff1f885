/**
 * The answer as the API gives it: both verdicts always, whichever policy acts.
 * Money is whole cents, rates are basis points, dates are as they were given.
 * @module
 */
import type { Duty, Fees } from './cost.ts'
import type { Decision, LaneCode, Policy, Provision } from './vocabulary.ts'

export type PolicySource = 'default' | 'installation' | 'filer'

export type Answer = {
  readonly notice: 'simulated, not filed with CBP'
  readonly simulation: true
  readonly fileable: false
  /** The policy that acted. */
  readonly policy: Policy
  readonly policySource: PolicySource
  readonly provision: Provision
  readonly requestedLane: LaneCode | null
  /** Always that of `answer[policy]`. */
  readonly decision: Decision
  readonly divergent: boolean
  readonly statutory: Verdict
  readonly enforced: Verdict
  readonly messages: readonly Message[]
  readonly ruleSet: RuleSetRef
  /** The oldest of all rows used. */
  readonly verifiedOn: string
  readonly decidedAt: string
  readonly factsHash: string
}

export type Verdict = {
  readonly layer: Policy
  readonly decision: Decision
  readonly thresholdCents: number | null
  readonly dayTotalCents: number | null
  readonly withinThreshold: boolean | null
  /** The earliest start among the grounds. */
  readonly since: string | null
  readonly nextChange: Change | null
  /** Rows an ALLOW rests on. */
  readonly basis: readonly Ground[]
  /** Every row that denies, highest priority first. */
  readonly grounds: readonly Ground[]
  readonly refer: readonly Ground[]
  /** Facts without which the verdict stays REFER. */
  readonly missing: readonly Missing[]
  /** Every lane once, in route order. */
  readonly lanes: readonly Lane[]
  /** Null: a person must choose. */
  readonly routedTo: LaneCode | null
  readonly verifiedOn: string
  /** Replays only: a row counted as known whose publication day is not recorded. */
  readonly knownFromAssumed?: boolean
}

export type Change = {
  readonly ruleId: string
  readonly on: string
  readonly kind: 'starts' | 'ends'
}

export type Ground = {
  readonly ruleId: string
  readonly outcome: string
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly knownFrom: string | null
  readonly dateBasis: string
  /** The shipment's date that matched; `unknown` where it has none. */
  readonly dateTested: string
  readonly citation: string
  readonly authority: string
  readonly status: string
  readonly confidence: string
  readonly verifiedOn: string
  readonly text: string
  /** Of an opening row: what it asks and the shipment does not meet. */
  readonly failed?: readonly string[]
  /** Where an amount is over a limit. */
  readonly limitCents?: number
  readonly actualCents?: number
}

export type EntryType = '86' | '11' | '13' | '01' | '03'

export type Lane = {
  readonly lane: LaneCode
  readonly entryType: EntryType | null
  readonly allowed: 'yes' | 'no' | 'refer'
  readonly claimsExemption: boolean
  readonly why: readonly Ground[]
  /** Rows a broker must confirm before filing. */
  readonly confirm: readonly Ground[]
  readonly duty: Duty | null
  readonly fees: Fees | null
  readonly missing: readonly Missing[]
}

export type Missing = {
  readonly field: string
  readonly neededBy: readonly string[]
  readonly lane: LaneCode | null
}

export type Severity = 'info' | 'warning' | 'error'

export type Message = {
  readonly code: MessageCode
  readonly severity: Severity
  readonly text: string
  readonly ruleIds: readonly string[]
}

export type MessageCode =
  | 'SIMULATED'
  | 'NOT_ENFORCED'
  | 'EXEMPTION_SUSPENDED'
  | 'RULING_NO_EFFECT'
  | 'GIFT_RULE'
  | 'FOREIGN_IOR'
  | 'RULES_AGE'
  | 'PENALTY'
  | 'ADVISORY'

export type RuleSetRef = {
  readonly sha256: string
  readonly rows: number
  readonly verifiedOn: string
  readonly sourcesThrough: string
  readonly ageDays: number
  readonly staleness: 'fresh' | 'warn' | 'block'
}
