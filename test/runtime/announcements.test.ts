import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createClient, GatewayProblem } from '../../src/client.ts'
import { addDays } from '../../src/domain/day.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { parcel } from '../gateway/world.ts'

const today = '2026-11-25'
const coming = { estimatedArrivalDate: addDays(today, 1) }

describe('announcements on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge(
      {
        HOST: '127.0.0.1',
        GATE321_API_KEY: 'dev-key',
        GATE321_TODAY: today,
        GATE321_WEBHOOK_ALLOW_PRIVATE: 'true',
      },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
  }, 60_000)
  afterAll(() => edge.close())
  const client = () => createClient({ url: edge.url, key: 'dev-key' })

  it('reach a webhook, signed, from D1', async () => {
    const heard: { headers: Record<string, string>; body: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        heard.push({ headers: request.headers as Record<string, string>, body })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { id, secret } = await client().webhooks.create({ url: `http://127.0.0.1:${port}/hook` })
    await client().file(parcel('EDGE1', coming))
    const settled = async () => {
      await edge.scheduled()
      return (await client().webhooks.get(id)).deliveries
    }
    await settled()
    expect(heard.length).toBeGreaterThan(0)
    for (const { headers, body } of heard) {
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ data: { simulated: true } })
    }
    await expect.poll(settled, { timeout: 10_000 }).toEqual({ due: 0, failed: 0 })
    await client().webhooks.delete(id)
  })

  it('come on the stream, to several who listen at once', async () => {
    const listening = Array.from({ length: 3 }, async () => {
      for await (const { data } of client().stream({ after: 0 })) {
        if (data.entry.reference === 'SHP-EDGE2') return data.entry.status
      }
      return 'ended'
    })
    await client().file(parcel('EDGE2', coming))
    expect(await Promise.all(listening)).toEqual(['queued', 'queued', 'queued'])
  })

  it('refuse what is no webhook address there', async () => {
    const refused = client().webhooks.create({ url: 'ftp://127.0.0.1/' })
    await expect(refused).rejects.toBeInstanceOf(GatewayProblem)
    await expect(refused).rejects.toMatchObject({ code: 'webhook_invalid' })
  })
})
