/**
 * Both verdicts on a worksheet: by the statute and as enforced, each with the rules it rests on.
 * @module
 */
import type { Answer, Ground, Verdict } from '../domain/law/shape.ts'
import type { Policy } from '../domain/law/vocabulary.ts'
import type { Block, Field, Table } from './paper.ts'
import type { Printed } from './papers.ts'
import { dollars, named, nothing } from './said.ts'

type Entry = Printed['entry']

const layers: readonly (readonly [layer: Policy, title: string, noun: string])[] = [
  ['statutory', 'What the statute says', 'statute'],
  ['enforced', 'What CBP enforces', 'enforcement'],
]

export function* verdicts({ verdict }: Entry): Generator<Block> {
  if (verdict === null) {
    yield { kind: 'heading', text: 'The law' }
    yield { kind: 'notes', notes: ['This entry is older than the rules: no verdict was kept.'] }
    return
  }
  for (const [layer, title] of layers) {
    yield { kind: 'heading', text: `${title}: ${verdict[layer].decision}` }
    if (!isWhole(verdict)) continue
    yield { kind: 'fields', fields: stated(verdict[layer], verdict) }
    yield grounds(verdict[layer])
    yield lanes(verdict[layer])
  }
  const acting = layers.find(([layer]) => layer === verdict.policy)?.[2] ?? verdict.policy
  yield {
    kind: 'notes',
    notes: [
      `The simulator acted by the ${acting} (policy "${verdict.policy}").`,
      ...(verdict.divergent ? ['The two verdicts differ.'] : []),
      ...(isWhole(verdict) ? [`Rules last checked on ${verdict.ruleSet.verifiedOn}.`] : []),
    ],
  }
}

/** Lists have the decisions alone. */
const isWhole = (verdict: NonNullable<Entry['verdict']>): verdict is Answer => 'ruleSet' in verdict

const money = (cents: number | null) => (cents === null ? 'unknown' : `${dollars(cents)} USD`)

const stated = (verdict: Verdict, { requestedLane, decidedAt }: Answer): Field[] => [
  {
    label: 'Ceiling of the exemption',
    value: verdict.thresholdCents === null ? nothing : money(verdict.thresholdCents),
  },
  { label: "The consignee's day, with this shipment", value: money(verdict.dayTotalCents) },
  named('Lane that is led to', verdict.routedTo ?? undefined),
  named('Lane that was asked for', requestedLane ?? undefined),
  named('Denied since', verdict.since?.slice(0, 10)),
  { label: 'Decided', value: decidedAt.slice(0, 10) },
]

const grounds = ({ basis, grounds, refer }: Verdict): Table => ({
  kind: 'table',
  caption: 'Rules behind the verdict',
  columns: [
    { head: 'Effect', share: 10 },
    { head: 'Rule', share: 18 },
    { head: 'What it says', share: 34 },
    { head: 'Citation', share: 23 },
    { head: 'In force', share: 15 },
  ],
  rows: [...rulesOf('denies', grounds), ...rulesOf('refers', refer), ...rulesOf('allows', basis)],
})

const rulesOf = (effect: string, rules: readonly Ground[]) =>
  rules.map(({ ruleId, text, citation, effectiveFrom, effectiveTo }) => [
    effect,
    ruleId,
    text,
    citation,
    `${effectiveFrom.slice(0, 10)} to ${effectiveTo?.slice(0, 10) ?? 'open'}`,
  ])

const allowed = { yes: 'open', no: 'closed', refer: 'a person decides' } as const

const lanes = ({ lanes }: Verdict): Table => ({
  kind: 'table',
  caption: 'Lanes',
  columns: [
    { head: 'Lane', share: 20 },
    { head: 'Type', share: 7 },
    { head: 'Open', share: 14 },
    { head: 'Because', share: 37 },
    { head: 'Duty, USD', share: 11, align: 'right' },
    { head: 'Fees, USD', share: 11, align: 'right' },
  ],
  rows: lanes.map(({ lane, entryType, allowed: open, why, confirm, duty, fees }) => [
    lane,
    entryType ?? nothing,
    allowed[open],
    [...new Set([...why, ...confirm].map(({ ruleId }) => ruleId))].join(', ') || nothing,
    cost(duty?.totalCents),
    cost(fees?.totalCents),
  ]),
})

const cost = (cents: number | null | undefined) => (cents == null ? nothing : dollars(cents))
