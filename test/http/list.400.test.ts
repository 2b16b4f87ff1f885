import { describe, expect, it } from 'vitest'
import { givenApp, refusal } from './given.ts'

const { file, get, otherKey } = await givenApp()
for (const reference of ['A', 'B', 'C']) await file({ reference })
for (const reference of ['A', 'B', 'C']) await file({ reference }, { key: otherKey })

const cursorOf = async (query: string, key?: string) =>
  String((await get(`/v1/entries?${query}`, { key })).json['nextCursor'])

describe('GET /v1/entries, 400', () => {
  it.each([
    'limit=0',
    'limit=-1',
    'limit=201',
    'limit=1e9',
    'limit=abc',
    'limit=',
    'limit=1&limit=2',
    'status=open',
    'status=',
    'from=2026-02-30',
    'from=yesterday',
    'to=2026-11-23T24:00:00Z',
    'to=2026-11-23T14:00:00',
    'reference=A&reference=A',
  ])('query_invalid for %s', async (query) => {
    expect(refusal(await get(`/v1/entries?${query}`))).toBe('400 query_invalid')
  })

  it.each(['q=1', 'Limit=1', 'asOf=2025-05-01', '__proto__=1', 'constructor=1', '=', '%00=1'])(
    'query_unknown for %s',
    async (query) => {
      expect(refusal(await get(`/v1/entries?${query}`))).toBe('400 query_unknown')
    },
  )

  it.each(['reference', 'houseBill', 'masterBill', 'consignee'])(
    'has no use for a %s of 51 characters',
    async (name) => {
      const query = `${name}=${'x'.repeat(51)}`
      expect(refusal(await get(`/v1/entries?${query}`))).toBe('422 query_too_long')
    },
  )

  it.each([
    '',
    'x',
    '.',
    '01KAH4W3Z60000000000000002.',
    '01KAH4W3Z60000000000000002.0000000000000000',
    '%00',
    'x'.repeat(5000),
  ])('cursor_invalid for %s', async (cursor) => {
    expect(refusal(await get(`/v1/entries?cursor=${cursor}`))).toBe('400 cursor_invalid')
  })

  it("cursor_invalid for another filter's, another filer's, and a mended one", async () => {
    const own = await cursorOf('limit=1')
    const filtered = await cursorOf('limit=1&status=queued')
    const others = await cursorOf('limit=1', otherKey)
    const mended = own.replace('0000000003', '0000000002')
    expect(mended).not.toBe(own)
    for (const cursor of [filtered, others, mended]) {
      expect(refusal(await get(`/v1/entries?cursor=${cursor}`))).toBe('400 cursor_invalid')
    }
    expect((await get(`/v1/entries?cursor=${own}`)).status).toBe(200)
  })
})

describe('a parameter where there is none, 400', () => {
  it.each([
    ['GET', '/v1/entries/x'],
    ['PUT', '/v1/entries/x'],
    ['PATCH', '/v1/entries/x'],
    ['POST', '/v1/entries'],
    ['GET', '/v1/keys'],
    ['DELETE', '/v1/keys/x'],
  ])('%s %s', async (method, path) => {
    const { call } = await givenApp()
    expect(refusal(await call(method, `${path}?dryRun=1`))).toBe('400 query_unknown')
  })

  it('names a wire that is not there', async () => {
    const { post } = await givenApp()
    expect(refusal(await post('/v1/check?wire=edi', {}))).toBe('400 query_invalid')
  })
})
