/**
 * Which verdict acts, and which rules are in force on a day.
 * @module
 */
import type { Row } from './row.ts'
import { allRows } from './rows/all.ts'
import type { PolicySource } from './shape.ts'
import { moment, within } from './time.ts'
import type { Policy } from './vocabulary.ts'

export type FilerPolicy = Policy | 'inherit'

/** The stricter wins: a filer can tighten an installation, never loosen it. */
export function policyOf(
  installation: Policy | undefined,
  filer: FilerPolicy = 'inherit',
): { readonly policy: Policy; readonly policySource: PolicySource } {
  if (filer === 'enforced' && installation !== 'enforced') {
    return { policy: 'enforced', policySource: 'filer' }
  }
  return {
    policy: installation ?? 'statutory',
    policySource: installation === undefined ? 'default' : 'installation',
  }
}

/** The rows whose interval holds `day`, a day or an instant; an unreadable one holds none. */
export function rulesInForce(
  day: string,
  layer?: Policy,
  rows: readonly Row[] = allRows,
): readonly Row[] {
  const at = moment(day)
  if (at === null) return []
  return rows.filter((row) => {
    const from = moment(row.effectiveFrom)
    const mine = layer === undefined || row.layers.includes(layer)
    return mine && from !== null && within(at, from, moment(row.effectiveTo))
  })
}
