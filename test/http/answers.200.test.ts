import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, scenario } from './given.ts'

const pdf = new TextEncoder().encode('%PDF-1.7 the invoice')
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
const invoice = {
  type: 'CBP01',
  name: 'Rechnung 9 (Kopie).pdf',
  mediaType: 'application/pdf',
  content: base64(pdf),
}

async function asked() {
  const given = await givenApp({ send: mockCbp })
  const { id } = await given.file(scenario('SIMDOC0001'))
  await given.hours(1)
  const entry = await given.get(`/v1/entries/${id}`)
  expect(entry.json).toMatchObject({ status: 'discrepancy', can: { answer: { allowed: true } } })
  return { ...given, id, path: `/v1/entries/${id}/answers` }
}

const form = (...parts: readonly (readonly [name: string, value: string | File])[]) => {
  const data = new FormData()
  for (const [name, value] of parts) data.append(name, value)
  return data
}

describe('POST /v1/entries/{id}/answers, 200', () => {
  it.each([
    ['a text', { text: 'Two shirts and a mug.' }],
    ['a document', { documents: [invoice] }],
    ['both', { text: 'The invoice.', documents: [invoice, { ...invoice, name: 'b.pdf' }] }],
    ['a text, and null for documents', { text: 'Two shirts.', documents: null }],
  ])('takes %s', async (_, body) => {
    const { post, path } = await asked()
    const { status, json } = await post(path, body)
    expect(status).toBe(200)
    expect(json).toMatchObject({ can: { answer: { allowed: false } } })
  })

  it('goes to CBP, which releases the goods', async () => {
    const { post, get, path, id, hours, files } = await asked()
    await post(path, { documents: [invoice] })
    expect([...files.values()]).toEqual([pdf])
    for (let hour = 0; hour < 4; hour++) await hours(1)
    expect((await get(`/v1/entries/${id}`)).json['status']).toBe('released')
    const { json } = await get(`/v1/entries/${id}/messages`)
    expect(json['items']).toContainEqual(
      expect.objectContaining({
        direction: 'sent',
        kind: 'document',
        format: 'application/json',
        body: expect.stringContaining(base64(pdf)),
      }),
    )
  })

  it('takes files from a form, under any name', async () => {
    const { call, get, path, id, files } = await asked()
    const body = form(
      ['text', 'See both.'],
      ['type', 'CBP02'],
      ['file', new File([pdf], 'a.pdf', { type: 'application/pdf' })],
      ['other', new File(['plain words'], 'b.txt', { type: 'text/plain; charset=utf-8' })],
    )
    const answer = await call('POST', path, { body })
    expect(answer.status).toBe(200)
    expect(files.size).toBe(2)
    const { json } = await get(`/v1/entries/${id}/events`)
    expect(JSON.stringify(json['items'])).toContain('Answered with 2 document(s) and a text.')
  })

  it('takes a form with a text alone', async () => {
    const { call, path } = await asked()
    const body = form(['text', 'Two shirts.'], ['type', ''])
    expect((await call('POST', path, { body })).status).toBe(200)
  })

  it('takes a document of ten megabytes', async () => {
    const { post, path } = await asked()
    const content = base64(pdf).slice(0, 8) + 'AAAA'.repeat((10 * 1024 * 1024 - 6) / 3)
    expect((await post(path, { documents: [{ ...invoice, content }] })).status).toBe(200)
  })
})
