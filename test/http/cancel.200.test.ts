import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, scenario } from './given.ts'

describe('POST /v1/entries/{id}/cancel, 200', () => {
  it.each(['01', '02', '04', '05', '06', '07', '08', '09', '10', '11'])(
    'withdraws what CBP has not seen, reason %s',
    async (reason) => {
      const { file, post, get } = await givenApp()
      const { id } = await file()
      const { status, json } = await post(`/v1/entries/${id}/cancel`, { reason })
      expect(status).toBe(200)
      expect(json['status']).toBe('cancelled')
      const journal = await get(`/v1/entries/${id}/events`)
      expect(journal.json['items']).toMatchObject([{ type: 'filed' }, { type: 'withdrawn' }])
    },
  )

  it('asks CBP for what is on file, naming what replaces it', async () => {
    const { file, post, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMSIL01'))
    const other = await file(scenario('SIMSIL02'))
    await hours()
    const body = { reason: '03', replacementEntryNumber: other.entryNumber }
    const asked = await post(`/v1/entries/${id}/cancel`, body)
    expect(asked.json).toMatchObject({ status: 'submitted', can: { cancel: { allowed: false } } })
    await hours(1)
    expect((await get(`/v1/entries/${id}`)).json['status']).toBe('cancelled')
  })
})
