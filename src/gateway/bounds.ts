/**
 * What bounds a plan by the law: the ceiling of each day and the goods that cannot be free, each
 * asked of the acting policy once, as filing asks it.
 * @module
 */
import { goodsClassesOf } from '../domain/checks/restricted.ts'
import type { Day, Instant } from '../domain/day.ts'
import { evidence } from '../domain/evidence.ts'
import { exclusions } from '../domain/goods.ts'
import { judgement } from '../domain/law/answer.ts'
import type { PolicySource } from '../domain/law/shape.ts'
import type { GoodsClass, Policy } from '../domain/law/vocabulary.ts'
import type { Cents } from '../domain/money.ts'
import type { Exclusion, Order, PlanContext } from '../domain/plan/order.ts'
import type { PlannedShipment } from '../domain/plan/plan.ts'
import type { Line } from '../domain/shipment.ts'
import { warningsOf } from './advice.ts'
import { actingLane, lawProblems, reasonsAgainst } from './judge.ts'
import type { Advice } from './saying.ts'

export type Acting = {
  readonly policy: Policy
  readonly policySource: PolicySource
  readonly now: Instant
}

/** Goods as far as the law tells them apart. */
type Goods = {
  readonly htsNumber: string
  readonly countryOfOrigin: string
  readonly shippedFrom: string
  readonly classes: readonly GoodsClass[]
}

/** Of no class at all. */
const plain = '6912004400'

export function boundsOf(
  orders: readonly Order[],
  acting: Acting,
): Pick<PlanContext, 'ceilingCents' | 'excluded'> {
  const orderOf = new Map(orders.flatMap((order) => order.lines.map((line) => [line, order])))
  const routes = new Map<string, Goods>()
  for (const [{ countryOfOrigin }, { seller }] of orderOf) {
    const shippedFrom = seller.address.country
    const goods = { htsNumber: plain, countryOfOrigin, shippedFrom, classes: [] }
    routes.set(`${countryOfOrigin} ${shippedFrom}`, goods)
  }
  const ceilings = new Map<Day, Cents | null>()
  const laws = new Map<string, Exclusion | undefined>()

  return {
    ceilingCents: (day) => {
      const known = ceilings.get(day)
      if (known !== undefined) return known
      const open = [...routes.values()].map((goods) => thresholdOn(day, goods, acting))
      const cents = open.find((found) => found !== null) ?? null
      ceilings.set(day, cents)
      return cents
    },
    excluded: (line, shipmentCents) => {
      const order = orderOf.get(line)
      if (!order) throw new Error('a plan asks about lines of its own orders')
      const never = listed(line, shipmentCents)
      if (never) return never
      const { readyOn, seller } = order
      const { yes: classes } = goodsClassesOf(line)
      const { htsNumber, countryOfOrigin } = line
      const shippedFrom = seller.address.country
      const key = [readyOn, countryOfOrigin, shippedFrom, ...classes].join(' ')
      if (!laws.has(key)) {
        laws.set(key, byLaw(readyOn, { htsNumber, countryOfOrigin, shippedFrom, classes }, acting))
      }
      return laws.get(key)
    },
  }
}

/** Tells beside a shipment that claims the exemption what CBP makes of the claim. */
export function warningsBeside(acting: Acting): (shipment: PlannedShipment) => readonly Advice[] {
  const known = new Map<string, readonly Advice[]>()
  return ({ entryType, arrivalOn, seller, lines }) => {
    if (entryType !== '86') return []
    const shippedFrom = seller.address.country
    const said = lines.flatMap((line) => {
      const { htsNumber, countryOfOrigin } = line
      const { yes: classes } = goodsClassesOf(line)
      const key = [arrivalOn, countryOfOrigin, shippedFrom, ...classes].join(' ')
      const goods = { htsNumber, countryOfOrigin, shippedFrom, classes }
      const warnings = known.get(key) ?? warningsOf(judgedOn(arrivalOn, goods, acting))
      known.set(key, warnings)
      return warnings
    })
    return [...new Map(said.map((advice) => [advice.message, advice])).values()]
  }
}

function thresholdOn(day: Day, goods: Goods, acting: Acting): Cents | null {
  const judged = judgedOn(day, goods, acting)
  if (lawProblems(judged, '86').length > 0) return null
  return judged.acting.ruling.thresholdCents
}

/** The list of goods that entry type 86 never takes. */
function listed({ htsNumber }: Line, shipmentCents: Cents): Exclusion | undefined {
  const row = exclusions.find(
    ({ hts, aboveCents = 0 }) =>
      shipmentCents > aboveCents && hts.some((prefix) => htsNumber.startsWith(prefix)),
  )
  if (!row) return undefined
  const { goods, remedy, source } = row
  const reason = `${goods} cannot use entry type 86. ${remedy}`
  return { reason, citation: source, formal: remedy.includes('formal entry') }
}

function byLaw(day: Day, goods: Goods, acting: Acting): Exclusion | undefined {
  const judged = judgedOn(day, goods, acting)
  if (lawProblems(judged, '86').length === 0) return undefined
  const grounds = judged.acting.ruling.grounds.map(({ citation }) => citation)
  return {
    reason: reasonsAgainst(judged, '86'),
    citation: [...new Set(grounds)].join('; '),
    formal: actingLane(judged, '11').allowed === 'no',
  }
}

/** Of a parcel that is worth so little that only its goods and its day matter. */
function judgedOn(day: Day, goods: Goods, { policy, policySource, now }: Acting) {
  const { htsNumber, countryOfOrigin, shippedFrom, classes } = goods
  const facts = evidence(
    {
      modeOfTransportation: '40',
      estimatedArrivalDate: day,
      seller: { address: { country: shippedFrom } },
      lines: [{ htsNumber, countryOfOrigin, fairRetailValue: '1.00' }],
    },
    { filed: now, dayCents: 0, split: false, goods: classes, rateBp: () => null },
  )
  return judgement(facts, {
    policy,
    policySource,
    requestedLane: 'ET86',
    decidedAt: now,
    rulesSha256: '',
    factsSha256: '',
  })
}
