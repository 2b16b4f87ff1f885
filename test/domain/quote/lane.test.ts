import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Transport } from '../../../src/domain/law/vocabulary.ts'
import { answerTo, line, shipment } from '../law/shipment.ts'
import { laneQuotes } from '../../../src/domain/quote/lane.ts'
import { day, quoteOf, quotes, shirt, tables } from './example.ts'

const worth = (cents: number, mode: Transport, on = day) =>
  quotes(
    shipment(on, {
      mode,
      valueCents: cents,
      dayTotalCents: cents,
      lines: [line({ enteredValueCents: cents, mfnRateBp: 0 })],
    }),
  )

describe('the fees of a lane', () => {
  it.each([
    ['formal, at least', 300_000, 'air', 'ET01', { MPF_FORMAL: 3458 }],
    ['formal, 0.3464%', 1_000_000, 'air', 'ET01', { MPF_FORMAL: 3464 }],
    ['formal, at most', 20_000_000, 'air', 'ET01', { MPF_FORMAL: 67_086 }],
    ['informal', 5000, 'air', 'ET11', { MPF_INFORMAL_AUTO: 277 }],
    ['informal at an express hub, without MPF', 5000, 'express', 'ET11', { ECCF: 138 }],
    ['by sea, with HMF', 1_000_000, 'ocean', 'ET01', { MPF_FORMAL: 3464, HMF: 1250 }],
  ] as const)('%s', (_, cents, mode, code, expected) => {
    const { fees } = quoteOf(worth(cents, mode), code)
    const lines = fees?.lines.map((fee) => [fee.code, fee.amountCents]) ?? []
    expect(Object.fromEntries(lines)).toEqual(expected)
  })

  it('without a row for the day leave the total unknown', () => {
    const { totalCents, atLeastCents } = quoteOf(worth(5000, 'air', '2027-10-01'), 'ET11')
    expect([totalCents, atLeastCents]).toEqual([null, 0])
  })
})

describe('the $60.00 T-shirt from China', () => {
  it('pays $21.90 of duty where every table is at hand', () => {
    const { duty, totalCents } = quoteOf(quotes(shirt()), 'ET11')
    expect(duty?.lines.map(({ amountCents }) => amountCents)).toEqual([990, 450, 750])
    expect(duty?.totalCents).toBe(2190)
    expect(totalCents).toBe(2190 + 138)
  })

  it('has no total while a table is not, and the least that is owed', () => {
    const quote = quoteOf(quotes(shirt(), {}), 'ET11')
    expect(quote).toMatchObject({ totalCents: null, atLeastCents: 990 + 138 })
    expect(quote.duty?.lines.filter(({ status }) => status === 'lookup_needed')).toHaveLength(3)
    expect(quote.missing.map(({ field }) => field)).toContain('lookups.s301_cn_lists')
  })

  it('has no total while column 1 is unknown', () => {
    const lines = [line({ origin: 'CN', enteredValueCents: 6000 })]
    expect(quoteOf(quotes(shirt({ lines })), 'ET11').totalCents).toBeNull()
  })

  it('is free as entry type 86 by the statute alone', () => {
    const quote = quoteOf(quotes(shirt()), 'ET86')
    expect(quote).toMatchObject({
      availability: { statutory: 'yes', enforced: 'no' },
      pricedBy: 'statutory',
      totalCents: 0,
    })
    const refused = quote.why.filter(({ layer }) => layer === 'enforced')
    expect(refused.map(({ ruleId }) => ruleId)).toEqual(['ET86-ENDED'])
  })

  it('bears what the filer charges, once that is set', () => {
    const lanes = quotes(shirt(), tables, { '86': 40, '11': 250 })
    expect(quoteOf(lanes, 'ET86')).toMatchObject({ totalCents: 40, filingFeeSet: true })
    expect(quoteOf(lanes, 'ET11').totalCents).toBe(2190 + 138 + 250)
    expect(quoteOf(lanes, 'ET01')).toMatchObject({ filingFeeCents: 0, filingFeeSet: false })
  })

  it('has every lane once, and none for a lane that is closed has a price', () => {
    const lanes = quotes(shirt())
    expect(new Set(lanes.map(({ lane }) => lane)).size).toBe(8)
    const closed = lanes.filter(({ pricedBy }) => pricedBy === null)
    expect(closed.map(({ lane }) => lane)).toEqual(['ET03', 'ET13', 'IMDW', 'POSTAL_CARRIER'])
    expect(closed.every(({ totalCents, atLeastCents }) => totalCents === null && atLeastCents === null)).toBe(true) // prettier-ignore
  })
})

describe('exactness', () => {
  const cents = fc.integer({ min: 1, max: 300_000_000 })
  const rate = fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null })
  const goods = fc.array(fc.tuple(cents, rate), { minLength: 1, maxLength: 5 })
  const mode = fc.constantFrom<Transport>('air', 'express', 'ocean', 'truck')

  it('a total is the sum of its rounded lines, each what exact arithmetic gives', () => {
    const lanesOf = (parts: readonly (readonly [number, number | null])[], by: Transport) => {
      const valueCents = parts.reduce((total, [value]) => total + value, 0)
      const lines = parts.map(([enteredValueCents, mfnRateBp]) =>
        line({ origin: 'CN', enteredValueCents, mfnRateBp }),
      )
      const facts = shipment(day, { mode: by, valueCents, dayTotalCents: valueCents, lines })
      return laneQuotes(answerTo(facts, { lookups: tables }), { '01': 9500 })
    }
    fc.assert(
      fc.property(goods, mode, (parts, by) => {
        const { duty, fees, totalCents, filingFeeCents } = quoteOf(lanesOf(parts, by), 'ET01')
        const known = parts.every(([, rateBp]) => rateBp !== null)
        const lines = [...(duty?.lines ?? []), ...(fees?.lines ?? [])]
        const sum = lines.reduce((total, line) => total + (line.amountCents ?? 0), 0)
        expect(totalCents).toBe(known ? sum + filingFeeCents : null)
        const columnOne = duty?.lines.filter(({ ruleId }) => ruleId === null) ?? []
        const exact = parts.map(([value, rateBp]) =>
          rateBp === null ? null : Number((BigInt(value) * BigInt(rateBp) + 5000n) / 10_000n),
        )
        expect(columnOne.map(({ amountCents }) => amountCents)).toEqual(exact)
        for (const { amountCents } of lines) expect(Number.isSafeInteger(amountCents ?? 0)).toBe(true) // prettier-ignore
        const codes = fees?.lines.map(({ code }) => code) ?? []
        expect(codes.includes('HMF')).toBe(by === 'ocean')
        expect(codes.includes('ECCF') && codes.some((code) => code.startsWith('MPF'))).toBe(false)
      }),
      { seed: 321 },
    )
  })
})
