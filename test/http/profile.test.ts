import { describe, expect, it } from 'vitest'
import { givenLaw, on } from './enforced.ts'
import { findings, givenApp, otherFiler, refusal, shipment } from './given.ts'

const whole = { policy: 'inherit', severities: {}, filingFee: {} }
const [line] = shipment().lines
const gifts = { lines: [{ ...line, description: 'Gift items' }] }

const put = async (given: Awaited<ReturnType<typeof givenApp>>, body: unknown) =>
  given.call('PUT', '/v1/profile', { body })

describe('the profile', () => {
  it('inherits and softens nothing until it is set', async () => {
    const { get } = await givenApp()
    expect((await get('/v1/profile')).json).toEqual(whole)
  })

  it('is set as a whole, and read as it was set', async () => {
    const given = await givenApp()
    const full = { policy: 'enforced', severities: { chapter_98: 'off' }, filingFee: { '11': '2.50' } } // prettier-ignore
    expect((await put(given, full)).json).toEqual(full)
    expect((await given.get('/v1/profile')).json).toEqual(full)
    await put(given, whole)
    expect((await given.get('/v1/profile')).json).toEqual(whole)
  })

  it('is its own for each filer', async () => {
    const given = await givenApp()
    await put(given, { ...whole, policy: 'enforced' })
    const other = await given.get('/v1/profile', { key: given.otherKey })
    expect(other.json).toEqual(whole)
    expect(otherFiler).not.toBe('ZZ9')
  })

  it.each([
    ['unknown_field', '/severities/gift_items', { ...whole, severities: { gift_items: 'off' } }],
    ['value_unknown', '/severities/chapter_98', { ...whole, severities: { chapter_98: 'loud' } }],
    ['value_unknown', '/policy', { ...whole, policy: 'loose' }],
    ['required', '/policy', { severities: {}, filingFee: {} }],
    ['required', '/severities', { policy: 'inherit', filingFee: {} }],
    ['null_not_allowed', '/filingFee', { ...whole, filingFee: null }],
    ['unknown_field', '/filingFee/03', { ...whole, filingFee: { '03': '1.00' } }],
    ['amount_scale', '/filingFee/11', { ...whole, filingFee: { '11': '1.005' } }],
    ['amount_format', '/filingFee/86', { ...whole, filingFee: { '86': 'free' } }],
    ['unknown_field', '/colour', { ...whole, colour: 'red' }],
  ])('is refused with %s at %s, and stays as it was', async (code, pointer, body) => {
    const given = await givenApp()
    const answer = await put(given, body)
    expect(refusal(answer)).toBe('422 profile_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
    expect((await given.get('/v1/profile')).json).toEqual(whole)
  })

  it('is set by who may manage keys', async () => {
    const given = await givenApp()
    const { key } = await given.newKey('ZZ9' as typeof otherFiler, ['entries:read', 'entries:write']) // prettier-ignore
    const answer = await given.call('PUT', '/v1/profile', { body: whole, key })
    expect(answer.status).toBe(403)
    expect((await given.get('/v1/profile', { key })).status).toBe(200)
  })
})

describe('"Gift items"', () => {
  const set = async (severity?: string) => {
    const given = await givenApp()
    if (severity) await put(given, { ...whole, severities: { description_generic: severity } })
    return { ...given, answer: await given.post('/v1/entries', shipment(gifts)) }
  }
  const advice = (json: object) =>
    (json as { advice: { code: string; pointer: string; rewrites?: string[] }[] }).advice.filter(
      ({ pointer }) => pointer === '/lines/0/description',
    )

  it.each([undefined, 'error'])('is refused, with rewrites: %s', async (severity) => {
    const { answer } = await set(severity)
    expect(findings(answer)).toEqual([['description_vague', '/lines/0/description']])
    const [found] = answer.json.errors as unknown as { rewrites: string[] }[]
    expect(found?.rewrites.length).toBeGreaterThan(0)
  })

  it('is filed with advice and rewrites', async () => {
    const { answer, get } = await set('advice')
    expect(answer.status).toBe(201)
    const [found] = advice(answer.json)
    expect(found?.code).toBe('description_generic')
    expect(found?.rewrites?.length).toBeGreaterThan(0)
    const shown = await get(`/v1/entries/${String(answer.json['id'])}`)
    expect(advice(shown.json)).toEqual(advice(answer.json))
  })

  it('is filed without a word', async () => {
    const { answer } = await set('off')
    expect(answer.status).toBe(201)
    expect(advice(answer.json).map(({ code }) => code)).not.toContain('description_generic')
  })

  it('is filed once it is rewritten', async () => {
    const { answer, post } = await set()
    const [found] = answer.json.errors as unknown as { rewrites: string[] }[]
    const rewritten = { lines: [{ ...line, description: found?.rewrites[0] }] }
    expect((await post('/v1/entries', shipment(rewritten))).status).toBe(201)
  })
})

describe('the policy of a profile', () => {
  it.each([
    ['statutory', 'inherit', 'statutory', 'installation'],
    ['statutory', 'enforced', 'enforced', 'filer'],
    ['enforced', 'statutory', 'enforced', 'installation'],
    ['enforced', 'enforced', 'enforced', 'installation'],
    [undefined, 'inherit', 'statutory', 'default'],
    [undefined, 'enforced', 'enforced', 'filer'],
  ] as const)('of %s and %s is %s (%s)', async (installation, own, policy, policySource) => {
    const given = await givenLaw({ policy: installation })
    await given.put('/v1/profile', { ...whole, policy: own })
    const { json } = await given.post('/v1/check', on('2026-11-23'))
    expect(json['verdict']).toMatchObject({ policy, policySource })
  })
})
