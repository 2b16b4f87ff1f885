/**
 * Fair retail value: what a shipment is worth, and what that value closes.
 * @module
 */
import { isAmount, parseAmount, printAmount, sum } from './money.ts'
import type { Cents } from './money.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, EntryType, Shipment } from './shipment.ts'

/** The ceiling of each entry type: 19 USC 1321(a)(2)(C), and 19 CFR 143.21 for informal entry. */
const ceilings: Readonly<
  Record<EntryType, { cents: Cents; code: 'value_over_limit' | 'value_over_informal' } | undefined>
> = {
  '86': { cents: 80_000, code: 'value_over_limit' },
  '11': { cents: 250_000, code: 'value_over_informal' },
  '01': undefined,
}

/** The value of each line that can be read; 0 for one that cannot. */
export function lineCents(draft: Draft<Shipment>): Cents[] {
  return (draft.lines ?? []).map((line) => {
    const amount = parseAmount(line?.fairRetailValue ?? '')
    return isAmount(amount) ? amount : 0
  })
}

export function valueProblems(draft: Draft<Shipment>, entryType: EntryType): Problem[] {
  const found: Problem[] = []
  const total = sum(lineCents(draft))
  const ceiling = ceilings[entryType]
  if (ceiling && total > ceiling.cents) {
    found.push(problem(ceiling.code, '/lines', { total: printAmount(total) }))
  }
  // The entry's value has ten columns of whole dollars (CATAIR SE10 40-49).
  if (total > 9_999_999_999_00) {
    found.push(problem('amount_range', '/lines', { found: printAmount(total) }))
  }
  const { currency, exchangeRate } = draft.invoice ?? {}
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) {
    const values = { found: currency, what: 'currency (ISO 4217, three letters)', suggestion: '' }
    found.push(problem('code_unknown', '/invoice/currency', values))
  } else if (currency !== undefined && currency !== 'USD' && !positiveRate(exchangeRate)) {
    found.push(problem('currency_rate', '/invoice/exchangeRate', { currency }))
  }
  return found
}

const positiveRate = (rate: string | undefined) =>
  rate !== undefined && /^\d{1,9}(\.\d{1,9})?$/.test(rate) && Number(rate) > 0
