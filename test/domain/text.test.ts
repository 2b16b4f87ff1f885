import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textProblems } from '../../src/domain/text.ts'

const faults = (text: string, limit = 35) =>
  textProblems(text, '/name', limit).map(({ code }) => code)

const message = (text: string) => textProblems(text, '/name', 35)[0]?.message

describe('text', () => {
  it.each([
    'Jane Smith',
    "Women's knit cotton T-shirts",
    'Société Générale',
    '张伟',
    '</Desc><Status>RELEASED</Status>',
    ']]><!DOCTYPE x>',
    '&amp;lt; &#65; %26lt;',
    "=cmd|' /C calc'!A0",
    '{{7*7}} javascript:',
    "'; DROP TABLE entry;--",
    'SE10A ZZ9',
  ])('%j is kept as it is', (text) => {
    expect(faults(text)).toEqual([])
  })

  it.each(['', ' ', '   ', '\t\n', '\u00a0', '\u200b', '\ufeff', ' \u00a0\u200b\ufeff '])(
    '%j is blank and nothing else',
    (text) => {
      expect(faults(text)).toEqual(['blank'])
    },
  )

  it.each([
    '\u0000',
    '\u0008',
    '\u000b',
    '\u001b',
    '\u001f',
    '\u007f',
    '\u009b',
    '\ufffe',
    '\uffff',
  ])('%j is a control character', (character) => {
    expect(faults(`a${character}b`)).toEqual(['text_control_char'])
  })

  it.each(['\t', '\r', '\n', '\r\n', '\u0085', '\u2028', '\u2029'])(
    '%j breaks the line',
    (text) => {
      expect(faults(`a${text}b`)).toEqual(['text_line_break'])
    },
  )

  it.each(['\u202e', '\u2066', '\u200d', '\u200b', '\ufeff', '\u00ad', '\u2060'])(
    '%j inside is invisible',
    (character) => {
      expect(faults(`a${character}b`)).toEqual(['text_invisible'])
    },
  )

  it.each(['\ud800', '\udfff'])('%j is half of a pair', (half) => {
    expect(faults(`a${half}b`)).toEqual(['text_unpaired_surrogate'])
  })

  it('takes a whole pair', () => {
    expect(faults('mug 🍵')).toEqual([])
  })

  it('names the character by its code point', () => {
    expect(message('a\u0000b')).toContain('U+0000')
    expect(message('a\u2028b')).toContain('U+2028')
    expect(message('a\u202eb')).toContain('U+202E')
    expect(message('a\ud800b')).toContain('U+D800')
  })

  it('finds everything at once', () => {
    expect(faults('a\u0000\n\u202e\ud800', 3)).toEqual([
      'text_unpaired_surrogate',
      'text_line_break',
      'text_control_char',
      'text_invisible',
      'too_long',
    ])
  })

  it.each([
    ['35 letters', 'x'.repeat(35), []],
    ['36 letters', 'x'.repeat(36), ['too_long']],
    ['35 letters of two bytes', 'é'.repeat(35), ['too_long']],
    ['17 letters of two bytes', 'é'.repeat(17), []],
    ['12 letters of three bytes', '茶'.repeat(12), ['too_long']],
    ['9 letters of four bytes', '🍵'.repeat(9), ['too_long']],
    ['one letter with 60 marks', `a${'\u0301'.repeat(60)}`, ['too_long']],
  ])('%s are measured in characters and in bytes', (_, text, expected) => {
    expect(faults(text)).toEqual(expected)
  })

  it('says how long it is, and how long it may be', () => {
    expect(message('é'.repeat(36))).toContain('36 characters, 72 bytes')
    expect(message('é'.repeat(36))).toContain('room for 35')
  })

  it('never throws, and lets through only what fits in one visible line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = textProblems(text, '/name', 35)
        if (found.length > 0) return
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(35)
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e]/u)
        expect(text.trim()).not.toBe('')
      }),
    )
  })

  it('of printable ASCII is blank, too long, or right', () => {
    const ascii = fc.string({ unit: fc.constantFrom(' ', 'a', '~', '<'), maxLength: 12 })
    fc.assert(
      fc.property(ascii, (text) => {
        const expected = text.trim() === '' ? ['blank'] : text.length > 8 ? ['too_long'] : []
        expect(faults(text, 8)).toEqual(expected)
        // What is not plain goes another way and comes to the same.
        if (expected[0] !== 'blank') expect(faults(`${text}é`, 10)).toEqual(expected)
      }),
    )
  })
})
