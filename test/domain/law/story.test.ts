import { describe, expect, it } from 'vitest'
import { answerTo, decisions, from, idsOf, laneOf } from './shipment.ts'

const parcel = (day: string) => answerTo(from('CN', day, { valueCents: 50000, dayTotalCents: 50000 })) // prettier-ignore

describe('one parcel worth $500.00 from China', () => {
  it('in 2015 is over the $200 of its time', () => {
    const answer = parcel('2015-06-01')
    expect(decisions(answer)).toEqual(['DENY', 'DENY'])
    expect(answer.enforced.grounds).toMatchObject([
      { ruleId: 'DM-THR-200', limitCents: 20000, actualCents: 50000 },
    ])
    expect(answer.enforced.routedTo).toBe('ET11')
  })

  it('in 2018 is released from the manifest: type 86 does not exist yet', () => {
    const answer = parcel('2018-06-01')
    expect(decisions(answer)).toEqual(['ALLOW', 'ALLOW'])
    expect(answer.enforced.routedTo).toBe('FREE_RELEASE')
  })

  it('in 2020 is filed as type 86, free', () => {
    const answer = parcel('2020-06-01')
    expect(decisions(answer)).toEqual(['ALLOW', 'ALLOW'])
    expect(answer.divergent).toBe(false)
    expect(answer.enforced.routedTo).toBe('ET86')
    expect(laneOf(answer.enforced, 'ET86').duty?.totalCents).toBe(0)
  })

  it('on 2025-05-02 is refused by CBP because of where it was made', () => {
    const answer = parcel('2025-05-02')
    expect(decisions(answer)).toEqual(['ALLOW', 'DENY'])
    expect(idsOf(answer.enforced.grounds)).toEqual(['EO-CN-MAY25'])
    expect(answer.enforced.since).toBe('2025-05-02T00:01:00-04:00')
    expect([answer.statutory.routedTo, answer.enforced.routedTo]).toEqual(['ET86', 'ET11'])
  })

  it('on 2025-09-01 is refused on two grounds', () => {
    const { enforced } = parcel('2025-09-01')
    expect(idsOf(enforced.grounds)).toEqual(['EO-ALL-AUG25', 'EO-CN-MAY25'])
  })

  it('on 2026-07-01 is refused on a third, of CBP itself', () => {
    const { enforced } = parcel('2026-07-01')
    expect(idsOf(enforced.grounds)).toEqual(['REG-NONPOST-SUSP', 'EO-ALL-AUG25', 'EO-CN-MAY25'])
  })

  it('on 2027-07-01 has no statute left to claim', () => {
    const { statutory } = parcel('2027-07-01')
    expect(statutory).toMatchObject({ decision: 'DENY', thresholdCents: null, nextChange: null })
    expect(idsOf(statutory.grounds)).toEqual(['DM-REPEAL-2027'])
    expect(statutory.routedTo).toBe('ET11')
  })

  it('before 1994 is for a person: there is no rule', () => {
    expect(decisions(parcel('1990-06-01'))).toEqual(['REFER', 'REFER'])
  })

  it.each([
    ['2016-03-09', 'DM-THR-800', '2016-03-10', 'starts'],
    ['2025-01-15', 'EO-CN-FEB25', '2025-02-04T00:01:00-05:00', 'starts'],
    ['2025-02-04', 'EO-CN-FEB25-PAUSE', '2025-02-05', 'starts'],
    ['2025-05-01', 'EO-CN-MAY25', '2025-05-02T00:01:00-04:00', 'starts'],
    ['2026-01-15', 'REG-NONPOST-SUSP', '2026-06-24', 'starts'],
    ['2026-11-21', 'DM-REPEAL-2027', '2027-07-01', 'starts'],
  ])('sees on %s what changes next: %s', (day, ruleId, on, kind) => {
    expect(parcel(day).enforced.nextChange).toEqual({ ruleId, on, kind })
  })
})
