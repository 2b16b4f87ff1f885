import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, refusal, scenario, shipment } from './given.ts'
import type { Call, Given } from './given.ts'

type Route = readonly [method: string, path: string, request: Call]

const routes: readonly Route[] = [
  ['GET', '/v1/entries/{id}', {}],
  ['GET', '/v1/entries/{id}/events', {}],
  ['GET', '/v1/entries/{id}/messages', {}],
  ['PUT', '/v1/entries/{id}', { body: shipment() }],
  ['PUT', '/v1/entries/{id}', { body: { reference: 1 } }],
  ['PUT', '/v1/entries/{id}', { body: shipment(), headers: { 'If-Match': '"9"' } }],
  ['PATCH', '/v1/entries/{id}', { body: {}, headers: { 'Content-Type': 'application/merge-patch+json' } }],
  ['POST', '/v1/entries/{id}/cancel', { body: { reason: '01' } }],
  ['POST', '/v1/entries/{id}/cancel', { body: { reason: 'x' } }],
  ['POST', '/v1/entries/{id}/answers', { body: { text: 'Here it is.' } }],
  ['POST', '/v1/entries/{id}/answers', { body: { text: '' }, headers: { 'Idempotency-Key': 'k' } }],
] // prettier-ignore

const ask = ({ call }: Given, [method, path, request]: Route, id: string) =>
  call(method, path.replace('{id}', id), request)

const given = await givenApp({ send: mockCbp })
const others = await given.file(scenario('SIMDOC0001'), { key: given.otherKey })
const own = await given.file(scenario('SIMDOC0002'))
await given.hours(1)

describe("another filer's entry, 404", () => {
  it.each(routes)('%s %s answers as for an entry that never was', async (method, path, request) => {
    const route: Route = [method, path, request]
    const absent = await ask(given, route, '01KAH4W3Z60000000000009999')
    expect(refusal(absent)).toBe('404 entry_not_found')
    for (const id of [others.id, others.entryNumber, others.entryNumber.replaceAll('-', '')]) {
      expect((await ask(given, route, id)).text).toBe(absent.text)
    }
  })

  it('is not changed by any of that', async () => {
    const seen = await given.get(`/v1/entries/${others.id}`, { key: given.otherKey })
    expect(seen.json).toMatchObject({ status: 'discrepancy', version: 1 })
  })

  it('is no secret to its own filer', async () => {
    expect((await given.get(`/v1/entries/${own.id}`)).status).toBe(200)
  })
})

describe('GET /v1/entries/{id}, 404', () => {
  it.each([
    'ZZ9-0000002-8',
    'ZZ9-00000029',
    'zz9-0000002-9',
    '%20ZZ9-0000002-9',
    '%00',
    '%E0%A4%A',
    '%ff',
    '..%2fkeys',
    '%2e%2e%2fkeys',
    "';%20DROP%20TABLE%20entry;--",
    'x'.repeat(10_000),
    '__proto__',
    '%F0%9F%93%A6',
  ])('there is no entry %.40s', async (id) => {
    expect(refusal(await given.get(`/v1/entries/${id}`))).toBe('404 entry_not_found')
  })
})

describe('404 route_not_found', () => {
  it.each(['/v1', '/v1/', '/v1/entry', '/v1/entries/', '/v1/entries/x/y', '/v2/entries', '/admin', '/_mock', '/metric', '/.env', '/docs/', '/favicon.ico'])(
    '%s',
    async (path) => {
      expect(refusal(await given.get(path))).toBe('404 route_not_found')
    },
  ) // prettier-ignore
})
