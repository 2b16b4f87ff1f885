import { describe, expect, it } from 'vitest'
import { givenApp, idempotent, refusal, shipment } from './given.ts'

const text = JSON.stringify(shipment())

describe('Idempotency-Key, another request', () => {
  it.each([
    ['another shipment', text.replace('SHP-000123', 'SHP-000124')],
    ['one space more', `${text} `],
    ['another order of its parts', text.replace(/^\{("reference":"[^"]*"),(.*)\}$/, '{$2,$1}')],
  ])('idempotency_key_reused: %s', async (_, body) => {
    const { post, get } = await givenApp()
    await post('/v1/entries', text, idempotent('k1'))
    expect(body).not.toBe(text)
    const answer = await post('/v1/entries', body, idempotent('k1'))
    expect(refusal(answer)).toBe('422 idempotency_key_reused')
    expect((await get('/v1/entries')).json['items']).toHaveLength(1)
  })
})

describe('Idempotency-Key, 400', () => {
  it.each(['', '""', 'x'.repeat(256), `"${'x'.repeat(256)}"`, 'a b', 'a,b', 'a, b', 'caf\u00e9', 'a\tb'])(
    'idempotency_key_invalid: "%.20s"',
    async (key) => {
      const { post, get } = await givenApp()
      const answer = await post('/v1/entries', shipment(), idempotent(key))
      expect(refusal(answer)).toBe('400 idempotency_key_invalid')
      expect((await get('/v1/entries')).json['items']).toEqual([])
    },
  ) // prettier-ignore
})
