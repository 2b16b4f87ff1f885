/**
 * A plan for orders: how they may travel and be filed lawfully, without writing anything.
 * @module
 */
import { dayIn } from '../domain/day.ts'
import { notice } from '../domain/law/messages.ts'
import { policyOf } from '../domain/law/policy.ts'
import type { Policy } from '../domain/law/vocabulary.ts'
import { printAmount } from '../domain/money.ts'
import type { FilerCode } from '../domain/number.ts'
import { lots } from '../domain/claim.ts'
import { askedBy } from '../domain/plan/asked.ts'
import type { PlannedDay } from '../domain/plan/daily.ts'
import { earlier, later } from '../domain/plan/order.ts'
import type { Order, PlanContext } from '../domain/plan/order.ts'
import { planShipments } from '../domain/plan/plan.ts'
import type { Plan as Drawn, PlannedShipment } from '../domain/plan/plan.ts'
import { zoneOf } from '../domain/port.ts'
import type { Problem } from '../domain/problem.ts'
import type { Db } from '../store/db.ts'
import { heldBetween, holdersOf } from '../store/ledger.ts'
import { boundsOf, warningsBeside } from './bounds.ts'
import type { Acting } from './bounds.ts'
import type { Equipped } from './equipped.ts'
import { fileable, orderProblems } from './orders.ts'
import type { OrderDraft } from './orders.ts'
import { profileOf } from './profile.ts'
import type { Advice } from './saying.ts'

/** Orders as they were read: what could be read, and what could not. */
export type OrdersReading = {
  readonly draft: { readonly orders?: readonly (OrderDraft | undefined)[] }
  readonly problems: readonly Problem[]
}

/** How the orders may travel, as it is told to the caller. */
export type Plan = {
  readonly notice: typeof notice
  /** Whose law the plan keeps. */
  readonly policy: Policy
  readonly shipments: readonly (Omit<PlannedShipment, 'orders' | 'totalCents'> & {
    readonly orderNumbers: readonly string[]
    readonly total: string
    readonly advice: readonly Advice[]
  })[]
  readonly notes: Drawn['notes']
  readonly days: readonly ReturnType<typeof shownDay>[]
}

export type Planned =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** Informal entry ends here (19 CFR 143.21). */
const informalCents = 250_000
/** CATAIR SE40 5-7. */
const maxLines = 999

export async function plan(
  deps: Equipped,
  filer: FilerCode,
  { draft, problems }: OrdersReading,
): Promise<Planned> {
  const { db, clock, tariff, policy: installation } = deps
  const now = clock.now()
  const today = dayIn(zoneOf(''), now)
  const { severities, policy: own } = await profileOf(db, filer)
  const drafts = draft.orders ?? []
  const vetted = { now, today, severities, tariff }
  const found = [...problems, ...(await orderProblems(drafts, vetted))]
  if (found.length > 0) return { kind: 'refused', problems: found }

  const orders = (drafts as readonly Order[]).map((order) => fileable(order, today))
  const acting = { ...policyOf(installation, own), now }
  const planned = planShipments(orders, {
    ...boundsOf(orders, acting),
    ...(await bookedFor(db, filer, orders)),
    informalCents,
    maxLines,
  })
  return { kind: 'planned', plan: shown(planned, acting) }
}

/** What the ledger holds of the days and the orders that the plan will ask about. */
async function bookedFor(
  db: Db,
  filer: string,
  orders: readonly Order[],
): Promise<Pick<PlanContext, 'claimed' | 'lots'>> {
  const asked = askedBy(orders)
  const [first] = asked.claims
  const days = new Map<string, number>()
  if (first) {
    const people = asked.claims.map(({ person }) => person)
    const from = asked.claims.map((claim) => claim.from).reduce(earlier)
    const to = asked.claims.map((claim) => claim.to).reduce(later)
    for (const { person, day, cents } of await heldBetween(db, filer, people, from, to)) {
      days.set(`${person} ${day}`, cents)
    }
  }
  const taken = new Set((await holdersOf(db, filer, asked.lots)).map(({ lot }) => lot))
  return {
    claimed: (person, day) => days.get(`${person} ${day}`) ?? 0,
    lots: (orderNumber, consignee, seller) =>
      lots({ orderNumber, consignee, seller }).some((lot) => taken.has(lot)),
  }
}

function shown({ shipments, notes, days }: Drawn, acting: Acting): Plan {
  const warnings = warningsBeside(acting)
  return {
    notice,
    policy: acting.policy,
    shipments: shipments.map((planned) => {
      const { orders, totalCents, ...shipment } = planned
      return {
        ...shipment,
        orderNumbers: orders,
        total: printAmount(totalCents),
        advice: warnings(planned),
      }
    }),
    notes,
    days: days.map(shownDay),
  }
}

const shownDay = ({ totalCents, ceilingCents, counted, ...day }: PlannedDay) => ({
  ...day,
  total: printAmount(totalCents),
  ceiling: ceilingCents === null ? null : printAmount(ceilingCents),
  counted: counted.map(({ valueCents, ...source }) => ({
    ...source,
    value: printAmount(valueCents),
  })),
})
