import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/domain/tariff/explain.ts'
import { readExport } from '../../../src/domain/tariff/export.ts'
import { headingsOf, leavesOf, lineOf } from '../../../src/domain/tariff/heading.ts'
import type { Heading } from '../../../src/domain/tariff/heading.ts'
import { chapters } from './example.ts'

const read = readExport(chapters)
const headings = headingsOf(read.ok ? read.rows : [])

function heading(wanted: string): Heading {
  const found = headings.find(({ number }) => number === wanted)
  if (!found) throw new Error(`there is no heading ${wanted}`)
  return found
}

const lines = (wanted: string) => leavesOf(heading(wanted)).map(lineOf)

describe('a heading', () => {
  it('holds every row beneath it, and the lines that goods are declared under', () => {
    expect(headings.map(({ number }) => number)).toEqual(['6109', '6110', '6912', '9903'])
    expect(lines('6912').map(({ htsNumber }) => htsNumber)).toEqual([
      '6912003510', '6912003550', '6912004400', '6912005000',
    ]) // prettier-ignore
  })

  it('gives a line its path, and the rate and units that stand above it', () => {
    expect(lines('6912')[0]).toEqual({
      htsNumber: '6912003510',
      dotted: '6912.00.35.10',
      description: 'Plates; mugs and cups',
      path: [
        'Ceramic tableware and other household articles, other than of porcelain',
        'Tableware and kitchenware',
        'In sets',
      ],
      general: '9.8%',
      special: 'Free (A)',
      other: '55%',
      units: ['Dz Pcs'],
      footnotes: [{ columns: ['general'], text: 'See 9903.88.15.' }],
      heading: '6912',
      chapter: '69',
    })
  })

  it('gives 00 to a rate line without statistical lines, in chapters 1 to 97', () => {
    expect(lines('6109').at(-1)).toMatchObject({ htsNumber: '6109901000', dotted: '6109.90.10.00' })
    expect(lines('9903')[0]).toMatchObject({ htsNumber: '99038815', dotted: '9903.88.15' })
  })
})

describe('an explanation', () => {
  it('of a line says that goods are declared there, and what the rate is', () => {
    expect(explain(heading('6912'), '6912004400')).toMatchObject({
      declarable: true,
      rate: { kind: 'ad_valorem', basisPoints: 1000 },
      children: [],
    })
  })

  it('of a rate line without statistical lines is that of its line', () => {
    expect(explain(heading('6109'), '61099010')?.htsNumber).toBe('6109901000')
  })

  it('of a rate line with statistical lines leads to them', () => {
    const explained = explain(heading('6912'), '69120035')
    expect(explained?.declarable).toBe(false)
    expect(explained?.children.map(({ dotted }) => dotted)).toEqual([
      '6912.00.35.10',
      '6912.00.35.50',
    ])
  })

  it('names the groups between a number and its parent', () => {
    expect(explain(heading('6109'), '61091000')?.children).toMatchObject([
      { description: "Men's or boys' > T-shirts: Men's (338)" },
      { description: "Women's T-shirts (339)" },
    ])
  })

  it('of a heading leads to what stands beneath it, although its own number has six digits', () => {
    const explained = explain(heading('6912'), '6912')
    expect(explained).toMatchObject({ htsNumber: '691200', declarable: false, rate: null })
    expect(explained?.children).toHaveLength(3)
  })

  it.each(['6912004410', '69120099', '6912009900'])(
    'of %s, which is not there, is none',
    (digits) => {
      expect(explain(heading('6912'), digits)).toBeUndefined()
    },
  )
})
