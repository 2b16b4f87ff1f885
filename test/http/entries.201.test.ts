import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { Env } from '../../src/http/auth.ts'
import { respond } from '../../src/http/idempotent.ts'
import { entrySchema } from '../../src/http/model.ts'
import { givenApp, now, shipment } from './given.ts'

describe('POST /v1/entries, 201', () => {
  it("answers with the entry, in the contract's shape to the last field", async () => {
    const { post } = await givenApp()
    const { status, json } = await post('/v1/entries', shipment())
    expect(status).toBe(201)
    expect(entrySchema.parse(json)).toEqual(json)
    expect(json).toMatchObject({
      id: '01KAH4W3Z60000000000000001',
      entryNumber: 'ZZ9-0000001-1',
      entryType: '86',
      reference: 'SHP-000123',
      status: 'queued',
      gateway: { accepted: true, at: now },
      cbp: { accepted: false, at: null },
      totals: { fairRetailValue: '45.00', duty: '0.00', fees: '0.00' },
      version: 1,
      createdAt: now,
      shipment: shipment(),
    })
  })

  it('says where the entry is, and there it is', async () => {
    const { post, get } = await givenApp()
    const filed = await post('/v1/entries', shipment())
    const location = filed.headers.get('Location') ?? ''
    expect(location).toBe('/v1/entries/01KAH4W3Z60000000000000001')
    expect((await get(location)).text).toBe(filed.text)
  })

  it('finds the id in the text of an answer, and does not read 25 KB for one header', async () => {
    const cut = '{"notice":"Simulated.","id":"01KAH4W3Z6","shipment":{"reference":'
    const answer = await new Hono<Env>().get('/', (c) => respond(c, cut, 201)).request('/')
    expect(answer.headers.get('Location')).toBe('/v1/entries/01KAH4W3Z6')
  })

  it('numbers the entries of each filer from one', async () => {
    const { file, otherKey } = await givenApp()
    const first = await file({ reference: 'A' })
    const second = await file({ reference: 'B' })
    const others = await file({ reference: 'A' }, { key: otherKey })
    expect([first, second, others].map(({ entryNumber }) => entryNumber)).toEqual([
      'ZZ9-0000001-1',
      'ZZ9-0000002-9',
      'AB1-0000001-2',
    ])
  })

  it('takes null for an optional part as its absence', async () => {
    const { file } = await givenApp()
    const entry = await file({ orderNumber: null, purpose: null, importerOfRecord: null })
    expect(entry.shipment).not.toHaveProperty('orderNumber')
    expect(entry.shipment).not.toHaveProperty('purpose')
  })

  it('says how a name is spelled for CBP, and keeps it as it was sent', async () => {
    const { file } = await givenApp()
    const { consignee } = shipment()
    const entry = await file({ consignee: { ...consignee, name: 'Zoë Müller' } })
    expect(entry.shipment.consignee.name).toBe('Zoë Müller')
    expect(entry.advice.map(({ code, pointer }) => [code, pointer])).toContainEqual([
      'transliterated',
      '/consignee/name',
    ])
  })

  it('shows the fees of informal entry, and no duty that it does not know', async () => {
    const { file } = await givenApp()
    const entry = await file({ entryType: '11', importerOfRecord: '12-3456789' })
    expect(entry.totals).toEqual({ fairRetailValue: '45.00', duty: null, fees: '2.77' })
    expect(entry.manufacturerId).toBe('VNHANCRA12HAN')
  })

  it('takes 999 lines', async () => {
    const { file } = await givenApp()
    const line = { ...shipment().lines[0], fairRetailValue: '0.80' }
    const entry = await file({ lines: Array.from({ length: 999 }, () => line) })
    expect(entry.totals.fairRetailValue).toBe('799.20')
  })

  it('takes a media type with its charset, in any case', async () => {
    const { post } = await givenApp()
    const headers = { 'Content-Type': 'Application/JSON; Charset="UTF-8"' }
    expect((await post('/v1/entries', shipment(), { headers })).status).toBe(201)
  })
})
