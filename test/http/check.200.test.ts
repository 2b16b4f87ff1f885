import { describe, expect, it } from 'vitest'
import { givenApp, shipment } from './given.ts'
import type { Given } from './given.ts'

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

  it('shows the message on the wire it is asked for, otherwise on that of the installation', async () => {
    const byDefault = await givenApp()
    const inRecords = await givenApp({ wire: 'catair' })
    const shown = async ({ post }: Given, query = '') =>
      (await post(`/v1/check${query}`, shipment())).json['message']
    const xml = { format: 'xml', body: expect.stringMatching(/^<\?xml[^]*<messageId>ZZ9-SAMPLE</) }
    const catair = {
      format: 'catair',
      body: expect.stringMatching(/^A4701ZZ9 {6}\d{6} {5}SE[^]*\nSE10AZZ9 {2}9999999\d 86[^]*\nZ/),
    }
    expect(await shown(byDefault)).toEqual(xml)
    expect(await shown(inRecords)).toEqual(catair)
    expect(await shown(byDefault, '?wire=catair')).toEqual(catair)
    expect(await shown(inRecords, '?wire=xml')).toEqual(xml)
  })

  it('shows records of 80 columns without the password', async () => {
    const { post } = await givenApp()
    const { json } = await post('/v1/check?wire=catair', shipment())
    const lines = (json['message'] as { body: string }).body.split('\n').slice(0, -1)
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([80]))
    expect(lines[0]?.slice(8, 14)).toBe('      ')
  })
})
