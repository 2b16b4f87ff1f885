import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/index.ts'
import type { Send } from '../../src/gateway/deps.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { capsuleOf, liveADay } from './lively.ts'
import { capsuleIn, different, replayed } from './replayed.ts'

const clock = { now: () => '2026-11-23T14:00:00.000Z' }

describe('the same seed and the same requests', () => {
  let edge: Edge
  let text: string
  const lived = async (send: Send, world: string, url: string) => {
    await liveADay({ send, world, url })
    return (await capsuleOf({ send, world, url })).text
  }
  beforeAll(async () => {
    edge = await startEdge(
      { GATE321_API_KEY: 'dev-key' },
      {
        GATE321_MOCK_PACE: 'manual',
        GATE321_TODAY: '2026-11-22',
        GATE321_MOCK_INSPECTION_RATE: '0',
      },
    )
    const mock = createMockCbp({ clock, pace: 'manual', inspectionRate: 0 })
    text = await lived(mock.fetch, 'one', 'http://cbp.test')
  }, 60_000)
  afterAll(() => edge.close())

  it('make the same capsule on Node, twice', async () => {
    const mock = createMockCbp({ pace: 'manual', inspectionRate: 0, clock: { now: () => '2026-11-25T09:30:00.123Z' } }) // prettier-ignore
    expect(await lived(mock.fetch, 'other', 'http://elsewhere.test')).toBe(text)
    expect(await lived(mock.fetch, 'third', 'http://elsewhere.test')).toBe(text)
  })

  it('make the same capsule on workerd and D1, twice', { timeout: 60_000 }, async () => {
    expect(await lived(edge.cbp, 'one', 'http://mock-cbp.test')).toBe(text)
    expect(await lived(edge.cbp, 'two', 'http://mock-cbp.test')).toBe(text)
  })

  it('made on workerd, replay on Node', { timeout: 60_000 }, async () => {
    const fetch: Send = (request) => {
      const headers = { 'X-Mock-World': 'one' }
      return edge.cbp(new Request(request, { headers }))
    }
    const { capsule } = await capsuleIn({ fetch })
    expect(capsule.exchanges.length).toBeGreaterThan(60)
    expect(different(await replayed(capsule))).toEqual([])
  })
})
