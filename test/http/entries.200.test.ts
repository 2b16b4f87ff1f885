import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, scenario } from './given.ts'

describe('GET /v1/entries/{id}, 200', () => {
  it('finds an entry by our id and by its number, with and without hyphens', async () => {
    const { file, get } = await givenApp()
    const { id } = await file()
    const spellings = [id, 'ZZ9-0000001-1', 'ZZ900000011']
    const answers = await Promise.all(spellings.map((each) => get(`/v1/entries/${each}`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('follows an entry to its release', async () => {
    const { file, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMREL0001'))
    await hours()
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      status: 'submitted',
      cbp: { accepted: true },
    })
    await hours(1)
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      status: 'under_review',
      admissible: true,
      disposition: { code: '97' },
    })
    await hours(1)
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({ status: 'released' })
  })

  it('tells its journal', async () => {
    const { file, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMREL0001'))
    await hours()
    const { json } = await get(`/v1/entries/${id}/events`)
    expect(json['items']).toMatchObject([
      { seq: 1, type: 'filed', status: 'queued' },
      { seq: 2, type: 'transmitted', status: 'queued' },
      { seq: 3, type: 'accepted', status: 'submitted' },
    ])
  })

  it('shows every message, sent and received', async () => {
    const { file, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMREL0001'))
    await hours()
    const { json } = await get(`/v1/entries/${id}/messages`)
    expect(json['items']).toMatchObject([
      { direction: 'sent', kind: 'filing', body: expect.stringContaining('SIMREL0001') },
      { direction: 'received', kind: 'reply' },
    ])
  })

  it('shows a transmission whose fate is unknown', async () => {
    const cut = () => () => {
      throw new TypeError('fetch failed')
    }
    const { file, get, gateway } = await givenApp({ send: cut })
    const { id } = await file()
    await gateway.tick()
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      status: 'queued',
      transmission: { inDoubt: true, attempts: 1 },
    })
  })
})
