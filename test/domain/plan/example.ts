/**
 * Orders of Jane Smith with a shop in Hanoi, and the context of a day without entries.
 * @module
 */
import { exclusions } from '../../../src/domain/goods.ts'
import { printAmount } from '../../../src/domain/money.ts'
import type { Cents } from '../../../src/domain/money.ts'
import type { Order, PlanContext } from '../../../src/domain/plan/order.ts'
import { planShipments } from '../../../src/domain/plan/plan.ts'
import type { Plan } from '../../../src/domain/plan/plan.ts'
import type { Line, Party } from '../../../src/domain/shipment.ts'
import { shipment, shirts } from '../example.ts'

export const { consignee: jane, seller: hanoi } = shipment

/** Jane again, as another shop writes her. */
export const mrsSmith: Party = {
  name: 'MRS. JANE SMITH',
  address: { ...jane.address, street: '100 MAIN STREET, APARTMENT 4', postalCode: '11201-1234' },
}

export const saigon: Party = { ...hanoi, name: 'Saigon Silk Ltd' }

export const worth = (cents: Cents, parts: Partial<Line> = {}): Line => ({
  ...shirts,
  fairRetailValue: printAmount(cents),
  ...parts,
})

export const perfume = (cents: Cents): Line =>
  worth(cents, { description: 'Eau de parfum, 50 ml', htsNumber: '3303003000' })

export const order = (number: string, cents: Cents, parts: Partial<Order> = {}): Order => ({
  orderNumber: number,
  seller: hanoi,
  consignee: jane,
  readyOn: '2026-12-01',
  lines: [worth(cents)],
  ...parts,
})

/** Goods that `goods.ts` excludes, as the gateway asks. */
const excluded: PlanContext['excluded'] = ({ htsNumber }, shipmentCents) =>
  exclusions
    .filter(({ hts }) => hts.some((prefix) => htsNumber.startsWith(prefix)))
    .filter(({ aboveCents = 0 }) => shipmentCents > aboveCents)
    .map(({ goods, source }) => ({
      reason: `${goods} cannot use entry type 86.`,
      citation: source,
      formal: htsNumber.startsWith('93'),
    }))
    .at(0)

export const empty: PlanContext = {
  ceilingCents: 80_000,
  informalCents: 250_000,
  claimed: () => 0,
  lots: () => false,
  excluded,
  maxLines: 999,
}

export const plan = (orders: readonly Order[], context: Partial<PlanContext> = {}): Plan =>
  planShipments(orders, { ...empty, ...context })

/** One line a shipment: `86 on 2026-12-01: A, B`. */
export const short = ({ shipments }: Plan): string[] =>
  shipments.map(
    ({ entryType, arrivalOn, orders }) => `${entryType} on ${arrivalOn}: ${orders.join(', ')}`,
  )

export const codes = ({ notes }: Plan): string[] => notes.map(({ code }) => code)

/** What bears duty. */
export const outside = ({ shipments }: Plan): Cents =>
  shipments
    .filter(({ lane }) => lane !== 'ET86')
    .reduce((total, { totalCents }) => total + totalCents, 0)
