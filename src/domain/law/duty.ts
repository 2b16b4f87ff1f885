/**
 * Duty: column 1 and the layers of the day, line by line. Layers add; they do not compound.
 * @module
 */
import { sum } from '../money.ts'
import { findingOf } from './case.ts'
import type { Case } from './case.ts'
import type { Finding, LineFacts } from './facts.ts'
import { gaps } from './ground.ts'
import { basisPoints, portion } from './rate.ts'
import { inForce, lineHolds, shipmentHolds } from './rule.ts'
import type { Rule } from './rule.ts'
import { and } from './predicate.ts'
import type { Truth } from './predicate.ts'
import type { Layer } from './set.ts'
import type { Duty, DutyChoice, DutyLine } from './cost.ts'
import { postalOptions } from './postal.ts'

const base = (kase: Case) => ({
  enteredValueCents: kase.enteredValueCents,
  rateDate: kase.dates.entered?.text ?? 'unknown',
})

/** The exemption is claimed and granted. */
export const claimedDuty = (kase: Case): Duty => ({
  status: 'zero',
  ...base(kase),
  lines: [],
  totalCents: 0,
})

/** A person must say first what applies. */
export const openDuty = (kase: Case): Duty => ({
  status: 'refer',
  ...base(kase),
  lines: [],
  totalCents: null,
})

export function paidDuty(layer: Layer, kase: Case): Duty {
  const lines = kase.lines.flatMap((line, index) => linesOf(line, index, layer, kase))
  const priced = lines.length > 0 && lines.every(({ status }) => status === 'priced')
  return {
    status: priced ? 'priced' : 'refer',
    ...base(kase),
    lines,
    totalCents: priced ? sum(lines.map(({ amountCents }) => amountCents ?? 0)) : null,
  }
}

function linesOf(line: LineFacts, index: number, layer: Layer, kase: Case): DutyLine[] {
  const suffix = kase.lines.length > 1 ? `, line ${index + 1}` : ''
  const column1 = priced(line, line.mfnRateBp, {
    ruleId: null,
    name: `MFN column 1${suffix}`,
    htsHeading: null,
    citation: 'HTSUS column 1',
  })
  const layers = layer.DUTY_LAYER.flatMap((rule) => layerLine(rule, line, suffix, kase))
  return [column1, ...layers, ...unmodelled(suffix, kase)]
}

function layerLine(rule: Rule, line: LineFacts, suffix: string, kase: Case): DutyLine[] {
  const shipment = and(inForce(rule, kase), shipmentHolds(rule, kase))
  const truth = and(shipment, lineHolds(rule, kase, line))
  if (truth === false) return []
  const { row } = rule
  const finding = row.scope.lookup ? findingOf(kase, line, row.scope.lookup) : true
  const found = typeof finding === 'object' && finding !== null ? finding : {}
  const rateBp = rateOf(rule, line, found)
  const about = {
    ruleId: row.id,
    name: `${row.name ?? row.id}${found.list === undefined ? '' : `, list ${found.list}`}${suffix}`,
    htsHeading: found.htsHeading ?? row.params.htsHeading ?? null,
    citation: row.citation,
  }
  if (truth === true && !(disputed(rule, line) && found.rateBp === undefined)) {
    return [priced(line, rateBp, about)]
  }
  const status = shipment === undefined || truth === true ? 'refer' : 'lookup_needed'
  return [{ ...about, rateBp, amountCents: null, status }]
}

/** What the table found goes before what the row lists; the row before nothing. */
function rateOf({ row }: Rule, line: LineFacts, found: Exclude<Finding, boolean>): number | null {
  const { rateBp, rateBpByList, rateBpByOrigin } = row.params
  const byList = found.list === undefined ? undefined : rateBpByList?.[found.list]
  const byOrigin = line.origin === null ? undefined : rateBpByOrigin?.[line.origin]
  return found.rateBp ?? byList ?? byOrigin ?? rateBp ?? null
}

const disputed = ({ row }: Rule, { origin }: LineFacts) =>
  origin !== null && (row.params.checkOrigins?.includes(origin) ?? false)

type About = Pick<DutyLine, 'ruleId' | 'name' | 'htsHeading' | 'citation'>

function priced(line: LineFacts, rateBp: number | null, about: About): DutyLine {
  const value = line.enteredValueCents
  if (rateBp === null) return { ...about, rateBp, amountCents: null, status: 'lookup_needed' }
  if (value === null) return { ...about, rateBp, amountCents: null, status: 'refer' }
  return { ...about, rateBp, amountCents: portion(value, rateBp, basisPoints), status: 'priced' }
}

/** Section 201 has no row: goods under it, or not known to be free of it, are not priced. */
const unmodelled = (suffix: string, kase: Case): DutyLine[] =>
  kase.goods.s201 === false
    ? []
    : [{ ruleId: null, name: `s.201, not modelled${suffix}`, htsHeading: null, rateBp: null, amountCents: null, status: 'refer', citation: '19 USC 2251' }] // prettier-ignore

/** Paid by the carrier: one way to reckon is a price, several are a choice. */
export function postalDuty(layer: Layer, kase: Case, truths: readonly Truth[]): Duty {
  const options = layer.POSTAL_DUTY.filter(({ index }) => truths[index] === true).flatMap((rule) =>
    postalOptions(rule, kase),
  )
  const [only, second] = options
  if (only === undefined) return openDuty(kase)
  if (second !== undefined) {
    const choices: DutyChoice[] = options.map(({ choice }) => choice)
    return { status: 'choice', ...base(kase), lines: [], totalCents: null, choices }
  }
  const { amountCents } = only.line
  const status = amountCents === null ? 'refer' : 'priced'
  return { status, ...base(kase), lines: [only.line], totalCents: amountCents }
}

/** What is missing for a price: rates, tables and the value. */
export function dutyGaps(duty: Duty, layer: Layer, kase: Case): (readonly [string, string])[] {
  const value = kase.enteredValueCents === null ? ['enteredValueCents'] : []
  const rules = new Map(layer.DUTY_LAYER.map((rule) => [rule.row.id, rule]))
  // One question a rule and not one a line: a line's gaps are looked for among all lines.
  const asked = new Map<string, readonly [string, string]>()
  const unread = new Map<string, readonly string[]>()
  for (const { ruleId, rateBp, status } of duty.lines) {
    if (status === 'priced') continue
    const rule = rules.get(ruleId ?? '')
    const id = ruleId ?? ''
    if (rule && !unread.has(id)) unread.set(id, [...new Set(gaps(rule, kase))])
    const rate = rule ? `lookups.${rule.row.scope.lookup ?? 'rate'}` : 'mfnRateBp'
    for (const field of [...(unread.get(id) ?? []), ...(rateBp === null ? [rate] : []), ...value]) {
      asked.set(`${field} ${id}`, [field, id])
    }
  }
  return [...asked.values()]
}
