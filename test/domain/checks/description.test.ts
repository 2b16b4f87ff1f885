import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import type { Draft, Line } from '../../../src/domain/shipment.ts'
import { shirts } from '../example.ts'

const checksOn = (...lines: readonly Draft<Line>[]) =>
  runChecks({ lines })
    .filter(({ check }) => check.startsWith('description_'))
    .map(({ check, pointer }) => `${check} ${pointer}`)

const about = (description: string, htsNumber?: string) =>
  runChecks({ lines: [htsNumber === undefined ? { description } : { description, htsNumber }] })
    .map(({ check }) => check)
    .filter((check) => check.startsWith('description_'))

describe('a description', () => {
  it.each([
    'gift items', 'Gifts', 'parts', 'Samples, 5 pcs', 'accessories', 'Daily necessities',
    'assorted merchandise', 'Personal effects', 'Sample of no commercial value', 'goods 12345',
    'miscellaneous household items', '12345', '???',
  ])('of nothing is refused: %s', (description) => {
    expect(about(description)).toEqual(['description_generic'])
  }) // prettier-ignore

  it.each([
    ['Teapot', 'one word'],
    ['Sunglasses', 'one word'],
    ['Nike Air 2', 'maker and model'],
    ['Apple iPhone 15 Pro', 'maker and model'],
    ['Samsung Galaxy', 'maker and model'],
    ['blue cotton', 'material and colour'],
    ["Women's large, red", 'wearer, size and colour'],
    ['Phone accessories', 'a group of goods'],
    ['Auto parts, black', 'a group of goods'],
    ['Leather goods', 'a group of goods'],
    ['Bluetooth gadget', 'a group of goods'],
  ])('that says little is advised on: %s (%s)', (description) => {
    expect(about(description)).toEqual(['description_thin'])
  })

  it.each([
    'Ceramic mug', 'Set of five exercise bands', 'Gift card of paper', 'Leather goods, wallets',
    'Salt and pepper mill', 'Lipstick, matte red', 'Théière en fonte', 'Nike running shoes',
    'Rubber chew toys for dogs', 'USB flash drives, 128 GB', 'Spare wheel for a pram',
  ])('that names goods is left alone: %s', (description) => {
    expect(about(description)).toEqual([])
  }) // prettier-ignore

  it.each([
    ['T-shirts with print', '6109100012', ['fibre', 'who wears it']],
    ["Men's cotton shirt, striped", '6205202016', ['knit or woven']],
    ['Cotton T-shirts, crew neck', '6109100012', ['who wears it']],
    ["Men's shoes, size 9", '6403996075', ['upper']],
    ['Backpack, 30 litres', '4202923120', ['outside']],
    ['Necklace with pendant', '7117199000', ['metal']],
    ['Rechargeable power bank', '8507600020', ['kind of cell']],
    ['Dinner plates, round', '6911103750', ['material']],
  ])('"%s" under %s is asked for %j', (description, htsNumber, asked) => {
    const [found] = runChecks({ lines: [{ description, htsNumber }] })
      .filter(({ check }) => check === 'description_detail')
    for (const word of asked) expect(found?.message).toContain(word)
    expect(found).toMatchObject({ severity: 'advice', pointer: '/lines/0/description' })
  }) // prettier-ignore

  it.each([
    ["Women's knit cotton T-shirts", '6109100040'],
    ['Cotton crew socks', '6115959000'],
    ["Men's blue denim jeans, cotton", '6203420711'],
    ['Worn trousers and shirts from a fair', '6309000010'],
    ['Glass bead bracelet', '7117907500'],
  ])('"%s" under %s says all', (description, htsNumber) => {
    expect(about(description, htsNumber)).toEqual([])
  })
})

describe('a description against the tariff number', () => {
  it.each([
    ["Men's cotton T-shirt", '8517620090'],
    ['Ceramic mug', '6109100012'],
    ['Wireless keyboard', '3926909989'],
    ['Red wine, 0.75 l', '2106909998'],
  ])('"%s" does not belong to %s', (description, htsNumber) => {
    expect(about(description, htsNumber)).toContain('description_chapter')
  })

  it.each([
    ['Mug-shaped ceramic planter', '6912004400'],
    ['Phone case with T-shirt print', '3926909989'],
    ['Watch strap, leather', '9113908000'],
    ['Rubber boots for horses', '4016992000'],
    ['Constructor', '3926909989'],
  ])('"%s" may be %s', (description, htsNumber) => {
    expect(about(description, htsNumber)).not.toContain('description_chapter')
  })

  it('is the same on two numbers only once', () => {
    const mug = { description: 'Ceramic mug', htsNumber: '6912004400' }
    const plate = { description: 'ceramic  MUGS', htsNumber: '6912003950' }
    const shirt = { ...shirts, htsNumber: '6109100040' }
    expect(checksOn(mug, shirt, plate)).toEqual([
      'description_repeated /lines/0/description',
      'description_repeated /lines/2/description',
    ])
    expect(checksOn(mug, mug, shirt)).toEqual([])
  })
})
