import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagsOf } from '../../../src/domain/checks/agency.ts'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import { flags } from '../../../src/domain/checks/flags.ts'
import { orders } from '../../../src/domain/checks/order.ts'
import { isUnder } from '../../../src/domain/checks/prefix.ts'
import { goodsClassesOf, restrictedGoods } from '../../../src/domain/checks/restricted.ts'

const classes = (htsNumber: string, countryOfOrigin = 'VN') =>
  goodsClassesOf({ htsNumber, countryOfOrigin })

const found = (
  htsNumber: string,
  countryOfOrigin: string,
  description = 'Goods as described here',
) =>
  runChecks({ lines: [{ htsNumber, countryOfOrigin, description }] })
    .filter(({ check }) => check.startsWith('goods_'))
    .map(({ check, severity, pointer }) => `${check} ${severity} ${pointer}`)

describe('goods classes', () => {
  it.each([
    ['2204215040', 'irc_taxed', 'wine'],
    ['2402208000', 'irc_taxed', 'cigarettes'],
    ['4813100000', 'irc_taxed', 'cigarette papers'],
    ['1701991015', 'quota_tariff_rate', 'refined sugar'],
    ['0406101800', 'quota_tariff_rate', 'cheese over quota'],
    ['1202428020', '', 'peanuts of another line'],
    ['1604142251', 'quota_tariff_rate', 'canned tuna'],
    ['9804006500', 'personal_exemption_9804', 'articles of a returning resident'],
    ['9801001012', 'chapter_98_99', 'American goods returned'],
    ['3004909290', 'pga_data', 'medicine'],
  ])('%s is %s: %s', (htsNumber, name) => {
    const { yes } = classes(htsNumber)
    if (name === '') expect(yes).not.toContain('quota_tariff_rate')
    else expect(yes).toContain(name)
  })

  it('of sweets and chocolate for the shop are not quota goods', () => {
    expect(classes('1704903550').yes).not.toContain('quota_tariff_rate')
    expect(classes('1806909090').yes).not.toContain('quota_tariff_rate')
  })

  it('under an order are possible, and only of the country of the order', () => {
    expect(classes('3406000000', 'CN').possible).toContain('adcvd')
    expect(classes('3406000000', 'FR').possible).not.toContain('adcvd')
  })

  it('are never both certain and possible, and those of a shipment are the certain ones', () => {
    const { yes, possible } = classes('2402208000')
    expect(yes.filter((name) => possible.includes(name))).toEqual([])
    const lines = [{ htsNumber: '6912004400' }, undefined, { htsNumber: '2204215040' }]
    expect(restrictedGoods({ lines })).toEqual(['irc_taxed', 'pga_data'])
    expect(restrictedGoods({})).toEqual([])
  })
})

describe('findings on restricted goods', () => {
  it('bar quota goods from type 86, and from no other type', () => {
    expect(found('1701991015', 'MX')).toEqual(['goods_barred error /lines/0/htsNumber'])
    const draft = { entryType: '11', lines: [{ htsNumber: '1701991015' }] } as const
    expect(runChecks(draft).map(({ check }) => check)).not.toContain('goods_barred')
  })

  it('do not repeat what the exclusions refuse', () => {
    expect(found('2204215040', 'FR')).toEqual([])
    expect(found('4813100000', 'FR')).toEqual(['goods_barred error /lines/0/htsNumber'])
  })

  it.each([
    ['9404211000', 'CN', 'Foam mattress', 'htsNumber'],
    ['6109100012', 'CN', "Men's knit cotton T-shirts", 'htsNumber'],
    ['8211930060', 'IT', 'Switchblade with horn handle', 'description'],
    ['9601100000', 'TH', 'Carved ivory figure', 'description'],
    ['8708998180', 'CN', 'Solvent trap kit, aluminum', 'description'],
    ['8543400030', 'CN', 'Disposable vape, mint', 'description'],
    ['4202221500', 'CN', 'Replica handbag of plastic', 'description'],
  ])('advise on %s of %s: %s', (htsNumber, origin, description, field) => {
    expect(found(htsNumber, origin, description)).toEqual([
      `goods_doubtful advice /lines/0/${field}`,
    ])
  })

  it.each([
    ['6204434030', 'IN', 'Ivory lace dress'],
    ['8211922000', 'JP', 'Kitchen knife, fixed blade'],
    ['6109100040', 'VN', "Women's knit cotton T-shirts"],
    ['8517620090', 'CN', 'Noise cancelling earbuds'],
  ])('leave %s of %s alone: %s', (htsNumber, origin, description) => {
    expect(found(htsNumber, origin, description)).toEqual([])
  })
})

describe('tables by tariff number', () => {
  const numbers = fc
    .tuple(fc.constantFrom('0409', '2203', '240220', '61', '850760', '98', '9503', '33030030', ''), fc.stringMatching(/^\d{0,8}$/))
    .map(([start, rest]) => `${start}${rest}`.slice(0, 10)) // prettier-ignore

  it('say the same when they are asked again, and of whatever origin', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom('CN', 'VN', 'AR'), (htsNumber, countryOfOrigin) => {
        const line = { htsNumber, countryOfOrigin }
        const first = [goodsClassesOf(line), flagsOf(htsNumber), flagsOf(htsNumber, '2026-07-07')]
        goodsClassesOf({ htsNumber, countryOfOrigin: 'US' })
        expect([goodsClassesOf(line), flagsOf(htsNumber), flagsOf(htsNumber, '2026-07-07')]).toEqual(first) // prettier-ignore
        const ordered = orders.some(({ hts, origins }) => isUnder(htsNumber, hts) && origins.includes(countryOfOrigin)) // prettier-ignore
        expect(goodsClassesOf(line).possible.includes('adcvd')).toBe(ordered)
        expect(flagsOf(htsNumber)).toEqual(
          flags.filter(({ hts, except = [] }) => isUnder(htsNumber, hts) && !isUnder(htsNumber, except)),
        ) // prettier-ignore
      }),
    )
  })

  it('and words say the same when thousands of others were read in between', () => {
    const texts = ['Ceramic mug', 'goods', 'T-shirts', 'Ivory dress, cotton', 'Steel mugs and cups']
    const draft = {
      lines: texts.map((description, n) => ({
        description,
        htsNumber: ['6912004400', '6109100040', '2203000000'][n % 3] ?? '',
        countryOfOrigin: 'CN',
      })),
    }
    const first = runChecks(draft)
    expect(first.length).toBeGreaterThan(5)
    for (let n = 0; n < 2100; n++) {
      const htsNumber = String(6100000000 + n)
      runChecks({ lines: [{ htsNumber, countryOfOrigin: 'CN', description: `Cotton shirt ${n}` }] })
    }
    expect(runChecks(structuredClone(draft))).toEqual(first)
    expect(runChecks(draft)).toEqual(first)
  })
})
