import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv, csvLine, separatorOf, separators } from '../../src/batch/csv.ts'
import { decoder } from '../../src/batch/decode.ts'
import { guarded, unguarded } from '../../src/batch/guard.ts'

const cells = (text: string, separator = ',') =>
  csv(separator)
    .push(text, true)
    .map(({ row, cells, bad }) => (bad ? [row, bad.why] : cells))

/** In as many pieces as there are characters. */
function inPieces(text: string, separator: string) {
  const reader = csv(separator)
  return [...[...text].flatMap((character) => reader.push(character)), ...reader.push('', true)]
}

describe('CSV', () => {
  it.each<[string, string, unknown]>([
    ['LF', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
    ['CRLF', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['no end to its last row', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
    ['a comma within quotes', 'a,"b,c"\n', [['a', 'b,c']]],
    ['quotes within quotes', '"say ""hi""",b\n', [['say "hi"', 'b']]],
    ['a line break within quotes', '"a\nb",c\r\n', [['a\nb', 'c']]],
    ['empty cells', ',"",\n', [['', '', '']]],
    ['a quoted cell before CRLF', 'a,"b"\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
  ])('is read with %s', (_, text, expected) => {
    expect(cells(text)).toEqual(expected)
  }) // prettier-ignore

  it.each([
    ['a,"b"c,d', 'something follows a closing quote'],
    ['a,b"c,d', 'a quote stands inside a cell that does not begin with one'],
    ['a,"b,c', 'something follows a closing quote'],
  ])('gives up %s and no row behind it', (line, why) => {
    expect(cells(`1,2\n${line}\n"3","4"\n5,6\n`)).toEqual([
      ['1', '2'],
      [2, why],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  it('gives up a quote that is never closed, and only its line', () => {
    const many = '3,4\n'.repeat(50_000)
    const rows = csv(',').push(`1,"2\n${many}`, true)
    expect(rows).toHaveLength(50_001)
    expect(rows[0]).toMatchObject({ row: 1, bad: { why: 'a quote is not closed' } })
    expect(rows.at(-1)).toEqual({ row: 50_001, cells: ['3', '4'] })
  })

  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'ü', '=', "'"),
  })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  })

  it('is read as it was written, in one piece or in many', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...separators), (rows, separator) => {
        const text = rows.map((row) => csvLine(row, separator)).join('')
        expect(cells(text, separator)).toEqual(rows)
        expect(inPieces(text, separator).map((row) => row.cells)).toEqual(rows)
      }),
    )
  }) // prettier-ignore

  it('has the separator that finds the most headings', () => {
    const known = (heading: string) => ['Reference', 'Mode', 'Port, code'].includes(heading)
    expect(separatorOf('Reference,Mode', known)).toBe(',')
    expect(separatorOf('Reference;Mode', known)).toBe(';')
    expect(separatorOf('Reference\tMode', known)).toBe('\t')
    expect(separatorOf('Reference;"Port, code";Mode', known)).toBe(';')
    expect(separatorOf('nothing;known', known)).toBe(',')
  })
})

describe('a cell that a spreadsheet would evaluate', () => {
  it.each(['=1+1', '+1', '-2+3', '@SUM(1)', '\tx', '\rx', '＝1', "'=1", "''=1"])('%j is written as text', (text) => {
    expect(guarded(text)).toBe(`'${text}`)
    expect(unguarded(guarded(text))).toBe(text)
  }) // prettier-ignore

  it.each(['a=1', "'tis", '5', '', ' =1'])('is not %j', (text) => {
    expect(guarded(text)).toBe(text)
    expect(unguarded(text)).toBe(text)
  })

  it('comes back as it was, whatever it is', () => {
    const unit = fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '＝')
    fc.assert(fc.property(fc.string({ unit }), (text) => unguarded(guarded(text)) === text))
  })
})

/** Byte by byte, and at once. */
function read(bytes: Uint8Array): string {
  const slow = decoder()
  const text = [...bytes].map((byte) => slow.push(Uint8Array.of(byte))).join('') + slow.end()
  const fast = decoder()
  expect(fast.push(bytes) + fast.end()).toBe(text)
  return text
}

describe('text', () => {
  const said = 'Zoë Müller, 5 €'
  const utf16 = (text: string, big: boolean) => {
    const bytes = [...`\ufeff${text}`].flatMap((character) => {
      const unit = character.charCodeAt(0)
      return big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8]
    })
    return Uint8Array.from(bytes)
  }

  it.each<[string, Uint8Array]>([
    ['UTF-8', new TextEncoder().encode(said)],
    ['UTF-8 with its mark', new TextEncoder().encode(`\ufeff${said}`)],
    ['UTF-16, little end first', utf16(said, false)],
    ['UTF-16, big end first', utf16(said, true)],
    ['Windows-1252', Uint8Array.from([...said].map((c) => (c === '€' ? 0x80 : c.charCodeAt(0))))],
  ])('in %s is read', (_, bytes) => {
    expect(read(bytes)).toBe(said)
  })

  it.each<[string, number[]]>([
    ['a NUL', [0x61, 0, 0x62]],
    ['bytes that Windows-1252 leaves empty', [0x61, 0x81, 0x8d]],
    ['UTF-8 first, and then not', [0xc3, 0xab, 0x61, 0xe9, 0x61]],
    ['UTF-8 that is cut', [0xc3, 0xab, 0xc3]],
    ['half a pair in UTF-16', [0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]],
  ])('with %s is refused', (_, bytes) => {
    const whole = () => {
      const text = decoder()
      return text.push(Uint8Array.from(bytes)) + text.end()
    }
    expect(whole).toThrow(/not text/)
  })
})
