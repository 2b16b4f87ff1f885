/**
 * Duty and fees on a worksheet: what is known of them, line by line, and what nobody knows yet.
 * @module
 */
import type { Lane } from '../domain/law/shape.ts'
import type { Block, Row } from './paper.ts'
import type { Printed } from './papers.ts'
import { dollars, grouped, nothing } from './said.ts'

type Entry = Printed['entry']

export function* costs(entry: Entry): Generator<Block> {
  const { totals } = entry
  yield { kind: 'heading', text: 'Duty and fees' }
  const known = (amount: string | null) =>
    amount === null ? 'not known' : `${grouped(amount)} USD`
  yield {
    kind: 'fields',
    fields: [
      { label: 'Value of the goods', value: `${grouped(totals.fairRetailValue)} USD` },
      { label: 'Duty', value: known(totals.duty) },
      { label: 'Fees', value: known(totals.fees) },
    ],
  }
  const rows = rowsOf(laneOf(entry))
  if (rows.length === 0) return
  yield {
    kind: 'table',
    caption: 'How duty and fees come about',
    columns: [
      { head: 'What', share: 40 },
      { head: 'Rate', share: 12, align: 'right' },
      { head: 'Amount, USD', share: 18, align: 'right' },
      { head: 'Source', share: 30 },
    ],
    rows,
  }
}

/** The lane of the entry's own type, under the policy that acted. */
function laneOf({ verdict, entryType }: Entry): Lane | undefined {
  if (verdict === null || !('ruleSet' in verdict)) return undefined
  return verdict[verdict.policy].lanes.find((lane) => lane.entryType === entryType)
}

function rowsOf(lane: Lane | undefined): Row[] {
  const duty = (lane?.duty?.lines ?? []).map(({ name, rateBp, amountCents, citation }) => [
    name,
    rateBp === null ? nothing : `${rateBp / 100} %`,
    amountCents === null ? 'not known' : dollars(amountCents),
    citation,
  ])
  const fees = (lane?.fees?.lines ?? []).map(({ code, amountCents, citation }) => [
    code,
    nothing,
    dollars(amountCents),
    citation,
  ])
  return [...duty, ...fees]
}
