import { describe, expect, it } from 'vitest'
import { findings, givenApp, refusal, shipment } from './given.ts'

const { post, get } = await givenApp()

/** The sample with every part given by its path changed; `undefined` takes it out. */
function changed(changes: Readonly<Record<string, unknown>>): unknown {
  const body = JSON.parse(JSON.stringify(shipment())) as Record<string, unknown>
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const parent = keys.reduce<Record<string, unknown>>(
      (part, key) => part[key] as Record<string, unknown>,
      body,
    )
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return body
}

describe('POST /v1/entries, 422', () => {
  it('finds ten things wrong at once, of form and of substance', async () => {
    const answer = await post(
      '/v1/entries',
      changed({
        reference: 17,
        'bill.masterBill': '172-12345676',
        'seller.address.country': undefined,
        'seller.vat': 'GB1',
        status: 'released',
        'consignee.name': 'TEST',
        packageQuantity: 0,
        'lines.0.htsNumber': '6109.10',
        'lines.0.quantity': '2',
        'lines.1.fairRetailValue': '15.005',
      }),
    )
    expect(refusal(answer)).toBe('422 shipment_invalid')
    expect(findings(answer)).toEqual([
      ['amount_scale', '/lines/1/fairRetailValue'],
      ['bill_number', '/bill/masterBill'],
      ['hts_format', '/lines/0/htsNumber'],
      ['name_invalid', '/consignee/name'],
      ['quantity_range', '/packageQuantity'],
      ['read_only_field', '/status'],
      ['required', '/seller/address/country'],
      ['type', '/lines/0/quantity'],
      ['type', '/reference'],
      ['unknown_field', '/seller/vat'],
    ])
    expect(answer.json['detail']).toBe('10 things are wrong; see errors.')
  })

  it.each(['reference', 'modeOfTransportation', 'portOfEntry', 'estimatedArrivalDate', 'bill', 'packageQuantity', 'seller', 'seller.name', 'seller.address', 'seller.address.street', 'seller.address.city', 'seller.address.country', 'consignee', 'consignee.name', 'consignee.address', 'consignee.address.street', 'consignee.address.city', 'consignee.address.country', 'invoice', 'invoice.number', 'invoice.date', 'lines', 'lines.0.description', 'lines.0.htsNumber', 'lines.0.countryOfOrigin', 'lines.0.quantity', 'lines.0.unit', 'lines.0.fairRetailValue'])(
    '%s is required, and null is no answer',
    async (path) => {
      const pointer = `/${path.replaceAll('.', '/')}`
      const absent = await post('/v1/entries', changed({ [path]: undefined }))
      expect(findings(absent)).toEqual([['required', pointer]])
      const nothing = await post('/v1/entries', changed({ [path]: null }))
      expect(findings(nothing)).toEqual([['null_not_allowed', pointer]])
    },
  ) // prettier-ignore

  it.each(['id', 'entryNumber', 'status', 'gateway', 'cbp', 'disposition', 'totals', 'verdict', 'advice', 'next', 'can', 'shipment', 'version', 'createdAt', 'updatedAt', 'filer', 'admissible', 'oneUsg', 'notice', 'conditions', 'transmission'])(
    '%s is ours to set',
    async (field) => {
      const answer = await post('/v1/entries', { ...shipment(), [field]: 'x' })
      expect(findings(answer)).toEqual([['read_only_field', `/${field}`]])
    },
  ) // prettier-ignore

  it.each([
    ['refrence', ' Did you mean "reference"?', { refrence: 'x', reference: undefined }],
    ['houseBil', ' Did you mean "houseBill"?', { 'bill.houseBil': 'x', 'bill.houseBill': undefined }],
    ['colour', 'here.', { colour: 'red' }],
  ])('does not know %s', async (_, ending, changes) => {
    const { json } = await post('/v1/entries', changed(changes))
    const found = json.errors as unknown as { code: string; message: string }[]
    const [unknown] = found.filter(({ code }) => code === 'unknown_field')
    expect(unknown?.message.endsWith(ending)).toBe(true)
  }) // prettier-ignore

  it('points at half a surrogate pair, in a value and in a name', async () => {
    const body = JSON.stringify(shipment())
    const value = await post('/v1/entries', body.replace('Jane', '\\ud800'))
    expect(findings(value)).toEqual([['text_unpaired_surrogate', '/consignee/name']])
    const name = await post('/v1/entries', body.replace('{', '{"\\ud800":1,'))
    expect(findings(name)).toEqual([['text_unpaired_surrogate', '/\ud800']])
  })

  it.each(['[]', '"x"', 'null', '1', '[{}]'])('json_not_object: %s', async (body) => {
    const answer = await post('/v1/entries', body)
    expect(refusal(answer)).toBe('422 json_not_object')
    expect(answer.json).not.toHaveProperty('errors')
  })

  it('shows a hundred problems and counts them all', async () => {
    const line = { ...shipment().lines[0], fairRetailValue: '0.10', unit: 'pcs' }
    const lines = Array.from({ length: 150 }, () => line)
    const { json } = await post('/v1/entries', { ...shipment(), lines })
    expect(json.errors).toHaveLength(100)
    expect(json['detail']).toBe('150 things are wrong; see errors.')
  })

  it.each([
    ['unknown names', `{${Array.from({ length: 40_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
    ['long names', `{${Array.from({ length: 3900 }, (_, n) => `"${'k'.repeat(245)}${n}":1`).join(',')}}`],
    ['empty lines', `{"lines":[${Array.from({ length: 40_000 }, () => '{}').join(',')}]}`],
    ['odd numbers', `{"lines":[${Array.from({ length: 90_000 }, () => '1.0').join(',')}]}`],
  ])('is not kept busy by %s', async (_, body) => {
    const began = performance.now()
    const { status, json } = await post('/v1/entries', body)
    expect(status).toBe(422)
    expect(json.errors).toHaveLength(100)
    expect(performance.now() - began).toBeLessThan(5000)
  }) // prettier-ignore

  it('keeps nothing', async () => {
    expect((await get('/v1/entries')).json['items']).toEqual([])
  })
})
