import { describe, expect, it } from 'vitest'
import { givenApp, idempotent, mockCbp, refusal, scenario, shipment } from './given.ts'
import type { Given } from './given.ts'

const day = 24 * 3_600_000
const replayed = ({ headers }: Awaited<ReturnType<Given['call']>>) =>
  headers.get('Idempotent-Replayed')
const entriesOf = async ({ get }: Given) => (await get('/v1/entries')).json['items']

describe('Idempotency-Key, the same request again', () => {
  it('gets the same answer to the byte, and files once', async () => {
    const given = await givenApp()
    const first = await given.post('/v1/entries', shipment(), idempotent('k1'))
    const again = await given.post('/v1/entries', shipment(), idempotent('k1'))
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.text).toBe(first.text)
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect([replayed(first), replayed(again)]).toEqual([null, 'true'])
    expect(await entriesOf(given)).toHaveLength(1)
  })

  it('gets the first answer though the entry has moved on', async () => {
    const given = await givenApp({ send: mockCbp })
    const first = await given.post('/v1/entries', shipment(scenario('SIMREL01')), idempotent('k1'))
    await given.hours(1)
    const again = await given.post('/v1/entries', shipment(scenario('SIMREL01')), idempotent('k1'))
    expect(again.text).toBe(first.text)
    expect(again.json['status']).toBe('queued')
  })

  it.each<[string, string, object, object]>([
    ['PUT', '', shipment({ packageQuantity: 2 }), {}],
    ['PUT', '', shipment({ packageQuantity: 2 }), { 'If-Match': '"1"' }],
    ['PATCH', '', { packageQuantity: 2 }, { 'Content-Type': 'application/merge-patch+json' }],
    ['PATCH', '', {}, { 'Content-Type': 'application/merge-patch+json', 'If-Match': '1' }],
    ['POST', '/cancel', { reason: '01' }, {}],
  ])('is one change: %s %s', async (method, path, body, headers) => {
    const { file, call, get } = await givenApp()
    const { id } = await file()
    const request = { body, headers: { ...headers, ...idempotent('k1').headers } }
    const first = await call(method, `/v1/entries/${id}${path}`, request)
    const again = await call(method, `/v1/entries/${id}${path}`, request)
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text])
    expect(replayed(again)).toBe('true')
    expect((await get(`/v1/entries/${id}/events`)).json['items']).toHaveLength(2)
  })

  it('is one answer to CBP', async () => {
    const { file, post, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMDOC01'))
    await hours(1)
    const ask = () => post(`/v1/entries/${id}/answers`, { text: 'A mug.' }, idempotent('k1'))
    const [first, again] = [await ask(), await ask()]
    expect([first.status, again.text]).toEqual([200, first.text])
    const { json } = await get(`/v1/entries/${id}/events`)
    const events = json['items'] as { type: string }[]
    expect(events.filter(({ type }) => type === 'answered')).toHaveLength(1)
  })

  it('is known quoted and bare', async () => {
    const given = await givenApp()
    await given.post('/v1/entries', shipment(), idempotent('k1'))
    expect(replayed(await given.post('/v1/entries', shipment(), idempotent('"k1"')))).toBe('true')
  })

  it.each(['k', '!', '~', 'x'.repeat(255), '"', '{"a":1}'.replace(',', '')])(
    'takes the key %.20s',
    async (key) => {
      const { post } = await givenApp()
      expect((await post('/v1/entries', shipment(), idempotent(key))).status).toBe(201)
    },
  )

  it('is remembered for thirty days; then the reference guards', async () => {
    const given = await givenApp()
    const ask = () => given.post('/v1/entries', shipment(), idempotent('k1'))
    await ask()
    given.move(30 * day)
    expect(replayed(await ask())).toBe('true')
    given.move(day)
    const body = shipment({ estimatedArrivalDate: '2026-12-30' })
    const late = await given.post('/v1/entries', body, idempotent('k1'))
    expect(refusal(late)).toBe('409 reference_duplicate')
    expect(await entriesOf(given)).toHaveLength(1)
  })

  it('may use a forgotten key for another shipment', async () => {
    const { post, move } = await givenApp()
    await post('/v1/entries', shipment(), idempotent('k1'))
    move(31 * day)
    const body = shipment({ reference: 'NEW', estimatedArrivalDate: '2026-12-30' })
    expect((await post('/v1/entries', body, idempotent('k1'))).status).toBe(201)
    expect(replayed(await post('/v1/entries', body, idempotent('k1')))).toBe('true')
  })

  it('is not needed', async () => {
    const { post } = await givenApp()
    expect((await post('/v1/entries', shipment())).status).toBe(201)
  })
})

describe('Idempotency-Key, where it does not matter', () => {
  it('is each filer’s own', async () => {
    const { post, otherKey } = await givenApp()
    const ours = await post('/v1/entries', shipment(), idempotent('k1'))
    const theirs = await post('/v1/entries', shipment(), { ...idempotent('k1'), key: otherKey })
    expect([ours.status, theirs.status]).toEqual([201, 201])
    expect([ours.json['entryNumber'], theirs.json['entryNumber']]).toEqual([
      'ZZ9-0000001-1',
      'AB1-0000001-2',
    ])
  })

  it('is each route’s own', async () => {
    const { post } = await givenApp()
    const { json } = await post('/v1/entries', shipment(), idempotent('k1'))
    const cancelled = await post(
      `/v1/entries/${json['id']}/cancel`,
      { reason: '01' },
      idempotent('k1'),
    )
    expect([cancelled.status, replayed(cancelled)]).toEqual([200, null])
  })

  it('keeps no refusal: after a 422 it runs anew', async () => {
    const { post } = await givenApp()
    const bad = await post('/v1/entries', shipment({ packageQuantity: 0 }), idempotent('k1'))
    const good = await post('/v1/entries', shipment(), idempotent('k1'))
    expect([bad.status, good.status, replayed(good)]).toEqual([422, 201, null])
  })
})
