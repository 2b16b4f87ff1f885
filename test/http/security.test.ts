import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'

const { call, get, post, lines } = await givenApp()

const spellings = [
  '//v1/entries',
  '/V1/entries',
  '/v1/Entries',
  '/v1%2fentries',
  '/v1%2Fentries',
  '/v1/entries;x',
  '/v1;x/entries',
  '/v1/./entries/',
  '/v1//entries',
  '///v1/entries',
  '/v1/entries/',
  '/v1/entries%20',
  '/v1/entries%00',
  '/v1/entries%3f',
  '/v1/entries.json',
  '/%2e%2e/v1/entries/',
  '/docs/..%2fv1/entries',
  '/docs/%2e%2e%2fv1/entries',
  '/docs%2f..%2fv1%2fentries',
  '/healthz/../V1/entries',
  '/healthz;/v1/entries',
  '/openapi.json/v1/entries',
  '/docs//v1/entries',
  '/docs/v1/entries',
  '/\\v1/entries',
  '/v1\\entries/x/y',
  '/v1/entries%5c',
  '/v1%255fentries',
  '/v1/%2565ntries',
  '/*',
  '/.',
  '/v1/*',
]

/** The same address for a server, so the key opens it and nothing else does. */
const same = ['/v1/entrie%73', '/%76%31/entries', '/v1/./entries', '/docs/../v1/entries']

describe('a path in another spelling', () => {
  it.each(spellings)('%s is guarded, and nowhere', async (path) => {
    const without = await get(path, { key: null })
    if (without.status !== 200) expect(refusal(without)).toBe('401 auth_missing')
    else expect(without.headers.get('Content-Type')).toMatch(/^text\/html/)
    if (without.status !== 200) expect((await get(path)).status).toBe(404)
  })

  it.each(same)('%s is guarded all the same', async (path) => {
    expect(refusal(await get(path, { key: null }))).toBe('401 auth_missing')
    expect((await get(path)).status).toBe(200)
  })

  it.each(['/%64ocs', '/doc%73/style.css', '/%68ealthz', '/%6fpenapi.json'])(
    '%s loses its freedom',
    async (path) => {
      expect(refusal(await get(path, { key: null }))).toBe('401 auth_missing')
    },
  )
})

describe('every answer', () => {
  it.each(['/', '/docs', '/openapi.json', '/healthz', '/v1/entries', '/v1/nothing'])(
    '%s carries the headers of caution',
    async (path) => {
      const { headers } = await get(path)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('X-Simulated')).toBe('gate321')
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    },
  )

  it.each(['/v1/entries', '/v1/keys', '/v1/nothing'])('%s stays out of caches', async (path) => {
    expect((await get(path)).headers.get('Cache-Control')).toBe('no-store')
  })

  it('opens for no other origin', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
    const answer = await call('OPTIONS', '/v1/entries', { headers })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('a request id', () => {
  it.each(['abc-123_X', 'x'.repeat(64)])('is taken up: %.20s', async (id) => {
    const { headers } = await get('/healthz', { headers: { 'X-Request-Id': id } })
    expect(headers.get('X-Request-Id')).toBe(id)
  })

  it.each(['x'.repeat(65), 'a b', '<script>', 'caf\u00e9'])('is not: %.20s', async (id) => {
    const { headers } = await get('/healthz', { headers: { 'X-Request-Id': id } })
    expect(headers.get('X-Request-Id')).not.toBe(id)
  })
})

describe('odd headers', () => {
  it.each([
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['X-Original-URL', '/v1/keys'],
    ['Host', 'evil.example'],
  ])('%s changes nothing', async (name, value) => {
    expect((await get('/v1/entries', { headers: { [name]: value } })).json).toEqual({
      items: [],
      nextCursor: null,
    })
  })
})

describe('what is said of a shipment', () => {
  const canary = 'CANARY7391'

  it('does not reach the log', async () => {
    const { consignee } = shipment()
    const body = shipment({ reference: canary, consignee: { ...consignee, name: canary } })
    await post('/v1/entries', body)
    await post('/v1/entries', body)
    await post('/v1/entries', { ...body, [canary]: canary })
    await post('/v1/entries', `{"${canary}`)
    expect(JSON.stringify(lines)).not.toContain(canary)
  })
})
