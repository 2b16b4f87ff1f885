import { describe, expect, it } from 'vitest'
import { mediaTypes, sniff } from '../../src/document/sniff.ts'

const text = (characters: string) => new TextEncoder().encode(characters)
const bytes = (...values: number[]) => Uint8Array.from(values)

const table: readonly (readonly [what: string, bytes: Uint8Array, is: string | undefined])[] = [
  ['a PDF', text('%PDF-1.7\n%âãÏÓ'), 'application/pdf'],
  ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10), 'image/jpeg'],
  ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
  ['a little-endian TIFF', bytes(0x49, 0x49, 0x2a, 0x00, 8), 'image/tiff'],
  ['a big-endian TIFF', bytes(0x4d, 0x4d, 0x00, 0x2a, 8), 'image/tiff'],
  ['plain text', text('Two shirts, 30.00\r\n\tŁódź 😀'), 'text/plain'],
  ['text with a byte order mark', text('\ufeffTwo shirts'), 'text/plain'],
  ['a PNG with its first byte cut', bytes(0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), undefined],
  ['the start of a PNG', bytes(0x89, 0x50, 0x4e, 0x47), undefined],
  ['a PDF after some bytes', text('\u0000%PDF-1.7'), undefined],
  ['a web page', text('<!doctype html><script>alert(1)</script>'), undefined],
  ['a web page after blanks', text(' \r\n\t<svg onload=alert(1)>'), undefined],
  ['a web page after a byte order mark', text('\ufeff<html>'), undefined],
  ['a zip, so an office document', text('PK\u0003\u0004'), undefined],
  ['a program', bytes(0x7f, 0x45, 0x4c, 0x46, 2), undefined],
  ['a GIF', bytes(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00), undefined],
  ['text with an escape sequence', text('a\u001b[2Jb'), undefined],
  ['text with U+0000', text('a\u0000b'), undefined],
  ['windows-1252', bytes(0x4c, 0xf3, 0x64, 0x7a), undefined],
  ['UTF-16', bytes(0xff, 0xfe, 0x41, 0x00), undefined],
]

describe('the first bytes', () => {
  it.each(table)('of %s tell what it is', (_, start, type) => {
    expect(sniff(start)).toBe(type)
  })

  it('tell each media type that may be attached', () => {
    expect(new Set(table.flatMap(([, , type]) => type ?? []))).toEqual(new Set(mediaTypes))
  })
})
