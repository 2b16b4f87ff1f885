import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAmount, parseAmount, printAmount, sum, wholeDollars } from '../../src/domain/money.ts'

const cents = fc.integer({ min: 1, max: 999_999_999_999 })

describe('amount', () => {
  it.each([
    ['30', 3000],
    ['30.5', 3050],
    ['30.00', 3000],
    ['0.01', 1],
    ['1.10', 110],
    ['007', 700],
    ['9999999999.99', 999_999_999_999],
  ])('reads %s as %d cents', (text, expected) => {
    expect(parseAmount(text)).toBe(expected)
  })

  it.each([
    ['0', 'amount_range'],
    ['0.00', 'amount_range'],
    ['-1', 'amount_range'],
    ['10000000000.00', 'amount_range'],
    ['99999999999999.99', 'amount_range'],
    ['9'.repeat(400), 'amount_range'],
    ['0.001', 'amount_scale'],
    ['1.005', 'amount_scale'],
    ['1.000', 'amount_scale'],
    ['1,000.00', 'amount_format'],
    ['1e3', 'amount_format'],
    ['', 'amount_format'],
    ['.50', 'amount_format'],
    ['30.', 'amount_format'],
    ['+30', 'amount_format'],
    ['$30', 'amount_format'],
    [' 30', 'amount_format'],
    ['0x1F', 'amount_format'],
    ['NaN', 'amount_format'],
    ['３０', 'amount_format'],
  ])('refuses %s as %s', (text, fault) => {
    expect(parseAmount(text)).toBe(fault)
  })

  it('is printed and read back to the cent', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        const read = parseAmount(printAmount(amount))
        expect(isAmount(read) && read).toBe(amount)
      }),
    )
  })

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [4500, '45.00'],
    [-5, '-0.05'],
    [-123456, '-1234.56'],
  ])('prints %d as %s', (amount, text) => {
    expect(printAmount(amount)).toBe(text)
  })
})

describe('whole dollars', () => {
  it.each([
    [[80000], 800, [800]],
    [Array<number>(10).fill(7950), 795, [80, 80, 80, 80, 80, 79, 79, 79, 79, 79]],
    [Array<number>(8).fill(10000), 800, Array<number>(8).fill(100)],
    [[79950, 50], 800, [800, 0]],
    [[149, 149], 3, [2, 1]],
    [[150], 2, [2]],
    [[49], 0, [0]],
    [[], 0, []],
  ])('rounds %j once, to %d', (amounts, total, lines) => {
    expect(wholeDollars(amounts)).toEqual({ total, lines })
  })

  it('gives lines that add up, each within a dollar', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 80_000 }), { maxLength: 60 })
    fc.assert(
      fc.property(amounts, (list) => {
        const { total, lines } = wholeDollars(list)
        expect(sum(lines)).toBe(total)
        expect(Math.abs(total * 100 - sum(list))).toBeLessThanOrEqual(50)
        lines.forEach((line, index) => {
          expect(Math.abs(line * 100 - (list[index] ?? 0))).toBeLessThan(100)
        })
      }),
    )
  })
})
