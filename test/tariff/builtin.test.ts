import { describe, expect, it } from 'vitest'
import { builtin } from '../../src/domain/tariff/builtin.ts'
import { leavesOf, lineOf } from '../../src/domain/tariff/heading.ts'
import { parseRate } from '../../src/domain/tariff/rate.ts'
import { tariff } from '../../src/gateway/tariff.ts'

/** A store that nothing was ever imported into. */
const db = { read: async () => [], write: async () => [] }
const subject = tariff({ db, clock: { now: () => '2026-11-21T10:00:00.000Z' } })

describe('the built-in table', () => {
  it('has some hundred lines, each with ten digits, a rate that can be reckoned, and units', () => {
    const lines = builtin.flatMap(leavesOf).map(lineOf)
    expect(lines.length).toBeGreaterThan(100)
    for (const line of lines) {
      expect(line).toMatchObject({ htsNumber: expect.stringMatching(/^\d{10}$/) })
      expect([line.htsNumber, parseRate(line.general).kind]).not.toContain('unparsed')
      expect(line.units.length).toBeGreaterThan(0)
      expect(line.htsNumber.slice(0, 4)).toBe(line.heading)
    }
    expect(new Set(lines.map(({ htsNumber }) => htsNumber)).size).toBe(lines.length)
  })

  it.each([
    ['mens cotton tee', '6109100012'],
    ['phone case', '3926909989'],
    ['ceramic mug', '6912004400'],
    ['Bluetooth earbuds', '8517620090'],
    ['iPhone charger 20W', '8504409510'],
    ['Power bank 20000mAh', '8507600020'],
    ['Laptop backpack', '4202923120'],
    ['Plushie bunny', '9503000073'],
    ['Waterproof mascara', '3304995000'],
    ["Women's cotton hoodie", '6110202046'],
    ['Sunglasses', '9004100000'],
    ['USB-C cable 2m', '8544429090'],
    ['Cotton socks', '6115959000'],
    ['Soy candle', '3406000000'],
  ])('finds "%s" first', async (title, number) => {
    expect((await subject.search(title))[0]?.htsNumber).toBe(number)
  })

  it('explains its lines like those of an import', async () => {
    expect(await subject.explain('6912.00.44')).toMatchObject({
      htsNumber: '6912004400',
      rate: { kind: 'ad_valorem', basisPoints: 1000 },
      units: ['Dz Pcs'],
      path: ['Ceramic tableware, not porcelain'],
    })
  })
})
