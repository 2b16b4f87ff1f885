import { describe, expect, it } from 'vitest'
import { exclusions, goodsProblems } from '../../src/domain/goods.ts'
import type { Draft, Line, Pga } from '../../src/domain/shipment.ts'
import { shirts } from './example.ts'

const found = (parts: Draft<Line>, entryType: '86' | '11' | '01' = '86') =>
  goodsProblems({ lines: [{ ...shirts, ...parts }] }, entryType).map(({ code, pointer }) => [
    code,
    pointer,
  ])

describe('lines', () => {
  const many = (count: number) => goodsProblems({ lines: Array<Line>(count).fill(shirts) }, '86')

  it('are one to 999', () => {
    expect(many(0)).toMatchObject([{ code: 'lines_min', pointer: '/lines' }])
    expect(many(1)).toEqual([])
    expect(many(999)).toEqual([])
    expect(many(1000)).toMatchObject([{ code: 'lines_max', pointer: '/lines' }])
  })

  it('are each pointed at by their own number', () => {
    const lines = [shirts, undefined, { ...shirts, unit: 'HEAP' }]
    expect(goodsProblems({ lines }, '86')).toMatchObject([{ pointer: '/lines/2/unit' }])
  })
})

describe('description', () => {
  it.each([
    'Goods',
    'GIFT!',
    ' misc. ',
    'Daily-Necessities',
    'personal  items',
    'parts',
    'TV',
    '12345',
    '???',
  ])('%j says nothing', (description) => {
    expect(found({ description })).toEqual([['description_vague', '/lines/0/description']])
  })

  it.each(['Ceramic mug', 'Gift card of paper', 'Parts for bicycles, steel', 'Théière'])(
    '%j says what it is',
    (description) => {
      expect(found({ description })).toEqual([])
    },
  )

  it('has 70 characters and 70 bytes', () => {
    const exactly = 'mug '.repeat(17) + 'xx'
    expect(found({ description: exactly })).toEqual([])
    expect(found({ description: `${exactly}x` })).toEqual([['too_long', '/lines/0/description']])
    const twoBytes = 'é'.repeat(70)
    expect(found({ description: twoBytes })).toEqual([['too_long', '/lines/0/description']])
  })

  it('is one visible line', () => {
    expect(found({ description: 'Mug\nRELEASED' })).toEqual([
      ['text_line_break', '/lines/0/description'],
    ])
    expect(found({ description: 'M\u202eug red' })).toEqual([
      ['text_invisible', '/lines/0/description'],
    ])
  })
})

describe('tariff number', () => {
  it.each([
    '101.21',
    '6109.10.0040',
    '610910004',
    '61091000401',
    'ABCDEFGHIJ',
    '６１０９１０００４０',
    '',
  ])('%j is not ten digits', (htsNumber) => {
    expect(found({ htsNumber })).toEqual([['hts_format', '/lines/0/htsNumber']])
  })

  it.each(['0012345678', '7712345678', '9801001010', '9903880101'])(
    '%s is in no chapter of goods',
    (htsNumber) => {
      expect(found({ htsNumber })).toEqual([['hts_unknown', '/lines/0/htsNumber']])
    },
  )

  it.each(['0101210010', '7601103000', '9706100000'])('%s may be', (htsNumber) => {
    expect(found({ htsNumber })).toEqual([])
  })
})

describe('excluded goods', () => {
  const numbers = exclusions.flatMap(({ hts, goods }) =>
    hts.map((prefix) => [goods, prefix.padEnd(10, '0')] as const),
  )

  it.each(numbers)('%s of %s cannot use entry type 86', (_, htsNumber) => {
    expect(found({ htsNumber })).toEqual([['goods_excluded', '/lines/0/htsNumber']])
    expect(found({ htsNumber }, '11')).toEqual([])
    expect(found({ htsNumber }, '01')).toEqual([])
  })

  it.each(['2201100000', '2209000000', '8543300000', '3303002000', '9307000000', '3605000000'])(
    'do not reach to %s',
    (htsNumber) => {
      expect(found({ htsNumber })).toEqual([])
    },
  )

  it('takes perfume up to five dollars a shipment', () => {
    const perfume = { htsNumber: '3303003000' }
    expect(found({ ...perfume, fairRetailValue: '5.00' })).toEqual([])
    expect(found({ ...perfume, fairRetailValue: '5.01' })).toHaveLength(1)
    const lines = [{ ...shirts, ...perfume, fairRetailValue: '4.00' }, shirts]
    expect(goodsProblems({ lines }, '86')).toMatchObject([{ code: 'goods_excluded' }])
  })

  it('name their source', () => {
    const lines = [{ ...shirts, htsNumber: '2204215000' }]
    expect(goodsProblems({ lines }, '86')).toMatchObject([{ citation: '19 CFR 10.153' }])
  })
})

describe('quantity', () => {
  it.each([
    [0, 'quantity_range'],
    [-1, 'quantity_range'],
    [100_000_000, 'quantity_range'],
    [1.5, 'quantity_format'],
    [Number.NaN, 'quantity_format'],
    [Number.POSITIVE_INFINITY, 'quantity_format'],
  ])('%d is refused as %s', (quantity, code) => {
    expect(found({ quantity })).toEqual([[code, '/lines/0/quantity']])
  })

  it.each([1, 99_999_999])('%d is one', (quantity) => {
    expect(found({ quantity })).toEqual([])
  })
})

describe('a line', () => {
  it.each([
    ['0', 'amount_range'],
    ['-1', 'amount_range'],
    ['1.005', 'amount_scale'],
    ['1,000.00', 'amount_format'],
  ])('worth %s is refused as %s', (fairRetailValue, code) => {
    expect(found({ fairRetailValue })).toEqual([[code, '/lines/0/fairRetailValue']])
  })

  it.each(['pcs', 'HEAP', ''])('counts in no unit %j', (unit) => {
    expect(found({ unit })).toEqual([['code_unknown', '/lines/0/unit']])
  })

  it('asks whether pcs means PCS', () => {
    const [wrong] = goodsProblems({ lines: [{ ...shirts, unit: 'pcs' }] }, '86')
    expect(wrong?.message).toContain('Did you mean PCS?')
  })

  it('comes from a country', () => {
    expect(found({ countryOfOrigin: 'vn' })).toEqual([['country_code', '/lines/0/countryOfOrigin']])
  })
})

describe('an agency claim', () => {
  const claimed = (claim: Draft<Pga>) => found({ pga: [{ agency: 'FDA' }, claim] })

  it.each<[Draft<Pga>]>([
    [{ agency: 'FDA', program: 'FOO', processingCode: 'NSF' }],
    [{ agency: 'EPA', disclaim: 'A' }],
    [{ agency: 'OM', disclaim: 'F' }],
    [{}],
  ])('%j is one', (claim) => {
    expect(claimed(claim)).toEqual([])
  })

  it.each(['G', 'a', '', 'AA'])('is not disclaimed by %j', (disclaim) => {
    expect(claimed({ disclaim })).toEqual([['disclaim_code', '/lines/0/pga/1/disclaim']])
  })

  it.each([
    ['agency', 'fda'],
    ['agency', 'FOOD'],
    ['agency', ''],
    ['program', 'FOOD'],
    ['program', ''],
    ['processingCode', 'a\nb'],
  ] as const)('has no %s %j, which no record could carry', (field, text) => {
    expect(claimed({ [field]: text })).toEqual([['code_unknown', `/lines/0/pga/1/${field}`]])
  })
})
