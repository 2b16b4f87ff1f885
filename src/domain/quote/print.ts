/**
 * A quote as callers see it: cents become dollars, rates per cent, and each line carries the dates
 * of the rule it rests on.
 * @module
 */
import type { Duty, DutyLine, Fees, FeeLine } from '../law/cost.ts'
import type { Row } from '../law/row.ts'
import { allRows } from '../law/rows/all.ts'
import { printAmount } from '../money.ts'
import type { Cents } from '../money.ts'
import type { LaneTotal } from './basket.ts'
import { leastOf } from './lane.ts'
import type { LaneQuote, Reason } from './lane.ts'
import type { TimeToRelease } from './release.ts'
import type { Saving } from './saving.ts'

const rows: ReadonlyMap<string, Row> = new Map(allRows.map((row) => [row.id, row]))

const dollars = (cents: Cents | null) => (cents === null ? null : printAmount(cents))

/** `1650` basis points are `16.5%`; `decimals` says how many digits of a per cent `rate` holds. */
export function printRate(rate: number, decimals: 2 | 4): string {
  const digits = String(rate).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}%`
}

/** The interval of a rule; column 1 has none here, its dates are those of the tariff's revision. */
function interval(ruleId: string | null) {
  const row = ruleId === null ? undefined : rows.get(ruleId)
  return { from: row?.effectiveFrom ?? null, until: row?.effectiveTo ?? null }
}

const dutyLine = ({ amountCents, rateBp, ...line }: DutyLine) => ({
  ...line,
  rate: rateBp === null ? null : printRate(rateBp, 2),
  amount: dollars(amountCents),
  ...interval(line.ruleId),
})

const printDuty = (duty: Duty) => ({
  status: duty.status,
  total: dollars(duty.totalCents),
  atLeast: printAmount(leastOf(duty)),
  rateDate: duty.rateDate,
  lines: duty.lines.map(dutyLine),
  choices: (duty.choices ?? []).map(({ amountCents, ...choice }) => ({
    ...choice,
    amount: dollars(amountCents),
  })),
})

const feeNames: Readonly<Record<FeeLine['code'], string>> = {
  MPF_FORMAL: 'merchandise processing fee, formal',
  MPF_INFORMAL_AUTO: 'merchandise processing fee, informal, automated',
  MPF_INFORMAL_MANUAL: 'merchandise processing fee, informal, manual',
  MPF_INFORMAL_CBP: 'merchandise processing fee, informal, prepared by CBP',
  MANUAL_SURCHARGE: 'surcharge for manual entry',
  ECCF: 'express consignment fee, in place of the processing fee',
  HMF: 'harbor maintenance fee',
  DUTIABLE_MAIL: 'dutiable mail fee',
}

/** The fees that follow the value; the others are flat. */
const feeRates: Readonly<Partial<Record<FeeLine['code'], 'mpfRateCentiBp' | 'hmfRateCentiBp'>>> = {
  MPF_FORMAL: 'mpfRateCentiBp',
  HMF: 'hmfRateCentiBp',
}

function feeLine({ amountCents, ...line }: FeeLine) {
  const key = feeRates[line.code]
  const rate = key === undefined ? undefined : rows.get(line.ruleId)?.params[key]
  return {
    ...line,
    name: feeNames[line.code],
    rate: rate === undefined ? null : printRate(rate, 4),
    amount: printAmount(amountCents),
    ...interval(line.ruleId),
  }
}

const printFees = (fees: Fees) => ({
  status: fees.status,
  total: dollars(fees.totalCents),
  lines: fees.lines.map(feeLine),
  ruleIds: fees.ruleIds,
})

const printReason = ({ layer, ruleId, outcome, text, citation, effectiveFrom, effectiveTo }: Reason) => ({
  layer, ruleId, outcome, text, citation, from: effectiveFrom, until: effectiveTo,
}) // prettier-ignore

function feeNote({ entryType, filingFeeSet }: LaneQuote): string | null {
  if (filingFeeSet) return null
  if (entryType === null) return 'Nothing is filed in this lane.'
  return `No filing fee is set for entry type ${entryType}; PUT /v1/profile sets those of 86, 11 and 01.`
}

export const printLane = (quote: LaneQuote, timeToRelease: TimeToRelease | null) => ({
  lane: quote.lane,
  entryType: quote.entryType,
  availability: quote.availability,
  claimsExemption: quote.claimsExemption,
  pricedBy: quote.pricedBy,
  duty: quote.duty && printDuty(quote.duty),
  fees: quote.fees && printFees(quote.fees),
  filingFee: printAmount(quote.filingFeeCents),
  filingFeeNote: feeNote(quote),
  total: dollars(quote.totalCents),
  atLeast: dollars(quote.atLeastCents),
  timeToRelease,
  missing: quote.missing.map(({ field, neededBy }) => ({ field, neededBy })),
  why: quote.why.map(printReason),
})

export const printSaving = ({ amountCents, atLeastCents, ...saving }: Saving) => ({
  amount: dollars(amountCents),
  atLeast: dollars(atLeastCents),
  ...saving,
})

export const printTotal = (total: LaneTotal) => ({
  lane: total.lane,
  open: total.open,
  unknown: total.unknown,
  duty: dollars(total.dutyCents),
  fees: dollars(total.feesCents),
  filingFee: printAmount(total.filingFeeCents),
  total: dollars(total.totalCents),
})
