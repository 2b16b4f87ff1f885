/**
 * Orders before they are planned: what filing would refuse of each of them in any lane, at its
 * place. What orders are to each other, and to the day, is for the plan.
 * @module
 */
import { runChecks } from '../domain/checks/checks.ts'
import type { Severities } from '../domain/checks/severity.ts'
import { addDays, parseDay } from '../domain/day.ts'
import type { Day, Instant } from '../domain/day.ts'
import { earlier, later } from '../domain/plan/order.ts'
import type { Order } from '../domain/plan/order.ts'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Shipment } from '../domain/shipment.ts'
import { isForGoods } from '../domain/tariff/number.ts'
import { validate } from '../domain/validate.ts'
import { asProblem, isGrave, isWanted } from './quality.ts'
import { spelling } from './spelling.ts'
import type { Tariff } from './tariff.ts'

export type Vetted = {
  readonly now: Instant
  readonly today: Day
  readonly severities: Severities
  readonly tariff: Pick<Tariff, 'unknown'>
}

type Days = 'orderedOn' | 'readyOn' | 'latestOn'

export type OrderDraft = Draft<Omit<Order, Days>> & { readonly [Field in Days]?: string }

type Drafts = readonly (OrderDraft | undefined)[]

export async function orderProblems(drafts: Drafts, vetted: Vetted): Promise<Problem[]> {
  return [
    ...drafts.flatMap((draft = {}, index) =>
      problemsOf(draft, vetted).map((found) => ({
        ...found,
        pointer: `${pointerTo('orders', index)}${found.pointer}`,
      })),
    ),
    ...(await numberProblems(drafts, vetted.tariff)),
  ]
}

function problemsOf(order: OrderDraft, { now, today, severities }: Vetted): Problem[] {
  const { orderNumber, seller, consignee, lines, readyOn } = order
  const parts: Draft<Shipment> = { orderNumber, seller, consignee, lines }
  // As type 01, because what closes entry type 86 to an order only sends it another way.
  const rules = validate({ ...parts, entryType: '01', estimatedArrivalDate: readyOn }, now)
    .filter(({ code }) => code !== 'importer_required')
    .filter(isWanted(severities))
    .map((found) =>
      found.pointer === '/estimatedArrivalDate' ? { ...found, pointer: '/readyOn' } : found,
    )
  const ruled = [...rules, ...spelling(parts).problems, ...dayProblems(order, today)]
  const checks = runChecks(parts, severities)
    .filter(({ check }) => check !== 'goods_barred')
    .filter(isGrave(ruled))
    .map(asProblem)
  return [...ruled, ...checks]
}

/** Nothing can be planned to arrive before today. */
function dayProblems(order: OrderDraft, today: Day): Problem[] {
  const found = (['orderedOn', 'latestOn'] as const).flatMap((field) => {
    const text = order[field]
    return text === undefined || parseDay(text)
      ? []
      : [problem('date_invalid', pointerTo(field), { found: text })]
  })
  const { readyOn, latestOn } = order
  const last = latestOn ?? readyOn
  if (last === undefined || !parseDay(last) || last >= today) return found
  const pointer = pointerTo(latestOn === undefined ? 'readyOn' : 'latestOn')
  return [...found, problem('arrival_passed', pointer, { arrival: last, today })]
}

/** Where a tariff was imported the numbers are held against it. */
async function numberProblems(drafts: Drafts, tariff: Vetted['tariff']): Promise<Problem[]> {
  const lines = drafts.flatMap((draft, order) =>
    (draft?.lines ?? []).map((line, index) => ({
      number: line?.htsNumber ?? '',
      pointer: pointerTo('orders', order, 'lines', index, 'htsNumber'),
    })),
  )
  const numbers = new Set(lines.map(({ number }) => number))
  const asked = [...numbers].filter((number) => /^\d{10}$/.test(number) && isForGoods(number))
  const unknown = new Set(await tariff.unknown(asked))
  const why = 'it is not in the tariff that is imported here'
  return lines
    .filter(({ number }) => unknown.has(number))
    .map(({ number, pointer }) => problem('hts_unknown', pointer, { number, why }))
}

/** An entry may be filed for an arrival a year ahead, and not for one that has passed. */
const furthest = 366

/** The order with only those days of its window for which an entry can be filed. */
export const fileable = (order: Order, today: Day): Order => ({
  ...order,
  readyOn: later(order.readyOn, today),
  ...(order.latestOn === undefined
    ? {}
    : { latestOn: earlier(order.latestOn, addDays(today, furthest)) }),
})
