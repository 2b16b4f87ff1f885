import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { givenApp, mockCbp, refusal, shipment } from './given.ts'

describe('sending that is paused', () => {
  it('refuses what would change anything, reads on, and is not ready', async () => {
    const { gateway, file, get, post, call } = await givenApp({ send: mockCbp })
    const { id } = await file()
    await gateway.pause('a test')
    const refused = [
      await post('/v1/entries', shipment({ reference: 'B' })),
      await call('PUT', `/v1/entries/${id}`, { body: shipment() }),
      await post(`/v1/entries/${id}/cancel`, { reason: '01' }),
    ]
    expect(refused.map(refusal)).toEqual(refused.map(() => '503 sending_paused'))
    expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array(3).fill('60'))
    expect((await get(`/v1/entries/${id}`)).status).toBe(200)
    const ready = await get('/readyz')
    expect(ready.status).toBe(503)
    expect(ready.text).toContain('paused until \\"gate321 reconcile\\": a test')
    expect((await get('/v1/sending')).json).toEqual({
      state: 'paused', epoch: 0, since: '2026-11-23T14:00:00.000Z', why: 'a test', step: null,
      beyond: [],
    }) // prettier-ignore
    expect((await get('/metrics')).text).toContain('gate321_sending_paused 1')
  })

  it('opens when CBP was asked for all, and what waited goes out under the next epoch', async () => {
    const { gateway, file, get, post, hours } = await givenApp({ send: mockCbp })
    const { id } = await file()
    await gateway.pause('a test')
    await hours()
    expect((await get(`/v1/entries/${id}`)).json['transmission']).toBeNull()
    for (;;) {
      const { status, json } = await post('/v1/sending/reconcile', { questions: 60 })
      expect(status).toBe(200)
      if (json['state'] === 'open') break
      expect(json).toMatchObject({ state: 'paused', stuck: null })
    }
    await hours(1)
    expect((await get('/v1/sending')).json).toMatchObject({ state: 'open', epoch: 1, why: null })
    const { json } = await get(`/v1/entries/${id}/messages`)
    const [sent] = json['items'] as { id: string }[]
    expect(sent?.id).toMatch(/^ZZ9-1-/)
    expect((await get('/metrics')).text).toContain('gate321_restore_epoch 1')
  })

  it('is the business of operations alone', async () => {
    const { newKey, get, post } = await givenApp()
    const { key } = await newKey('ZZ9' as never, ['entries:read', 'entries:write'])
    expect(refusal(await get('/v1/sending', { key }))).toBe('403 scope_missing')
    const asked = await post('/v1/sending/reconcile', {}, { key })
    expect(refusal(asked)).toBe('403 scope_missing')
  })
})

describe('a reconciliation that asks for too much, or for something else', () => {
  it.each([{ questions: 0 }, { questions: 1001 }, { questions: 'all' }, { more: 1 }, []])(
    'as %j is refused',
    async (body) => {
      const { post } = await givenApp()
      expect((await post('/v1/sending/reconcile', body)).status).toBe(422)
    },
  )
})

describe('the journal of an entry', () => {
  it('says who stands behind each event, chained to the one before', async () => {
    const { file, get, hours, gateway } = await givenApp({ send: mockCbp })
    const [installed] = await gateway.keys.list('ZZ9' as never)
    const { id } = await file()
    await hours()
    const { json } = await get(`/v1/entries/${id}/events`)
    const items = json['items'] as { type: string; by: string; hash: string }[]
    expect(items.map(({ type, by }) => [type, by])).toEqual([
      ['filed', installed?.id],
      ['transmitted', 'gateway'],
      ['accepted', 'cbp'],
    ])
    expect(new Set(items.map(({ hash }) => hash)).size).toBe(3)
  })
})

describe('seals', () => {
  it('are put an hour after what they hold began to change, and counted', async () => {
    const { file, get, hours, db, lines } = await givenApp({ send: mockCbp })
    await file()
    await hours(2)
    expect((await get('/metrics')).text).toContain('gate321_seals 1')
    expect(lines.filter(([, event]) => event === 'sealed')).toEqual([
      ['info', 'sealed', { seal: 1, entries: 1, hash: expect.stringMatching(/^\w{64}$/) }],
    ])
    await hours(2)
    // Nothing has changed since.
    await hours(2)
    const seals = await db.read(sql`select n, previous, hash from seal order by n`)
    expect(seals.length).toBeLessThanOrEqual(2)
    expect(seals[1]?.['previous'] ?? seals[0]?.['hash']).toBe(seals[0]?.['hash'])
  })
})
