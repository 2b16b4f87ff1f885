import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'

const { call, post } = await givenApp()
const asType = (type: string) => ({ headers: { 'Content-Type': type } })

describe('415', () => {
  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonx', 'application/merge-patch+json', 'application', ';', 'multipart/form-data'])(
    'content_type: %s',
    async (type) => {
      const answer = await post('/v1/entries', shipment(), asType(type))
      expect(refusal(answer)).toBe('415 content_type')
      expect(answer.headers.get('Accept')).toBe('application/json')
    },
  ) // prettier-ignore

  it('content_type: none at all', async () => {
    const body = new TextEncoder().encode(JSON.stringify(shipment()))
    expect(refusal(await call('POST', '/v1/entries', { body }))).toBe('415 content_type')
  })

  it('content_type: a patch is a merge patch', async () => {
    const answer = await call('PATCH', '/v1/entries/x', { body: {} })
    expect(refusal(answer)).toBe('415 content_type')
    expect(answer.headers.get('Accept')).toBe('application/merge-patch+json')
  })

  it.each(['application/json; charset=utf-16', 'application/json;charset=latin1'])(
    'charset: %s',
    async (type) => {
      expect(refusal(await post('/v1/entries', shipment(), asType(type)))).toBe('415 charset')
    },
  )

  it.each(['gzip', 'br', 'identity, gzip'])('content_encoding: %s', async (encoding) => {
    const headers = { 'Content-Encoding': encoding }
    expect(refusal(await post('/v1/entries', shipment(), { headers }))).toBe('415 content_encoding')
  })

  it('takes the encoding that is none', async () => {
    const headers = { 'Content-Encoding': 'identity' }
    expect((await post('/v1/entries', shipment(), { headers })).status).toBe(201)
  })
})
