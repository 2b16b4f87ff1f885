/**
 * The worked example of the tests: a cotton T-shirt of $60.00 from China by courier, on 2026-11-21.
 * @module
 */
import type { Facts, Lookups } from '../../../src/domain/law/facts.ts'
import type { LaneCode } from '../../../src/domain/law/vocabulary.ts'
import { laneQuotes } from '../../../src/domain/quote/lane.ts'
import type { FilingFees, LaneQuote } from '../../../src/domain/quote/lane.ts'
import { answerTo, from, line } from '../law/shipment.ts'

export const day = '2026-11-21'

export const shirt = (changes: Partial<Facts> = {}): Facts =>
  from('CN', day, {
    valueCents: 6000,
    dayTotalCents: 6000,
    lines: [line({ origin: 'CN', enteredValueCents: 6000, mfnRateBp: 1650 })],
    ...changes,
  })

/** What the tables say of the T-shirt, as somebody who has them would hand them in. */
export const tables: Lookups = {
  s301_cn_lists: () => ({ list: '4A' }),
  s301_fl_economies: () => true,
  s301_fl_exemptions: () => false,
  s232_products: () => false,
}

export const quotes = (
  facts: Facts,
  lookups: Lookups = tables,
  fees: FilingFees = {},
): LaneQuote[] => laneQuotes(answerTo(facts, { lookups }), fees)

export function quoteOf(lanes: readonly LaneQuote[], code: LaneCode): LaneQuote {
  const found = lanes.find(({ lane }) => lane === code)
  if (!found) throw new Error(`no lane ${code}`)
  return found
}
