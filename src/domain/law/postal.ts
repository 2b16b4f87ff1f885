/**
 * What a postal parcel pays by each way to reckon it. A shipment in the mail is one item.
 * @module
 */
import { findingOf } from './case.ts'
import type { Case } from './case.ts'
import { basisPoints, portion } from './rate.ts'
import type { Band, PostalOption } from './row.ts'
import type { Rule } from './rule.ts'
import type { DutyChoice, DutyLine } from './cost.ts'

type Reckoned = { readonly choice: DutyChoice; readonly line: DutyLine }

export function postalOptions({ row }: Rule, kase: Case): Reckoned[] {
  return (row.params.options ?? []).map((option) => {
    const rateBp = option.rateBp ?? rateFound(option, kase)
    const amountCents = amountOf(option, rateBp, kase)
    const unpriced = rateBp === null && option.rateLookup ? 'lookup_needed' : 'refer'
    return {
      choice: { method: option.method, amountCents, chosenBy: row.params.chosenBy ?? 'none' },
      line: {
        ruleId: row.id,
        name: row.name ?? row.id,
        htsHeading: null,
        rateBp: option.method === 'ad_valorem' ? rateBp : null,
        amountCents,
        status: amountCents === null ? unpriced : 'priced',
        citation: row.citation,
      },
    }
  })
}

/** One rate for the parcel; goods of several rates have none. */
function rateFound({ rateLookup }: PostalOption, kase: Case): number | null {
  if (rateLookup === undefined) return null
  const rates = kase.lines.map((line) => {
    const finding = findingOf(kase, line, rateLookup)
    return typeof finding === 'object' ? (finding?.rateBp ?? null) : null
  })
  const [first = null] = rates
  return rates.every((rate) => rate === first) ? first : null
}

function amountOf(option: PostalOption, rateBp: number | null, kase: Case): number | null {
  if (option.method === 'specific') return option.amountCents ?? banded(option.bands ?? [], rateBp)
  const value = kase.enteredValueCents
  return rateBp === null || value === null ? null : portion(value, rateBp, basisPoints)
}

export function banded(bands: readonly Band[], rateBp: number | null): number | null {
  if (rateBp === null) return null
  const band = bands.find(
    ({ rateBpBelow = Infinity, rateBpFrom = 0, rateBpTo = Infinity, rateBpAbove = -1 }) =>
      rateBp < rateBpBelow && rateBp >= rateBpFrom && rateBp <= rateBpTo && rateBp > rateBpAbove,
  )
  return band?.amountCents ?? null
}
