import { describe, expect, it } from 'vitest'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import type { Facts } from '../../../src/domain/law/facts.ts'
import type { GoodsClass } from '../../../src/domain/law/vocabulary.ts'
import { answerTo, decisions, laneOf, line, shipment } from './shipment.ts'

const day = '2024-06-03'

describe('an unknown fact that the claim turns on', () => {
  it.each([
    ['mode', { mode: null }],
    ['mode', { mode: 'teleport' as never }],
    ['origin', { lines: [line({ origin: null })] }],
    ['origin', { lines: [line({ origin: 'CHN' })] }],
    ['origin', { lines: [line(), line({ origin: null })] }],
    ['origin', { lines: [] }],
    ['dayTotalCents', { dayTotalCents: null }],
    ['dayTotalCents', { valueCents: null }],
    ['dayTotalCents', { valueCents: Number.NaN }],
    ['dayTotalCents', { dayTotalCents: -1 }],
    ['importation', { importation: null }],
    ['importation', { importation: '2024-06-31' }],
    ['entered', { entered: null }],
    ['entered', { entered: undefined, filed: null }],
    ['entered', { entered: undefined, arrival: null }],
  ] satisfies [string, Partial<Facts>][])('%s (%j) leaves it to a person', (field, changes) => {
    const answer = answerTo(shipment(day, changes))
    expect(decisions(answer)).toEqual(['REFER', 'REFER'])
    expect(answer.statutory.missing.map((missing) => missing.field)).toContain(field)
    expect(answer.statutory.routedTo).toBeNull()
  })

  const excluded: GoodsClass[] = ['adcvd', 'quota_absolute', 'quota_tariff_rate', 'irc_taxed', 'agency_fee_owed', 'split_order'] // prettier-ignore
  it.each(excluded)('%s leaves it to a person', (name) => {
    const answer = answerTo(shipment(day, { goods: goodsOf([], [name]) }))
    expect(decisions(answer)).toEqual(['REFER', 'REFER'])
    expect(answer.statutory.missing).toMatchObject([{ field: `goods.${name}` }])
  })

  it('is every class of goods that was not declared, but a split order nobody found', () => {
    const missing = answerTo(shipment(day, { goods: {} })).statutory.missing
    expect(missing.map(({ field }) => field)).toEqual([
      'goods.adcvd', 'goods.quota_absolute', 'goods.quota_tariff_rate', 'goods.irc_taxed', 'goods.agency_fee_owed',
    ]) // prettier-ignore
  })

  it.each([
    [{ sender: null }],
    [{ recipient: null }],
    [{ goods: goodsOf([], ['bona_fide_gift']) }],
    [{ dayTotalCents: 15000, valueCents: 15000, shippedFrom: null }],
  ] satisfies [Partial<Facts>][])('of a gift, %j, leaves it to a person', (changes) => {
    const gift = { provision: 'A', sender: 'natural_person', goods: goodsOf(['bona_fide_gift']) } as const // prettier-ignore
    expect(decisions(answerTo(shipment(day, gift)))).toEqual(['ALLOW', 'ALLOW'])
    expect(decisions(answerTo(shipment(day, { ...gift, ...changes })))).toEqual(['REFER', 'REFER'])
  })
})

describe('an unknown fact that only a lane turns on', () => {
  it.each([
    [day, { filed: null }],
    [day, { arrival: null }],
    [day, { filerRole: null }],
    ['2026-11-21', { iorIdleDays: null }],
  ] satisfies [string, Partial<Facts>][])(
    'on %s, %j, leaves type 86 to a person',
    (on, changes) => {
      const { statutory } = answerTo(shipment(on, changes))
      expect(statutory.decision).toBe('ALLOW')
      expect(laneOf(statutory, 'ET86').allowed).toBe('refer')
      expect(laneOf(statutory, 'ET86').missing).not.toEqual([])
      expect(statutory.routedTo).toBeNull()
    },
  )

  it('is the mode of a refused shipment: mail would go another way', () => {
    const { enforced } = answerTo(shipment('2025-09-01', { mode: null }))
    expect(enforced).toMatchObject({ decision: 'DENY', routedTo: null })
  })

  it('does not undo a denial on other grounds', () => {
    const { enforced } = answerTo(shipment('2025-09-01', { lines: [line({ origin: null })] }))
    expect(enforced).toMatchObject({ decision: 'DENY', missing: [] })
  })
})

describe('a fact written carelessly', () => {
  it('does not hide an origin', () => {
    const lower = shipment('2025-06-01', { lines: [line({ origin: ' cn ' })] })
    expect(answerTo(lower).enforced.decision).toBe('DENY')
  })

  it('does not make the day smaller than the parcel', () => {
    const { statutory } = answerTo(shipment(day, { valueCents: 80001, dayTotalCents: 5000 }))
    expect(statutory).toMatchObject({ decision: 'DENY', dayTotalCents: 80001 })
  })
})
