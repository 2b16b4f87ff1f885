import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireName } from '../../src/domain/wire.ts'
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
async function transcript(url: string, send: Send, wire: WireName) {
  // A gateway that takes its steps in turn, so that two lines can be compared.
  const w = await world({ wire, room: () => Infinity })
  const own = { 'X-Mock-World': wire }
  const lines: string[] = []
  const control = async (body: object) => {
    const response = await send(
      new Request(`${url}/_mock/clock`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...own },
      }),
    )
    if (!response.ok) throw new Error(await response.text())
  }
  await control({ set: begin })
  w.line(async (request) => {
    const { pathname, search } = new URL(request.url)
    const sent = request.method === 'GET' ? '' : await request.clone().text()
    const headers = { ...Object.fromEntries(request.headers), ...own }
    const sound = new Request(`${url}${pathname}${search}`, request)
    const response = await send(new Request(sound, { headers }))
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

/** What a home says to the journey of a gateway and to a session, on one wire behind the other. */
async function heardIn(url: string, send: Send) {
  const journeys = [await transcript(url, send, 'xml'), await transcript(url, send, 'catair')]
  const spoken = [await session(url, send, begin), await session(url, send, begin, 'catair')]
  return { journeys, spoken }
}

describe('the same journey', () => {
  let edge: Edge
  let embedded: Awaited<ReturnType<typeof heardIn>>
  beforeAll(async () => {
    edge = await startEdge(
      { GATE321_API_KEY: 'dev-key' },
      {
        GATE321_MOCK_PACE: 'manual',
        GATE321_TODAY: '2026-11-23',
        GATE321_MOCK_INSPECTION_RATE: '0',
      },
    )
    embedded = await heardIn('http://cbp.test', createMockCbp(still).fetch)
  }, 60_000)
  afterAll(() => edge.close())

  it('embedded, goes as each scenario says, on either wire', () => {
    const ends = {
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
    }
    expect(embedded.journeys.map((journey) => journey.ends)).toEqual([ends, ends])
    for (const { lines } of embedded.journeys) expect(lines.length).toBeGreaterThan(30)
    for (const spoken of embedded.spoken) {
      expect(spoken.length).toBeGreaterThan(50)
      expect(spoken.filter((line) => / 5\d\d /.test(line))).toEqual([])
    }
    const [inXml, inRecords] = embedded.spoken.map((spoken) => spoken.join('\n'))
    expect(inXml).toContain('<sxDisposition>01')
    expect(inRecords).toContain('\nSE9001   ENTRY REJECTED')
    expect(inRecords).not.toContain('<CargoRelease')
  })

  it('standalone, over HTTP, is the same to the byte', async () => {
    const server = await serveMock({ port: 0, ...still })
    expect(await heardIn(server.url, fetch)).toEqual(embedded)
    await server.close()
  })

  it("under msw, in anybody's test suite, is the same to the byte", async () => {
    const server = setupServer(...handlers('https://cbp.test', createMockCbp(still)))
    server.listen()
    expect(await heardIn('https://cbp.test', fetch)).toEqual(embedded)
    server.close()
  })

  it(
    'as a Worker behind a binding, on workerd and D1, is the same to the byte',
    { timeout: 60_000 },
    async () => {
      expect(await heardIn('http://mock-cbp.test', edge.cbp)).toEqual(embedded)
    },
  )
})
