import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/day.ts'
import { madeCsv } from '../batch/made.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { shipment } from '../domain/example.ts'
import type { Mood, Seen } from './moody.ts'

const today = '2026-11-25'
const headers = { Authorization: 'Bearer dev-key' }

describe('the queue of the Worker', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge(
      {
        HOST: '127.0.0.1',
        GATE321_API_KEY: 'dev-key',
        GATE321_TODAY: today,
        GATE321_LOG: 'info',
      },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
      'test/edge/moody.ts',
    )
  }, 60_000)
  afterAll(() => edge.close())

  const mood = (set: Mood) => fetch(`${edge.url}/_mood?set=${set}`)
  const seen = async () => (await (await fetch(`${edge.url}/_mood`)).json()) as Seen
  const get = async (path: string) =>
    (await (await fetch(`${edge.url}${path}`, { headers })).json()) as Record<string, unknown>

  const file = async (name: string) => {
    const body = JSON.stringify({
      ...shipment,
      reference: name,
      orderNumber: `ORD-${name}`,
      consignee: { ...shipment.consignee, name: `Jane ${name}` },
      bill: { masterBill: '172-12345675', houseBill: name },
      estimatedArrivalDate: addDays(today, 1),
    })
    const type = { 'Content-Type': 'application/json' }
    const response = await fetch(`${edge.url}/v1/entries`, { method: 'POST', headers: { ...headers, ...type }, body })
    expect(response.status).toBe(201)
    return (await response.json()) as { id: string; entryNumber: string }
  } // prettier-ignore

  const status = async (id: string) => (await get(`/v1/entries/${id}`))['status']
  const becomes = (id: string, wanted: string) =>
    expect.poll(() => status(id), { timeout: 15_000 }).toBe(wanted)

  type Held = { entryNumber: string; effectiveFilings: number; transmissions: number }
  const atCbp = async (number: string) => {
    const { items } = (await edge.mock('/_mock/entries?limit=1000')) as { items: Held[] }
    const held = items.filter(({ entryNumber }) => entryNumber === number)
    return held.map(({ effectiveFilings, transmissions }) => [effectiveFilings, transmissions])
  }

  it('carries a filing to CBP without the cron trigger', async () => {
    await mood('well')
    const { id, entryNumber } = await file('WELL')
    await becomes(id, 'submitted')
    expect(await atCbp(entryNumber)).toEqual([[1, 1]])
  })

  it('may lose every message: the cron trigger finds what waits, and wakes it again', async () => {
    await mood('loses')
    const { id, entryNumber } = await file('LOST')
    await expect.poll(async () => (await seen()).sent).toBe(1)
    expect(await status(id)).toBe('queued')
    await edge.scheduled()
    expect(await status(id)).toBe('submitted')
    expect((await seen()).sent).toBe(2)
    expect(await atCbp(entryNumber)).toEqual([[1, 1]])
  })

  it('may give each message five times: CBP gets each filing once', async () => {
    await mood('doubles')
    const filed = await Promise.all(['TWICE1', 'TWICE2', 'TWICE3'].map(file))
    for (const { id } of filed) await becomes(id, 'submitted')
    await mood('well')
    for (const { entryNumber } of filed) expect(await atCbp(entryNumber)).toEqual([[1, 1]])
  })

  it('may take no message: the caller has its 201, the log a line, and the cron trigger the rest', async () => {
    await mood('refuses')
    const { id, entryNumber } = await file('REFUSED')
    await expect.poll(() => edge.logs().join()).toContain('"wake_lost"')
    await edge.scheduled()
    expect(await status(id)).toBe('submitted')
    expect(await atCbp(entryNumber)).toEqual([[1, 1]])
  })

  it.each(['fails before', 'fails after'] as const)(
    'gives a message again to a consumer that %s its work',
    async (how) => {
      await mood(how)
      const { id, entryNumber } = await file(how.toUpperCase().replace(' ', '-'))
      await expect.poll(async () => (await seen()).failed, { timeout: 15_000 }).toBe(1)
      await becomes(id, 'submitted')
      expect(await atCbp(entryNumber)).toEqual([[1, 1]])
    },
  )

  it('carries a file of 200 rows by itself, no round asking D1 more than it may', async () => {
    await mood('well')
    const body = madeCsv({ rows: 200, bad: 0, tag: 'ROUND', day: addDays(today, 1) })
    const type = { 'Content-Type': 'text/csv' }
    const sent = await fetch(`${edge.url}/v1/batches`, { method: 'POST', headers: { ...headers, ...type }, body })
    const { id } = (await sent.json()) as { id: string }
    const counts = async () => (await get(`/v1/batches/${id}`))['counts']
    await expect.poll(counts, { timeout: 60_000 }).toMatchObject({ submitted: 200 })
    const rounds = edge.logs().filter((line) => line.includes('"event":"round"')).map((line) => JSON.parse(line) as { n: number; count: number })
    const busy = rounds.filter(({ count }) => count > 0)
    const queries = busy.reduce((sum, { n }) => sum + n, 0)
    console.log(`${busy.length} rounds moved something, of at most ${Math.max(...rounds.map(({ n }) => n))} queries; ${queries} in all`)
    for (const { n } of rounds) expect(n).toBeLessThan(1000)
  }, 90_000) // prettier-ignore

  it('raised no alarm on the way', () => {
    expect(edge.logs().filter((line) => line.includes('"alarm"'))).toEqual([])
  })
})
