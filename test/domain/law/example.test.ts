import { describe, expect, it } from 'vitest'
import type { Ground } from '../../../src/domain/law/shape.ts'
import { answerTo, from, idsOf, laneOf, line } from './shipment.ts'

/** A cotton T-shirt worth $60.00, product of China, at a courier's hub on 2026-11-21. */
const shirt = from('CN', '2026-11-21', {
  valueCents: 6000,
  dayTotalCents: 6000,
  lines: [
    line({
      origin: 'CN',
      htsNumber: '6109100012',
      enteredValueCents: 6000,
      mfnRateBp: 1650,
      lookups: {
        s301_cn_lists: { list: '4A' },
        s301_fl_economies: true,
        s301_fl_exemptions: false,
        s232_products: false,
      },
    }),
  ],
})

const answer = answerTo(shirt)

const withoutText = ({ text, ...rest }: Ground) => {
  expect(text).not.toBe('')
  return rest
}

const order = {
  outcome: 'DENY_321',
  effectiveTo: null,
  dateBasis: 'entered_for_consumption',
  dateTested: '2026-11-21',
  authority: 'executive_order',
  status: 'enacted',
  confidence: 'high',
  verifiedOn: '2026-11-21',
}

describe('the T-shirt', () => {
  it('is allowed by statute, denied as enforced, and says both', () => {
    const { statutory, enforced, messages, ...outer } = answer
    expect(outer).toEqual({
      notice: 'simulated, not filed with CBP',
      simulation: true,
      fileable: false,
      policy: 'statutory',
      policySource: 'default',
      provision: 'C',
      requestedLane: 'ET86',
      decision: 'ALLOW',
      divergent: true,
      ruleSet: {
        sha256: 'rules',
        rows: 70,
        verifiedOn: '2026-11-21',
        sourcesThrough: '2026-10-09',
        ageDays: 0,
        staleness: 'fresh',
      },
      verifiedOn: '2026-11-21',
      decidedAt: '2026-11-21T12:00:00-05:00',
      factsHash: 'facts',
    })
    expect([statutory.layer, enforced.layer]).toEqual(['statutory', 'enforced'])
    expect(messages).toContainEqual({
      code: 'NOT_ENFORCED',
      severity: 'warning',
      text: 'This result follows the statute, not current enforcement. CBP would not accept this filing on 2026-11-21.',
      ruleIds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25', 'EO-CN-MAY25'],
    })
  })

  it('has a statutory verdict that rests on the ceiling', () => {
    const { lanes, basis, ...verdict } = answer.statutory
    expect(lanes).toHaveLength(8)
    expect(verdict).toEqual({
      layer: 'statutory',
      decision: 'ALLOW',
      thresholdCents: 80000,
      dayTotalCents: 6000,
      withinThreshold: true,
      since: null,
      nextChange: { ruleId: 'DM-REPEAL-2027', on: '2027-07-01', kind: 'starts' },
      grounds: [],
      refer: [],
      missing: [],
      routedTo: 'ET86',
      verifiedOn: '2026-11-21',
    })
    expect(basis.map(withoutText)).toEqual([
      {
        ruleId: 'DM-THR-800',
        outcome: 'THRESHOLD',
        effectiveFrom: '2016-03-10',
        effectiveTo: '2027-07-01',
        knownFrom: '2016-02-24',
        dateBasis: 'entered_for_consumption',
        dateTested: '2026-11-21',
        citation: 'TFTEA s.901, Pub. L. 114-125; CBP Dec. 16-13, 81 FR 58831',
        authority: 'statute',
        status: 'enacted',
        confidence: 'high',
        verifiedOn: '2026-11-21',
      },
    ])
  })

  it('goes free by type 86 under the statute', () => {
    const base = { enteredValueCents: 6000, rateDate: '2026-11-21' }
    expect(laneOf(answer.statutory, 'ET86')).toEqual({
      lane: 'ET86',
      entryType: '86',
      allowed: 'yes',
      claimsExemption: true,
      why: [],
      confirm: [],
      duty: { status: 'zero', ...base, lines: [], totalCents: 0 },
      fees: { status: 'zero', lines: [], totalCents: 0, ruleIds: ['SIM-FEE-321-NONE'] },
      missing: [],
    })
  })

  it('has an enforced verdict with three grounds', () => {
    const { lanes, grounds, ...verdict } = answer.enforced
    expect(lanes).toHaveLength(8)
    expect(verdict).toEqual({
      layer: 'enforced',
      decision: 'DENY',
      thresholdCents: 80000,
      dayTotalCents: 6000,
      withinThreshold: true,
      since: '2025-05-02T00:01:00-04:00',
      nextChange: { ruleId: 'DM-REPEAL-2027', on: '2027-07-01', kind: 'starts' },
      refer: [],
      missing: [],
      basis: [],
      routedTo: 'ET11',
      verifiedOn: '2026-11-21',
    })
    expect(grounds.map(withoutText)).toEqual([
      {
        ...order,
        ruleId: 'REG-NONPOST-SUSP',
        effectiveFrom: '2026-06-24',
        knownFrom: '2026-06-24',
        citation: '91 FR 37789; FR Doc 2026-12670; 19 CFR 10.151(b)',
        authority: 'interim_final_rule',
      },
      {
        ...order,
        ruleId: 'EO-ALL-AUG25',
        effectiveFrom: '2025-08-29T00:01:00-04:00',
        knownFrom: '2025-07-30',
        citation: 'EO 14324, 90 FR 37775; EO 14388, 91 FR 9433',
      },
      {
        ...order,
        ruleId: 'EO-CN-MAY25',
        effectiveFrom: '2025-05-02T00:01:00-04:00',
        knownFrom: '2025-04-02',
        citation: 'EO 14195/14200/14256',
      },
    ])
  })

  it('cannot be filed as type 86 as enforced', () => {
    const { why, ...lane } = laneOf(answer.enforced, 'ET86')
    expect(lane).toEqual({
      lane: 'ET86',
      entryType: '86',
      allowed: 'no',
      claimsExemption: true,
      confirm: [],
      duty: null,
      fees: null,
      missing: [],
    })
    expect(idsOf(why)).toEqual(['ET86-ENDED'])
  })

  it('pays $21.90 duty and $1.38 for the waybill as type 11', () => {
    const layer = { htsHeading: null, status: 'priced' }
    expect(laneOf(answer.enforced, 'ET11')).toEqual({
      lane: 'ET11',
      entryType: '11',
      allowed: 'yes',
      claimsExemption: false,
      why: [],
      confirm: [],
      duty: {
        status: 'priced',
        enteredValueCents: 6000,
        rateDate: '2026-11-21',
        lines: [
          { ...layer, ruleId: null, name: 'MFN column 1', rateBp: 1650, amountCents: 990, citation: 'HTSUS column 1' },
          { ...layer, ruleId: 'DUTY-S301-CN', name: 's.301 China, list 4A', rateBp: 750, amountCents: 450, citation: '9903.88.xx, 9903.91.xx' },
          { ...layer, ruleId: 'DUTY-S301-FL', name: 's.301 forced labour', rateBp: 1250, amountCents: 750, citation: '91 FR 47318, FR Doc 2026-15181; CSMS 69326983' },
        ],
        totalCents: 2190,
      },
      fees: {
        status: 'priced',
        lines: [{ ruleId: 'FEE-FY27', code: 'ECCF', amountCents: 138, derived: false, citation: 'FR Doc 2026-15530 (31 Jul 2026)' }],
        totalCents: 138,
        ruleIds: ['FEE-FY27'],
      },
      missing: [],
    }) // prettier-ignore
  })
})
