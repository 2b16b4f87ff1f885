import { describe, expect, it } from 'vitest'
import type { Clock, Receivers } from '../../src/gateway/deps.ts'
import { sql } from '../../src/store/db.ts'
import { guarded } from '../../src/webhook/guard.ts'
import { givenApp } from './given.ts'
import type { Answer, Given } from './given.ts'

const url = 'https://shop.example.com/hooks'

type Shown = {
  readonly id: string
  readonly secret: string
  readonly enabled: boolean
  readonly types: readonly string[] | null
}
type ShownDelivery = {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly last: unknown
}
const itemsOf = ({ json }: Answer) => json['items'] as ShownDelivery[]

/** Receivers at public addresses that take everything, until told otherwise. */
async function givenReceivers() {
  const heard: { id: string; body: string }[] = []
  let status = 204
  const receivers = (clock: Clock): Receivers => ({
    clock,
    ...guarded({ private: false, ports: [] }, async () => ['8.8.8.8'], async (request) => {
      heard.push({ id: request.headers.get('webhook-id') ?? '', body: await request.text() })
      return new Response(null, { status })
    }),
  }) // prettier-ignore
  const given = await givenApp({ receivers })
  const register = async (wanted: object = {}): Promise<Shown> => {
    const answer = await given.post('/v1/webhooks', { url, ...wanted })
    expect(answer.status).toBe(201)
    return answer.json as unknown as Shown
  }
  const deliver = async () => (await given.gateway.deliver()).done
  return { ...given, heard, register, deliver, answer: (code: number) => (status = code) }
}

const patch = ({ call }: Pick<Given, 'call'>, id: string, body: object) =>
  call('PATCH', `/v1/webhooks/${id}`, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/merge-patch+json' },
  })

describe('POST /v1/webhooks, 201', () => {
  it('registers a webhook and shows its secret once', async () => {
    const given = await givenReceivers()
    const { id, secret } = await given.register({ description: 'warehouse' })
    expect(id).toMatch(/^whk_[0-9A-Za-z]{16}$/)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const one = await given.get(`/v1/webhooks/${id}`)
    const all = await given.get('/v1/webhooks')
    expect(one.json).toMatchObject({
      id,
      url,
      description: 'warehouse',
      types: null,
      enabled: true,
    })
    expect(all.json['items']).toEqual([one.json])
    expect(one.text + all.text + JSON.stringify(given.lines)).not.toContain(secret.slice(6))
  })

  it('tells of filings from then on', async () => {
    const given = await givenReceivers()
    const { id } = await given.register()
    const entry = await given.file()
    expect(await given.deliver()).toBe(1)
    expect(JSON.parse(given.heard[0]?.body ?? '')).toMatchObject({
      type: 'entry.queued',
      data: { entry: { id: entry.id, reference: entry.reference }, sequence: 1, previousSequence: null },
    })
    const { json } = await given.get(`/v1/webhooks/${id}/deliveries`)
    expect(json['items']).toEqual([
      {
        id: `msg_${entry.id}_1`,
        type: 'entry.queued',
        at: '2026-11-23T14:00:00.000Z',
        state: 'delivered',
        attempts: 1,
        nextAttemptAt: null,
        last: { at: '2026-11-23T14:00:00.000Z', status: 204, answer: '' },
        entry: { id: entry.id, entryNumber: entry.entryNumber, sequence: 1, position: 1 },
      },
    ])
  }) // prettier-ignore

  it('tells of the chosen types only', async () => {
    const given = await givenReceivers()
    await given.register({ types: ['entry.cancelled', 'entry.released'] })
    const { id } = await given.file()
    await given.post(`/v1/entries/${id}/cancel`, { reason: '01' })
    await given.deliver()
    expect(given.heard.map(({ body }) => JSON.parse(body).type)).toEqual(['entry.cancelled'])
  })
})

describe('PATCH /v1/webhooks/{id}, 200', () => {
  it('changes what is named and nothing else', async () => {
    const given = await givenReceivers()
    const { id } = await given.register({ types: ['entry.released'], description: 'a' })
    const changed = await patch(given, id, { url: 'https://other.example.com/x' })
    expect(changed.json).toMatchObject({
      url: 'https://other.example.com/x',
      types: ['entry.released'],
      description: 'a',
      enabled: true,
    })
    expect((await patch(given, id, { types: null })).json['types']).toBeNull()
    expect((await patch(given, id, { types: ['entry.queued'] })).json['types']).toEqual(['entry.queued'])
  }) // prettier-ignore

  it('switches off and on; what happened meanwhile is told', async () => {
    const given = await givenReceivers()
    const { id } = await given.register()
    expect((await patch(given, id, { enabled: false })).json).toMatchObject({
      enabled: false,
      disabledAt: '2026-11-23T14:00:00.000Z',
      disabledReason: 'Switched off by its owner.',
    })
    await given.file()
    expect(await given.deliver()).toBe(0)
    expect((await given.get(`/v1/webhooks/${id}`)).json['deliveries']).toEqual({
      due: 1,
      failed: 0,
    })
    expect((await patch(given, id, { enabled: true })).json).toMatchObject({ disabledAt: null })
    expect(await given.deliver()).toBe(1)
  })
})

describe('DELETE /v1/webhooks/{id}, 204', () => {
  it('ends it, with everything that was still to be sent', async () => {
    const given = await givenReceivers()
    const { id } = await given.register()
    await given.file()
    expect((await given.call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204)
    expect(await given.deliver()).toBe(0)
    expect((await given.get(`/v1/webhooks/${id}`)).status).toBe(404)
    expect(await given.db.read(sql`select * from delivery`)).toEqual([])
  })
})

describe('POST /v1/webhooks/{id}/secret, 200', () => {
  it.each([
    [undefined, '2026-11-24T14:00:00.000Z'],
    [{}, '2026-11-24T14:00:00.000Z'],
    [{ overlapHours: 1 }, '2026-11-23T15:00:00.000Z'],
    [{ overlapHours: 0 }, '2026-11-23T14:00:00.000Z'],
  ])('with %j gives a new one beside the old until %s', async (body, previousUntil) => {
    const given = await givenReceivers()
    const { id, secret } = await given.register()
    const request = body === undefined ? {} : { body }
    const answer = await given.call('POST', `/v1/webhooks/${id}/secret`, request)
    expect(answer.json['previousUntil']).toBe(previousUntil)
    expect(answer.json['secret']).not.toBe(secret)
  }) // prettier-ignore
})

describe('POST /v1/webhooks/{id}/test, 202', () => {
  it('sends a webhook.test and tells what came of it', async () => {
    const given = await givenReceivers()
    const { id } = await given.register({ types: ['entry.released'] })
    const answer = await given.post(`/v1/webhooks/${id}/test`, {})
    expect([answer.status, answer.json['state'], answer.json['type']]).toEqual([202, 'due', 'webhook.test'])
    given.answer(500)
    await given.deliver()
    expect(JSON.parse(given.heard[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { webhook: id } })
    const [delivery] = itemsOf(await given.get(`/v1/webhooks/${id}/deliveries`))
    expect(delivery).toMatchObject({ id: given.heard[0]?.id, state: 'due', last: { status: 500 } })
  }) // prettier-ignore
})

describe('GET /v1/webhooks/{id}/deliveries, 200', () => {
  it('comes in pages and by state', async () => {
    const given = await givenReceivers()
    const { id } = await given.register()
    for (const reference of ['A', 'B', 'C']) await given.file({ reference })
    await given.deliver()
    given.answer(410)
    await given.file({ reference: 'D' })
    await given.deliver()
    const list = `/v1/webhooks/${id}/deliveries`
    const failed = itemsOf(await given.get(`${list}?state=failed`))
    expect(failed).toMatchObject([{ last: { status: 410 } }])
    const first = await given.get(`${list}?limit=3`)
    const second = await given.get(`${list}?limit=3&cursor=${String(first.json['nextCursor'])}`)
    const ids = [...itemsOf(first), ...itemsOf(second)].map(({ id }) => id)
    expect([ids.length, new Set(ids).size, second.json['nextCursor']]).toEqual([4, 4, null])
    expect((await given.get(`${list}?state=failed&cursor=${String(first.json['nextCursor'])}`)).status).toBe(400)
  }) // prettier-ignore
})

describe('redelivery, 202', () => {
  it('of one delivery sends it again under the same id', async () => {
    const given = await givenReceivers()
    const { id } = await given.register()
    await given.file()
    await given.deliver()
    const [delivery] = itemsOf(await given.get(`/v1/webhooks/${id}/deliveries`))
    const again = await given.post(`/v1/webhooks/${id}/deliveries/${delivery?.id}/redeliver`, {})
    expect([again.status, again.json['state'], again.json['attempts']]).toEqual([202, 'due', 0])
    await given.deliver()
    const [first, second] = given.heard
    expect(second).toEqual(first)
  })

  it('of a range sends what lies in it, by position, day or instant', async () => {
    const given = await givenReceivers()
    for (const reference of ['A', 'B', 'C']) await given.file({ reference })
    const { id } = await given.register()
    const range = async (from: unknown, to?: unknown) =>
      (await given.post(`/v1/webhooks/${id}/redeliver`, { from, to })).json['redelivered']
    expect(await range(2)).toBe(2)
    expect(await range(1, 2)).toBe(2)
    expect(await range('2026-11-23')).toBe(3)
    expect(await range('2026-11-23T15:00:00+01:00', null)).toBe(3)
    expect(await range('2026-11-24')).toBe(0)
  })
})
