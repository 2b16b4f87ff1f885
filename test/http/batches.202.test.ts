import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { badRows, faultOf, madeCsv, madeShipment } from '../batch/made.ts'
import { givenApp, idempotent } from './given.ts'
import type { Answer, Given } from './given.ts'

type Batch = {
  readonly id: string
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
  readonly rows: number
}

const csv = { headers: { 'Content-Type': 'text/csv' } }
const ndjson = { headers: { 'Content-Type': 'application/x-ndjson' } }

const batchOf = ({ text }: Answer) => JSON.parse(text) as Batch

/** Sends it, lets the gateway work until all is done, and reads the batch again. */
async function sent(given: Given, body: string | Uint8Array, type = csv) {
  const answer = await given.post('/v1/batches', body, type)
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`)
  const { id } = batchOf(answer)
  await filed(given)
  return batchOf(await given.get(`/v1/batches/${id}`))
}

async function filed({ gateway }: Given) {
  while ((await gateway.fileBatches()).dealt > 0);
}

type Row = {
  row: number
  reference: string
  problems: { code: string; column?: string; row: number }[]
}

const rowsOf = async ({ get }: Given, id: string, outcome = 'refused') => {
  const { json } = await get(`/v1/batches/${id}/rows?outcome=${outcome}&limit=200`)
  return json['items'] as Row[]
}

const told = (rows: readonly Row[]) =>
  rows.map(({ row, problems }) => [row, ...problems.map(({ code }) => code)])

describe('POST /v1/batches, 202', () => {
  it('keeps a file, then files the good rows and keeps the bad ones with all that is wrong', async () => {
    const given = await givenApp()
    const made = { rows: 60, bad: 7, seed: 5 }
    const answer = await given.post('/v1/batches?name=parcels.csv', madeCsv(made), csv)
    expect(answer.status).toBe(202)
    expect(batchOf(answer)).toMatchObject({ state: 'filing', rows: 60, name: 'parcels.csv' })
    expect(batchOf(answer).counts).toMatchObject({ received: 60, accepted: 0, refused: 0 })
    const location = answer.headers.get('Location') ?? ''
    await filed(given)
    const batch = batchOf(await given.get(location))
    expect(batch.state).toBe('done')
    expect(batch.counts).toMatchObject({ received: 60, accepted: 53, refused: 7, queued: 53 })
    const refused = await rowsOf(given, batch.id)
    const bad = [...badRows(made)].sort((a, b) => a - b)
    expect(refused.map(({ row }) => row)).toEqual(bad.map((n) => n + 1))
    for (const { row, problems } of refused) {
      const [heading, , code] = faultOf(row - 1) ?? []
      expect(problems).toMatchObject([{ code, column: heading, row }])
    }
  })

  it('files a row as the same shipment would be filed alone', async () => {
    const given = await givenApp()
    const { id } = await sent(given, madeCsv({ rows: 1 }))
    const { json } = await given.get(`/v1/batches/${id}/entries`)
    const [entry] = json['items'] as { id: string; shipment: object }[]
    expect(entry?.shipment).toEqual(madeShipment(1))
    const alone = await given.post('/v1/entries', madeShipment(1, { tag: 'U' }))
    const one = await given.get(`/v1/entries/${entry?.id}`)
    const shape = ({ text }: Answer) => Object.keys(JSON.parse(text) as object)
    expect(shape(one)).toEqual(shape(alone))
  })

  it('takes lines of JSON: a bad one costs itself, blank ones nothing, the last needs no end', async () => {
    const given = await givenApp()
    const line = (n: number) => JSON.stringify(madeShipment(n))
    const long = JSON.stringify({ ...madeShipment(9), reference: 'x'.repeat(1024 * 1024) })
    const body = [line(1), '', '{bad', '  ', line(2), '[1]', '{"a":1,"a":2}', long, line(3)].join(
      '\n',
    )
    const batch = await sent(given, body, ndjson)
    expect(batch.counts).toMatchObject({ received: 7, accepted: 3, refused: 4 })
    expect(told(await rowsOf(given, batch.id))).toEqual([
      [3, 'json_syntax'],
      [6, 'json_not_object'],
      [7, 'json_duplicate_key'],
      [8, 'row_too_long'],
    ])
  })

  it('takes an array of JSON', async () => {
    const given = await givenApp()
    const body = JSON.stringify([madeShipment(1), { ...madeShipment(2), portOfEntry: 'X' }, 5])
    const batch = await sent(given, body, { headers: { 'Content-Type': 'application/json' } })
    expect(batch.counts).toMatchObject({ received: 3, accepted: 1, refused: 2 })
    expect(told(await rowsOf(given, batch.id))).toEqual([
      [2, 'code_unknown'],
      [3, 'json_not_object'],
    ])
  })

  it('answers the same file under the same key with the same bytes, and files nothing again', async () => {
    const given = await givenApp()
    const send = () =>
      given.post('/v1/batches', madeCsv({ rows: 3 }), {
        headers: { ...csv.headers, ...idempotent('monday').headers },
      })
    const first = await send()
    await filed(given)
    const again = await send()
    expect([again.status, again.text]).toEqual([202, first.text])
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    const { json } = await given.get('/v1/batches')
    expect(json['items']).toHaveLength(1)
  })

  it('without a key finds every row of the same file a duplicate', async () => {
    const given = await givenApp()
    await sent(given, madeCsv({ rows: 3 }))
    const batch = await sent(given, madeCsv({ rows: 3 }))
    expect(batch.counts).toMatchObject({ received: 3, accepted: 0, refused: 3 })
    const codes = (await rowsOf(given, batch.id)).map(({ problems }) => problems[0]?.code)
    expect(codes).toEqual(Array(3).fill('reference_duplicate'))
  })

  it('files the first of two shipments with one reference, and says so of the second', async () => {
    const given = await givenApp()
    const [head, one, two] = madeCsv({ rows: 2 }).split('\r\n')
    const body = [head, one, two?.replace('T-2,', 'T-1,'), one].join('\n')
    const batch = await sent(given, body)
    expect(batch.counts).toMatchObject({ received: 3, accepted: 1, refused: 2 })
    expect(told(await rowsOf(given, batch.id))).toEqual([
      [3, 'reference_duplicate'],
      [4, 'reference_duplicate'],
    ])
  })
})

describe('POST /v1/batches, the same file twice at once', () => {
  const list = async ({ get }: Given) => (await get('/v1/batches')).json['items'] as Batch[]

  it('is one batch: both are answered with it', async () => {
    const given = await givenApp()
    const body = madeCsv({ rows: 30, bad: 0, seed: 5 })
    const answers = await Promise.all([1, 2, 3].map(() => given.post('/v1/batches', body, csv)))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    const [first] = answers
    const ids = answers.map((answer) => [batchOf(answer).id, answer.headers.get('Location')])
    expect(new Set(ids.map(String)).size).toBe(1)
    expect(await list(given)).toHaveLength(1)
    await filed(given)
    const { id } = batchOf(first as Answer)
    expect(batchOf(await given.get(`/v1/batches/${id}`)).counts).toMatchObject({ accepted: 30 })
  })

  it('keeps its answer under each of their keys', async () => {
    const given = await givenApp()
    const body = madeCsv({ rows: 3, bad: 0, seed: 5 })
    const post = (key: string) => given.post('/v1/batches', body, { headers: { ...csv.headers, 'Idempotency-Key': key } })
    const [one, two] = await Promise.all([post('k1'), post('k2')])
    await filed(given)
    for (const [answer, key] of [[one, 'k1'], [two, 'k2']] as const) {
      const again = await post(key)
      expect([again.text, again.headers.get('Idempotent-Replayed')]).toEqual([answer.text, 'true'])
    }
    expect(await list(given)).toHaveLength(1)
  })

  it('comes again as duplicates once the first is done', async () => {
    const given = await givenApp()
    const body = madeCsv({ rows: 3, bad: 0, seed: 5 })
    const first = await sent(given, body)
    const second = await sent(given, body)
    expect(second.id).not.toBe(first.id)
    expect(second.counts).toMatchObject({ accepted: 0, refused: 3 })
  })
}) // prettier-ignore
