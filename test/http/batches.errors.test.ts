import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { csv } from '../../src/batch/csv.ts'
import { headings, madeCsv, madeRow, madeShipment } from '../batch/made.ts'
import { csvLine } from '../../src/batch/csv.ts'
import { findings, givenApp, refusal } from './given.ts'
import type { Given } from './given.ts'

type Batch = { readonly id: string; readonly counts: Readonly<Record<string, number>> }

const types = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

async function sent(given: Given, body: string | Uint8Array, type: keyof typeof types = 'csv') {
  const answer = await given.post('/v1/batches', body, { headers: { 'Content-Type': types[type] } })
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`)
  const { id } = JSON.parse(answer.text) as Batch
  while ((await given.gateway.fileBatches()).dealt > 0);
  const batch = JSON.parse((await given.get(`/v1/batches/${id}`)).text) as Batch
  const errors = await given.get(`/v1/batches/${id}/errors.${type}`)
  return { ...batch, errors }
}

const rowsOf = (text: string, separator = ',') =>
  csv(separator)
    .push(text.replace(/^\ufeff/, ''), true)
    .map(({ cells }) => cells)

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/batch/${name}`, import.meta.url)))

describe('errors.csv', () => {
  it('has the refused rows in the columns they came in, and the reasons in the last', async () => {
    const made = { rows: 30, bad: 3, seed: 9 }
    const { errors } = await sent(await givenApp(), madeCsv(made))
    expect(errors.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(errors.headers.get('Content-Disposition')).toMatch(/^attachment; filename="bat_/)
    const [head = [], ...rows] = rowsOf(errors.text)
    expect(head).toEqual([...headings, 'gate321 row', 'gate321 code', 'gate321 reason', 'gate321 source'])
    const source = rowsOf(madeCsv(made))
    for (const row of rows) {
      expect(row.slice(0, headings.length)).toEqual(source[Number(row[headings.length]) - 1])
      expect(row[headings.length + 2]).toMatch(/^(HS|Consignee|Value|Arrival|Description|Qty)/)
    }
    expect(rows).toHaveLength(3)
  }) // prettier-ignore

  it('is mended and sent again, our own columns and all', async () => {
    const given = await givenApp()
    const bad = madeCsv({ rows: 5 }).replaceAll('6912004400', '6912')
    const first = await sent(given, bad)
    expect(first.counts).toMatchObject({ accepted: 3, refused: 2 })
    const again = await sent(given, first.errors.text)
    expect(again.counts).toMatchObject({ accepted: 0, refused: 2 })
    // What comes back a second time has our columns once.
    expect(again.errors.text.split('\r\n')[0]).toBe(first.errors.text.split('\r\n')[0])
    const mended = await sent(given, first.errors.text.replaceAll(',6912,', ',6912004400,'))
    expect(mended.counts).toMatchObject({ accepted: 2, refused: 0 })
  })

  it.each([
    ['parcels.csv', ','],
    ['parcels-semicolon.csv', ';'],
  ])('of %s has all rows of a shipment, apart by what they came apart by', async (name, separator) => {
    const given = await givenApp()
    const batch = await sent(given, fixture(name))
    expect(batch.counts).toMatchObject({ received: 9, accepted: 7, refused: 2 })
    const { json } = await given.get(`/v1/batches/${batch.id}/entries`)
    const items = json['items'] as {
      shipment: { consignee: { name: string }; lines: { description: string }[] }
    }[]
    expect(items[0]?.shipment.consignee.name).toBe('Zoë Martin')
    expect(items[2]?.shipment.lines.map(({ description }) => description)).toEqual([
      "Women's knit cotton T-shirts",
      'Cotton bath towel, terry',
      'Ceramic mug, "Hanoi" print',
    ])
    expect(rowsOf(batch.errors.text, separator)).toHaveLength(3)
  }) // prettier-ignore

  it('gives back every row of a shipment of which one is wrong', async () => {
    const row = (change: object) => headings.map((h) => ({ ...madeRow(1), ...change })[h] ?? '')
    const body = [
      [...headings],
      row({ 'Consignee City': ' ' }),
      row({ 'Consignee City': '', Description: 'Ceramic mug', 'HS Code': '6912004400' }),
    ]
    const { errors } = await sent(await givenApp(), body.map((cells) => csvLine(cells, ',')).join(''))
    const [, first = [], second = []] = rowsOf(errors.text)
    expect(first.slice(-4)).toEqual(['2', 'required', 'Consignee City: This is required.', ''])
    expect(second.slice(-4)).toEqual(['3', '', 'See row 2: the rows of one shipment go together.', ''])
    expect(second[0]).toBe(first[0])
  }) // prettier-ignore

  it('refuses a shipment whose rows do not agree', async () => {
    const row = (change: object) => headings.map((h) => ({ ...madeRow(1), ...change })[h] ?? '')
    const body = [[...headings], row({}), row({ Consignee: 'Somebody Else', Description: 'Ceramic mug' })]
    const { errors } = await sent(await givenApp(), body.map((cells) => csvLine(cells, ',')).join(''))
    expect(errors.text).toContain('rows_differ')
    expect(errors.text).toContain('Row 3 says ""Somebody Else"" and row 2')
  }) // prettier-ignore

  it('has the text of a row that could not be split', async () => {
    const [head, one, two] = madeCsv({ rows: 2 }).split('\r\n')
    const body = [head, one?.replace('Hanoi Craft', '"Hanoi" Craft'), two, `${one},7,8`, 'a,b'].join('\n')
    const { counts, errors } = await sent(await givenApp(), body)
    expect(counts).toMatchObject({ received: 4, accepted: 1, refused: 3 })
    const [, quotes = [], many = [], few = []] = rowsOf(errors.text)
    expect(quotes.slice(-4, -2)).toEqual(['2', 'csv_row'])
    expect(quotes.at(-1)).toContain('"Hanoi" Craft')
    expect(many.slice(-4, -2)).toEqual(['4', 'csv_row'])
    expect(many.at(-1)).toBe(`${one},7,8`)
    expect(few.slice(0, 2)).toEqual(['a', 'b'])
    expect(few.at(-2)).toBe('This row cannot be read: it has 2 cells, and there are 28 headings.')
  }) // prettier-ignore

  it('gives back what was sent, formulas and all', async () => {
    const unit = fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\t', 'a', 'é', '＝', '1')
    const cell = fc.string({ unit, maxLength: 6 })
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const given = await givenApp()
        const cells = some.map(([a, b, c], at) => headings.map((h) =>
          h === 'Reference' ? `R${at}` : h === 'Description' ? a : h === 'Consignee' ? b : h === 'HS Code' ? `x${c}` : madeRow(1)[h]))
        const first = await sent(given, [[...headings], ...cells].map((row) => csvLine(row, ',')).join(''))
        const again = await sent(given, first.errors.text)
        given.db.close()
        expect(first.counts).toMatchObject({ accepted: 0, refused: some.length })
        expect(rowsOf(again.errors.text)).toEqual(rowsOf(first.errors.text))
        expect(rowsOf(again.errors.text).flat().filter((text) => /^[=+@\-\t]/.test(text))).toEqual([])
      }),
      { numRuns: 15 },
    )
  }) // prettier-ignore

  it('of lines of JSON has the names of the columns, a row for each line of goods', async () => {
    const given = await givenApp()
    const bad = { ...madeShipment(1), portOfEntry: '9', lines: [...madeShipment(1).lines, ...madeShipment(2).lines] }
    const { id, errors } = await sent(given, `${JSON.stringify(bad)}\n{bad`, 'ndjson')
    const lines = errors.text.trim().split('\n').map((line) => JSON.parse(line) as { gate321: { row: number } })
    expect(lines.map(({ gate321 }) => gate321.row)).toEqual([1, 2])
    const table = await given.get(`/v1/batches/${id}/errors.csv`)
    const rows = rowsOf(table.text)
    expect(rows).toHaveLength(4)
    expect(rows[0]?.slice(0, 2)).toEqual(['reference', 'orderNumber'])
    // Mended, it is filed from either of them.
    const mended = await sent(given, errors.text.replace('"9"', '"4701"').split('\n')[0] ?? '', 'ndjson')
    expect(mended.counts).toMatchObject({ accepted: 1, refused: 0 })
  }) // prettier-ignore
})

describe('/v1/mappings', () => {
  const german = madeCsv({ rows: 1 }).replace('Consignee City', 'Ort').replace('Unit', 'Einheit')

  it('is asked once, and known from then on', async () => {
    const given = await givenApp()
    const { call, get, post } = given
    const csvType = { headers: { 'Content-Type': 'text/csv' } }
    expect(refusal(await post('/v1/batches', german, csvType))).toBe('422 csv_columns')
    const columns = { Ort: 'consignee.address.city', Einheit: 'lines.unit', Bemerkung: null }
    const put = await call('PUT', '/v1/mappings', { body: { columns } })
    expect(put.json).toMatchObject({ columns })
    expect((await get('/v1/mappings')).json).toMatchObject({ columns })
    expect((await sent(given, german)).counts).toMatchObject({ accepted: 1 })
    const noted = madeCsv({ rows: 2 }).replaceAll('\r\n', ',n\r\n').replace(',n\r\n', ',Bemerkung\r\n')
    expect((await sent(given, noted)).counts).toMatchObject({ received: 2, accepted: 1 })
  }) // prettier-ignore

  it('is its filer’s own', async () => {
    const { call, get, otherKey } = await givenApp()
    await call('PUT', '/v1/mappings', { body: { columns: { Ort: 'consignee.address.city' } } })
    expect((await get('/v1/mappings', { key: otherKey })).json['columns']).toEqual({})
  })

  it.each<[unknown, string, string]>([
    [{}, 'required', '/columns'],
    [{ columns: { Ort: 'city' } }, 'code_unknown', '/columns/Ort'],
    [{ columns: { Ort: 5 } }, 'type', '/columns/Ort'],
    [{ columns: [] }, 'type', '/columns'],
  ])('%j is refused', async (body, code, pointer) => {
    const { call } = await givenApp()
    const answer = await call('PUT', '/v1/mappings', { body })
    expect(refusal(answer)).toBe('422 mapping_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })
})
