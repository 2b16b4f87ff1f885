import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dutyCents, parseRate } from '../../../src/domain/tariff/rate.ts'

const kg = (thousandths: number) => [{ unit: 'kg', thousandths }]

describe('a rate of duty', () => {
  it.each([
    ['Free', { kind: 'free' }],
    ['16.5%', { kind: 'ad_valorem', basisPoints: 1650 }],
    ['3.7% ', { kind: 'ad_valorem', basisPoints: 370 }],
    ['1.8¢/kg', { kind: 'specific', amounts: [{ hundredthsOfCent: 180, per: 'kg' }] }],
    ['$1.035/kg', { kind: 'specific', amounts: [{ hundredthsOfCent: 10350, per: 'kg' }] }],
    ['51¢ each', { kind: 'specific', amounts: [{ hundredthsOfCent: 5100, per: 'each' }] }],
    ['90¢/pr. + 37.5%', { kind: 'compound', basisPoints: 3750, amounts: [{ hundredthsOfCent: 9000, per: 'pr' }] }],
    ['12.1¢/kg + 4.6%', { kind: 'compound', basisPoints: 460, amounts: [{ hundredthsOfCent: 1210, per: 'kg' }] }],
    ['$2.76/kg +14.9%', { kind: 'compound', basisPoints: 1490, amounts: [{ hundredthsOfCent: 27600, per: 'kg' }] }],
  ])('"%s" is read exactly', (text, rate) => {
    expect(parseRate(text)).toEqual(rate)
  }) // prettier-ignore

  it.each([
    'The rate applicable to each garment in the ensemble if separately entered',
    '44¢ each + 6% on the case + 14% on the strap, band or bracelet + 5.3% on the battery',
    '3.6606¢/kg of total sugars',
    '1.4606¢/kg less 0.020668¢/kg for each degree under 100 degrees',
    '4.9¢/kg on drained weight',
    '0.125%',
    '',
  ])('"%s" stays text', (text) => {
    expect(parseRate(text)).toEqual({ kind: 'unparsed', text })
    expect(dutyCents(parseRate(text), 10_000, kg(1000))).toBeUndefined()
  })
})

describe('duty', () => {
  it.each([
    ['Free', 3000, 0],
    ['16.5%', 3000, 495],
    ['5.3%', 1499, 79],
    ['1%', 50, 1],
    ['1%', 49, 0],
  ])('at %s on %i cents is %i cents, half up', (rate, value, duty) => {
    expect(dutyCents(parseRate(rate), value)).toBe(duty)
  })

  it('of two parts is rounded once', () => {
    // 0.25 kg at 12.1¢ is 3.025¢, 4.6% of $1.23 is 5.658¢; apart they would round to 3 and 6.
    expect(dutyCents(parseRate('12.1¢/kg + 4.6%'), 123, kg(250))).toBe(9)
    expect(dutyCents(parseRate('0.6¢/kg + 0.4%'), 100, kg(500))).toBe(1)
  })

  it('needs the quantity in the unit of the rate, whatever its spelling', () => {
    const pairs = parseRate('90¢/pr. + 37.5%')
    expect(dutyCents(pairs, 1000)).toBeUndefined()
    expect(dutyCents(pairs, 1000, kg(1000))).toBeUndefined()
    expect(dutyCents(pairs, 1000, [{ unit: 'prs.', thousandths: 2000 }])).toBe(555)
    expect(dutyCents(parseRate('51¢ each'), 0, [{ unit: 'No.', thousandths: 3000 }])).toBe(153)
  })

  it('never leaves whole cents, nor shrinks as the value grows', () => {
    const cents = fc.integer({ min: 0, max: 80_000 })
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 10_000 }), (a, b, basisPoints) => {
        const rate = { kind: 'ad_valorem', basisPoints } as const
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((value) => dutyCents(rate, value))
        expect(Number.isInteger(less)).toBe(true)
        expect(less).toBeLessThanOrEqual(more ?? -1)
      }),
    )
  })
})
