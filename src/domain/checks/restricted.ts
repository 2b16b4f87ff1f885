/**
 * What a tariff number says of the law's classes of goods: certain, or worth asking about.
 * @module
 */
import { exclusions } from '../goods.ts'
import type { GoodsClass } from '../law/vocabulary.ts'
import type { Draft, EntryType, Shipment } from '../shipment.ts'
import { flagsOf } from './agency.ts'
import type { CheckedLine, Spotted } from './finding.ts'
import { orders } from './order.ts'
import type { Order } from './order.ts'
import { remembered } from '../remembered.ts'
import { isUnder } from './prefix.ts'
import { isQuotaLine } from './quota.ts'
import { watched } from './watched.ts'
import type { Watched } from './watched.ts'

type Row = {
  readonly hts: readonly string[]
  readonly are: GoodsClass
  readonly sure: boolean
  readonly goods: string
}

const rows: readonly Row[] = [
  { hts: ['2203', '2204', '2205', '2206', '2207', '2208'], are: 'irc_taxed', sure: true, goods: 'alcohol' },
  { hts: ['2402', '2403', '481310'], are: 'irc_taxed', sure: true, goods: 'tobacco goods and cigarette papers' },
  { hts: ['2401', '2404', '4813'], are: 'irc_taxed', sure: false, goods: 'leaf tobacco, nicotine goods and papers' },
  { hts: ['9301', '9302', '9303', '9304', '9305', '9306'], are: 'irc_taxed', sure: false, goods: 'firearms and ammunition' },
  { hts: ['0201', '0202', '0203', '0401', '0402', '0405', '0406', '0409', '080440', '080450', '5201'], are: 'agency_fee_owed', sure: false, goods: 'goods with a research and promotion fee' },
  { hts: ['9804'], are: 'personal_exemption_9804', sure: true, goods: "a traveller's exempt articles" },
  { hts: ['98', '99'], are: 'chapter_98_99', sure: true, goods: 'chapter 98 or 99' },
  { hts: ['854142', '854143'], are: 's201', sure: false, goods: 'solar cells' },
  { hts: ['72', '73', '74', '76', '8703', '8708', '940161', '940340'], are: 's232', sure: false, goods: 'metals, vehicles and furniture under section 232' },
  { hts: ['4901', '4902', '4903', '4904', '4905', '491191', '8523', '9701', '9702', '9703'], are: 'informational_materials', sure: false, goods: 'publications, recordings and art' },
] // prettier-ignore

export type GoodsClasses = {
  readonly yes: readonly GoodsClass[]
  /** Depends on facts that no tariff number tells. */
  readonly possible: readonly GoodsClass[]
}

/** What the tables say of a tariff number, whatever the origin. */
type OfNumber = GoodsClasses & {
  readonly orders: readonly Order[]
  readonly flagged: readonly GoodsClass[]
  readonly refused: boolean
  readonly watched: readonly Watched[]
}

const numbered = remembered<OfNumber>(2000)

const tablesOn = (htsNumber: string): OfNumber =>
  numbered(htsNumber, () => {
    const fitting = rows.filter(({ hts }) => isUnder(htsNumber, hts))
    const flags = flagsOf(htsNumber)
    const isFlagged = (agency?: string) =>
      flags
        .filter((flag) => agency === undefined || flag.agency === agency)
        .map(({ level }) => level)
    return {
      yes: distinct([
        ...fitting.filter(({ sure }) => sure).map(({ are }) => are),
        ...(isQuotaLine(htsNumber) ? (['quota_tariff_rate'] as const) : []),
        ...(isFlagged().includes('required') ? (['pga_data'] as const) : []),
        ...(isFlagged('CPS').includes('required') ? (['cpsc_regulated'] as const) : []),
      ]),
      possible: fitting.filter(({ sure }) => !sure).map(({ are }) => are),
      flagged: [
        ...(isFlagged().length > 0 ? (['pga_data'] as const) : []),
        ...(isFlagged('CPS').length > 0 ? (['cpsc_regulated'] as const) : []),
      ],
      orders: orders.filter(({ hts }) => isUnder(htsNumber, hts)),
      refused: anyValue.some(({ hts }) => isUnder(htsNumber, hts)),
      watched: watched.filter(({ hts }) => hts === undefined || isUnder(htsNumber, hts)),
    }
  })

const distinct = (classes: readonly GoodsClass[]) => [...new Set(classes)]

export function goodsClassesOf({ htsNumber, countryOfOrigin }: CheckedLine): GoodsClasses {
  if (htsNumber === undefined) return { yes: [], possible: [] }
  const { yes, possible, flagged } = tablesOn(htsNumber)
  const adcvd = ordersOn(htsNumber, countryOfOrigin).length > 0 ? (['adcvd'] as const) : []
  const all = distinct([...possible, ...adcvd, ...flagged])
  return { yes, possible: all.filter((name) => !yes.includes(name)) }
}

/** The classes that a shipment's tariff numbers leave no doubt about. */
export const restrictedGoods = ({ lines = [] }: Draft<Shipment>): GoodsClass[] => [
  ...new Set(
    lines.flatMap(({ htsNumber } = {}) => (htsNumber === undefined ? [] : tablesOn(htsNumber).yes)),
  ),
]

const ordersOn = (htsNumber: string, origin = '') =>
  tablesOn(htsNumber).orders.filter(({ origins }) => origins.includes(origin))

const anyValue = exclusions.filter(({ aboveCents }) => aboveCents === undefined)

export function restrictedFindings(line: CheckedLine, at: string, entryType: EntryType): Spotted[] {
  const { htsNumber, countryOfOrigin } = line
  if (htsNumber === undefined) return []
  const pointer = `${at}/htsNumber`
  const found: Spotted[] = []
  const spot = (check: Spotted['check'], message: string, citation: string) =>
    found.push({ check, pointer, message, citation })
  const { yes, refused } = tablesOn(htsNumber)
  if (entryType === '86' && yes.includes('quota_tariff_rate')) {
    const message = `${htsNumber} is under a tariff-rate quota, and quota goods cannot use entry type 86 even while the quota is open. File type 01.`
    spot('goods_barred', message, '19 CFR 10.153')
  }
  if (entryType === '86' && yes.includes('irc_taxed') && !refused) {
    const message = `${htsNumber} owes an internal revenue tax, so it cannot use entry type 86. File type 01.`
    spot('goods_barred', message, '19 CFR 10.153')
  }
  for (const { goods } of entryType === '01' ? [] : ordersOn(htsNumber, countryOfOrigin)) {
    const message = `Goods of this number from ${countryOfOrigin} may be under an antidumping or countervailing duty order (${goods}). Look up the case; goods under an order need a formal entry.`
    spot('goods_doubtful', message, '84 FR 40079')
  }
  return [...found, ...watchedFindings(line, at)]
}

function watchedFindings(line: CheckedLine, at: string): Spotted[] {
  const { htsNumber = '', countryOfOrigin = '', description = '' } = line
  return tablesOn(htsNumber)
    .watched.filter(({ origins }) => origins === undefined || origins.includes(countryOfOrigin))
    .filter(({ said }) => said === undefined || said.test(description))
    .map(({ why, citation, said }) => {
      const pointer = said === undefined ? `${at}/htsNumber` : `${at}/description`
      return { check: 'goods_doubtful', pointer, message: why, citation }
    })
}
