/**
 * Value against weight: the signs of an invoice that is far too low, or of grams sent as kilograms.
 * @module
 */
import { isAmount, parseAmount, printAmount } from '../money.ts'
import type { Cents } from '../money.ts'
import type { Checked, CheckedLine, Spotted } from './finding.ts'
import { isUnder } from './prefix.ts'

/** Dollars for a kilogram between which goods of these chapters are not surprising. */
type Band = { readonly hts: readonly string[]; readonly least: number; readonly most: number }

/** Ours, from shop prices, and wide on purpose: the first row that fits a number is its band. */
export const bands: readonly Band[] = [
  { hts: ['7113', '7118'], least: 25, most: 500_000 },
  { hts: ['8517130000'], least: 40, most: 20_000 },
  { hts: ['71', '91'], least: 2, most: 500_000 },
  { hts: ['49', '90', '97'], least: 1, most: 200_000 },
  { hts: ['30', '33', '8471', '8473', '8523', '8541', '8542'], least: 1, most: 100_000 },
  { hts: ['84', '85', '88'], least: 1.5, most: 20_000 },
  { hts: ['42', '43', '61', '62', '64', '65'], least: 2, most: 10_000 },
  {
    hts: ['04', '07', '08', '09', '10', '11', '16', '17', '18', '19', '20', '21'],
    least: 1,
    most: 5000,
  },
]

const anything: Band = { hts: [''], least: 1, most: 20_000 }

const bandOf = (htsNumber: string): Band =>
  bands.find(({ hts }) => isUnder(htsNumber, hts)) ?? anything

export function weightFindings({
  draft,
  grossWeightKg,
}: {
  draft: Checked
  grossWeightKg: string | undefined
}): Spotted[] {
  const grams = gramsOf(grossWeightKg ?? '')
  const cents = totalOf(draft.lines ?? [])
  if (grams === undefined || cents === undefined) return []
  const pointer = '/grossWeightKg'
  const both = `${grossWeightKg} kg for $${printAmount(cents)}`
  // A kilogram for a dollar: 1000 g for 100 cents. Whole numbers, so that 0.3 kg for $0.30 is even.
  if (grams > cents * 10) {
    const message = `${both} is more than a kilogram for a dollar. Check the weight and the fair retail value.`
    return [{ check: 'kilo_per_dollar', pointer, message }]
  }
  const of = (draft.lines ?? []).map((line) => bandOf(line?.htsNumber ?? ''))
  const least = Math.min(...of.map((band) => band.least))
  const most = Math.max(...of.map((band) => band.most))
  const rate = (cents * 10) / grams
  const why =
    rate < least
      ? `little for these goods (less than $${least} a kilogram)`
      : rate > most
        ? `much for these goods (more than $${most} a kilogram)`
        : undefined
  if (why === undefined) return []
  const message = `${both} is ${why}. Check the weight, its unit and the value.`
  return [{ check: 'value_per_kilo', pointer, message }]
}

/** Kilograms as a decimal string, in grams; undefined when it is no weight. */
function gramsOf(text: string): number | undefined {
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) return undefined
  const milligrams = Math.round(Number(text) * 1_000_000)
  return milligrams > 0 ? milligrams / 1000 : undefined
}

/** Undefined when any line's value cannot be read: a part of the value says nothing. */
function totalOf(lines: readonly (CheckedLine | undefined)[]): Cents | undefined {
  const amounts = lines.map((line) => parseAmount(line?.fairRetailValue ?? ''))
  const cents = amounts.filter(isAmount)
  return cents.length === 0 || cents.length < amounts.length
    ? undefined
    : cents.reduce((total, one) => total + one, 0)
}
