import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import { headings } from '../../../src/domain/checks/heading.ts'
import { rewritesFor } from '../../../src/domain/checks/rewrites.ts'
import { units } from '../../../src/domain/mode.ts'
import { goodsProblems } from '../../../src/domain/goods.ts'

const line = (description: string, htsNumber: string, quantity = 1) => ({
  description,
  htsNumber,
  countryOfOrigin: 'VN',
  quantity,
  unit: 'PCS',
  fairRetailValue: '20.00',
})

const ofDescription = (lines: readonly ReturnType<typeof line>[]) =>
  runChecks({ lines }).filter(({ check }) => check.startsWith('description_'))

const number = fc
  .tuple(fc.constantFrom(...headings.keys()), fc.nat({ max: 999_999 }))
  .map(([digits, tail]) => `${digits}${String(tail).padStart(6, '0')}`.slice(0, 10))

const words = fc.constantFrom(
  'gift', 'items', 'cotton', "women's", 'red', 'Nike', 'shoes', 'for', 'kids', 'mug', 'set', '5',
  'leather', 'parts', 'wooden', 'knit', 'café', '\u{1f381}',
) // prettier-ignore

const description = fc.oneof(
  fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
  fc.string({ maxLength: 80 }),
)

describe('rewrites', () => {
  it('name the goods of the number, and how many', () => {
    expect(rewritesFor(line('gift items', '6912004400'))).toEqual([
      'Ceramic mugs for drinks, 1 pc',
      'Stoneware mugs for drinks, 1 pc',
      'Ceramic bowls for food, origin VN',
    ])
  })

  it('keep what the line says already', () => {
    expect(rewritesFor(line("women's gift", '6110303020', 2))).toEqual([
      "Women's knit polyester sweaters, 2 pcs",
      "Women's knit nylon sweaters, 2 pcs",
      "Women's knit polyester sweaters, origin VN",
    ])
  })

  it('add a missing word to a description that is good otherwise', () => {
    const [first] = rewritesFor(line("Women's hooded anorak, nylon shell", '6202407511'))
    expect(first).toBe("Women's hooded anorak, nylon shell, woven")
  })

  it('do not call cotton what the number says is not', () => {
    expect(rewritesFor(line("women's cotton gift", '6110303020')).join()).not.toContain('cotton')
  })

  it('are none where the heading is not known', () => {
    expect(rewritesFor(line('gift items', '8401100000'))).toEqual([])
    expect(rewritesFor(line('gift items', '69'))).toEqual([])
  })

  it('come with the findings on descriptions, and no other', () => {
    const found = runChecks({ lines: [line('gift items', '6912004400')] })
    const coached = found.filter(({ rewrites }) => rewrites !== undefined)
    expect(coached.map(({ check }) => check)).toEqual(['description_generic'])
    expect(found.length).toBeGreaterThan(1)
  })

  it.each([...headings.keys()])('are two or three for gift items under %s', (digits) => {
    const offered = rewritesFor(line('gift items', digits.padEnd(10, '0')))
    expect(offered.length).toBeGreaterThanOrEqual(2)
    expect(offered.length).toBeLessThanOrEqual(3)
  })

  it('pass every check on descriptions and fit the record', () => {
    fc.assert(
      fc.property(
        number,
        description,
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom(...units),
        (htsNumber, text, quantity, unit) => {
          const bad = { ...line(text, htsNumber, quantity), unit }
          for (const rewrite of rewritesFor(bad)) {
            const good = { ...bad, description: rewrite }
            expect(rewrite).toMatch(/^[\x20-\x7e]{1,70}$/)
            expect(ofDescription([good])).toEqual([])
            const codes = goodsProblems({ lines: [good] }, '11').map(({ code }) => code)
            expect(codes).not.toContain('description_vague')
          }
        },
      ),
      { seed: 321, numRuns: 2000 },
    )
  })

  it('taken on every line leave no description on two numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 2, maxLength: 4 }), (numbers) => {
        const lines = numbers.map((htsNumber) => line('gift items', htsNumber))
        const offers = new Map(
          ofDescription(lines).map(({ pointer, rewrites }) => [pointer, rewrites?.[0]]),
        )
        const mended = lines.flatMap((one, index) => {
          const rewrite = offers.get(`/lines/${index}/description`)
          return rewrite === undefined ? [] : [{ ...one, description: rewrite }]
        })
        expect(ofDescription(mended)).toEqual([])
      }),
      { seed: 321, numRuns: 300 },
    )
  })
})
