import { describe, expect, it } from 'vitest'
import type { Quote, QuotedItem } from '../../src/gateway/quote.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { findings, givenApp, refusal, shipment } from './given.ts'
import type { Answer } from './given.ts'

const quoted = ({ text }: Answer) => JSON.parse(text) as Quote
const laneOf = (item: QuotedItem | undefined, code: string) =>
  item?.lanes.find(({ lane }) => lane === code)
const numbered = (count: number, changes: (n: number) => object = () => ({})): Shipment[] =>
  Array.from({ length: count }, (_, n) => shipment({ reference: `SHP-${n}`, ...changes(n) }))

/** A day with every table that its law needs at hand: none. */
const early = '/v1/quote?asOf=2025-03-01'

describe('POST /v1/quote, 200', () => {
  it('compares the lanes of one shipment', async () => {
    const { post } = await givenApp()
    const answer = await post('/v1/quote', shipment())
    expect(answer.status).toBe(200)
    const { items, asOf } = quoted(answer)
    expect(asOf).toBeNull()
    expect(items).toMatchObject([
      {
        reference: 'SHP-000123',
        problems: [],
        verdict: { policy: 'statutory', decision: 'ALLOW', divergent: true, enforced: { decision: 'DENY' } },
      },
    ])
    expect(items[0]?.lanes.map(({ lane, availability: { statutory, enforced } }) => [lane, statutory, enforced])).toEqual([
      ['ET86', 'yes', 'no'],
      ['FREE_RELEASE', 'yes', 'no'],
      ['ET11', 'yes', 'yes'],
      ['ET03', 'no', 'no'],
      ['ET01', 'yes', 'yes'],
      ['ET13', 'no', 'no'],
      ['IMDW', 'no', 'no'],
      ['POSTAL_CARRIER', 'no', 'no'],
    ])
    expect(laneOf(items[0], 'ET11')).toMatchObject({ total: null, atLeast: '9.22', filingFee: '0.00' })
    expect(laneOf(items[0], 'ET11')?.filingFeeNote).toContain('No filing fee is set')
  }) // prettier-ignore

  it('says beside every shipment that the exemption is not enforced', async () => {
    const { post } = await givenApp()
    const { items } = quoted(await post('/v1/quote', shipment()))
    expect(items[0]?.advice.map(({ code }) => code)).toEqual([
      'not_enforced',
      'exemption_suspended',
    ])
    const before = quoted(await post('/v1/quote?asOf=2018-06-01', shipment()))
    expect(before.items[0]?.advice).toEqual([])
  })

  it('prices another day by the law of that day', async () => {
    const { post } = await givenApp()
    const { items, asOf } = quoted(await post(early, shipment()))
    expect(asOf).toBe('2025-03-01')
    expect(items[0]?.verdict).toMatchObject({ divergent: false, decision: 'ALLOW' })
    expect(laneOf(items[0], 'ET86')).toMatchObject({ pricedBy: 'enforced', total: '0.00' })
    expect(laneOf(items[0], 'ET11')).toMatchObject({
      duty: { total: '6.45', lines: [{ amount: '4.95' }, { amount: '1.50' }] },
      fees: { total: '2.62', lines: [{ ruleId: 'FEE-FY25', derived: true }] },
      total: '9.07',
    })
    expect(items[0]?.exemptionWouldSave).toEqual({
      amount: '9.07',
      atLeast: '9.07',
      free: 'ET86',
      paid: 'ET11',
      reason: null,
    })
  })

  it('has no total where the tariff has no rate, whatever the day', async () => {
    const { post } = await givenApp()
    const [line] = shipment().lines
    const lines = [{ ...line, htsNumber: '9999999999' }]
    const { items, totals } = quoted(await post(early, shipment({ lines })))
    const lane = laneOf(items[0], 'ET11')
    expect(lane).toMatchObject({ total: null, atLeast: '2.62', duty: { total: null } })
    expect(lane?.missing).toEqual([{ field: 'mfnRateBp', neededBy: [] }])
    expect(totals.lanes.find(({ lane }) => lane === 'ET11')).toMatchObject({ unknown: 1, total: null }) // prettier-ignore
  })

  it('adds the fee that the filer has set', async () => {
    const { post, call } = await givenApp()
    const body = { policy: 'inherit', severities: {}, filingFee: { '86': '0.40', '11': '2.50' } }
    expect((await call('PUT', '/v1/profile', { body })).status).toBe(200)
    const { items } = quoted(await post(early, shipment()))
    expect(laneOf(items[0], 'ET86')).toMatchObject({ filingFee: '0.40', filingFeeNote: null, total: '0.40' }) // prettier-ignore
    expect(laneOf(items[0], 'ET11')).toMatchObject({ filingFee: '2.50', total: '11.57' })
    expect(items[0]?.exemptionWouldSave).toMatchObject({ amount: '11.17' })
  })

  it('adds up a basket', async () => {
    const { post } = await givenApp()
    const { items, totals } = quoted(await post(early, { shipments: numbered(200) }))
    expect(items).toHaveLength(200)
    expect(totals).toMatchObject({ shipments: 200, exemptionWouldSave: '1814.00' })
    expect(totals.lanes.find(({ lane }) => lane === 'ET11')).toEqual({
      lane: 'ET11',
      open: { statutory: 200, enforced: 200 },
      unknown: 0,
      duty: '1290.00',
      fees: '524.00',
      filingFee: '0.00',
      total: '1814.00',
    })
  })

  it('counts what goes to one person on one day together', async () => {
    const { post } = await givenApp()
    const { consignee, lines } = shipment()
    const shipments = numbered(2, () => ({
      consignee,
      lines: [{ ...lines[0], fairRetailValue: '400.01' }],
    }))
    const { items } = quoted(await post('/v1/quote', { shipments }))
    expect(items.map(({ verdict }) => verdict.statutory.decision)).toEqual(['ALLOW', 'DENY'])
    expect(items[1]?.day).toMatchObject({ basket: '400.01', total: '800.02' })
  })

  it('includes the harbor fee of what comes by sea, and of nothing else', async () => {
    const { post } = await givenApp()
    const lines = [{ ...shipment().lines[0], fairRetailValue: '10000.00' }]
    const fees = async (modeOfTransportation: string) => {
      const { items } = quoted(await post(early, shipment({ modeOfTransportation, lines })))
      return laneOf(items[0], 'ET01')?.fees?.lines.map(({ code, amount }) => [code, amount])
    }
    expect(await fees('11')).toEqual([['MPF_FORMAL', '34.64'], ['HMF', '12.50']]) // prettier-ignore
    expect(await fees('40')).toEqual([['MPF_FORMAL', '34.64']])
  })

  it('charges an express hub by the waybill and no processing fee', async () => {
    const { post } = await givenApp()
    const { items } = quoted(await post(`${early}&express=true`, shipment()))
    expect(laneOf(items[0], 'ET11')?.fees).toMatchObject({ total: '1.31', lines: [{ code: 'ECCF' }] }) // prettier-ignore
  })

  it('tells what is wrong with each shipment beside it', async () => {
    const { post } = await givenApp()
    const { bill, ...unbilled } = shipment({ reference: 'SHP-2' })
    expect(bill).toBeDefined()
    const shipments = [shipment(), unbilled, 7, { lines: [{ quantity: 1e400 }] }]
    const text = JSON.stringify({ shipments }).replace('"quantity":null', '"quantity":1e400')
    const { items, totals } = quoted(await post('/v1/quote', text))
    const codes = items.map(({ problems }) => problems.map(({ code, pointer }) => `${code} ${pointer}`)) // prettier-ignore
    expect(codes.slice(0, 3)).toEqual([[], ['required /bill'], ['json_not_object ']])
    expect(codes[3]).toContain('number_range /lines/0/quantity')
    expect(items.map(({ reference }) => reference)).toEqual(['SHP-000123', 'SHP-2', null, null])
    expect(laneOf(items[2], 'ET86')?.total).toBeNull()
    expect(totals.lanes[0]).toMatchObject({ lane: 'ET86', unknown: 2, total: null })
  })
})

describe('POST /v1/quote, refused', () => {
  it.each<[string, unknown, string, string]>([
    ['none', { shipments: [] }, 'too_few', '/shipments'],
    ['201', { shipments: Array.from({ length: 201 }, () => ({})) }, 'too_many', '/shipments'],
    ['no list', { shipments: 'all' }, 'type', '/shipments'],
    ['null', { shipments: null }, 'null_not_allowed', '/shipments'],
    [
      'one and something beside it',
      { shipments: [{}], reference: 'A' },
      'unknown_field',
      '/reference',
    ],
  ])('a basket of %s', async (_, body, code, pointer) => {
    const { post } = await givenApp()
    const answer = await post('/v1/quote', body)
    expect(refusal(answer)).toBe('422 quote_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })

  it.each([
    ['/v1/quote', '[]', '422 json_not_object'],
    ['/v1/quote?asOf=2025-02-30', '{}', '400 query_invalid'],
    ['/v1/quote?express=yes', '{}', '400 query_invalid'],
    ['/v1/quote?wire=xml', '{}', '400 query_unknown'],
  ])('%s with %s is %s', async (path, body, expected) => {
    const { post } = await givenApp()
    expect(refusal(await post(path, body))).toBe(expected)
  })
})
