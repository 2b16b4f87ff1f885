/**
 * Facts as the rules read them: dates parsed, sums made, and what cannot be trusted made unknown.
 * @module
 */
import type { Facts, Finding, LineFacts, Lookups } from './facts.ts'
import { later, moment } from './time.ts'
import type { Moment } from './time.ts'
import { transports } from './vocabulary.ts'
import type { DateKey, LookupName } from './vocabulary.ts'

export type Case = Omit<Facts, DateKey | 'lines'> & {
  readonly dates: Readonly<Record<DateKey, Moment | null>>
  readonly lines: readonly LineFacts[]
  readonly originKnown: boolean
  readonly enteredValueCents: number | null
  readonly tables: Lookups
}

export function caseOf(facts: Facts, decidedAt: string, tables: Lookups = {}): Case {
  const lines = facts.lines.map(tidy)
  const valueCents = amount(facts.valueCents)
  const dayTotal = amount(facts.dayTotalCents)
  return {
    ...facts,
    mode: facts.mode !== null && transports.includes(facts.mode) ? facts.mode : null,
    shippedFrom: country(facts.shippedFrom),
    valueCents,
    // A sum over a parcel of unknown value is not known, and it is never less than the parcel.
    dayTotalCents: dayTotal === null || valueCents === null ? null : Math.max(dayTotal, valueCents),
    iorIdleDays: amount(facts.iorIdleDays),
    dates: datesOf(facts, decidedAt),
    lines,
    originKnown: lines.length > 0 && lines.every((line) => line.origin !== null),
    enteredValueCents: total(lines),
    tables,
  }
}

function datesOf(facts: Facts, decidedAt: string): Case['dates'] {
  const arrival = moment(facts.arrival)
  const filed = moment(facts.filed)
  const entered =
    facts.entered === undefined ? arrival && filed && later(filed, arrival) : moment(facts.entered)
  return {
    importation: moment(facts.importation),
    arrival,
    filed,
    entered,
    violation: facts.violation === undefined ? entered : moment(facts.violation),
    decision: moment(facts.decision === undefined ? decidedAt : facts.decision),
  }
}

const tidy = (line: LineFacts): LineFacts => ({
  ...line,
  origin: country(line.origin),
  enteredValueCents: amount(line.enteredValueCents),
  mfnRateBp: amount(line.mfnRateBp),
})

/** "cn" must not slip past a row that says CN, nor "CHN" count as some other country. */
function country(code: string | null): string | null {
  const upper = code?.trim().toUpperCase() ?? ''
  return /^[A-Z]{2}$/.test(upper) ? upper : null
}

const amount = (value: number | null) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? value : null

function total(lines: readonly LineFacts[]): number | null {
  let sum = 0
  for (const line of lines) {
    if (line.enteredValueCents === null) return null
    sum += line.enteredValueCents
  }
  return lines.length === 0 ? null : amount(sum)
}

export function findingOf(kase: Case, line: LineFacts, name: LookupName): Finding | null {
  return line.lookups?.[name] ?? kase.tables[name]?.(line.htsNumber, line.origin) ?? null
}
