import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/domain/law/facts.ts'
import { answerTo, from, laneOf, shipment } from './shipment.ts'

const et86 = (facts: Facts) => {
  const { statutory, enforced } = answerTo(facts)
  return [laneOf(statutory, 'ET86').allowed, laneOf(enforced, 'ET86').allowed]
}

describe('entry type 86', () => {
  it.each([
    ['2019-09-27', 'no', 'no'],
    ['2019-09-28', 'yes', 'yes'],
    ['2025-08-28', 'yes', 'yes'],
    ['2025-08-29T00:00:59-04:00', 'yes', 'yes'],
    ['2025-08-29T00:01:00-04:00', 'yes', 'no'],
    ['2025-08-29T04:00:59Z', 'yes', 'yes'],
    ['2025-08-29T04:01:00Z', 'yes', 'no'],
    ['2025-08-29', 'yes', 'no'],
    ['2026-06-23', 'yes', 'no'],
    ['2026-06-24', 'yes', 'no'],
    ['2027-06-30', 'yes', 'no'],
    ['2027-07-01', 'no', 'no'],
  ])('for Great Britain on %s: statutory %s, enforced %s', (day, statutory, enforced) => {
    expect(et86(shipment(day))).toEqual([statutory, enforced])
  })

  it.each([
    ['CN', '2025-02-04T00:00:59-05:00', 'yes'],
    ['CN', '2025-02-04T00:01:00-05:00', 'no'],
    ['CN', '2025-02-05', 'refer'],
    ['CN', '2025-02-06', 'refer'],
    ['CN', '2025-02-07', 'yes'],
    ['HK', '2025-05-01', 'yes'],
    ['HK', '2025-05-02T00:00:59-04:00', 'yes'],
    ['HK', '2025-05-02T00:01:00-04:00', 'no'],
    ['TW', '2025-05-02', 'yes'],
  ])('for %s on %s: enforced %s', (origin, day, enforced) => {
    expect(et86(from(origin, day))).toEqual(['yes', enforced])
  })

  it('turns on origin, not on where the parcel was sent from', () => {
    expect(et86(from('CN', '2025-06-01', { shippedFrom: 'CA' }))).toEqual(['yes', 'no'])
    expect(et86(shipment('2025-06-01', { shippedFrom: 'CN' }))).toEqual(['yes', 'yes'])
  })

  it.each([
    ['2024-02-14', 'yes'],
    ['2024-02-15', 'no'],
  ])('filed on %s, a day after arrival, is open: %s', (filed, open) => {
    const arrival = filed === '2024-02-14' ? '2024-02-13' : '2024-02-14'
    expect(et86(shipment(arrival, { filed, entered: filed }))).toEqual([open, open])
  })

  it('filed before the cut-over for goods that arrive after it is refused', () => {
    const facts = shipment('2025-08-29', { filed: '2025-08-28', entered: undefined })
    expect(answerTo(facts).enforced.grounds).toMatchObject([
      { ruleId: 'EO-ALL-AUG25', dateTested: '2025-08-29' },
    ])
    expect(laneOf(answerTo(facts).enforced, 'ET86').why).toMatchObject([
      { ruleId: 'ET86-BLOCK-ALL', dateTested: '2025-08-29' },
    ])
    expect(et86(facts)).toEqual(['yes', 'no'])
  })
})
