import { describe, expect, it } from 'vitest'
import { count } from '../store/contract.ts'
import { headings, madeCsv, madeShipment, madeStream } from '../batch/made.ts'
import { within } from '../conformance/engine.ts'
import { givenApp, idempotent, otherFiler, refusal } from './given.ts'
import type { Call } from './given.ts'

const csv = { 'Content-Type': 'text/csv' }
const ndjson = { 'Content-Type': 'application/x-ndjson' }
const json = { 'Content-Type': 'application/json' }

const [head = '', row = ''] = madeCsv({ rows: 1 }).split('\r\n')
const renamed = (from: string, to: string) => `${head.replace(from, to)}\n${row}\n`

/** Sends it, and looks that nothing of it stays. */
async function refused(body: unknown, headers: Call['headers'] = csv) {
  const { post, db } = await givenApp()
  const answer = await post('/v1/batches', body, { headers: headers ?? {} })
  for (const table of ['batch', 'batch_part', 'batch_upload', 'batch_item', 'entry']) {
    expect([table, await count(db, table)]).toEqual([table, 0])
  }
  return answer
}

const bytes = (...some: (string | number[])[]) =>
  Uint8Array.from(
    some.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  )

const utf16 = (text: string) =>
  bytes(
    [0xff, 0xfe],
    [...text].flatMap((c) => [c.charCodeAt(0), 0]),
  )

/** One shipment a line, and then so many bytes of nothing. */
function long(length: number): ReadableStream<Uint8Array> {
  let left = length
  return new ReadableStream(
    {
      pull(controller) {
        const piece = Math.min(left, 65_536)
        controller.enqueue(new Uint8Array(piece).fill(0x20))
        left -= piece
        if (left === 0) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

const cut = (text: string) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new Error('the caller hung up')),
  })

describe('POST /v1/batches is refused whole where it is no file of shipments', () => {
  it.each<[string, unknown, string, Call['headers']?]>([
    ['nothing', '', '422 batch_empty'],
    ['nothing but blank lines', '\n\n', '422 batch_empty'],
    ['headings alone', `${head}\n`, '422 batch_empty'],
    ['headings and blank rows', `${head}\n${',,,'}\n`, '422 batch_empty'],
    ['no lines', '', '422 batch_empty', ndjson],
    ['blank lines of JSON', '\n \n', '422 batch_empty', ndjson],
    ['an empty list', '[ ]', '422 batch_empty', json],
    ['one shipment and no list', JSON.stringify(madeShipment(1)), '422 json_not_array', json],
    ['a list that does not end', '[{"a":1}', '400 json_syntax', json],
    ['something behind the list', '[{"a":1}] x', '400 json_syntax', json],
    ['a comma too many', '[{"a":1},]', '400 json_syntax', json],
    ['a shipment that is no JSON', '[{"a":1},{bad}]', '400 json_syntax', json],
    ['a name twice in a list', '[{"a":1,"a":2}]', '400 json_duplicate_key', json],
    ['a list that is not UTF-8', bytes('["', [0xc0, 0xaf], '"]'), '400 utf8_invalid', json],
    ['a column that is not known', renamed('Consignee City', 'Consigne Cty'), '422 csv_columns'],
    ['a column twice', renamed('Consignee City', 'Consignee Zip Code'), '422 csv_columns'],
    ['headings that cannot be read', `"a"b\n${row}\n`, '422 csv_columns'],
    ['rows without headings', `${row}\n${row}\n`, '422 csv_columns'],
    ['a NUL', bytes(`${head}\n${row}`, [0]), '400 utf8_invalid'],
    ['bytes of no encoding', bytes(`${head}\n${row}`, [0x81, 0x8d]), '400 utf8_invalid'],
    ['UTF-16 without its mark', utf16(`${head}\n${row}`).subarray(2), '400 utf8_invalid'],
    ['a media type of its own', 'x', '415 content_type', { 'Content-Type': 'text/plain' }],
    ['a packed body', 'x', '415 content_encoding', { ...csv, 'Content-Encoding': 'gzip' }],
    ['a length beyond 32 MiB', 'x', '413 batch_too_large', { ...csv, 'Content-Length': '33554433' }],
    ['32 MiB and a byte', long(33_554_433), '413 batch_too_large', ndjson],
    ['100,001 lines', `${'1\n'.repeat(100_001)}`, '413 batch_too_large', ndjson],
    ['half of its bytes', cut(`${head}\n${row}\n`), '400 body_truncated'],
    ['fewer bytes than it says', `${head}\n${row}\n`, '400 body_truncated', { ...csv, 'Content-Length': '9000' }],
    ['a key that is none', `${head}\n${row}\n`, '400 idempotency_key_invalid', { ...csv, 'Idempotency-Key': 'a,b' }],
  ])('%s', async (_, body, expected, headers) => {
    expect(refusal(await refused(body, headers))).toBe(expected)
  })
}) // prettier-ignore

describe('422 csv_columns', () => {
  type Told = { readonly message: string; readonly column?: string; readonly row: number }
  const told = async (text: string) => (await refused(text)).json.errors as unknown as Told[]

  it('names the nearest column, and the row and heading that it is about', async () => {
    const [unknown, missing] = await told(renamed('Consignee City', 'Consigne Cty'))
    expect(unknown).toMatchObject({ row: 1, column: 'Consigne Cty' })
    expect(unknown?.message).toContain('Did you mean "consignee.address.city"?')
    expect(missing?.message).toBe(
      'The column consignee.address.city is missing. "Consignee city" is understood too.',
    )
  })

  it('asks for both bills, or the one', async () => {
    const messages = (await told(renamed('HAWB', 'gate321 x'))).map(({ message }) => message)
    expect(messages).toEqual([
      'The columns bill.masterBill and bill.houseBill are missing, or bill.regularBill.',
    ])
  })

  it('says how the separator could not be found where none fits', async () => {
    const { json } = await refused('a|b|c\n1|2|3\n')
    expect(json['detail']).toMatch(/first row must be the headings/)
  })
})

describe('a batch', () => {
  it(
    'of 100,001 rows is refused when the last row comes, of 100,000 it is not',
    async () => {
      const { post } = await givenApp()
      const answer = await post('/v1/batches', madeStream({ rows: 100_001 }), { headers: csv })
      expect(refusal(answer)).toBe('413 batch_too_large')
    },
    within(60_000).timeout,
  )

  it('is not there for another filer, nor what belongs to it', async () => {
    const { post, get, otherKey } = await givenApp()
    const { json } = await post('/v1/batches', madeCsv({ rows: 2 }), { headers: csv })
    const parts = ['', '/entries', '/rows', '/errors.csv', '/errors.ndjson']
    for (const part of parts) {
      const path = `/v1/batches/${String(json['id'])}${part}`
      expect(refusal(await get(path, { key: otherKey }))).toBe('404 batch_not_found')
      expect(refusal(await get(`/v1/batches/nothing${part}`))).toBe('404 batch_not_found')
      expect((await get(path)).status).toBe(200)
    }
    expect((await get('/v1/batches', { key: otherKey })).json['items']).toEqual([])
  })

  it('under a key that came with another file is refused', async () => {
    const { post, db } = await givenApp()
    const send = (rows: number) =>
      post('/v1/batches', madeCsv({ rows }), { headers: { ...csv, ...idempotent('k').headers } })
    await send(1)
    expect(refusal(await send(2))).toBe('422 idempotency_key_reused')
    expect(await count(db, 'batch')).toBe(1)
  })

  it('is not taken while the operator has stopped filing', async () => {
    const { post, gateway } = await givenApp()
    await gateway.stops.put('ZZ9' as typeof otherFiler, 'because')
    const answer = await post('/v1/batches', madeCsv({ rows: 1 }), { headers: csv })
    expect(refusal(answer)).toBe('403 filing_stopped')
  })

  it('cannot be listed by a cursor of another list', async () => {
    const { post, get } = await givenApp()
    for (const tag of ['A', 'B', 'C']) {
      await post('/v1/batches', madeCsv({ rows: 1, tag }), { headers: csv })
    }
    const { json } = await get('/v1/batches?limit=2')
    expect(json['items']).toHaveLength(2)
    const cursor = String(json['nextCursor'])
    expect((await get(`/v1/batches?limit=2&cursor=${cursor}`)).json['items']).toHaveLength(1)
    expect(refusal(await get(`/v1/entries?cursor=${cursor}`))).toBe('400 cursor_invalid')
  })
})

it('the headings of the made file are all known', () => {
  expect(new Set(headings).size).toBe(headings.length)
})
