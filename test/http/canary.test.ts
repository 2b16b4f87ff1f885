/**
 * What a shipment says is nobody's business but its filer's and CBP's (T-L2): a shipment of strings
 * that occur nowhere else, through its whole life and every refusal, and then a search.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { Fields, Trace } from '../../src/gateway/trace.ts'
import { createApp } from '../../src/http/app.ts'
import { jsonLog } from '../../src/log.ts'
import { filer, givenApp, mockCbp, scenario, shipment } from './given.ts'

const canary = /CANARY|7391733/

const secret = (changes: object = {}) =>
  shipment({
    ...scenario('SIMDOC0001'),
    reference: 'CANARYREF',
    orderNumber: 'CANARYORDER',
    seller: { name: 'Canary Seller CANARY', address: { street: '1 CANARY St', city: 'CANARYCITY', country: 'VN' } },
    consignee: {
      name: 'Jane CANARY',
      address: { street: '7391733 CANARY St', city: 'Brooklyn', subdivision: 'NY', postalCode: '11201', country: 'US' },
    },
    contact: { name: 'PAT CANARY', phone: '7185557391' },
    ...changes,
  }) // prettier-ignore

async function watched() {
  const lines: string[] = []
  const log = jsonLog({ now: () => '' }, (line) => lines.push(line))
  const spans: string[] = []
  const trace: Trace = (name, fields, work) => {
    const note = (more: Fields) => void spans.push(JSON.stringify([name, more]))
    note(fields)
    return work(note)
  }
  const given = await givenApp({ send: mockCbp, log, trace })
  return { ...given, lines, spans }
}

describe('what a shipment says (T-L2)', () => {
  it('is in no line of the log, no metric, no trace, and in no refusal but of its own field', async () => {
    const { post, call, get, hours, lines, spans, newKey } = await watched()
    const filed = await post('/v1/entries', secret())
    expect(filed.status).toBe(201)
    const { id } = filed.json as { id: string }
    await hours(1)
    expect((await get(`/v1/entries/${id}`)).text).toMatch(canary)
    await post(`/v1/entries/${id}/answers`, { text: 'CANARY answers' })
    await call('PUT', `/v1/entries/${id}`, { body: secret({ packageQuantity: 3 }) })
    await hours(30)
    const refused = [
      await post('/v1/entries', '{"reference": "CANARY'),
      await post('/v1/entries', 'CANARY'),
      await get('/v1/entries/CANARY'),
      await get('/v1/CANARY'),
      await get('/v1/entries?CANARY=CANARY'),
      await post(`/v1/entries/${id}/cancel`, { reason: 'CANARY' }),
    ]
    expect(refused.every(({ status }) => status >= 400 && status < 500)).toBe(true)
    const ops = await newKey(filer, ['ops'])
    const metrics = await get('/metrics', { key: ops.key })
    expect(lines.length).toBeGreaterThan(5)
    expect(spans.length).toBeGreaterThan(10)
    for (const text of [...lines, ...spans, metrics.text]) expect(text).not.toMatch(canary)
  })

  it('is not in what an alarm says of a mistake of ours', async () => {
    const { gateway, key, lines } = await watched()
    const file = () => Promise.reject(new TypeError('name cannot carry "Jane CANARY"'))
    const app = createApp(
      { ...gateway, file },
      jsonLog({ now: () => '' }, (line) => lines.push(line)),
    )
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
    const answer = await app.request('/v1/entries', {
      method: 'POST',
      headers,
      body: JSON.stringify(secret()),
    })
    expect([answer.status, canary.test(await answer.text())]).toEqual([500, false])
    expect(lines.join()).toContain('internal_error')
    expect(lines.join()).not.toMatch(canary)
  })
})
