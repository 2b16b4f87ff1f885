/**
 * Every route of the application against everybody who should not get through: routes are read off
 * the application, so that a new one is in the matrix on the day it is written.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { declared, routesOf } from './contract.ts'
import { filer, givenApp, mockCbp, otherFiler, refusal, scenario } from './given.ts'

const given = await givenApp({ send: mockCbp })
const { app, call, get, post, newKey, otherKey, gateway, move } = given
const theirs = await given.file(scenario('SIMDOC0001'), { key: otherKey })
await given.hours(1)
const theirKey = (await newKey(otherFiler)).id
const hook = (await post('/v1/webhooks', { url: 'https://hooks.example.com/a' }, { key: otherKey }))
  .json
const theirHook = String(hook['id'] ?? 'whk_none')

/** What of another filer's stands behind `{id}`, and what nobody has. */
const ids: readonly (readonly [prefix: string, theirs: string, absent: string])[] = [
  ['/v1/entries/', theirs.id, '01KAH4W3Z69999999999999999'],
  ['/v1/keys/', theirKey, '000000000000'],
  ['/v1/webhooks/', theirHook, theirHook.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
] // prettier-ignore

const bodies: Readonly<Record<string, object | undefined>> = {
  'PUT /v1/entries/{id}': theirs.shipment,
  'PATCH /v1/entries/{id}': { packageQuantity: 2 },
  'POST /v1/entries/{id}/cancel': { reason: '01' },
  'POST /v1/entries/{id}/answers': { text: 'mine now' },
  'PATCH /v1/webhooks/{id}': { enabled: false },
  'POST /v1/webhooks/{id}/redeliver': { from: '2026-01-01' },
}

const routes = routesOf(app)
const guarded = routes.filter((route) => !route.public)
const withId = guarded.filter(({ path }) =>
  ids.some(([prefix]) => path.startsWith(`${prefix}{id}`)),
)

const ask = (method: string, path: string, id: string, key?: string) => {
  const headers: Record<string, string> = method === 'PATCH' && path.startsWith('/v1/entries') ? { 'Content-Type': 'application/merge-patch+json' } : {}
  const body = bodies[`${method} ${path}`] ?? (['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined)
  return call(method, path.replace('{id}', id).replace(/\{\w+\}/g, 'x'), { body, headers, ...(key ? { key } : {}) })
} // prettier-ignore

describe("what is another filer's (T-A1, P9, G13)", () => {
  it.each(withId)('$method $path reads as if it were not there', async ({ method, path }) => {
    const [, others = '', absent = ''] = ids.find(([prefix]) => path.startsWith(prefix)) ?? []
    const [seen, none] = [await ask(method, path, others), await ask(method, path, absent)]
    expect(seen.status).toBeGreaterThanOrEqual(400)
    expect(seen.status).toBeLessThan(500)
    expect([seen.status, seen.text]).toEqual([none.status, none.text])
    const headersOf = ({ headers }: typeof seen) =>
      [...headers].filter(([name]) => name !== 'x-request-id')
    expect(headersOf(seen)).toEqual(headersOf(none))
  })

  it('is in no list', async () => {
    for (const path of ['/v1/entries', '/v1/keys', '/v1/webhooks', `/v1/entries?reference=${theirs.reference}`]) {
      const { text } = await get(path)
      for (const id of [theirs.id, theirs.entryNumber, theirKey, theirHook]) expect(text).not.toContain(id)
    }
  }) // prettier-ignore

  it('is as it was', async () => {
    const { json } = await get(`/v1/entries/${theirs.id}`, { key: otherKey })
    expect(json).toMatchObject({ status: 'discrepancy', version: 1 })
  })
})

describe('a key that opens nothing (T-A1)', () => {
  it.each(guarded)('$method $path: none, unknown, revoked, expired', async ({ method, path }) => {
    const revoked = await newKey(filer)
    await gateway.keys.revoke(filer, revoked.id)
    const expired = await newKey(filer, undefined, gateway.now())
    const unknown = revoked.key.replace(/_.{12}_/, '_000000000000_')
    const answers = []
    for (const key of [revoked.key, expired.key, unknown]) {
      answers.push(await call(method, path.replace(/\{\w+\}/g, 'x'), { key }))
    }
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await call(method, path.replace(/\{\w+\}/g, 'x'), { key: null })).status).toBe(401)
    move(1)
  })
})

describe('scopes (T-A5)', () => {
  it('are said by each guarded route in /openapi.json, one each', () => {
    const said = declared(app).flatMap(({ security = [] }) => security)
    expect(said.length).toBe(guarded.length)
    for (const one of said) expect(Object.values(one).flat()).toHaveLength(1)
  })
})

const types = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json; charset=utf-16', ''] // prettier-ignore
const writing = guarded.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))

describe('methods and types (T-H3)', () => {
  it.each(writing)('$method $path takes its own type and no other', async ({ method, path }) => {
    for (const type of types) {
      const answer = await call(method, path.replace(/\{\w+\}/g, 'ZZ9'), {
        body: new TextEncoder().encode('{"a":1}'),
        headers: { 'Content-Type': type },
      })
      expect([type, answer.status >= 400 && answer.status < 500]).toEqual([type, true])
      expect([400, 403, 404, 415, 422]).toContain(answer.status)
    }
  })
})
