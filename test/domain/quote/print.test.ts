import { describe, expect, it } from 'vitest'
import { printLane, printRate } from '../../../src/domain/quote/print.ts'
import { quoteOf, quotes, shirt } from './example.ts'

describe('a printed quote', () => {
  it.each([
    [1650, 2, '16.5%'],
    [750, 2, '7.5%'],
    [5, 2, '0.05%'],
    [0, 2, '0%'],
    [10_000, 2, '100%'],
    [3464, 4, '0.3464%'],
    [1250, 4, '0.125%'],
  ] as const)('%d with %d decimals is %s', (rate, decimals, text) => {
    expect(printRate(rate, decimals)).toBe(text)
  })

  it('names of each layer its rule, its citation and its dates', () => {
    const { duty } = printLane(quoteOf(quotes(shirt()), 'ET11'), null)
    expect(duty).toMatchObject({ status: 'priced', total: '21.90', rateDate: '2026-11-21' })
    expect(duty?.lines).toMatchObject([
      { name: 'MFN column 1', rate: '16.5%', amount: '9.90', ruleId: null, from: null },
      { rate: '7.5%', amount: '4.50', ruleId: 'DUTY-S301-CN', from: '2018-07-06', until: null },
      { rate: '12.5%', amount: '7.50', ruleId: 'DUTY-S301-FL', from: '2026-07-24T00:01:00-04:00' },
    ])
  })

  it('names of each fee its rate, where it follows the value', () => {
    const { fees } = printLane(quoteOf(quotes(shirt({ mode: 'ocean' })), 'ET01'), null)
    expect(fees?.lines).toMatchObject([
      { code: 'MPF_FORMAL', rate: '0.3464%', amount: '34.58', from: '2026-10-01', until: '2027-10-01' },
      { code: 'HMF', rate: '0.125%', amount: '0.08', citation: '19 CFR 24.24' },
    ])
  }) // prettier-ignore
})
