import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'

const { call, post, get } = await givenApp()
const sample = JSON.stringify(shipment())

describe('POST /v1/entries, 400', () => {
  it.each([
    ['{bad', 'json_syntax'],
    [sample.slice(0, -1), 'json_syntax'],
    [`${sample}x`, 'json_syntax'],
    [`${sample}${sample}`, 'json_syntax'],
    [sample.replace('}', ',}'), 'json_syntax'],
    [sample.replace('{', '{/* */'), 'json_syntax'],
    ['{"reference":"a\nb"}', 'json_syntax'],
    ['{"a":01}', 'json_syntax'],
    ['', 'json_empty'],
    [' \n\t', 'json_empty'],
    [`\ufeff${sample}`, 'json_bom'],
    ['{"a":1,"a":2}', 'json_duplicate_key'],
    ['{"lines":[{"a":1,"\\u0061":2}]}', 'json_duplicate_key'],
    ['{"__proto__":{}}', 'json_forbidden_key'],
    ['{"lines":[{"\\u005f_proto__":{}}]}', 'json_forbidden_key'],
    ['{"constructor":{"prototype":{}}}', 'json_forbidden_key'],
    [`{"${'k'.repeat(257)}":1}`, 'json_key_too_long'],
    ['['.repeat(17) + ']'.repeat(17), 'json_too_deep'],
    ['['.repeat(1_000_000), 'json_too_deep'],
  ])('%.40s is %s', async (body, code) => {
    expect(refusal(await post('/v1/entries', body))).toBe(`400 ${code}`)
  })

  it('points at the name that comes twice', async () => {
    const { json } = await post('/v1/entries', '{"lines":[{},{"unit":1,"unit":2}]}')
    expect(json).toMatchObject({ code: 'json_duplicate_key', pointer: '/lines/1/unit' })
  })

  it('says where the JSON ends to make sense', async () => {
    const { json } = await post('/v1/entries', '{"reference": nope}')
    expect(json['detail']).toMatch(/not JSON/)
  })

  it.each([
    ['overlong', [0x7b, 0xc0, 0xaf, 0x7d]],
    ['cut', [0x7b, 0xe2, 0x82]],
    ['a surrogate', [0x7b, 0xed, 0xa0, 0x80, 0x7d]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('%s UTF-8 is utf8_invalid', async (_, bytes) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = new Uint8Array(bytes)
    expect(refusal(await call('POST', '/v1/entries', { body, headers }))).toBe('400 utf8_invalid')
  })

  it('body_truncated for a caller that hangs up half-way', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"reference":'))
        controller.error(new Error('socket closed'))
      },
    })
    const headers = { 'Content-Type': 'application/json' }
    expect(refusal(await call('POST', '/v1/entries', { body, headers }))).toBe('400 body_truncated')
  })

  it('pollutes no prototype and files nothing', async () => {
    await post('/v1/entries', '{"__proto__":{"polluted":true}}')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect((await get('/v1/entries')).json['items']).toEqual([])
  })
})
