import { describe, expect, it } from 'vitest'
import { readExport } from '../../../src/domain/tariff/export.ts'
import { ceramics, chapters, file } from './example.ts'

const faults = (name: string, rows: unknown) => {
  const read = readExport([file(name, rows)])
  return read.ok ? [] : read.faults
}

const [title, heading] = ceramics

describe('an export of the tariff', () => {
  it('is read in the order of its numbers, however its files are ordered', () => {
    const read = readExport(chapters)
    const numbers = read.ok ? read.rows.flatMap(({ number }) => (number === '' ? [] : number)) : []
    expect(numbers).toEqual([...numbers].sort())
    expect(numbers).toHaveLength(14)
  })

  it('loses markup, colons and empty fields, nothing else', () => {
    const read = readExport([file('69.json', ceramics)])
    const rows = read.ok ? read.rows : []
    expect(rows[6]).toEqual({
      number: '6912004400',
      indent: 2,
      description: 'Mugs and other steins',
      general: '10%',
      units: ['Dz Pcs'],
    })
    expect(rows[2]).toEqual({ number: '', indent: 1, description: 'Tableware and kitchenware' })
    expect(rows[3]?.footnotes).toEqual([{ columns: ['general'], text: 'See 9903.88.15.' }])
  })

  it('may have odd rows: numbers for texts, missing lists, fields that we do not know', () => {
    const odd = {
      htsno: 6912,
      indent: 0,
      description: ' Ceramic\u00a0 goods ',
      units: null,
      new: 1,
    }
    expect(readExport([file('69.json', [odd])])).toEqual({
      ok: true,
      rows: [{ number: '6912', indent: 0, description: 'Ceramic goods' }],
    })
  })

  it.each([
    ['a row that is no object', [heading, 7], 2, 'it is not an object'],
    ['a word for a number', [{ ...heading, htsno: '69A' }], 1, '"69A" is no tariff number'],
    ['five digits', [{ ...heading, htsno: '6912.0' }], 1, '"6912.0" is no tariff number'],
    ['no indent', [{ ...heading, indent: '' }], 1, 'its indent is "", not a small whole number'],
    ['no description', [{ ...heading, description: null }], 1, 'it has no description'],
    ['no number at all', [title], 0, 'none of its rows has a tariff number'],
    ['no list', { rows: [] }, 0, 'it is not a list of tariff rows'],
  ])('with %s is refused, with its file and row', (_, rows, at, why) => {
    expect(faults('69.json', rows)).toEqual([{ file: '69.json', row: at, why }])
  })

  it('that is cut short is refused', () => {
    const text = JSON.stringify(ceramics).slice(0, -20)
    const read = readExport([...chapters, { name: 'cut.json', text }])
    expect(read.ok ? [] : read.faults).toMatchObject([{ file: 'cut.json', row: 0 }])
  })

  it('of no file at all is refused', () => {
    expect(readExport([]).ok).toBe(false)
  })

  it('tells at most twenty of its faults', () => {
    expect(faults('69.json', Array(50).fill(null))).toHaveLength(20)
  })
})
