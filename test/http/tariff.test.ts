import { describe, expect, it } from 'vitest'
import { givenApp, shipment } from './given.ts'

describe('GET /v1/tariff, 200', () => {
  it.each([
    ['mens cotton tee', '6109'],
    ['phone case', '3926'],
    ['ceramic mug', '6912'],
  ])('finds %s', async (q, heading) => {
    const { get } = await givenApp()
    const { status, json } = await get(`/v1/tariff?q=${encodeURIComponent(q)}`)
    expect(status).toBe(200)
    const items = json['items'] as { heading: string; score: number; path: string[] }[]
    expect(items.slice(0, 3).map((item) => item.heading)).toContain(heading)
    expect(items.map(({ score }) => score)).toEqual(
      items.map(({ score }) => score).toSorted((a, b) => b - a),
    )
    expect(json['revision']).toMatchObject({ imported: false })
  })

  it('explains a number, with and without dots', async () => {
    const { get } = await givenApp()
    const { json } = await get('/v1/tariff/6912.00.44.00')
    expect(json).toMatchObject({ htsNumber: '6912004400', general: '10%', declarable: true })
    expect((await get('/v1/tariff/6912004400')).json).toEqual(json)
  })
})

describe('GET /v1/tariff, refused', () => {
  it.each([
    ['/v1/tariff', 400, 'query_invalid'],
    ['/v1/tariff?q=', 400, 'query_invalid'],
    ['/v1/tariff?q=mug&limit=51', 400, 'query_invalid'],
    ['/v1/tariff/7700000000', 404, 'tariff_not_found'],
    ['/v1/tariff/mug', 404, 'tariff_not_found'],
  ])('%s', async (path, status, code) => {
    const { get } = await givenApp()
    const answer = await get(path)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })
})

describe('an imported tariff', () => {
  const row = (htsno: string, indent: string, description: string, general = '') => ({
    htsno, indent, description, general, special: '', other: '', units: ['No.'], footnotes: [],
  }) // prettier-ignore
  const mugs = [
    row('6912', '0', 'Ceramic tableware'),
    row('6912.00.44', '1', 'Mugs', '10%'),
    row('6912.00.44.00', '2', 'Mugs', '10%'),
  ]

  it('is what the numbers of a shipment are held against', async () => {
    const { gateway, post } = await givenApp()
    await gateway.tariff.importExport([{ name: '69.json', text: JSON.stringify(mugs) }], 'small')
    const { status, json } = await post('/v1/entries', shipment())
    expect(status).toBe(422)
    expect(json.errors).toMatchObject([
      {
        code: 'hts_unknown',
        pointer: '/lines/0/htsNumber',
        message:
          '6109100040 is not a tariff number for goods: it is not in the tariff that is imported here.',
      },
    ])
  })
})
