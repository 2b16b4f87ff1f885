import { zipSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { headings, madeRow, madeShipment } from '../batch/made.ts'
import { frame, madeWorkbook, workbook, xlsxType } from '../batch/workbook.ts'
import type { Cell } from '../batch/workbook.ts'
import { givenApp, refusal } from './given.ts'
import type { Given } from './given.ts'

const xlsx = { headers: { 'Content-Type': xlsxType } }

type Heading = (typeof headings)[number]

/** The headings, and one row for each of these changes to an ordinary parcel. */
const sheet = (...changes: Partial<Record<Heading, Cell>>[]): Cell[][] => [
  [...headings],
  ...changes.map((change, index) => {
    const row: Record<Heading, Cell> = { ...madeRow(index + 1), ...change }
    return headings.map((heading) => row[heading])
  }),
]

type Batch = { readonly id: string; readonly state: string; readonly counts: object }
type Row = { readonly row: number; readonly problems: readonly { code: string; column: string }[] }

async function sent(given: Given, bytes: Uint8Array) {
  const answer = await given.post('/v1/batches', bytes, xlsx)
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`)
  const { id } = JSON.parse(answer.text) as Batch
  while ((await given.gateway.fileBatches()).dealt > 0);
  const batch = JSON.parse((await given.get(`/v1/batches/${id}`)).text) as Batch
  const rows = (await given.get(`/v1/batches/${id}/rows?outcome=refused`)).json['items'] as Row[]
  const told = rows.map(({ row, problems }) => [
    row,
    ...problems.map(({ code, column }) => `${code} ${column}`),
  ])
  return { batch, told }
}

const given = async (bytes: Uint8Array) =>
  refusal(await (await givenApp()).post('/v1/batches', bytes, xlsx))

describe('a workbook', () => {
  it('is filed as the same rows in CSV are', async () => {
    const app = await givenApp()
    const { batch } = await sent(app, madeWorkbook({ rows: 40, bad: 4 }))
    expect(batch.counts).toMatchObject({ received: 40, accepted: 36, refused: 4, queued: 36 })
    const { json } = await app.get(`/v1/batches/${batch.id}/entries?limit=1`)
    expect(json['items']).toMatchObject([{ shipment: madeShipment(1) }])
  })

  it('has days by the format of their cells, amounts as they are shown, and text of all kinds', async () => {
    const app = await givenApp()
    const day = (style: number) => ({ xml: ` s="${style}"><v>46357</v>` })
    const rows = sheet(
      { 'Arrival Date': day(1), 'Value USD': 30, 'Qty': 2 },
      { 'Arrival Date': day(2), 'Value USD': { xml: ' s="3"><v>19.989999999999998</v>' } },
      { 'Description': { xml: ' t="inlineStr"><is><r><t>Ceramic </t></r><r><t>mug</t></r></is>' } },
      { 'Purpose': { xml: ' t="str"><v>gift</v>' } },
    ) // prettier-ignore
    const { batch, told } = await sent(app, workbook(rows))
    expect(told).toEqual([])
    const { json } = await app.get(`/v1/batches/${batch.id}/entries`)
    expect(json['items']).toMatchObject([
      { shipment: { estimatedArrivalDate: '2026-12-01', lines: [{ quantity: 2, fairRetailValue: '30' }] } },
      { shipment: { estimatedArrivalDate: '2026-12-01', lines: [{ fairRetailValue: '19.99' }] } },
      { shipment: { lines: [{ description: 'Ceramic mug' }] } },
      { shipment: { purpose: 'gift' } },
    ]) // prettier-ignore
  })

  it('refuses the rows with a formula, or a number where a leading zero counts', async () => {
    const rows = sheet(
      { 'Value USD': { xml: '><f>15*2</f><v>30</v>' } },
      { 'HS Code': 6912004400, 'Port of Entry': 4701 },
      { 'Consignee Zip': 2134 },
      { 'Description': { xml: ' t="e"><v>#REF!</v>' } },
      { 'Arrival Date': 46357 },
      {},
    ) // prettier-ignore
    const { batch, told } = await sent(await givenApp(), workbook(rows))
    expect(batch.counts).toMatchObject({ received: 6, accepted: 1, refused: 5 })
    expect(told).toEqual([
      [2, 'cell_formula Value USD'],
      [3, 'cell_number_in_code Port of Entry', 'cell_number_in_code HS Code'],
      [4, 'cell_number_in_code Consignee Zip'],
      [5, 'cell_formula Description'],
      [6, 'date_invalid Arrival Date'],
    ])
  })

  it('counts its rows as a spreadsheet does, blank ones too', async () => {
    const [head = [], row = []] = sheet({ 'HS Code': '1' })
    const { told } = await sent(await givenApp(), workbook([head, [], [], row, []]))
    expect(told).toEqual([[4, 'hts_format HS Code']])
  })

  const bytes = strToU8
  const ordinary = () => workbook(sheet({}))
  const encrypted = () => {
    const zip = ordinary()
    // The flag of the first member in the directory.
    const at = zip.findIndex(
      (_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1,
    )
    zip[at + 8] = 1
    return zip
  }
  const sheets = Object.fromEntries(
    Array.from({ length: 1_001 }, (_, n) => [`xl/worksheets/sheet${n}.xml`, '<worksheet/>']),
  )
  const rels = frame['xl/_rels/workbook.xml.rels'] ?? ''
  const bomb = `<worksheet><sheetData>${'<row/>'.repeat(1_500_000)}</sheetData></worksheet>`

  it.each<[string, () => Uint8Array, string]>([
    ['no zip', () => bytes('Reference,Mode'), '415 xlsx_format'],
    ['a workbook with a password', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '415 xlsx_format'],
    ['an encrypted zip', encrypted, '415 xlsx_format'],
    ['a zip of something else', () => zipSync({ 'a.txt': bytes('a') }), '415 xlsx_format'],
    ['half of a workbook', () => ordinary().subarray(0, 700), '415 xlsx_format'],
    ['one with macros', () => workbook(sheet({}), { 'xl/vbaProject.bin': 'x' }), '415 xlsx_format'],
    ['a sheet that is no XML', () => workbook(sheet({}), { 'xl/worksheets/sheet1.xml': '<a><b></a>' }), '415 xlsx_format'],
    ['more sheets than anybody has', () => workbook(sheet({}), sheets), '413 xlsx_too_large'],
    ['a bomb', () => workbook([], { 'xl/worksheets/sheet1.xml': bomb }), '413 xlsx_too_large'],
    ['a document type', () => workbook([], { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>' }), '422 xlsx_forbidden'],
    ['a document type in its texts', () => workbook(sheet({}), { 'xl/sharedStrings.xml': '<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst/>' }), '422 xlsx_forbidden'],
    ['another workbook that it refers to', () => workbook(sheet({}), { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }), '422 xlsx_forbidden'],
    ['a link to another workbook', () => workbook(sheet({}), { 'xl/_rels/workbook.xml.rels': rels.replace('</Rel', '<Relationship Id="x" Type="http://a/externalLink" Target="file:///a" TargetMode="External"/></Rel') }), '422 xlsx_forbidden'],
    ['headings alone', () => workbook(sheet()), '422 batch_empty'],
    ['nothing in it', () => workbook([]), '422 batch_empty'],
    ['headings that are not known', () => workbook([['a', 'b'], ['1', '2']]), '422 csv_columns'],
    ['no bytes', () => new Uint8Array(0), '422 batch_empty'],
  ])('with %s is refused whole, and nothing of it stays', async (_, make, refused) => {
    expect(await given(make())).toBe(refused)
  }) // prettier-ignore
})
