import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/index.ts'
import { handlers } from '../../mock-cbp/msw.ts'
import { serveMock } from '../../mock-cbp/node.ts'
import type { Send } from '../../src/gateway/deps.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { file, filer, parcel, world } from '../gateway/world.ts'
import { session } from './session.ts'

/** Every mock stands still at this moment, and moves only when told. */
const begin = '2026-11-24T14:00:00.000Z'
const clock = { now: () => '2026-11-23T14:00:00.000Z' }
const still = { clock, pace: 'manual', inspectionRate: 0 } as const

const bills = [
  'HAWB1', 'SIMREL1', 'SIMEXM1', 'SIMDOC1', 'SIMHLD1', 'SIMREJ282', 'SIMDMM1', 'SIMCTY1',
  'SIMSUS1', 'SIMSIL1', 'SIMLAT1', 'SIMDUP1', 'SIMORD1', 'SIMQTY1',
] // prettier-ignore

const pdf = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf' }
const bytes = new TextEncoder().encode('%PDF-1.7 a commercial invoice')

/** The whole journey of one of each, as it went over the line and as the gateway saw it end. */
async function transcript(url: string, send: Send) {
  const w = await world()
  const lines: string[] = []
  const control = async (body: object) => {
    const response = await send(
      new Request(`${url}/_mock/clock`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    )
    if (!response.ok) throw new Error(await response.text())
  }
  await control({ set: begin })
  w.line(async (request) => {
    const { pathname, search } = new URL(request.url)
    const sent = request.method === 'GET' ? '' : await request.clone().text()
    const response = await send(new Request(`${url}${pathname}${search}`, request))
    const body = await response.clone().text()
    lines.push(
      [
        `${request.method} ${pathname}${search}`,
        sent,
        `${response.status} ${response.headers.get('Content-Type')}`,
        body,
      ].join('\n'),
    )
    return response
  })

  const ids: string[] = []
  for (const bill of bills) ids.push((await file(w.gateway, parcel(bill))).id)
  for (let hour = 0; hour < 30; hour++) {
    await w.gateway.tick()
    if (hour === 6) {
      const asked = ids[bills.indexOf('SIMDOC1')] ?? ''
      await w.gateway.answer(filer, asked, { documents: [{ ...pdf, bytes }] }, () => [])
    }
    await control({ advance: 'PT12H' })
    w.clock.advance(1000)
  }
  const ends = await Promise.all(ids.map(async (id) => (await w.gateway.get(filer, id))?.status))
  w.close()
  return { lines, ends: Object.fromEntries(bills.map((bill, index) => [bill, ends[index]])) }
}

describe('the same journey', () => {
  let edge: Edge
  let embedded: Awaited<ReturnType<typeof transcript>>
  let spoken: string[]
  beforeAll(async () => {
    edge = await startEdge(
      { GATE321_API_KEY: 'dev-key' },
      {
        GATE321_MOCK_PACE: 'manual',
        GATE321_TODAY: '2026-11-23',
        GATE321_MOCK_INSPECTION_RATE: '0',
      },
    )
    const mock = createMockCbp(still)
    embedded = await transcript('http://cbp.test', mock.fetch)
    spoken = await session('http://cbp.test', mock.fetch, begin)
  }, 60_000)
  afterAll(() => edge.close())

  it('embedded, goes as each scenario says', () => {
    expect(embedded.ends).toEqual({
      HAWB1: 'released',
      SIMREL1: 'released',
      SIMEXM1: 'released',
      SIMDOC1: 'released',
      SIMHLD1: 'released',
      SIMREJ282: 'rejected',
      SIMDMM1: 'discrepancy',
      SIMCTY1: 'discrepancy',
      SIMSUS1: 'discrepancy',
      SIMSIL1: 'submitted',
      SIMLAT1: 'released',
      SIMDUP1: 'released',
      SIMORD1: 'released',
      SIMQTY1: 'discrepancy',
    })
    expect(embedded.lines.length).toBeGreaterThan(30)
    expect(spoken.length).toBeGreaterThan(50)
    expect(spoken.filter((line) => / 5\d\d /.test(line))).toEqual([])
  })

  it('standalone, over HTTP, is the same to the byte', async () => {
    const server = await serveMock({ port: 0, ...still })
    expect(await transcript(server.url, fetch)).toEqual(embedded)
    expect(await session(server.url, fetch, begin)).toEqual(spoken)
    await server.close()
  })

  it("under msw, in anybody's test suite, is the same to the byte", async () => {
    const server = setupServer(...handlers('https://cbp.test', createMockCbp(still)))
    server.listen()
    expect(await transcript('https://cbp.test', fetch)).toEqual(embedded)
    expect(await session('https://cbp.test', fetch, begin)).toEqual(spoken)
    server.close()
  })

  it(
    'as a Worker behind a binding, on workerd and D1, is the same to the byte',
    { timeout: 60_000 },
    async () => {
      expect(await transcript('http://mock-cbp.test', edge.cbp)).toEqual(embedded)
      expect(await session('http://mock-cbp.test', edge.cbp, begin)).toEqual(spoken)
    },
  )
})
