import { describe, expect, it } from 'vitest'
import { within } from '../conformance/engine.ts'
import { from } from './enforced.ts'
import { givenApp, refusal, shipment } from './given.ts'
import type { Json } from './given.ts'

type Layer = { decision: string; basis: unknown[]; grounds: { ruleId: string }[]; routedTo: string }
const layersOf = (json: Json) => {
  const { statutory, enforced } = json['verdict'] as unknown as { statutory: Layer; enforced: Layer } // prettier-ignore
  return [statutory, enforced]
}

const firsts = Array.from({ length: 12 * 37 }, (_, month) => {
  const year = 1994 + Math.floor(month / 12)
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`
}).filter((day) => day >= '1994-07-28')

describe('POST /v1/check?asOf=', () => {
  it('answers on the first of every month to the end of 2030', within(60_000), async () => {
    const { post } = await givenApp()
    const cases = [shipment(), from('CN', shipment()), shipment({ modeOfTransportation: '50' })]
    for (const day of ['1994-07-28', ...firsts]) {
      for (const body of cases) {
        const { status, json } = await post(`/v1/check?asOf=${day}`, body)
        expect(status, day).toBe(200)
        for (const { decision, basis, grounds } of layersOf(json)) {
          expect(decision === 'ALLOW', day).toBe(basis.length > 0)
          if (decision === 'DENY') expect(grounds.length, day).toBeGreaterThan(0)
        }
      }
    }
  })

  it('asks the law of that day, whatever the calendar says of the shipment', async () => {
    const { post } = await givenApp()
    const { json } = await post('/v1/check?asOf=2024-08-01', shipment())
    expect(json).toMatchObject({ accepted: true, entryType: '86', problems: [] })
    const before = await post('/v1/check?asOf=2018-06-01', shipment())
    expect(before.json).toMatchObject({ accepted: false, problems: [{ code: 'lane_closed' }] })
  })

  it.each([
    ['1990-01-01', ['REFER', 'REFER']],
    ['0001-01-01', ['REFER', 'REFER']],
    ['9999-12-31', ['DENY', 'DENY']],
  ])('grants nothing where it has no rules: %s', async (day, decisions) => {
    const { post } = await givenApp()
    const { json } = await post(`/v1/check?asOf=${day}`, shipment())
    expect(layersOf(json).map(({ decision }) => decision)).toEqual(decisions)
  })

  it.each(['asOf=2026-02-30', 'asOf=today', 'asOf=', 'asOf=2026-11-23T00:00:00Z', 'asOf=2026-11-23&asOf=2026-11-24'])(
    'is refused: %s',
    async (query) => {
      const { post } = await givenApp()
      expect(refusal(await post(`/v1/check?${query}`, shipment()))).toBe('400 query_invalid')
    },
  ) // prettier-ignore
})
