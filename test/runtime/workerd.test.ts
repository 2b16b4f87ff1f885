import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/day.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { shipment } from '../domain/example.ts'
import { madeCsv } from '../batch/made.ts'
import { madeWorkbook, xlsxType } from '../batch/workbook.ts'

const today = '2026-11-25'

describe('the gateway and mock-cbp on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge(
      { HOST: '127.0.0.1', GATE321_API_KEY: 'dev-key', GATE321_TODAY: today },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
  }, 60_000)
  afterAll(() => edge.close())

  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${edge.url}${path}`, {
      method,
      headers: { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  const parcel = (suffix: string, scenario = 'SIMREL') => ({
    ...shipment,
    reference: `EDGE-${suffix}`,
    orderNumber: `ORD-${suffix}`,
    consignee: { ...shipment.consignee, name: `Jane ${suffix}` },
    bill: { masterBill: '172-12345675', houseBill: `${scenario}${suffix}` },
    estimatedArrivalDate: addDays(today, 1),
  })

  const statusOf = async (id: unknown) => (await call('GET', `/v1/entries/${id}`)).body['status']

  /** Fires the cron trigger until the entry stands where it should; a few times, never for ever. */
  const statusAfter = async (id: unknown, expected: string) => {
    let status = await statusOf(id)
    for (let firing = 0; firing < 10 && status !== expected; firing++) {
      await edge.scheduled()
      status = await statusOf(id)
    }
    return status
  }

  it('are up, on a store that takes writes', async () => {
    expect((await call('GET', '/healthz')).status).toBe(200)
    expect((await call('GET', '/readyz')).status).toBe(200)
    expect(await edge.mock('/healthz')).toEqual({ status: 'ok', simulated: true })
  })

  it('carry a shipment from queued to released', async () => {
    const filed = await call('POST', '/v1/entries', parcel('1'))
    expect(filed).toMatchObject({ status: 201, body: { status: 'queued' } })
    const { id, entryNumber } = filed.body
    // Its wake goes through the queue: no cron trigger has fired yet.
    await expect.poll(() => statusOf(id), { timeout: 5000 }).toBe('submitted')
    await edge.mock('/_mock/clock', { jump: true })
    expect(await statusAfter(id, 'under_review')).toBe('under_review')
    await edge.mock('/_mock/clock', { jump: true })
    expect(await statusAfter(id, 'released')).toBe('released')

    const { items } = (await edge.mock('/_mock/entries')) as { items: unknown[] }
    expect(items).toEqual([
      expect.objectContaining({ entryNumber, status: 'released', effectiveFilings: 1 }),
    ])
    const { body } = await call('GET', `/v1/entries/${entryNumber}/messages`)
    expect((body['items'] as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      ...['filing', 'reply', 'notification', 'notification'],
    ])
  })

  it('carry a document that CBP asked for', async () => {
    const { body } = await call('POST', '/v1/entries', parcel('2', 'SIMDOC'))
    expect(await statusAfter(body['id'], 'submitted')).toBe('submitted')
    await edge.mock('/_mock/clock', { advance: 'PT6H' })
    expect(await statusAfter(body['id'], 'discrepancy')).toBe('discrepancy')
    const content = Buffer.from('Two shirts, 30.00').toString('base64')
    const answered = await call('POST', `/v1/entries/${body['id']}/answers`, {
      documents: [{ type: 'CBP01', name: 'invoice.txt', mediaType: 'text/plain', content }],
    })
    expect(answered.status).toBe(200)
    expect(await statusAfter(body['id'], 'under_review')).toBe('under_review')
  })

  it('take the same reference once, and ten at once each with a number of its own', async () => {
    const again = await call('POST', '/v1/entries', parcel('1'))
    expect(again).toMatchObject({ status: 409, body: { code: 'reference_duplicate' } })
    const ten = await Promise.all(
      Array.from({ length: 10 }, (_, n) => call('POST', '/v1/entries', parcel(`9${n}`))),
    )
    expect(ten.map(({ status }) => status)).toEqual(Array(10).fill(201))
    expect(new Set(ten.map(({ body }) => body['entryNumber'])).size).toBe(10)
  })

  it('file a workbook and a CSV of shipments, carried on by the queue', async () => {
    const headers = { Authorization: 'Bearer dev-key' }
    const made = { rows: 50, bad: 2, day: addDays(today, 1) }
    for (const [tag, type, body] of [
      ['C', 'text/csv', madeCsv({ ...made, tag: 'C' })],
      ['W', xlsxType, madeWorkbook({ ...made, tag: 'W' })],
    ] as const) {
      const sent = await fetch(`${edge.url}/v1/batches`, { method: 'POST', headers: { ...headers, 'Content-Type': type }, body })
      expect([tag, sent.status]).toEqual([tag, 202])
      const { id } = (await sent.json()) as { id: string }
      const stateOf = async () => (await call('GET', `/v1/batches/${id}`)).body
      await expect.poll(async () => (await stateOf())['state'], { timeout: 20_000 }).toBe('done')
      expect((await stateOf())['counts']).toMatchObject({ received: 50, accepted: 48, refused: 2 })
    }
  }, 60_000) // prettier-ignore

  it('raise no alarm on the way', () => {
    expect(edge.logs().filter((line) => line.includes('"alarm"'))).toEqual([])
  })
})

describe('the gateway on workerd, with GATE321_WIRE=catair', () => {
  it('files and hears in records', async () => {
    const settings = { HOST: '127.0.0.1', GATE321_API_KEY: 'dev-key', GATE321_TODAY: today }
    const edge = await startEdge(
      { ...settings, GATE321_WIRE: 'catair' },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
    const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
    try {
      const estimatedArrivalDate = addDays(today, 1)
      const body = JSON.stringify({ ...shipment, estimatedArrivalDate })
      const filed = await fetch(`${edge.url}/v1/entries`, { method: 'POST', headers, body })
      const { id } = (await filed.json()) as { id: string }
      const read = async (part = '') =>
        (await (await fetch(`${edge.url}/v1/entries/${id}${part}`, { headers })).json()) as {
          status: string
          items: { format: string }[]
        }
      await edge.scheduled()
      await edge.mock('/_mock/clock', { advance: 'P7D' })
      for (let firing = 0; firing < 10 && (await read()).status !== 'released'; firing++) {
        await edge.scheduled()
      }
      expect((await read()).status).toBe('released')
      const formats = (await read('/messages')).items.map(({ format }) => format)
      expect(new Set(formats)).toEqual(new Set(['text/x-catair']))
      expect(edge.logs().filter((line) => line.includes('"alarm"'))).toEqual([])
    } finally {
      await edge.close()
    }
  }, 60_000)
})

describe('the gateway on workerd, reached from everywhere', () => {
  it.each([
    ['without a key', {}, 'GATE321_API_KEY is required'],
    ['on the development key', { GATE321_API_KEY: 'dev-key' }, 'is the development key'],
  ])('starts for nobody %s, and says why to its log alone', async (_, vars, why) => {
    const edge = await startEdge(vars, {})
    try {
      const response = await fetch(`${edge.url}/healthz`)
      expect(response.status).toBe(503)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(await response.text()).not.toContain('GATE321')
      expect(edge.logs().join()).toContain(why)
    } finally {
      await edge.close()
    }
  })
})
