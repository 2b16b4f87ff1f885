import { describe, expect, it } from 'vitest'
import { findings, givenApp, mockCbp, refusal, scenario } from './given.ts'

const { file, hours, get, post, call, files } = await givenApp({ send: mockCbp })
const { id } = await file(scenario('SIMDOC0001'))
await hours(1)
const path = `/v1/entries/${id}/answers`
const answer = (body: unknown) => post(path, body)

const invoice = { type: 'CBP01', name: 'a.pdf', mediaType: 'application/pdf', content: 'JVBERi0=' }
const document = (changes: object) => ({ documents: [{ ...invoice, ...changes }] })

const pdf = (name: string, type = 'application/pdf') => new File(['%PDF-1.7'], name, { type })
const form = (...parts: readonly (readonly [name: string, value: string | File])[]) => {
  const body = new FormData()
  for (const [name, value] of parts) body.append(name, value)
  return call('POST', path, { body })
}

describe('POST /v1/entries/{id}/answers, 422', () => {
  it.each<[string, object, string, string]>([
    ['nothing', {}, 'answer_empty', ''],
    ['no documents', { documents: [] }, 'answer_empty', ''],
    ['blanks', { text: ' \n' }, 'answer_empty', ''],
    ['a number', { text: 1 }, 'type', '/text'],
    ['too long a text', { text: 'x'.repeat(10_001) }, 'too_long', '/text'],
    ['an unknown name', { txt: 'x' }, 'unknown_field', '/txt'],
    ['a document that is none', { documents: ['x'] }, 'type', '/documents/0'],
    ['21 documents', { documents: Array(21).fill(invoice) }, 'too_many', '/documents'],
    ['no content', document({ content: undefined }), 'required', '/documents/0/content'],
    ['not base64', document({ content: 'JVBERi0' }), 'document_content', '/documents/0/content'],
    ['base64 of URLs', document({ content: 'JV_-Ri0=' }), 'document_content', '/documents/0/content'],
    ['base64 with a line break', document({ content: 'JVBE\nRi0' }), 'document_content', '/documents/0/content'],
    ['an empty document', document({ content: '' }), 'document_content', '/documents/0/content'],
    ['a script called a PDF', document({ content: btoa('<script>') }), 'document_content', '/documents/0/content'],
    ['HTML', document({ mediaType: 'text/html' }), 'document_type', '/documents/0/mediaType'],
    ['a PNG that is a PDF', document({ mediaType: 'image/png' }), 'document_content', '/documents/0/content'],
    ['a path', document({ name: '../../etc/passwd' }), 'document_name', '/documents/0/name'],
    ['a drive', document({ name: 'C:\\a.pdf' }), 'document_name', '/documents/0/name'],
    ['a hidden file', document({ name: '.htaccess' }), 'document_name', '/documents/0/name'],
    ['a name with a line break', document({ name: 'a\r\nX: y.pdf' }), 'document_name', '/documents/0/name'],
    ['no name', document({ name: '' }), 'document_name', '/documents/0/name'],
    ['a long name', document({ name: 'x'.repeat(101) }), 'document_name', '/documents/0/name'],
    ['no type', document({ type: '' }), 'value_unknown', '/documents/0/type'],
    ['a type of its own', document({ type: 'invoice; x' }), 'value_unknown', '/documents/0/type'],
  ])('%s', async (_, body, code, pointer) => {
    const refused = await answer(body)
    expect(refusal(refused)).toBe('422 answer_invalid')
    expect(findings(refused)).toEqual([[code, pointer]])
  }) // prettier-ignore

  it('finds what is wrong with each document', async () => {
    const documents = [invoice, { ...invoice, name: '..' }, { ...invoice, mediaType: 'x' }]
    expect(findings(await answer({ documents }))).toEqual([
      ['document_name', '/documents/1/name'],
      ['document_type', '/documents/2/mediaType'],
    ])
  })

  it('finds the same in a form', async () => {
    const refused = await form(
      ['a', pdf('../a.pdf')],
      ['b', pdf('b.exe', 'application/x-msdownload')],
      ['c', new File([], 'c.pdf', { type: 'application/pdf' })],
    )
    expect(refusal(refused)).toBe('422 answer_invalid')
    expect(findings(refused)).toEqual([
      ['document_content', '/documents/2/content'],
      ['document_name', '/documents/0/name'],
      ['document_type', '/documents/1/mediaType'],
    ])
  })

  it.each<[string, readonly [string, string | File][], string, string]>([
    ['nothing', [], 'answer_empty', ''],
    ['an empty text', [['text', '']], 'answer_empty', ''],
    ['an unknown field', [['txt', 'x'], ['a', pdf('a.pdf')]], 'unknown_field', '/txt'],
    ['a type of its own', [['type', 'x y'], ['a', pdf('a.pdf')]], 'value_unknown', '/documents/0/type'],
    ['too long a text', [['text', 'x'.repeat(10_001)]], 'too_long', '/text'],
  ])('a form of %s', async (_, parts, code, pointer) => {
    expect(findings(await form(...parts))).toEqual([[code, pointer]])
  }) // prettier-ignore

  it('keeps no document and asks CBP nothing', async () => {
    expect(files.size).toBe(0)
    expect((await get(`/v1/entries/${id}`)).json['status']).toBe('discrepancy')
  })
})

describe('POST /v1/entries/{id}/answers, 400', () => {
  const multipart = (body: string, type: string) =>
    call('POST', path, { body, headers: { 'Content-Type': type } })

  it.each([
    ['no boundary', 'x', 'multipart/form-data'],
    ['another boundary', '--b\r\n\r\nx\r\n--b--', 'multipart/form-data; boundary=a'],
    ['nothing', '', 'multipart/form-data; boundary=a'],
    ['an end too soon', '--a\r\nContent-Disposition: form-data; name="t"\r\n\r\nx', 'multipart/form-data; boundary=a'],
  ])('multipart: %s', async (_, body, type) => {
    expect(refusal(await multipart(body, type))).toBe('400 multipart')
  }) // prettier-ignore

  it('multipart: a thousand parts', async () => {
    const parts = Array.from({ length: 1000 }, (_, n): [string, File] => [`f${n}`, pdf(`${n}.pdf`)])
    expect(refusal(await form(...parts))).toBe('400 multipart')
  })

  it('multipart: a field twice', async () => {
    expect(refusal(await form(['text', 'a'], ['text', 'b']))).toBe('400 multipart')
  })

  it('json_syntax: not JSON', async () => {
    expect(refusal(await answer('{bad'))).toBe('400 json_syntax')
  })

  it('body_too_large: 16 MiB and one byte', async () => {
    const body = ' '.repeat(16 * 1024 * 1024 + 1)
    expect(refusal(await answer(body))).toBe('413 body_too_large')
  })
})
