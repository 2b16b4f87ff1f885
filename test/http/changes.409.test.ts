import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { givenApp, mockCbp, refusal, scenario, shipment } from './given.ts'
import type { Given } from './given.ts'

/** Brings an entry to each place of its life; the house bill is the mock's scenario. */
const places: Readonly<Record<string, (given: Given) => Promise<string>>> = {
  queued: async ({ file }) => (await file()).id,
  released: (given) => lived(given, 'SIMREL01', 2),
  rejected: (given) => lived(given, 'SIMREJ318'),
  submitted: (given) => lived(given, 'SIMSIL01'),
  'under review': (given) => lived(given, 'SIMEXM01', 1),
  discrepancy: (given) => lived(given, 'SIMDOC01', 1),
  cancelled: async (given) => {
    const { id } = await given.file()
    await given.post(`/v1/entries/${id}/cancel`, { reason: '01' })
    return id
  },
  'being cancelled': async (given) => {
    const id = await lived(given, 'SIMSIL01')
    await given.post(`/v1/entries/${id}/cancel`, { reason: '01' })
    return id
  },
}

async function lived({ file, hours }: Given, houseBill: string, count = 0): Promise<string> {
  const { id } = await file(scenario(houseBill))
  for (let hour = 0; hour <= count; hour++) await hours(hour === 0 ? 0 : 1)
  return id
}

const changes: Readonly<Record<string, (given: Given, id: string) => ReturnType<Given['call']>>> = {
  amend: async ({ call, get }, id) => {
    const { json } = await get(`/v1/entries/${id}`)
    return call('PUT', `/v1/entries/${id}`, { body: json['shipment'] })
  },
  cancel: ({ post }, id) => post(`/v1/entries/${id}/cancel`, { reason: '01' }),
  answer: ({ post }, id) => post(`/v1/entries/${id}/answers`, { text: 'It is a mug.' }),
}

const all = Object.keys(places).flatMap((place) =>
  Object.keys(changes).map((change) => ({ place, change })),
)

describe('409 state_conflict', () => {
  it.each(all)('$change while $place: just as can says', async ({ place, change }) => {
    const given = await givenApp({ send: mockCbp })
    const id = (await places[place]?.(given)) ?? ''
    const { json } = await given.get(`/v1/entries/${id}`)
    const can = json['can'] as Record<string, { allowed: boolean; reason: string | null }>
    const answer = await changes[change]?.(given, id)
    if (!answer) throw new Error(`no change ${change}`)
    if (can[change]?.allowed) {
      expect(answer.status).toBe(200)
    } else {
      expect(refusal(answer)).toBe('409 state_conflict')
      expect(answer.json['detail']).toBe(can[change]?.reason)
    }
  })

  it.each([
    ['amend', 'released', 'cannot be corrected'],
    ['cancel', 'released', 'cannot be cancelled'],
    ['answer', 'queued', 'asked for nothing'],
    ['amend', 'cancelled', 'is cancelled'],
    ['cancel', 'being cancelled', 'has not answered the cancellation'],
  ])('%s while %s: %s', async (change, place, reason) => {
    const given = await givenApp({ send: mockCbp })
    const id = (await places[place]?.(given)) ?? ''
    const answer = await changes[change]?.(given, id)
    expect(answer?.status).toBe(409)
    expect(answer?.json['detail']).toContain(reason)
  })
})

describe('409 reference_duplicate', () => {
  it('shows the way to the entry that has the reference', async () => {
    const { file, post, get } = await givenApp()
    const { id } = await file()
    const again = await post('/v1/entries', shipment({ orderNumber: 'ORD-2' }))
    expect(refusal(again)).toBe('409 reference_duplicate')
    expect(again.json.errors).toMatchObject([
      { code: 'reference_duplicate', pointer: '/reference' },
    ])
    expect(again.json['entry']).toBe(`/v1/entries/${id}`)
    expect((await get(String(again.json['entry']))).json['reference']).toBe('SHP-000123')
  })

  it('is for ever, a cancelled entry keeps its reference', async () => {
    const { file, post } = await givenApp()
    const { id } = await file()
    await post(`/v1/entries/${id}/cancel`, { reason: '01' })
    expect(refusal(await post('/v1/entries', shipment()))).toBe('409 reference_duplicate')
  })

  it('is for one of two who come at once', async () => {
    const { post, get } = await givenApp()
    const answers = await Promise.all([
      post('/v1/entries', shipment()),
      post('/v1/entries', shipment()),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await get('/v1/entries')).json['items']).toHaveLength(1)
  })

  it('is also for one that finds its own day and order taken before it finds its twin', async () => {
    let blind = 0
    const store = (db: Db): Db => ({
      ...db,
      read: async (statement) =>
        statement.sql.includes('from reference') && blind-- > 0 ? [] : db.read(statement),
    })
    const { file, post } = await givenApp({ store })
    await file()
    blind = 1
    expect(refusal(await post('/v1/entries', shipment()))).toBe('409 reference_duplicate')
  })
})
