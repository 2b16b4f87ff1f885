/**
 * Rates of duty as the tariff prints them, read into exact integers. What cannot be read exactly
 * stays text: a rate is never guessed.
 * @module
 */
import type { Cents } from '../money.ts'

/** An amount for each `per`, in hundredths of a cent. */
export type Specific = { readonly hundredthsOfCent: number; readonly per: string }

export type Rate =
  | { readonly kind: 'free' }
  | { readonly kind: 'ad_valorem'; readonly basisPoints: number }
  | { readonly kind: 'specific'; readonly amounts: readonly Specific[] }
  | {
      readonly kind: 'compound'
      readonly basisPoints: number
      readonly amounts: readonly Specific[]
    }
  | { readonly kind: 'unparsed'; readonly text: string }

/** How much there is of one unit: thousandths, so that 1.5 kg is exact. */
export type Quantity = { readonly unit: string; readonly thousandths: number }

const percent = /^(\d+(?:\.\d+)?)\s*%$/
const money = /^(?:\$(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)¢)\s*(?:\/\s*|(?=each$))([a-z][a-z0-9². ]*)$/i
/** `12¢/kg on lead content` and the like are on a quantity that no invoice line has. */
const qualified = /\b(on|of|less|but|over|if)\b/i

export function parseRate(text: string): Rate {
  const bare = text.trim().replace(/\s+/g, ' ')
  if (/^free$/i.test(bare)) return { kind: 'free' }
  const unparsed: Rate = { kind: 'unparsed', text: bare }
  const amounts: Specific[] = []
  let basisPoints: number | undefined
  for (const part of bare.split('+').map((piece) => piece.trim())) {
    const [, share] = percent.exec(part) ?? []
    const [, dollars, cents, per] = money.exec(part) ?? []
    if (share !== undefined && basisPoints === undefined) {
      const points = scaled(share, 2)
      if (points === undefined) return unparsed
      basisPoints = points
    } else if (per !== undefined && !qualified.test(part)) {
      const amount = dollars === undefined ? scaled(cents ?? '', 2) : scaled(dollars, 4)
      if (amount === undefined) return unparsed
      amounts.push({ hundredthsOfCent: amount, per: unitOf(per) })
    } else {
      return unparsed
    }
  }
  if (basisPoints === undefined) return { kind: 'specific', amounts }
  return amounts.length === 0
    ? { kind: 'ad_valorem', basisPoints }
    : { kind: 'compound', basisPoints, amounts }
}

/** A decimal times ten to the `places`; undefined when digits would be lost. */
function scaled(decimal: string, places: number): number | undefined {
  const [whole = '', fraction = ''] = decimal.split('.')
  if (fraction.length > places) return undefined
  const value = Number(whole + fraction.padEnd(places, '0'))
  return Number.isSafeInteger(value) ? value : undefined
}

/** `doz.` and `Doz` are one unit, and so are `pr.` and `prs.`, `liter` and `liters`. */
export const unitOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/²/g, '2')
    .replace(/\.$/, '')
    .replace(/(\w{2})s$/, '$1')

/**
 * The duty on goods worth `valueCents`, rounded half up once, at the end. Undefined when the rate
 * is only text, or is on a quantity that was not given.
 */
export function dutyCents(
  rate: Rate,
  valueCents: Cents,
  quantities: readonly Quantity[] = [],
): Cents | undefined {
  if (rate.kind === 'unparsed') return undefined
  if (rate.kind === 'free') return 0
  // Both parts are whole numbers of 1/100,000 cent.
  const scale = 100_000n
  let total = rate.kind === 'specific' ? 0n : BigInt(valueCents) * BigInt(rate.basisPoints) * 10n
  for (const { hundredthsOfCent, per } of rate.kind === 'ad_valorem' ? [] : rate.amounts) {
    const quantity = quantities.find(({ unit }) => sameUnit(unit, per))
    if (!quantity) return undefined
    total += BigInt(hundredthsOfCent) * BigInt(quantity.thousandths)
  }
  return Number((total + scale / 2n) / scale)
}

const counted = new Set(['each', 'no', 'pc'])

function sameUnit(given: string, per: string): boolean {
  const unit = unitOf(given)
  return unit === per || (counted.has(unit) && counted.has(per))
}
