/**
 * One text for equal rules, and one for equal facts, for callers to hash.
 * @module
 */
import { caseOf } from './case.ts'
import type { Facts } from './facts.ts'
import type { Row } from './row.ts'
import { allRows } from './rows/all.ts'
import { dateKeys } from './vocabulary.ts'

export const canonicalRules = (rows: readonly Row[] = allRows): string =>
  print(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))

/** Normalised: "cn" and "CN", or a date left out and its default, are one text. */
export function canonicalFacts(facts: Facts): string {
  const { dates, tables, originKnown, ...rest } = caseOf(facts, facts.decision ?? '')
  const texts = Object.fromEntries(dateKeys.map((key) => [key, dates[key]?.text ?? null]))
  return print({ ...rest, ...texts })
}

/** JSON with sorted keys; what is undefined is left out. */
function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, held]) => `${JSON.stringify(key)}:${print(held)}`).join(',')}}`
}
