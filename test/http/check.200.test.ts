import { describe, expect, it } from 'vitest'
import { givenApp, shipment } from './given.ts'

describe('POST /v1/check, 200', () => {
  it('shows the message that filing would send', async () => {
    const { post } = await givenApp()
    const { status, json } = await post('/v1/check', shipment())
    expect(status).toBe(200)
    expect(json).toMatchObject({
      accepted: true,
      entryType: '86',
      problems: [],
      totals: { fairRetailValue: '45.00' },
      message: { format: 'xml', body: expect.stringContaining('HAWB00012345') },
    })
  })

  it('lists what is wrong, and that is no error', async () => {
    const { post } = await givenApp()
    const { status, json } = await post('/v1/check', { ...shipment(), portOfEntry: '4700', id: 1 })
    expect(status).toBe(200)
    expect(json).toMatchObject({ accepted: false, totals: null, message: null })
    expect(json['problems']).toMatchObject([
      { code: 'read_only_field', pointer: '/id' },
      { code: 'code_unknown', pointer: '/portOfEntry' },
    ])
  })

  it('lists a hundred problems at most', async () => {
    const { post } = await givenApp()
    const lines = Array.from({ length: 999 }, () => ({ ...shipment().lines[0], unit: 'x' }))
    const { json } = await post('/v1/check', { ...shipment(), lines })
    expect(json['problems']).toHaveLength(100)
  })

  it('leaves nothing behind', async () => {
    const { post, get } = await givenApp()
    await post('/v1/check', shipment())
    expect((await get('/v1/entries')).json).toEqual({ items: [], nextCursor: null })
    expect((await post('/v1/entries', shipment())).json['entryNumber']).toBe('ZZ9-0000001-1')
  })

  it('takes the wire it is asked for', async () => {
    const { post } = await givenApp()
    expect((await post('/v1/check?wire=xml', shipment())).status).toBe(200)
  })
})
