/**
 * Money in whole cents of a US dollar. Text in, text out, integers between.
 * @module
 */

/** An amount in cents. Always a safe integer. */
export type Cents = number

export type AmountFault = 'amount_format' | 'amount_scale' | 'amount_range'

const largest: Cents = 999_999_999_999

/** Reads `30`, `30.5` or `30.00`; never rounds: `1.005` is refused as `amount_scale`. */
export function parseAmount(text: string): Cents | AmountFault {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return 'amount_format'
  const [, sign, whole = '', fraction = ''] = match
  if (fraction.length > 2) return 'amount_scale'
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  if (sign === '-' || cents === 0 || cents > largest) return 'amount_range'
  return cents
}

export function isAmount(amount: Cents | AmountFault): amount is Cents {
  return typeof amount === 'number'
}

/** `4500` is `45.00`. */
export function printAmount(cents: Cents): string {
  const sign = cents < 0 ? '-' : ''
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * Whole dollars as SE60 15-24 and SE10 40-49 carry them: the total is rounded half up, and the
 * lines are rounded so that they add up to it (largest remainder first). Ten lines of 79.50 must
 * not turn a lawful 795.00 into 800, nor 800.00 into 804.
 */
export function wholeDollars(lines: readonly Cents[]): { total: number; lines: number[] } {
  const total = Math.floor((sum(lines) + 50) / 100)
  const floors = lines.map((cents) => Math.floor(cents / 100))
  const short = total - floors.reduce((a, b) => a + b, 0)
  const byRemainder = lines
    .map((cents, index) => ({ index, remainder: cents % 100 }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, short)
  for (const { index } of byRemainder) floors[index] = (floors[index] ?? 0) + 1
  return { total, lines: floors }
}

export function sum(amounts: readonly Cents[]): Cents {
  return amounts.reduce((total, cents) => total + cents, 0)
}
