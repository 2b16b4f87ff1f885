/**
 * What the law said of a shipment when it was decided on: enough to say it again, years later, and
 * to know that the rules are still the same.
 * @module
 */
import type { Facts } from './law/facts.ts'
import type { PolicySource } from './law/shape.ts'
import type { Decision, LaneCode, Policy } from './law/vocabulary.ts'

export type Judged = {
  readonly policy: Policy
  readonly policySource: PolicySource
  readonly requestedLane: LaneCode | null
  readonly statutory: Decision
  readonly enforced: Decision
  readonly decidedAt: string
  /** SHA-256 of the rules, and of the facts in canonical form. */
  readonly rulesSha256: string
  readonly factsSha256: string
  readonly facts: Facts
}
