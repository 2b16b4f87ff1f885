/**
 * What CBP enforces against entry type 86 on the dates of a filing; the mock asks its own copy of
 * the rules, so that a gateway which lets such a filing through is found out.
 * @module
 */
import { transports } from '../../src/domain/evidence.ts'
import { judge } from '../../src/domain/law/answer.ts'
import { goodsOf } from '../../src/domain/law/facts.ts'
import type { Facts } from '../../src/domain/law/facts.ts'
import type { Verdict } from '../../src/domain/law/shape.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'
import { accompanies } from './goods.ts'
import type { Refusal } from './refusal.ts'

type Enforcement = Refusal & { readonly only?: string }

/** Under the policy `enforced`; the first row whose rule, where it names one, is in force. */
export const enforcements: readonly Enforcement[] = [
  {
    code: '318',
    when: 'goods of China or Hong Kong are type 86 from 2025-05-02 on, under the policy `enforced`',
    source: 'CSMS 64792502',
    only: 'ET86-BLOCK-CN',
  },
  {
    code: 'Z18',
    when: 'type 86 is closed on its dates, for every origin since 2025-08-29, under the policy `enforced`',
    source: 'CSMS 66065494',
  },
]

export function enforcedConditions(filing: Filing, now: string): readonly ConditionCode[] {
  const { actionCode, entryType } = filing
  if (entryType !== '86' || actionCode === 'U' || actionCode === 'D') return []
  const { statutory, enforced } = judge(factsOf(filing, now), {
    policy: 'enforced',
    policySource: 'installation',
    requestedLane: 'ET86',
    decidedAt: now,
    rulesSha256: '',
    factsSha256: '',
  })
  const lane = type86(enforced)
  // What the statute refuses has conditions of its own, and a person's case is not CBP's refusal.
  const own = new Set(type86(statutory)?.why.map(({ ruleId }) => ruleId))
  const enforcing = (lane?.why ?? []).filter(({ ruleId }) => !own.has(ruleId))
  if (lane?.allowed !== 'no' || enforcing.length === 0) return []
  const found = enforcements.find(
    ({ only }) => only === undefined || enforcing.some(({ ruleId }) => ruleId === only),
  )
  return found ? [found.code] : []
}

const type86 = ({ lanes }: Verdict) => lanes.find(({ lane }) => lane === 'ET86')

function factsOf(filing: Filing, now: string): Facts {
  const arrival = filing.references.find(({ qualifier }) => qualifier === 'EDA')?.value ?? null
  const sellers = [filing, ...filing.lines].flatMap(({ parties }) => parties)
  const seller = sellers.find(({ entityCode }) => entityCode === 'SE')
  const valueCents = filing.entryValueUsd * 100
  return {
    provision: 'C',
    mode: transports[filing.modeOfTransportation ?? ''] ?? null,
    importation: arrival,
    arrival,
    filed: now,
    shippedFrom: seller?.country ?? null,
    valueCents,
    dayTotalCents: valueCents,
    lines: filing.lines.map(({ countryOfOrigin, tariffs }) => ({
      origin: countryOfOrigin,
      htsNumber: tariffs.find((tariff) => !accompanies(tariff))?.htsNumber ?? null,
      enteredValueCents: null,
      mfnRateBp: null,
    })),
    goods: goodsOf([]),
    sender: 'business',
    recipient: 'natural_person',
    iorKind: 'us',
    iorIdleDays: 0,
    filerRole: 'licensed_broker',
    estimatedArrivalDate: arrival,
    preparation: 'automated',
    expressMail: false,
  }
}
