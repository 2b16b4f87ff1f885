import { describe, expect, it } from 'vitest'
import { documentProblems } from '../../src/document/document.ts'
import type { Offered } from '../../src/document/document.ts'

const pdf = new TextEncoder().encode('%PDF-1.7\n')
const invoice: Offered = {
  type: 'CBP01',
  name: 'invoice.pdf',
  mediaType: 'application/pdf',
  bytes: pdf,
}
const at = '/documents/0'

const found = (change: Partial<Offered>) =>
  documentProblems({ ...invoice, ...change }, at).map(({ code, pointer }) => [code, pointer])

const sized = (length: number) => {
  const bytes = new Uint8Array(length)
  bytes.set(pdf)
  return bytes
}

describe('a document', () => {
  it('that is what it says has no problems', () => {
    expect(documentProblems(invoice, at)).toEqual([])
  })

  it.each([
    'packing list (2).pdf',
    'Rechnung_Übergröße-9.PDF',
    '請求書.pdf',
    'a',
    `${'a'.repeat(96)}.pdf`,
  ])('may be called "%s"', (name) => {
    expect(found({ name })).toEqual([])
  })

  it.each([
    ['climbs', '../../etc/passwd'],
    ['climbs backwards', '..\\..\\windows\\system.ini'],
    ['climbs inside', 'a..b.pdf'],
    ['is a path', 'a/b.pdf'],
    ['is hidden', '.htaccess'],
    ['is an option', '-rf.pdf'],
    ['is empty', ''],
    ['has a line break', 'a\r\nContent-Type: text.html'],
    ['ends a quoted string', 'a"; filename="b.pdf'],
    ['has U+0000', 'a.pdf\u0000.exe'],
    ['turns the text around', 'a\u202efdp.exe'],
    ['names a drive', 'C:invoice.pdf'],
    ['has 101 characters', `${'a'.repeat(97)}.pdf`],
  ])('may not have a name that %s', (_, name) => {
    expect(found({ name })).toEqual([['document_name', `${at}/name`]])
  })

  it.each(['text/html', 'application/zip', 'IMAGE/PNG', 'image/png; charset=utf-8', '', '*/*'])(
    'may not claim to be "%s"',
    (mediaType) => {
      expect(found({ mediaType })).toEqual([['document_type', `${at}/mediaType`]])
    },
  )

  it.each([
    ['another type', { mediaType: 'image/png' }],
    ['text that is a PDF', { mediaType: 'text/plain' }],
    ['a web page', { mediaType: 'text/plain', bytes: new TextEncoder().encode('<html>') }],
    ['nothing', { bytes: new Uint8Array() }],
    ['10 MiB and a byte', { bytes: sized(10 * 1024 * 1024 + 1) }],
  ])('may not hold %s', (_, change) => {
    expect(found(change)).toEqual([['document_content', `${at}/content`]])
  })

  it('may hold 10 MiB', () => {
    expect(found({ bytes: sized(10 * 1024 * 1024) })).toEqual([])
  })

  it('tells all that is wrong at once, in words', () => {
    const problems = documentProblems(
      { type: 'CBP01', name: '../x', mediaType: 'text/html', bytes: new Uint8Array() },
      at,
    )
    expect(problems.map(({ code }) => code)).toEqual([
      'document_name',
      'document_type',
      'document_content',
    ])
    expect(problems.map(({ message }) => message).join(' ')).toContain('it is empty')
  })
})
