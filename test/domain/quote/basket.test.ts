import { describe, expect, it } from 'vitest'
import { behind, laneTotals, shareOf } from '../../../src/domain/quote/basket.ts'
import type { Share } from '../../../src/domain/quote/basket.ts'
import { shipment } from '../example.ts'
import { quoteOf, quotes, shirt, tables } from './example.ts'

const share = (changes: Partial<typeof shipment> = {}) => shareOf({ ...shipment, ...changes })
const before = (...shares: (Share | undefined)[]) =>
  behind(
    shirt(),
    share({ orderNumber: 'ORD-2' }),
    shares.flatMap((one) => one ?? []),
  )

describe('shipments before it in a basket', () => {
  it('count where they go to the same person on the same day', () => {
    const apartment = { ...shipment.consignee.address, street: '100 MAIN STREET, #4' }
    const same = share({ consignee: { name: 'JANE SMITH', address: apartment } })
    expect(before(same, same).dayTotalCents).toBe(6000 + 4500 + 4500)
  })

  it('do not count on another day or for another person', () => {
    const other = { ...shipment.consignee, name: 'John Doe' }
    const shares = [share({ estimatedArrivalDate: '2026-12-02' }), share({ consignee: other })]
    expect(before(...shares).dayTotalCents).toBe(6000)
  })

  it('make a second lot of the same order one that was split', () => {
    expect(before(share({ orderNumber: 'ord-2' })).goods.split_order).toBe(true)
    expect(before(share({ orderNumber: 'ORD-1' })).goods.split_order).toBe(false)
  })

  it('leave an unknown value unknown', () => {
    const unknown = shirt({ valueCents: null, dayTotalCents: null })
    expect(
      behind(
        unknown,
        share(),
        [share()].flatMap((one) => one ?? []),
      ).dayTotalCents,
    ).toBeNull()
  })

  it('are not counted while they do not say who and when', () => {
    const { estimatedArrivalDate, ...undated } = shipment
    const { consignee, ...unnamed } = shipment
    expect([estimatedArrivalDate, consignee].every(Boolean)).toBe(true)
    expect([shareOf(undated), shareOf(unnamed)]).toEqual([undefined, undefined])
  })
})

describe('the totals of a basket', () => {
  const known = quotes(shirt(), tables, { '11': 250 })
  const total = (...items: (typeof known)[]) => laneTotals(items).find(({ lane }) => lane === 'ET11') // prettier-ignore

  it('are the sums of its shipments, lane by lane', () => {
    expect(total(known, known, known)).toEqual({
      lane: 'ET11',
      open: { statutory: 3, enforced: 3 },
      unknown: 0,
      dutyCents: 3 * 2190,
      feesCents: 3 * 138,
      filingFeeCents: 3 * 250,
      totalCents: 3 * (quoteOf(known, 'ET11').totalCents ?? 0),
    })
  })

  it('are unknown where one of them is', () => {
    const found = total(known, quotes(shirt(), {}))
    expect(found).toMatchObject({ unknown: 1, dutyCents: null, feesCents: 276, totalCents: null })
  })
})
