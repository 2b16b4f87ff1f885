import { describe, expect, it } from 'vitest'
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { givenApp, idempotent, mockCbp, refusal, scenario, shipment } from './given.ts'

/** A store that takes writes until it is told to fail. */
function failing() {
  let fault: Error | undefined
  const store = (db: Db): Db => ({
    read: db.read,
    write: async (statements) => {
      if (fault) throw fault
      return db.write(statements)
    },
  })
  return { store, fail: (error: Error | undefined) => (fault = error) }
}

const reasons = [
  ['full', 'storage_full', '60'],
  ['busy', 'storage_busy', '1'],
  ['failed', 'storage_failed', '60'],
] as const

describe('a store that takes no writes, 503', () => {
  it.each(reasons)('%s: %s, and reading works', async (reason, code, seconds) => {
    const { store, fail } = failing()
    const { file, post, call, get, lines } = await givenApp({ store })
    const { id } = await file()
    fail(new StoreUnavailable(reason))
    const refused = [
      await post('/v1/entries', shipment({ reference: 'B' })),
      await call('PUT', `/v1/entries/${id}`, { body: shipment() }),
      await post(`/v1/entries/${id}/cancel`, { reason: '01' }),
      await post('/v1/keys', { name: 'x' }),
    ]
    expect(refused.map(refusal)).toEqual(refused.map(() => `503 ${code}`))
    expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(
      refused.map(() => seconds),
    )
    expect((await get(`/v1/entries/${id}`)).status).toBe(200)
    expect((await get('/v1/entries')).json['items']).toHaveLength(1)
    expect((await post('/v1/check', shipment())).status).toBe(200)
    expect(lines).toContainEqual(['alarm', 'store_unavailable', { reason }])
  })

  it.each([
    ['ENOSPC', 'storage_full'],
    ['EIO', 'storage_failed'],
  ])(
    'a document that cannot be kept (%s): %s, and the same answer goes later',
    async (fault, code) => {
      const { file, hours, post, files } = await givenApp({ send: mockCbp })
      const { id } = await file(scenario('SIMDOC0001'))
      await hours(1)
      const content = btoa('%PDF-1.7 the invoice')
      const invoice = { type: 'CBP01', name: 'a.pdf', mediaType: 'application/pdf', content }
      const send = () =>
        post(`/v1/entries/${id}/answers`, { documents: [invoice] }, idempotent('k1'))
      files.set = () => {
        throw Object.assign(new Error('write'), { code: fault })
      }
      expect(refusal(await send())).toBe(`503 ${code}`)
      files.set = Map.prototype.set
      expect((await send()).status).toBe(200)
    },
  )

  it('not_ready, while the process is well', async () => {
    const { store, fail } = failing()
    const { get, lines } = await givenApp({ store })
    expect((await get('/readyz', { key: null })).json).toMatchObject({ status: 'ok' })
    fail(new StoreUnavailable('full'))
    const answer = await get('/readyz', { key: null })
    expect(refusal(answer)).toBe('503 not_ready')
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect(lines).toContainEqual(['alarm', 'not_ready', { why: 'store: takes no writes: full' }])
    expect((await get('/healthz', { key: null })).json).toEqual({ status: 'ok' })
  })

  it('recovers by itself, and the key that was refused runs anew', async () => {
    const { store, fail } = failing()
    const { post } = await givenApp({ store })
    fail(new StoreUnavailable('full'))
    const refused = await post('/v1/entries', shipment(), idempotent('k1'))
    fail(undefined)
    const answer = await post('/v1/entries', shipment(), idempotent('k1'))
    expect([refused.status, answer.status]).toEqual([503, 201])
    expect(answer.headers.get('Idempotent-Replayed')).toBeNull()
  })
})

describe('a mistake of ours, 500', () => {
  it('internal: says so and no more, the log says the rest', async () => {
    const { store, fail } = failing()
    const { post, get, lines } = await givenApp({ store })
    fail(new Error('SELECT secret FROM table'))
    const answer = await post('/v1/entries', shipment())
    expect(refusal(answer)).toBe('500 internal')
    expect(answer.text).not.toMatch(/secret|SELECT|node_modules|\.ts/)
    const why = 'SELECT secret FROM table'
    const request_id = answer.headers.get('X-Request-Id')
    expect(lines).toContainEqual(['alarm', 'internal_error', { request_id, why }])
    expect((await get('/v1/entries')).json['items']).toEqual([])
  })
})

describe('many changes of one entry at once', () => {
  it('are made, or refused for the moment, and counted right', async () => {
    const { file, call, get } = await givenApp()
    const { id } = await file()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => call('PUT', `/v1/entries/${id}`, { body: shipment() })),
    )
    const made = answers.filter(({ status }) => status === 200).length
    const rest = answers.filter(({ status }) => status !== 200)
    expect(made).toBeGreaterThanOrEqual(3)
    expect(rest.map(refusal)).toEqual(rest.map(() => '503 storage_busy'))
    expect((await get(`/v1/entries/${id}`)).json['version']).toBe(1 + made)
  })
})
