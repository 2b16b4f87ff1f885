import { describe, expect, it } from 'vitest'
import { ascii, toAscii } from '../../src/message/ascii.ts'

describe('toAscii', () => {
  it.each([
    ['Plain text, ~100% `as^is`', 'Plain text, ~100% `as^is`'],
    ['Crème brûlée', 'Creme brulee'],
    ['cre\u0301me `^` é', 'creme `^` e'],
    ['Straße', 'Strasse'],
    ['Ærø, Łódź, İstanbul', 'AEro, Lodz, Istanbul'],
    ['Hà Nội', 'Ha Noi'],
    ['Москва', 'Moskva'],
    ['“curly” ‘quotes’', '"curly" \'quotes\''],
    ['5 – 6 — 7…', '5 - 6 - 7...'],
    ['10 × 20 cm', '10 x 20 cm'],
    ['Lego™ brick®', 'Lego brick'],
    ['Calle 5, 2º', 'Calle 5, 2o'],
    ['€5 mug', 'EUR 5 mug'],
    ['', ''],
  ])('spells %j as %j', (text, spelled) => {
    expect(toAscii(text)).toEqual({ ok: true, text: spelled })
  })

  it.each([
    ['東京', '東', 1],
    ['Tea 茶 cup', '茶', 5],
    ['Crème 🎁', '🎁', 7],
    ['🎁🎁', '🎁', 1],
    ['서울', '서', 1],
    ['a\tb', '\t', 2],
    ['a\u0000', '\u0000', 2],
    ['™®', '™', 1],
  ])('refuses %j for %j at position %i', (text, character, position) => {
    expect(toAscii(text)).toEqual({ ok: false, character, position })
  })

  it('is thrown where the text was checked before', () => {
    expect(ascii('Zoë')).toBe('Zoe')
    expect(() => ascii('Tea 茶')).toThrow('character 5')
  })
})
