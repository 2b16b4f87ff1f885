import { describe, expect, it } from 'vitest'
import { givenLaw } from './enforced.ts'
import { givenApp, refusal } from './given.ts'
import type { Json } from './given.ts'

type Rule = {
  readonly id: string
  readonly layers: readonly string[]
  readonly citation: string
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly priority: number
}
const itemsOf = (json: Json) => json['items'] as unknown as Rule[]

describe('GET /v1/rules, 200', () => {
  it.each([['1990-01-01', 0, 0, 0]])(
    'on %s has %i rules, %i statutory and %i enforced',
    async (day, all, statutory, enforced) => {
      const { get } = await givenApp()
      const count = async (query: string) => itemsOf((await get(`/v1/rules?on=${day}${query}`)).json).length // prettier-ignore
      expect([await count(''), await count('&layer=statutory'), await count('&layer=enforced')]).toEqual([all, statutory, enforced]) // prettier-ignore
    },
  )

  it('cites every row, and shows those of the day only', async () => {
    const { get } = await givenApp()
    for (const day of ['1994-07-28', '2015-06-01', '2025-05-02', '2026-11-23', '2027-07-01']) {
      const rows = itemsOf((await get(`/v1/rules?on=${day}`)).json)
      expect(rows.length).toBeGreaterThan(0)
      for (const { citation, effectiveFrom, effectiveTo } of rows) {
        expect(citation).not.toBe('')
        expect(effectiveFrom.slice(0, 10) <= day).toBe(true)
        expect(effectiveTo === null || effectiveTo > day).toBe(true)
      }
    }
  })

  it('puts the rule first that goes before the others', async () => {
    const { get } = await givenApp()
    const priorities = itemsOf((await get('/v1/rules')).json).map(({ priority }) => priority)
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a))
  })

  it('shows of one layer only its own', async () => {
    const { get } = await givenApp()
    const ids = async (layer: string) =>
      itemsOf((await get(`/v1/rules?on=2026-11-23&layer=${layer}`)).json).map(({ id }) => id)
    expect(await ids('statutory')).not.toContain('EO-ALL-AUG25')
    expect(await ids('enforced')).toContain('EO-ALL-AUG25')
    expect(await ids('statutory')).toContain('SIM-ET86-OPEN')
    expect(await ids('enforced')).not.toContain('SIM-ET86-OPEN')
  })

  it('is about today, an Eastern day, unless told', async () => {
    const { get } = await givenLaw({ at: '2025-05-02T03:59:00.000Z' })
    const { json } = await get('/v1/rules')
    expect(json['on']).toBe('2025-05-01')
    expect(itemsOf(json).map(({ id }) => id)).not.toContain('EO-CN-MAY25')
    expect(json['notice']).toMatch(/^\d+ of 70 rules; simulated, not filed with CBP$/)
  })
})

describe('GET /v1/rules, 400', () => {
  it.each(['on=2026-02-30', 'on=tomorrow', 'on=', 'on=2026-11-23T00:00:00Z', 'layer=both', 'on=2026-11-23&on=2026-11-24'])(
    '%s',
    async (query) => {
      const { get } = await givenApp()
      expect(refusal(await get(`/v1/rules?${query}`))).toBe('400 query_invalid')
    },
  ) // prettier-ignore
})
