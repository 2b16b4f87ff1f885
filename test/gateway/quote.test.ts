import { describe, expect, it } from 'vitest'
import type { Lookups } from '../../src/domain/law/facts.ts'
import type { LaneCode } from '../../src/domain/law/vocabulary.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { QuoteAsked, QuotedItem } from '../../src/gateway/quote.ts'
import { shirts } from '../domain/example.ts'
import { file, filer, live, parcel, world } from './world.ts'
import type { World } from './world.ts'

const china: Partial<Shipment> = {
  estimatedArrivalDate: '2026-11-23',
  seller: {
    name: 'Shenzhen Shirts',
    address: { street: '1 Shennan Rd', city: 'Shenzhen', country: 'CN' },
  },
  lines: [{ ...shirts, countryOfOrigin: 'CN', fairRetailValue: '60.00' }],
}

const tables: Lookups = {
  s301_cn_lists: () => ({ list: '4A' }),
  s301_fl_economies: () => true,
  s301_fl_exemptions: () => false,
  s232_products: () => false,
}

const ask = ({ gateway }: World, drafts: readonly Shipment[], asked?: QuoteAsked) =>
  gateway.quote(
    filer,
    drafts.map((draft) => ({ draft, problems: [] })),
    asked,
  )

const laneOf = (item: QuotedItem | undefined, code: LaneCode) =>
  item?.lanes.find(({ lane }) => lane === code)

describe('the $60.00 T-shirt from China', () => {
  it('costs $24.67 by air where the tables are handed in, and nothing by the statute', async () => {
    const here = await world()
    const { items, totals } = await ask(here, [parcel('A', china)], { lookups: tables })
    expect(laneOf(items[0], 'ET11')).toMatchObject({
      duty: { total: '21.90', lines: [{ amount: '9.90' }, { amount: '4.50' }, { amount: '7.50' }] },
      fees: { total: '2.77', lines: [{ code: 'MPF_INFORMAL_AUTO' }] },
      total: '24.67',
    })
    expect(laneOf(items[0], 'ET86')).toMatchObject({ total: '0.00', pricedBy: 'statutory' })
    expect(items[0]?.exemptionWouldSave).toMatchObject({ amount: '24.67', paid: 'ET11' })
    expect(totals.exemptionWouldSave).toBe('24.67')
    here.close()
  })

  it('pays by the waybill instead at an express hub', async () => {
    const here = await world()
    const { items } = await ask(here, [parcel('A', china)], { lookups: tables, express: true })
    expect(laneOf(items[0], 'ET11')).toMatchObject({
      fees: { total: '1.38', lines: [{ code: 'ECCF' }] },
      total: '23.28',
    })
    here.close()
  })

  it('is no guess while the tables are not loaded', async () => {
    const here = await world()
    const { items, totals } = await ask(here, [parcel('A', china)])
    const lane = laneOf(items[0], 'ET11')
    expect(lane).toMatchObject({ total: null, atLeast: '12.67', duty: { total: null } })
    const open = lane?.duty?.lines.filter(({ status }) => status === 'lookup_needed')
    expect(open?.map(({ ruleId, amount }) => [ruleId, amount])).toEqual([
      ['DUTY-S301-CN', null],
      ['DUTY-S232', null],
      ['DUTY-S301-FL', null],
    ])
    expect(items[0]?.exemptionWouldSave).toMatchObject({ amount: null, atLeast: '12.67' })
    expect(totals.exemptionWouldSave).toBeNull()
    here.close()
  })
})

describe('one consignee, one day', () => {
  const worth = (name: string, fairRetailValue: string, more: Partial<Shipment> = {}) => ({
    ...parcel(name, { lines: [{ ...shirts, fairRetailValue }] }),
    consignee: parcel('ONE').consignee,
    ...more,
  })
  const decisions = (items: readonly QuotedItem[]) => items.map(({ verdict }) => verdict.decision)

  it('counts the shipments before it in the basket', async () => {
    const here = await world()
    const drafts = [worth('A', '400.00'), worth('B', '400.00'), worth('C', '0.01')]
    const { items, notes } = await ask(here, drafts)
    expect(decisions(items)).toEqual(['ALLOW', 'ALLOW', 'DENY'])
    expect(items[2]?.day).toEqual({
      day: '2026-12-01',
      ceiling: '800.00',
      filed: '0.00',
      basket: '800.00',
      shipment: '0.01',
      total: '800.01',
    })
    expect(items.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], [], ['lane_closed']]) // prettier-ignore
    expect(notes.join(' ')).toContain('one consignee on one day count together')
    here.close()
  })

  it('counts what is filed already', async () => {
    const here = await world()
    await file(here.gateway, worth('A', '400.00'))
    const { items } = await ask(here, [worth('B', '300.00'), worth('C', '300.00')])
    expect(decisions(items)).toEqual(['ALLOW', 'DENY'])
    expect(items[1]?.day).toMatchObject({ filed: '400.00', basket: '300.00', total: '1000.00' })
    here.close()
  })

  it('does not count what could not be exempt, nor what asks for another lane', async () => {
    const here = await world()
    const paid = worth('B', '500.00', { entryType: '11', importerOfRecord: '12-3456789XX' })
    const { items } = await ask(here, [worth('A', '900.00'), paid, worth('C', '800.00')])
    expect(decisions(items)).toEqual(['DENY', 'ALLOW', 'ALLOW'])
    expect(items[2]?.day).toMatchObject({ basket: '0.00', total: '800.00' })
    here.close()
  })

  it('leaves nothing behind', async () => {
    const here = await world()
    await ask(here, [worth('A', '800.00')])
    const { items } = await ask(here, [worth('A', '800.00')])
    expect(items[0]?.day).toMatchObject({ filed: '0.00' })
    expect(await here.gateway.list(filer, {}, { limit: 10 })).toEqual([])
    here.close()
  })
})

describe('time to release', () => {
  it("is read from the filer's own journal, by entry type", async () => {
    const here = await world()
    const parcels = [1, 2, 3].map((n) => parcel(`HAWB0000${n}`, china))
    const [first] = (await ask(here, parcels)).items
    expect(laneOf(first, 'ET86')?.timeToRelease).toBeNull()
    for (const draft of parcels) await file(here.gateway, draft)
    await live(here, here.gateway, 120)
    const entries = await here.gateway.list(filer, { status: 'released' }, { limit: 10 })
    expect(entries).toHaveLength(3)
    const seconds = entries
      .map(({ cbp, disposition }) => Date.parse(disposition?.at ?? '') - Date.parse(cbp.at ?? ''))
      .map((millis) => Math.floor(millis / 1000))
      .sort((a, b) => a - b)
    expect(seconds[0]).toBeGreaterThan(0)
    const [again] = (await ask(here, [parcel('B', china)])).items
    expect(laneOf(again, 'ET86')?.timeToRelease).toEqual({
      entries: 3,
      medianSeconds: seconds[1],
      p90Seconds: seconds[2],
    })
    expect(laneOf(again, 'ET11')?.timeToRelease).toBeNull()
    const [other] = (await here.gateway.quote('AB1' as typeof filer, [{ draft: parcel('C'), problems: [] }])).items // prettier-ignore
    expect(laneOf(other, 'ET86')?.timeToRelease).toBeNull()
    here.close()
  })
})
