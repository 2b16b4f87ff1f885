import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engine } from '../conformance/engine.ts'
import { givenApp, shipment } from './given.ts'
import type { Call } from './given.ts'

const seed = 321
const { call, file, lines, db } = await givenApp()
const { id } = await file({ reference: 'FUZZED' })

/** Words that mean something somewhere, so that chance finds the branches. */
const words = ['', '0', '-1', '1e400', '86', '01', 'null', '__proto__', 'constructor', '\u0000', '\ud800', '\u202e', '📦', '../..', '%00', "';--", '<x>', 'x'.repeat(300), '2026-02-30', id, 'ZZ9-0000001-1', 'NaN'] // prettier-ignore
const word = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 40 }))
const leaf = fc.oneof(
  word,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
)
const value = fc.oneof(leaf, fc.jsonValue({ maxDepth: 4 }))

/** The sample with a few of its parts, however deep, replaced by anything. */
const mutated = fc
  .array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 4 })
  .map((changes) => {
    const body = JSON.parse(JSON.stringify(shipment())) as object
    for (const [n, replacement] of changes) {
      const places = placesOf(body)
      const [parent, key] = places[n % places.length] ?? [body, 'reference']
      Object.assign(parent, { [key]: replacement })
    }
    return JSON.stringify(body)
  })

function placesOf(part: unknown): [object, string][] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) => [[part, key], ...placesOf(inner)])
}

/** JSON text with a few characters taken out, doubled or replaced. */
const broken = fc
  .tuple(mutated, fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 3 }))
  .map(([text, cuts]) =>
    cuts.reduce((rest, [n, put]) => {
      const at = n % (rest.length + 1)
      return rest.slice(0, at) + put + rest.slice(at + (n % 3))
    }, text),
  ) // prettier-ignore

const body = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 3, arbitrary: broken },
  { weight: 1, arbitrary: value.map((json) => JSON.stringify(json)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.record({ reason: word, text: word }).map((json) => JSON.stringify(json)),
  },
  { weight: 1, arbitrary: fc.constant(JSON.stringify(shipment({ reference: 'FUZZED' }))) },
)

const segment = fc.oneof(fc.constantFrom('v1', 'entries', 'keys', 'check', 'docs', 'events', 'messages', 'cancel', 'answers', id, '', '.', '..', '%2f', '%00', '%E0%A4%A', ';x', '__proto__'), word.map((text) => encodeURIComponent(text.toWellFormed()))) // prettier-ignore
const calls: readonly (readonly [method: string, path: string, type: string])[] = [
  ['POST', '/v1/entries', 'application/json'],
  ['POST', '/v1/entries', 'application/json'],
  ['POST', '/v1/check', 'application/json'],
  ['GET', '/v1/entries', 'application/json'],
  ['PUT', `/v1/entries/${id}`, 'application/json'],
  ['PATCH', `/v1/entries/${id}`, 'application/merge-patch+json'],
  ['POST', `/v1/entries/${id}/cancel`, 'application/json'],
  ['POST', `/v1/entries/${id}/answers`, 'application/json'],
  ['POST', `/v1/entries/${id}/answers`, 'multipart/form-data; boundary=a'],
  ['POST', '/v1/keys', 'application/json'],
]
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS')
const path = fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
const type = fc.constantFrom('application/json', 'application/merge-patch+json', 'multipart/form-data; boundary=a', 'multipart/form-data', 'text/plain', 'application/json; charset=x', ';;;') // prettier-ignore
const door = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...calls) },
  { weight: 1, arbitrary: fc.tuple(method, path, type) },
)
const name = fc.constantFrom('status', 'reference', 'limit', 'cursor', 'from', 'to', 'wire', 'consignee', '__proto__', 'x') // prettier-ignore
const query = fc
  .array(fc.tuple(name, word), { maxLength: 3 })
  .map((pairs) => pairs.map(([key, text]) => `${key}=${encodeURIComponent(text.toWellFormed())}`))
  .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''))

const headerText = fc
  .oneof(word, fc.constantFrom('"1"', '*', 'k1', 'gzip', 'application/xml', 'identity'))
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim())
const headers = fc.dictionary(
  fc.constantFrom('Idempotency-Key', 'If-Match', 'Accept', 'Content-Encoding', 'X-Request-Id'),
  headerText,
  { maxKeys: 2 },
)
const request = fc.record({
  door,
  query: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, query),
  headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, headers),
  body,
})

describe('anything at all', () => {
  it('gets an answer of the contract, never a failure of ours', async () => {
    const codes = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(request, async ({ door, query, headers, body }) => {
        const [method, path, type] = door
        const bodied = method !== 'GET' && method !== 'HEAD'
        const sent: Call = {
          headers: { ...headers, 'Content-Type': type },
          ...(bodied ? { body } : {}),
        }
        const { status } = await call(method, path + query, sent)
        codes.set(status, (codes.get(status) ?? 0) + 1)
        expect(status).toBeLessThan(500)
      }),
      { seed, numRuns: 4000 },
    )
    // Chance that reached only one door would prove little.
    const seen = [...codes.keys()]
    expect(seen).toEqual(expect.arrayContaining([200, 201, 400, 404, 405, 406, 409, 412, 415, 422]))
    expect(lines.filter(([level]) => level !== 'info')).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('leaves the store sound', async () => {
    // A server of databases looks after its own pages.
    if (engine === 'sqlite') {
      const [row] = await db.read({ sql: 'pragma integrity_check', values: [] })
      expect(row).toEqual({ integrity_check: 'ok' })
    }
    expect((await call('GET', `/v1/entries/${id}`)).status).toBe(200)
  })
})
