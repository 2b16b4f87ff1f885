import { describe, expect, it } from 'vitest'
import { announcedTypes } from '../../src/gateway/announce.ts'
import { guarded } from '../../src/webhook/guard.ts'
import { filer, findings, givenApp, otherFiler, refusal } from './given.ts'

const receivers = (clock: { now: () => string }) => ({
  clock,
  ...guarded({ private: false, ports: [] }, async (name) => (name.startsWith('inside') ? ['10.0.0.1'] : ['8.8.8.8']), async () => new Response(null, { status: 204 })),
}) // prettier-ignore

const given = await givenApp({ receivers })
const { post, call, get } = given
const url = 'https://shop.example.com/hook'
const register = async (key?: string) => {
  const { json } = await post('/v1/webhooks', { url }, key === undefined ? {} : { key })
  return String(json['id'])
}
const theirs = await register(given.otherKey)
const ours = await register()

describe('POST /v1/webhooks, 422', () => {
  it.each<[object, string, string]>([
    [{}, 'required', '/url'],
    [{ url: 5 }, 'type', '/url'],
    [{ url: 'http://shop.example.com/' }, 'webhook_url', '/url'],
    [{ url: 'https://127.0.0.1/' }, 'webhook_url', '/url'],
    [{ url: 'https://inside.example.com/' }, 'webhook_url', '/url'],
    [{ url, types: [] }, 'too_few', '/types'],
    [{ url, types: ['entry.lost'] }, 'value_unknown', '/types/0'],
    [{ url, types: 'entry.released' }, 'type', '/types'],
    [{ url, enabled: 'yes' }, 'type', '/enabled'],
    [{ url, description: 'x'.repeat(101) }, 'too_long', '/description'],
    [{ url, description: 'a\nb' }, 'text_line_break', '/description'],
    [{ url, secret: 'whsec_mine' }, 'unknown_field', '/secret'],
  ])('%j', async (body, code, pointer) => {
    const answer = await post('/v1/webhooks', body)
    expect(refusal(answer)).toBe('422 webhook_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })

  it('says what is wrong with the address, and where', async () => {
    const { json } = await post('/v1/webhooks', { url: 'https://inside.example.com/' })
    expect(json.errors).toMatchObject([
      { message: '"https://inside.example.com/" cannot be the address of a webhook: its host name leads to an address that is not public.' },
    ])
  }) // prettier-ignore

  it('where the installation cannot send at all', async () => {
    const answer = await (await givenApp()).post('/v1/webhooks', { url })
    expect(findings(answer)).toEqual([['webhook_url', '/url']])
  })

  it('knows every status as a type', () => {
    expect(announcedTypes).toContain('entry.under_review')
    expect(announcedTypes).toHaveLength(8)
  })
})

describe('other refusals of webhooks', () => {
  it('webhook_limit: at most twenty', async () => {
    const crowded = await givenApp({ receivers })
    for (let n = 0; n < 20; n++) await crowded.post('/v1/webhooks', { url })
    expect(refusal(await crowded.post('/v1/webhooks', { url }))).toBe('409 webhook_limit')
  })

  it('webhook_disabled: a test needs one that is enabled', async () => {
    const off = await post('/v1/webhooks', { url, enabled: false })
    const id = String(off.json['id'])
    expect(refusal(await post(`/v1/webhooks/${id}/test`, {}))).toBe('409 webhook_disabled')
  })

  it.each<[object, string, string]>([
    [{ overlapHours: -1 }, 'too_few', '/overlapHours'],
    [{ overlapHours: 169 }, 'too_many', '/overlapHours'],
    [{ overlapHours: '24' }, 'type', '/overlapHours'],
    [{ secret: 'mine' }, 'unknown_field', '/secret'],
  ])('of a rotation with %j', async (body, code, pointer) => {
    const answer = await post(`/v1/webhooks/${ours}/secret`, body)
    expect(refusal(answer)).toBe('422 webhook_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })

  it.each<[unknown, string]>([
    [{}, '/from'],
    [{ from: 0 }, '/from'],
    [{ from: 1.5 }, '/from'],
    [{ from: 'yesterday' }, '/from'],
    [{ from: '2026-02-30' }, '/from'],
    [{ from: 1, to: 'x' }, '/to'],
    [{ from: true }, '/from'],
  ])('of a range %j', async (body, pointer) => {
    const answer = await post(`/v1/webhooks/${ours}/redeliver`, body)
    expect(refusal(answer)).toBe('422 range_invalid')
    expect(findings(answer).map(([, at]) => at)).toEqual([pointer])
  })

  it('of a body where there is none', async () => {
    expect(refusal(await post(`/v1/webhooks/${ours}/test`, { type: 'x' }))).toBe('422 body_invalid')
    const odd = await call('POST', `/v1/webhooks/${ours}/test`, { body: 'x', headers: { 'Content-Type': 'text/plain' } })
    expect(refusal(odd)).toBe('415 content_type')
  }) // prettier-ignore
})

describe("another filer's webhook, 404", () => {
  const paths: [method: string, path: string, body?: object][] = [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/secret', {}],
    ['POST', '/test', {}],
    ['GET', '/deliveries'],
    ['POST', '/deliveries/msg_1/redeliver', {}],
    ['POST', '/redeliver', { from: 1 }],
  ]

  it.each(paths)('%s %s is as absent as one that never was', async (method, path, body) => {
    const request = body === undefined ? {} : { body }
    const answers = await Promise.all(
      [theirs, 'whk_0000000000000000', '%00', "x'--"].map((id) => call(method, `/v1/webhooks/${id}${path}`, request)),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  }) // prettier-ignore

  it('PATCH is as absent too', async () => {
    const headers = { 'Content-Type': 'application/merge-patch+json' }
    const answer = await call('PATCH', `/v1/webhooks/${theirs}`, { body: '{"enabled":false}', headers })
    expect(refusal(answer)).toBe('404 webhook_not_found')
  }) // prettier-ignore

  it('is in no list, and hears nothing of our entries', async () => {
    const { json } = await get('/v1/webhooks')
    expect(JSON.stringify(json)).not.toContain(theirs)
    await given.file({ reference: 'MINE' })
    const { json: seen } = await get(`/v1/webhooks/${theirs}/deliveries`, { key: given.otherKey })
    expect(seen['items']).toEqual([])
    const [own] =
      (await given.gateway.webhooks.deliveries(filer, ours, undefined, { limit: 1 })) ?? []
    const borrowed = await given.gateway.webhooks.redeliver(
      otherFiler,
      theirs,
      own?.messageId ?? '',
    )
    expect(borrowed).toBeUndefined()
    expect(await given.gateway.webhooks.redeliverRange(otherFiler, theirs, 1, undefined)).toBe(0)
  })
})
