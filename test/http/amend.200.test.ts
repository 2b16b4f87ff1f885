import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, scenario, shipment } from './given.ts'

const mergePatch = { 'Content-Type': 'application/merge-patch+json' }
const patch = (body: unknown, headers = {}) => ({ body, headers: { ...mergePatch, ...headers } })

describe('PUT /v1/entries/{id}, 200', () => {
  it('changes what will be filed', async () => {
    const { file, call, get } = await givenApp()
    const { id } = await file()
    const body = shipment({ packageQuantity: 3 })
    const answer = await call('PUT', `/v1/entries/${id}`, { body })
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({ status: 'queued', version: 2, shipment: body })
    expect((await get(`/v1/entries/${id}`)).text).toBe(answer.text)
  })

  it('corrects what is on file', async () => {
    const { file, call, get, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMSIL01'))
    await hours()
    const body = shipment({ ...scenario('SIMSIL01'), packageQuantity: 3 })
    const answer = await call('PUT', `/v1/entries/${id}`, { body })
    expect(answer.json).toMatchObject({ status: 'submitted', version: 2 })
    await hours(1)
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      shipment: { packageQuantity: 3 },
    })
  })

  it('brings a rejected entry back into the queue', async () => {
    const { file, call, hours } = await givenApp({ send: mockCbp })
    const { id } = await file(scenario('SIMREJ318'))
    await hours()
    const body = shipment({ ...scenario('SIMREL01'), reference: 'SIMREJ318' })
    expect((await call('PUT', `/v1/entries/${id}`, { body })).json['status']).toBe('queued')
  })

  it.each(['"1"', '1', '*'])('takes If-Match: %s', async (version) => {
    const { file, call } = await givenApp()
    const { id } = await file()
    const request = { body: shipment(), headers: { 'If-Match': version } }
    expect((await call('PUT', `/v1/entries/${id}`, request)).status).toBe(200)
  })
})

describe('PATCH /v1/entries/{id}, 200', () => {
  it('changes a part and keeps the rest', async () => {
    const { file, call } = await givenApp()
    const { id } = await file()
    const changes = { consignee: { address: { street: '7 Elm St' } }, orderNumber: null }
    const { status, json } = await call('PATCH', `/v1/entries/${id}`, patch(changes))
    const { orderNumber, ...rest } = shipment()
    const { consignee } = rest
    expect(orderNumber).toBe('ORD-SHP-000123')
    expect(status).toBe(200)
    expect(json['shipment']).toEqual({
      ...rest,
      consignee: { ...consignee, address: { ...consignee.address, street: '7 Elm St' } },
    })
  })

  it('replaces a list as a whole', async () => {
    const { file, call } = await givenApp()
    const { id } = await file()
    const lines = shipment().lines.slice(0, 1)
    const { json } = await call('PATCH', `/v1/entries/${id}`, patch({ lines }))
    expect(json).toMatchObject({ totals: { fairRetailValue: '30.00' }, shipment: { lines } })
  })

  it('of nothing is a new version all the same', async () => {
    const { file, call } = await givenApp()
    const { id } = await file()
    expect((await call('PATCH', `/v1/entries/${id}`, patch({}))).json['version']).toBe(2)
  })
})
