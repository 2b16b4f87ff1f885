import { describe, expect, it } from 'vitest'
import type { Invoice } from '../../src/domain/shipment.ts'
import { lineCents, valueProblems } from '../../src/domain/valuation.ts'
import { shirts } from './example.ts'

const worth = (...values: readonly string[]) => ({
  lines: values.map((fairRetailValue) => ({ ...shirts, fairRetailValue })),
})

const codes = (draft: Parameters<typeof valueProblems>[0], entryType: '86' | '11' | '01') =>
  valueProblems(draft, entryType).map(({ code, pointer }) => [code, pointer])

describe('fair retail value', () => {
  it('is $800.00 for entry type 86, and not a cent more', () => {
    expect(codes(worth('800.00'), '86')).toEqual([])
    expect(codes(worth('800.01'), '86')).toEqual([['value_over_limit', '/lines']])
  })

  it('counts all lines together, to the cent', () => {
    expect(codes(worth('266.66', '266.67', '266.67'), '86')).toEqual([])
    expect(codes(worth('266.67', '266.67', '266.67'), '86')).toHaveLength(1)
    expect(codes(worth(...Array<string>(10).fill('0.10'), '799.00'), '86')).toEqual([])
  })

  it('is $2,500.00 for entry type 11', () => {
    expect(codes(worth('2500.00'), '11')).toEqual([])
    expect(codes(worth('2500.01'), '11')).toEqual([['value_over_informal', '/lines']])
  })

  it('is whatever its ten columns hold for entry type 01', () => {
    expect(codes(worth('9999999999.00'), '01')).toEqual([])
    expect(codes(worth('9999999999.00', '0.01'), '01')).toEqual([['amount_range', '/lines']])
  })

  it('says the total and what to file instead', () => {
    const [over] = valueProblems(worth('800.00', '0.01'), '86')
    expect(over?.message).toContain('$800.01')
    expect(over?.message).toContain('type 11')
    expect(over?.citation).toBe('19 USC 1321(a)(2)(C)')
  })

  it('of a line that cannot be read is nothing', () => {
    expect(lineCents(worth('30.00', '1.005', 'x'))).toEqual([3000, 0, 0])
    expect(lineCents({ lines: [undefined, {}] })).toEqual([0, 0])
    expect(lineCents({})).toEqual([])
  })
})

describe('currency', () => {
  const invoiced = (parts: Partial<Invoice>) => codes({ invoice: parts }, '86')

  it('needs a rate unless it is US dollars', () => {
    expect(invoiced({})).toEqual([])
    expect(invoiced({ currency: 'USD' })).toEqual([])
    expect(invoiced({ currency: 'EUR', exchangeRate: '1.0842' })).toEqual([])
    expect(invoiced({ currency: 'EUR' })).toEqual([['currency_rate', '/invoice/exchangeRate']])
  })

  it.each(['0', '0.000', '-1', '1e3', 'one', '', '.5', '1.'])('has no rate %j', (exchangeRate) => {
    expect(invoiced({ currency: 'VND', exchangeRate })).toEqual([
      ['currency_rate', '/invoice/exchangeRate'],
    ])
  })

  it.each(['usd', 'EURO', '', 'E\nR', '€'])('is no code %j', (currency) => {
    expect(invoiced({ currency, exchangeRate: '1' })).toEqual([
      ['code_unknown', '/invoice/currency'],
    ])
  })
})
