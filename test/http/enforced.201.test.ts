import { describe, expect, it } from 'vitest'
import { from, givenLaw, importer, on } from './enforced.ts'
import type { Json } from './given.ts'

const today = '2026-11-23'
const laneOf = (json: Json, code: string) => {
  const { enforced } = json['verdict'] as { enforced: { lanes: { lane: string }[] } }
  return enforced.lanes.find(({ lane }) => lane === code)
}

describe('enforced, 201', () => {
  it('files as type 11 what names no entry type, on the same road to released', async () => {
    const { post, get, live } = await givenLaw({ policy: 'enforced' })
    const { status, json } = await post('/v1/entries', on(today, importer))
    expect(status).toBe(201)
    expect(json).toMatchObject({
      entryType: '11',
      manufacturerId: 'VNHANCRA12HAN',
      shipment: { entryType: '11' },
      verdict: { policy: 'enforced', decision: 'DENY', requestedLane: null },
    })
    await live(8)
    const path = `/v1/entries/${String(json['id'])}`
    expect((await get(path)).json['status']).toBe('released')
    const { items } = (await get(`${path}/messages`)).json as unknown as { items: { body: string }[] } // prettier-ignore
    expect(items[0]?.body).toContain('<entryType>11</entryType>')
  })

  it.each([
    ['statutory', '45.00', 1],
    ['enforced', '0.00', 0],
  ] as const)('takes of the day what it claims: %s %s', async (policy, after, lines) => {
    const { post, db } = await givenLaw({ policy })
    const checked = await post('/v1/check', on(today, importer))
    expect(checked.json['ledger']).toMatchObject({ before: '0.00', after })
    await post('/v1/entries', on(today, importer))
    expect(await db.read({ sql: 'select * from ledger', values: [] })).toHaveLength(lines)
  })

  it('says the fee it knows, and no duty that it does not', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const { json } = await post('/v1/entries', on(today, importer))
    expect(json['totals']).toEqual({ fairRetailValue: '45.00', duty: null, fees: '2.77' })
    expect(laneOf(json, 'ET11')).toMatchObject({
      duty: { status: 'refer', totalCents: null },
      fees: { status: 'priced', lines: [{ code: 'MPF_INFORMAL_AUTO', amountCents: 277 }] },
    })
    const unpriced = laneOf(json, 'ET11') as unknown as { duty: { lines: { status: string; amountCents: number | null }[] } } // prettier-ignore
    for (const { status, amountCents } of unpriced.duty.lines) {
      expect(amountCents === null).toBe(status !== 'priced')
    }
  })

  it('prices duty where every layer is known', async () => {
    const at = '2018-06-01T14:00:00.000Z'
    const { post } = await givenLaw({ policy: 'enforced', at })
    const { json } = await post('/v1/entries', on('2018-06-01', { entryType: '11', ...importer }))
    expect(laneOf(json, 'ET11')).toMatchObject({ duty: { status: 'priced' } })
    expect(json['totals']).toMatchObject({ duty: '6.45', fees: null })
  })

  it('files as type 01 what is worth more than $2,500.00', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const [line] = on(today).lines
    const lines = [{ ...line, fairRetailValue: '2500.01' }]
    const { status, json } = await post('/v1/entries', { ...on(today, importer), lines })
    expect([status, json['entryType']]).toEqual([201, '01'])
  })

  it.each([
    ['CN', '2025-04-15', '86'],
    ['CN', '2025-04-28', '86'],
    ['CN', '2025-05-02', '11'],
    ['VN', '2025-05-02', '86'],
    ['VN', '2025-08-25', '86'],
    ['VN', '2025-08-29', '11'],
  ])('files goods of %s on %s as type %s', async (country, day, type) => {
    const { post, get, live } = await givenLaw({ policy: 'enforced', at: `${day}T14:00:00.000Z` })
    const { status, json } = await post('/v1/entries', from(country, on(day, importer)))
    expect([status, json['entryType']]).toEqual([201, type])
    await live(8)
    expect((await get(`/v1/entries/${String(json['id'])}`)).json['status']).toBe('released')
  })

  it('looks at the day of arrival, not only at that of filing', async () => {
    const { post } = await givenLaw({ policy: 'enforced', at: '2025-08-28T14:00:00.000Z' })
    const { json } = await post('/v1/entries', on('2025-08-28', importer))
    expect(json['entryType']).toBe('11')
  })
})
