/**
 * One text for equal rules, and one for equal facts, for callers to hash.
 * @module
 */
import { caseOf } from './case.ts'
import type { Facts } from './facts.ts'
import type { Row } from './row.ts'
import { allRows } from './rows/all.ts'
import { dateKeys } from './vocabulary.ts'
import type { DateKey } from './vocabulary.ts'

export const canonicalRules = (rows: readonly Row[] = allRows): string =>
  print(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))

/** Normalised: "cn" and "CN", or a date left out and its default, are one text. */
export function canonicalFacts(facts: Facts): string {
  const kase = caseOf(facts, facts.decision ?? '')
  const texts: Partial<Record<DateKey, string | null>> = {}
  for (const key of dateKeys) texts[key] = kase.dates[key]?.text ?? null
  const { goods } = kase
  if (Object.isFrozen(goods) && !goodsTexts.has(goods)) goodsTexts.set(goods, print(goods))
  const unsaid = { dates: undefined, tables: undefined, originKnown: undefined }
  return print({ ...kase, ...unsaid, ...texts })
}

/** Half of the text is classes of goods, and most shipments have the same ones. */
const goodsTexts = new WeakMap<object, string>()

/** JSON with sorted keys; what is undefined is left out. */
function print(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`
  const known = goodsTexts.get(value)
  if (known !== undefined) return known
  let pairs = ''
  for (const key of Object.keys(value).sort()) {
    const held: unknown = value[key as keyof typeof value]
    if (held !== undefined) pairs += `${pairs && ','}${JSON.stringify(key)}:${print(held)}`
  }
  return `{${pairs}}`
}
