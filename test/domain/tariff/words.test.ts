import { describe, expect, it } from 'vitest'
import { everyday } from '../../../src/domain/tariff/everyday/everyday.ts'
import { printPlaces, readPlaces } from '../../../src/domain/tariff/posting.ts'
import { words } from '../../../src/domain/tariff/words.ts'

/** Enough of a stemmer to see where it is asked. */
const { spoken, written } = words((word) => word.replace(/s$/, ''))

describe('words', () => {
  it.each([
    ["Men's T-shirts", 'men tshirt'],
    ['MENS t-shirt', 'men tshirt'],
    ['Café crème mugs', 'cafe creme mug'],
    ['USB\u2011C cables', 'usb c cable'],
    ['Mug, blue', 'mug , blue'],
    ['случай 手机壳', ''],
  ])('of "%s" are "%s"', (title, stems) => {
    expect(spoken(title).join(' ')).toBe(stems)
  })

  it('of the tariff leave out what a heading says it does not cover', () => {
    expect(written('Ceramic tableware, other than of porcelain or china; cups')).toEqual([
      { named: ['ceramic', 'tableware'], added: [] },
      { named: ['cup'], added: [] },
    ])
    expect(written('Shirts, not knitted or crocheted')).toEqual([{ named: ['shirt'], added: [] }])
  })

  it('that name come before those that only describe', () => {
    expect(written('Bags of cotton, for bottles')).toEqual([
      { named: ['bag'], added: ['cotton', 'bottle'] },
    ])
    expect(written('Of cotton')).toEqual([{ named: ['cotton'], added: [] }])
  })
})

describe('places', () => {
  it('are read as they were printed', () => {
    const places = [
      { number: '6109', spans: [{ from: 0, to: 12, weight: 95 }, { from: 14, to: 14, weight: 60 }] },
      { number: '6110', spans: [{ from: 3, to: 3, weight: 8 }] },
    ] // prettier-ignore
    expect(printPlaces(places)).toBe('6109:0-12*95,14*60 6110:3*8')
    expect(readPlaces(printPlaces(places))).toEqual(places)
    expect(readPlaces('')).toEqual([])
  })
})

describe('the table of everyday words', () => {
  const said = everyday.flatMap(([phrases]) => phrases.split(', '))

  it('says each thing once', () => {
    expect(said.filter((phrase, index) => said.indexOf(phrase) !== index)).toEqual([])
  })

  it('is in plain letters', () => {
    expect(said.filter((phrase) => !/^[a-z0-9]+( [a-z0-9]+)*$/.test(phrase))).toEqual([])
    const meant = everyday.flatMap(([, means]) => means.split(' '))
    expect(meant.filter((one) => !/^(\d{4}(\.\d\d){0,2}|[a-z-]+)$/.test(one))).toEqual([])
  })
})
