/**
 * One shipment for the tests of the law: a courier's parcel of $50.00 from Great Britain, sold to a
 * person, of goods nothing excludes, entered by a broker.
 * @module
 */
import { judge } from '../../../src/domain/law/answer.ts'
import type { JudgeOptions } from '../../../src/domain/law/answer.ts'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import type { Facts, LineFacts } from '../../../src/domain/law/facts.ts'
import type { Answer, Lane, Verdict } from '../../../src/domain/law/shape.ts'
import type { LaneCode } from '../../../src/domain/law/vocabulary.ts'

export const line = (changes: Partial<LineFacts> = {}): LineFacts => ({
  origin: 'GB',
  htsNumber: null,
  enteredValueCents: 5000,
  mfnRateBp: null,
  ...changes,
})

/** All dates are `day`. */
export const shipment = (day: string | null, changes: Partial<Facts> = {}): Facts => ({
  provision: 'C',
  mode: 'express',
  importation: day,
  arrival: day,
  filed: day,
  entered: day,
  violation: day,
  decision: day,
  shippedFrom: 'GB',
  valueCents: 5000,
  dayTotalCents: 5000,
  lines: [line()],
  goods: goodsOf([]),
  sender: 'business',
  recipient: 'natural_person',
  iorKind: 'us',
  iorIdleDays: 0,
  filerRole: 'licensed_broker',
  estimatedArrivalDate: '2024-01-02',
  preparation: 'automated',
  expressMail: false,
  ...changes,
})

/** The same parcel as another country's product, sent from there. */
export const from = (origin: string, day: string, changes: Partial<Facts> = {}): Facts =>
  shipment(day, { lines: [line({ origin })], shippedFrom: origin, ...changes })

export const asked: JudgeOptions = {
  policy: 'statutory',
  policySource: 'default',
  requestedLane: 'ET86',
  decidedAt: '2026-11-21T12:00:00-05:00',
  rulesSha256: 'rules',
  factsSha256: 'facts',
}

export const answerTo = (facts: Facts, options: Partial<JudgeOptions> = {}): Answer =>
  judge(facts, { ...asked, ...options })

export const decisions = ({ statutory, enforced }: Answer) => [
  statutory.decision,
  enforced.decision,
]

export function laneOf(verdict: Verdict, code: LaneCode): Lane {
  const found = verdict.lanes.find(({ lane }) => lane === code)
  if (!found) throw new Error(`no lane ${code}`)
  return found
}

export const idsOf = (list: readonly { readonly ruleId: string }[]) =>
  list.map(({ ruleId }) => ruleId)
