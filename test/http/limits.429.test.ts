import { describe, expect, it } from 'vitest'
import { usualLimits } from '../../src/limits.ts'
import type { Limits } from '../../src/limits.ts'
import { filer, givenApp, idempotent, mockCbp, refusal, shipment } from './given.ts'

const numbered = (n: number) => shipment({ reference: `R${n}` })

/** An app whose limits' own clock stands still until it is moved. */
async function limited(changes: Partial<Limits> = {}, more: { address?: string } = {}) {
  let millis = 0
  const limits = { ...usualLimits, ...changes }
  const address = { now: more.address }
  const given = await givenApp({
    send: mockCbp,
    bounds: limits,
    app: { limits, millis: () => millis, addressOf: () => address.now },
  })
  return { ...given, address, pass: (more: number) => void (millis += more) }
}

describe('429 rate_limited (T-R1)', () => {
  it('is the 101st request of a burst, until the bucket fills', async () => {
    const { get, pass } = await limited()
    for (let n = 0; n < 100; n++) expect((await get('/v1/keys')).status).toBe(200)
    const refused = await get('/v1/keys')
    expect([refusal(refused), refused.headers.get('Retry-After')]).toEqual([
      '429 rate_limited',
      '1',
    ])
    pass(20)
    expect((await get('/v1/keys')).status).toBe(200)
    expect(refusal(await get('/v1/keys'))).toBe('429 rate_limited')
  })

  it('is of a key: another one goes on', async () => {
    const { get, newKey } = await limited({ burst: 1 })
    await get('/v1/keys')
    expect(refusal(await get('/v1/keys'))).toBe('429 rate_limited')
    expect((await get('/v1/keys', { key: (await newKey(filer)).key })).status).toBe(200)
  })

  it('leaves reading alone when filing is used up', async () => {
    const { file, post, get } = await limited({ burst: 1 })
    const { id } = await file()
    expect(refusal(await post('/v1/entries', numbered(2)))).toBe('429 rate_limited')
    expect((await get(`/v1/entries/${id}`)).status).toBe(200)
  })

  it('does not count what needs no key', async () => {
    const { get } = await limited({ burst: 1 })
    for (let n = 0; n < 5; n++) expect((await get('/healthz', { key: null })).status).toBe(200)
  })
})

describe('429 too_many_at_once (T-R1)', () => {
  it('is the 21st filing of a filer at work, whatever its key', async () => {
    const { post, newKey, get } = await limited({ working: 100 })
    const { key } = await newKey(filer)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => post('/v1/entries', numbered(n), n % 2 ? { key } : {})),
    )
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(refusal)).toEqual(refused.map(() => '429 too_many_at_once'))
    expect(refused.length).toBeGreaterThanOrEqual(1)
    expect(refused.every(({ headers }) => headers.get('Retry-After') === '1')).toBe(true)
    const { json } = await get('/v1/entries?limit=200')
    expect(json['items']).toHaveLength(answers.length - refused.length)
    expect((await post('/v1/entries', numbered(99))).status).toBe(201)
  })
})

describe('429 login_limited (T-A3)', () => {
  const wrong = { key: `gate321_${'0'.repeat(12)}_${'0'.repeat(43)}_000000` }

  it('is the 21st wrong key of an address in a minute, and then even the right one', async () => {
    const { get, pass } = await limited({}, { address: '192.0.2.1' })
    for (let n = 0; n < 20; n++)
      expect(refusal(await get('/v1/keys', wrong))).toBe('401 auth_invalid')
    const refused = await get('/v1/keys', wrong)
    expect([refusal(refused), refused.headers.get('Retry-After')]).toEqual([
      '429 login_limited',
      '3',
    ])
    expect(refusal(await get('/v1/keys'))).toBe('429 login_limited')
    pass(3000)
    expect((await get('/v1/keys')).status).toBe(200)
  })

  it('leaves other addresses alone, and those who send no key', async () => {
    const { get, address } = await limited({}, { address: '192.0.2.1' })
    for (let n = 0; n < 30; n++) await get('/v1/keys', { key: null })
    expect((await get('/v1/keys')).status).toBe(200)
    for (let n = 0; n < 30; n++) await get('/v1/keys', wrong)
    address.now = '192.0.2.2'
    expect((await get('/v1/keys')).status).toBe(200)
  })
})

describe('429 daily_cap (T-R2)', () => {
  it('is what a leaked key runs into; the next day goes on, and what was filed replays', async () => {
    const { post, get, move, lines } = await limited({ perDay: 2 })
    const first = await post('/v1/entries', numbered(1), idempotent('k1'))
    await post('/v1/entries', numbered(2))
    const refused = [await post('/v1/entries', numbered(3)), await post('/v1/entries', numbered(4))]
    expect(refused.map(refusal)).toEqual(['429 daily_cap', '429 daily_cap'])
    // From 14:00 until midnight, UTC.
    expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(['36000', '36000'])
    expect(lines.filter(([, event]) => event === 'daily_cap')).toHaveLength(1)
    const again = await post('/v1/entries', numbered(1), idempotent('k1'))
    expect([again.status, again.text]).toEqual([201, first.text])
    expect((await get('/v1/entries')).json['items']).toHaveLength(2)
    move(36_000_000)
    expect((await post('/v1/entries', shipment({ reference: 'R5', estimatedArrivalDate: '2026-12-01' }))).status).toBe(201)
  }) // prettier-ignore

  it('holds when many come at once, and is of each filer', async () => {
    const { post, otherKey } = await limited({ perDay: 5 })
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => post('/v1/entries', numbered(n))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect((await post('/v1/entries', numbered(1), { key: otherKey })).status).toBe(201)
  })
})

describe('403 filing_stopped (T-R2)', () => {
  it('is the switch: nothing is filed and nothing sent until it is lifted; reading goes on', async () => {
    const { file, post, call, get, gateway, newKey } = await limited()
    const { key } = await newKey(filer, ['ops'])
    const { id } = await file()
    const stop = await call('PUT', '/v1/stops/ZZ9', { key, body: { why: 'a key leaked' } })
    expect([stop.status, stop.json['filer']]).toEqual([200, 'ZZ9'])
    expect(refusal(await post('/v1/entries', numbered(2)))).toBe('403 filing_stopped')
    await gateway.tick()
    expect((await get(`/v1/entries/${id}`)).json['status']).toBe('queued')
    expect((await get('/readyz', { key: null })).json['status']).toBe('warn')
    expect((await get('/v1/stops', { key })).json['items']).toHaveLength(1)
    expect((await call('DELETE', '/v1/stops/ZZ9', { key })).status).toBe(204)
    expect(refusal(await call('DELETE', '/v1/stops/ZZ9', { key }))).toBe('404 stop_not_found')
    await gateway.tick()
    expect((await get(`/v1/entries/${id}`)).json['status']).not.toBe('queued')
    expect((await post('/v1/entries', numbered(2))).status).toBe(201)
  })

  it('is of one filer', async () => {
    const { post, call, otherKey } = await limited()
    await call('PUT', '/v1/stops/ZZ9', { body: { why: 'a test' } })
    expect((await post('/v1/entries', numbered(1), { key: otherKey })).status).toBe(201)
    expect(refusal(await call('PUT', '/v1/stops/nobody', { body: { why: 'x' } }))).toBe('404 filer_not_found')
    expect(refusal(await call('PUT', '/v1/stops/ZZ9', { body: {} }))).toBe('422 stop_invalid')
  })
}) // prettier-ignore

describe('503 overloaded (P12)', () => {
  it('is for those who come while so many are at work; they go later', async () => {
    const { post, get } = await limited({ working: 4 })
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => post('/v1/entries', numbered(n))),
    )
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(refusal)).toEqual(refused.map(() => '503 overloaded'))
    expect(refused.length).toBeGreaterThanOrEqual(1)
    expect(refused.every(({ headers }) => headers.get('Retry-After') === '1')).toBe(true)
    expect((await get('/v1/entries')).json['items']).toHaveLength(12 - refused.length)
    expect((await post('/v1/entries', numbered(99))).status).toBe(201)
  })

  it('is for bodies that would not fit in; one that hangs holds no place', async () => {
    const { call, post } = await limited({ incomingBytes: 2 * 1024 * 1024 })
    let finish = () => undefined as void
    const hanging = new ReadableStream({
      start: (controller) => {
        finish = () => controller.close()
      },
    })
    const headers = { 'Content-Type': 'application/json' }
    const slow = call('POST', '/v1/entries', { body: hanging, headers })
    const tooMuch = { ...headers, 'Content-Length': String(1024 * 1024 + 1) }
    expect((await post('/v1/entries', numbered(1))).status).toBe(201)
    expect(refusal(await call('POST', '/v1/entries', { body: '{}', headers: tooMuch }))).toBe('413 body_too_large')
    finish()
    expect(refusal(await slow)).toBe('400 json_empty')
  }) // prettier-ignore

  it('is while too many entries wait to be sent, and ends when they are', async () => {
    const { post, get, gateway, move, lines } = await limited({ waiting: 3 })
    for (let n = 0; n < 3; n++) expect((await post('/v1/entries', numbered(n))).status).toBe(201)
    const refused = await post('/v1/entries', numbered(3))
    expect([refusal(refused), refused.headers.get('Retry-After')]).toEqual(['503 overloaded', '30'])
    expect((await get('/v1/entries')).status).toBe(200)
    expect((await post('/v1/check', numbered(4))).status).toBe(200)
    expect(lines.filter(([, event]) => event === 'queue_full')).toEqual([['alarm', 'queue_full', { waiting: 3 }]])
    await gateway.tick()
    move(1000)
    expect((await post('/v1/entries', numbered(3))).status).toBe(201)
  }) // prettier-ignore
})
