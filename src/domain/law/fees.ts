/**
 * User fees (19 CFR 24.22 to 24.24) by lane. A fee without a row is left to a person, never zero.
 * @module
 */
import { sum } from '../money.ts'
import type { Case } from './case.ts'
import { centiBasisPoints, portion } from './rate.ts'
import type { FeeAmount } from './row.ts'
import type { Rule } from './rule.ts'
import { and } from './predicate.ts'
import type { Truth } from './predicate.ts'
import type { Layer } from './set.ts'
import type { FeeCode, FeeLine, Fees } from './cost.ts'
import type { LaneCode } from './vocabulary.ts'

const amounts: Partial<Readonly<Record<FeeCode, FeeAmount>>> = {
  MPF_INFORMAL_AUTO: 'informalAutoCents',
  MPF_INFORMAL_MANUAL: 'informalManualCents',
  MPF_INFORMAL_CBP: 'informalCbpPreparedCents',
  MANUAL_SURCHARGE: 'manualSurchargeCents',
  ECCF: 'eccfPerWaybillCents',
  DUTIABLE_MAIL: 'dutiableMailCents',
}

const informal = {
  automated: 'MPF_INFORMAL_AUTO',
  manual: 'MPF_INFORMAL_MANUAL',
  cbp: 'MPF_INFORMAL_CBP',
} as const

export const openFees: Fees = { status: 'refer', lines: [], totalCents: null, ruleIds: [] }

export function feesOf(
  lane: LaneCode,
  claims: boolean,
  layer: Layer,
  kase: Case,
  truths: readonly Truth[],
  agrees: (rule: Rule) => Truth,
): Fees {
  const free = layer.NO_FEE.filter(
    (rule) =>
      rule.row.params.lanes?.includes(lane) && and(truths[rule.index], agrees(rule)) === true,
  )
  if (free.length > 0) {
    return { status: 'zero', lines: [], totalCents: 0, ruleIds: free.map(({ row }) => row.id) }
  }
  if (claims || lane === 'POSTAL_CARRIER') return openFees
  const schedules = layer.FEE.filter(({ index }) => truths[index] === true)
  const unsure = layer.FEE.some(({ index }) => truths[index] === undefined)
  const due = dueOn(lane, kase, schedules)
  const lines = (due ?? []).map((code) => feeLine(code, schedules, kase))
  const known = lines.filter((line) => line !== undefined)
  const priced = due !== undefined && !unsure && known.length === lines.length
  return {
    status: priced ? 'priced' : 'refer',
    lines: known,
    totalCents: priced ? sum(known.map(({ amountCents }) => amountCents)) : null,
    ruleIds: [...new Set(known.map(({ ruleId }) => ruleId))],
  }
}

/** Mail pays its own fee, and the processing fee only as Express Mail (19 CFR 24.23(c)). */
function dueOn(lane: LaneCode, kase: Case, schedules: readonly Rule[]): FeeCode[] | undefined {
  const { mode, expressMail } = kase
  if (mode === null || (mode === 'mail' && expressMail === null)) return undefined
  const harbor = schedules.some(({ row }) => row.params.hmfRateCentiBp !== undefined)
  return [
    ...(mode === 'mail' && !expressMail ? [] : processing(lane, kase)),
    ...(mode === 'mail' ? (['DUTIABLE_MAIL'] as const) : []),
    ...(harbor ? (['HMF'] as const) : []),
  ]
}

/** An express hub's informal entries pay by the waybill in place of the processing fee. */
function processing(lane: LaneCode, { mode, preparation }: Case): FeeCode[] {
  if (lane === 'ET01' || lane === 'ET03') {
    return preparation === 'manual' ? ['MPF_FORMAL', 'MANUAL_SURCHARGE'] : ['MPF_FORMAL']
  }
  return [mode === 'express' ? 'ECCF' : informal[preparation]]
}

function feeLine(code: FeeCode, schedules: readonly Rule[], kase: Case): FeeLine | undefined {
  for (const { row } of schedules) {
    const amountCents = amountOf(code, row.params, kase.enteredValueCents)
    const key = amounts[code]
    if (amountCents === undefined) continue
    const derived = key !== undefined && (row.params.derived?.includes(key) ?? false)
    return { ruleId: row.id, code, amountCents, derived, citation: row.citation }
  }
  return undefined
}

function amountOf(
  code: FeeCode,
  params: Rule['row']['params'],
  value: number | null,
): number | undefined {
  const key = amounts[code]
  if (key !== undefined) return params[key]
  if (value === null) return undefined
  if (code === 'HMF') return rated(value, params.hmfRateCentiBp)
  const { mpfRateCentiBp, mpfMinCents, mpfMaxCents } = params
  const formal = rated(value, mpfRateCentiBp)
  if (formal === undefined || mpfMinCents === undefined || mpfMaxCents === undefined) {
    return undefined
  }
  return Math.max(mpfMinCents, Math.min(mpfMaxCents, formal))
}

const rated = (value: number, rate: number | undefined) =>
  rate === undefined ? undefined : portion(value, rate, centiBasisPoints)
