import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts, LineFacts } from '../../../src/domain/law/facts.ts'
import { banded } from '../../../src/domain/law/postal.ts'
import { basisPoints, portion } from '../../../src/domain/law/rate.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import type { LaneCode } from '../../../src/domain/law/vocabulary.ts'
import { answerTo, laneOf, line, shipment } from './shipment.ts'

const fy27 = '2026-11-21'

function worth(cents: number, changes: Partial<Facts> = {}, day = fy27): Facts {
  return shipment(day, {
    valueCents: cents,
    dayTotalCents: cents,
    lines: [line({ enteredValueCents: cents })],
    ...changes,
  })
}

const enforced = (facts: Facts, code: LaneCode) => laneOf(answerTo(facts).enforced, code)

const fees = (facts: Facts, code: LaneCode) => {
  const paid = enforced(facts, code).fees
  const lines = Object.fromEntries(paid?.lines.map((fee) => [fee.code, fee.amountCents]) ?? [])
  return [paid?.status, paid?.totalCents, lines]
}

describe('a rate of an amount', () => {
  it.each([
    [6000, 1650, 990],
    [1, 5000, 1],
    [1, 4999, 0],
    [0, 10000, 0],
    [999_999_999_999, 12000, 1_199_999_999_999],
  ])('%d cents at %d basis points is %d, half up', (cents, rate, expected) => {
    expect(portion(cents, rate, basisPoints)).toBe(expected)
  })

  it('is what exact arithmetic gives, however large', () => {
    const cents = fc.integer({ min: 0, max: 999_999_999_999 })
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 20_000 }), (value, rate) => {
        const exact = (BigInt(value) * BigInt(rate) + 5000n) / 10000n
        expect(BigInt(portion(value, rate, basisPoints))).toBe(exact)
      }),
      { seed: 321 },
    )
  })
})

describe('the formal processing fee', () => {
  it.each([
    [300_000, 3458],
    [998_267, 3458],
    [1_000_000, 3464],
    [19_366_627, 67086],
    [20_000_000, 67086],
  ])('on %d cents in FY2027 is %d', (cents, fee) => {
    expect(fees(worth(cents), 'ET01')).toEqual(['priced', fee, { MPF_FORMAL: fee }])
  })

  it.each([
    ['2025-09-30', 3271],
    ['2025-10-01', 3358],
    ['2026-10-01', 3458],
  ])('filed on %s is at least %d', (day, least) => {
    expect(fees(worth(300_000, {}, day), 'ET01')[1]).toBe(least)
  })

  it('by hand pays the surcharge too', () => {
    const both = { MPF_FORMAL: 3458, MANUAL_SURCHARGE: 415 }
    expect(fees(worth(300_000, { preparation: 'manual' }), 'ET01')[2]).toEqual(both)
  })

  it.each(['2024-09-30', '2027-10-01'])('on %s has no row and is left to a person', (day) => {
    expect(fees(worth(300_000, {}, day), 'ET01')).toEqual(['refer', null, {}])
  })
})

describe('the informal fee', () => {
  it.each([
    ['air', 'automated', { MPF_INFORMAL_AUTO: 277 }],
    ['truck', 'manual', { MPF_INFORMAL_MANUAL: 830 }],
    ['air', 'cbp', { MPF_INFORMAL_CBP: 1245 }],
    ['express', 'automated', { ECCF: 138 }],
  ] as const)('by %s, %s, is %j and nothing else', (mode, preparation, lines) => {
    const total = Object.values(lines)[0]
    expect(fees(worth(5000, { mode, preparation }), 'ET11')).toEqual(['priced', total, lines])
  })

  it('says when an amount was computed and not published', () => {
    const paid = enforced(worth(5000, { mode: 'air', preparation: 'manual' }), 'ET11').fees
    expect(paid?.lines.map(({ derived }) => derived)).toEqual([true])
  })

  it('on a gift by courier has no row and is left to a person', () => {
    const gift = { provision: 'A', sender: 'natural_person' } as const
    const facts = worth(5000, { ...gift, goods: { ...worth(5000).goods, bona_fide_gift: true } })
    const lane = enforced(facts, 'ET11')
    expect(lane).toMatchObject({ claimsExemption: true, duty: { status: 'zero', totalCents: 0 } })
    expect(lane.fees).toEqual({ status: 'refer', lines: [], totalCents: null, ruleIds: [] })
  })
})

describe('the fees of a mode', () => {
  it('by sea include the harbor fee, $12.50 on $10,000.00', () => {
    const lines = { MPF_FORMAL: 3464, HMF: 1250 }
    expect(fees(worth(1_000_000, { mode: 'ocean' }), 'ET01')).toEqual(['priced', 4714, lines])
  })

  it.each([
    [false, { DUTIABLE_MAIL: 761 }],
    [true, { MPF_INFORMAL_AUTO: 277, DUTIABLE_MAIL: 761 }],
  ])('by mail, Express Mail %s, are %j', (expressMail, lines) => {
    expect(fees(worth(5000, { mode: 'mail', expressMail }), 'ET13')[2]).toEqual(lines)
  })

  it('by mail of an unknown kind are left to a person', () => {
    expect(fees(worth(5000, { mode: 'mail', expressMail: null }), 'ET13')[0]).toBe('refer')
  })
})

const duty = (line: LineFacts, day = fy27) =>
  enforced(worth(line.enteredValueCents ?? 0, { lines: [line] }, day), 'ET11').duty

const china = line({
  origin: 'CN',
  enteredValueCents: 6000,
  mfnRateBp: 1650,
  lookups: {
    s301_cn_lists: { list: '4A' },
    s301_fl_economies: true,
    s301_fl_exemptions: false,
    s232_products: false,
  },
})

describe('duty', () => {
  it('adds its layers and does not compound them', () => {
    const paid = duty(china)
    expect(paid?.lines.map(({ amountCents }) => amountCents)).toEqual([990, 450, 750])
    expect(paid?.totalCents).toBe(2190)
  })

  it('has no total while a table is not loaded, and says which', () => {
    const { lookups, ...bare } = china
    const lane = enforced(worth(6000, { lines: [bare] }), 'ET11')
    expect(lookups).toBeDefined()
    expect(lane.duty).toMatchObject({ status: 'refer', totalCents: null })
    expect(lane.duty?.lines.map(({ status }) => status)).toEqual(['priced', 'lookup_needed', 'lookup_needed', 'lookup_needed']) // prettier-ignore
    expect(lane.missing.map(({ field, neededBy }) => [field, ...neededBy])).toEqual([
      ['lookups.s301_cn_lists', 'DUTY-S301-CN'],
      ['lookups.s232_products', 'DUTY-S232'],
      ['lookups.s301_fl_economies', 'DUTY-S301-FL'],
      ['lookups.s301_fl_exemptions', 'DUTY-S301-FL'],
    ])
  })

  it('has no total while column 1 is unknown', () => {
    expect(duty({ ...china, mfnRateBp: null })).toMatchObject({
      totalCents: null,
      lines: [{ status: 'lookup_needed' }, { status: 'priced' }, { status: 'priced' }],
    })
  })

  it('cannot tell the layers of an unknown day, table or not', () => {
    const lane = enforced(worth(6000, { lines: [china], entered: null }), 'ET11')
    expect(lane.duty?.lines.slice(1).every(({ status }) => status === 'refer')).toBe(true)
    expect(lane.duty).toMatchObject({ rateDate: 'unknown', totalCents: null })
  })

  it('and fees are not priced where a row leaves the lane to a person', () => {
    const goods = { ...worth(5000).goods, informational_materials: true }
    const unpriced = { status: 'refer', lines: [], totalCents: null }
    expect(enforced(worth(6000, { goods, lines: [china] }), 'ET11')).toMatchObject({
      allowed: 'refer',
      duty: unpriced,
      fees: unpriced,
    })
  })

  it('takes a rate the table found before the one the row lists', () => {
    const lookups = { ...china.lookups, s301_cn_lists: { list: '1', rateBp: 10000 } }
    expect(duty({ ...china, lookups })?.lines[1]).toMatchObject({ rateBp: 10000 })
  })

  it('is not priced where the rate of a listed economy is not recorded, nor where it is disputed', () => {
    const economy = { ...china, lookups: { ...china.lookups, s301_fl_economies: true } }
    const forcedLabour = (origin: string) => duty({ ...economy, origin })?.lines.at(-1)?.status
    expect([forcedLabour('MX'), forcedLabour('IN')]).toEqual(['lookup_needed', 'refer'])
  })

  it('never prices IEEPA, not even while it was collected', () => {
    const collected = duty(line({ origin: 'CN', lookups: { ieepa_orders: true } }), '2025-06-01')
    expect(collected?.lines.map(({ ruleId }) => ruleId)).not.toContain('DUTY-IEEPA')
  })

  it('charges the surcharge for its five months', () => {
    const plain = line({ mfnRateBp: 0, lookups: { s122_exemptions: false, s232_products: false } })
    const on = (day: string) => duty(plain, day)?.lines.map(({ ruleId }) => ruleId)
    expect(on('2026-02-23')).toEqual([null])
    expect(on('2026-02-24')).toEqual([null, 'DUTY-S122'])
    expect(on('2026-07-23')).toEqual([null, 'DUTY-S122'])
  })

  it('is reckoned line by line', () => {
    const lines = [china, { ...china, enteredValueCents: 333 }]
    const paid = enforced(worth(6333, { lines }), 'ET11').duty
    expect(paid?.enteredValueCents).toBe(6333)
    expect(paid?.totalCents).toBe(2190 + 55 + 25 + 42)
    expect(paid?.lines.at(-1)?.name).toBe('s.301 forced labour, line 2')
  })

  it('says of goods under section 201 that they are not modelled', () => {
    const goods = { ...worth(5000).goods, s201: true }
    const paid = enforced(worth(6000, { goods, lines: [china] }), 'ET11').duty
    expect(paid).toMatchObject({ status: 'refer', totalCents: null })
    expect(paid?.lines.at(-1)?.name).toBe('s.201, not modelled')
  })
})

describe('postal duty', () => {
  const parcel = (day: string, changes: Partial<LineFacts> = {}) =>
    enforced(worth(5000, { mode: 'mail', lines: [line(changes)] }, day), 'POSTAL_CARRIER').duty

  it.each([
    ['2025-05-10', 6000],
    ['2025-06-01', 2700],
  ])('from China on %s is %d or $100.00, as the carrier chooses', (day, adValorem) => {
    expect(parcel(day, { origin: 'CN' })).toMatchObject({
      status: 'choice',
      totalCents: null,
      choices: [
        { method: 'ad_valorem', amountCents: adValorem, chosenBy: 'carrier' },
        { method: 'specific', amountCents: 10000, chosenBy: 'carrier' },
      ],
    })
  })

  const bands = allRows.find(({ id }) => id === 'PO-ALL-SPECIFIC')?.params.options?.[0]?.bands ?? []
  it.each([
    [1599, 8000],
    [1600, 16000],
    [2500, 16000],
    [2501, 20000],
    [null, null],
  ])('of the second way, at %s basis points, is %s', (rate, amount) => {
    expect(banded(bands, rate)).toBe(amount)
  })

  it('worldwide offers both ways at the rate of the origin, unknown without the table', () => {
    const amounts = (rateBp?: number) =>
      parcel(
        '2025-10-01',
        rateBp ? { lookups: { ieepa_rate_by_origin: { rateBp } } } : {},
      )?.choices?.map(({ amountCents }) => amountCents)
    expect(amounts(1599)).toEqual([800, 8000])
    expect(amounts(2501)).toEqual([1251, 20000])
    expect(amounts()).toEqual([null, null])
  })

  it('under section 122 is 10% and nobody chooses', () => {
    expect(parcel('2026-04-01')).toMatchObject({ status: 'priced', totalCents: 500 })
  })

  it("is the carrier's own matter, and its fees are left to a person", () => {
    const facts = worth(5000, { mode: 'mail' }, '2026-04-01')
    expect(fees(facts, 'POSTAL_CARRIER')).toEqual(['refer', null, {}])
  })

  it('in the days two duties overlap is left to a person', () => {
    expect(parcel('2026-02-26')).toMatchObject({ status: 'refer', lines: [], totalCents: null })
  })
})
