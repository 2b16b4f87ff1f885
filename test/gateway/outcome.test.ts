import { describe, expect, it } from 'vitest'
import { ofError, ofResponse } from '../../src/gateway/outcome.ts'

const now = '2026-11-23T14:00:00.000Z'
const thrown = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
const answered = (
  status: number,
  headers: Record<string, string> = {},
  body = new Uint8Array([1]),
) => ofResponse(new Response(status === 204 ? null : 'x', { status, headers }), body, now)

describe('what a failed send means', () => {
  it.each([
    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'].map((code) => [code, 'unsent', 'line']), // prettier-ignore
    ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'].map((code) => [code, 'unsent', 'certificate']), // prettier-ignore
    ...['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'HPE_INVALID_CONSTANT', 'UND_ERR_HEADERS_OVERFLOW', 'NEVER_SEEN'].map((code) => [code, 'doubt', 'line']), // prettier-ignore
  ])('%s is %s, of the %s', (code, kind, of) => {
    expect(ofError(thrown(code))).toMatchObject({ kind, of })
  })

  it.each([
    [200, 'answer', undefined],
    [202, 'waiting', undefined],
    ...[300, 301, 302, 307, 308].map((status) => [status, 'unsent', 'address'] as const),
    ...[400, 422, 408, 418, 425, 429, 500, 502, 503, 504, 599].map((status) => [status, 'doubt', undefined] as const), // prettier-ignore
    ...[401, 403].map((status) => [status, 'unsent', 'credentials'] as const),
    ...[404, 405, 410].map((status) => [status, 'unsent', 'address'] as const),
    [409, 'parked', undefined],
    [413, 'parked', undefined],
  ] as const)('HTTP %i is %s, of %s', (status, kind, of) => {
    const outcome = answered(status)
    expect(outcome.kind).toBe(kind)
    expect('of' in outcome ? outcome.of : undefined).toBe(of)
  })

  it.each([429, 503])('HTTP %i waits as long as CBP says, within bounds', (status) => {
    const wait = (header: string) => answered(status, { 'Retry-After': header })
    expect(wait('7')).toMatchObject({ waitMillis: 7000 })
    expect(wait('-1')).toMatchObject({ waitMillis: 1000 })
    expect(wait('1000000000')).toMatchObject({ waitMillis: 900_000 })
    expect(wait('Mon, 23 Nov 2026 14:01:00 GMT')).toMatchObject({ waitMillis: 60_000 })
    expect(wait('Wed, 99 Foo')).toMatchObject({ waitMillis: undefined })
  })

  it('an answer that is empty or over the cap is a doubt', () => {
    expect(answered(200, {}, new Uint8Array())).toMatchObject({ kind: 'doubt', why: 'cbp_empty' })
    expect(ofResponse(new Response('x'), undefined, now)).toMatchObject({ why: 'cbp_limits' })
  })
})
