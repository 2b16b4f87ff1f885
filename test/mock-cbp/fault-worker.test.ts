import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { basic, file, filing, json, post, rulings } from './given.ts'

describe('on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    const mock = { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: '2026-11-23' }
    edge = await startEdge({ GATE321_API_KEY: 'dev-key' }, mock)
  }, 60_000)
  afterAll(() => edge.close())
  const cbp = { fetch: (request: Request) => edge.cbp(request) } as Parameters<typeof post>[0]

  it.each(['reset', 'cut-reply', 'garbage-status'])('%s: the call fails', async (fault) => {
    const asked = post(cbp, '/ace/mailbox/acknowledgements', '{"ids": []}', {
      ...basic(),
      'X-Mock-Fault': fault,
    })
    await expect(asked).rejects.toThrow()
  })

  it('a planned fault is counted down in D1, and a lost reply is kept there', async () => {
    await edge.mock('/_mock/faults', { fault: 'lost-reply', on: 'transmissions', skip: 1 })
    const filed = (n: number) => file(cbp, `M-${n}`, filing('A', n, `HAWB${n}`))
    expect(await rulings(await filed(1))).toEqual(['02'])
    await expect(filed(2)).rejects.toThrow()
    expect(await rulings(await filed(2))).toEqual(['02'])
    const held = await json(Response.json(await edge.mock('/_mock/entries')))
    expect(held['items']).toMatchObject([{ effectiveFilings: 1 }, { effectiveFilings: 1 }])
    expect(await edge.mock('/_mock/faults')).toMatchObject({ planned: [] })
  })
})
