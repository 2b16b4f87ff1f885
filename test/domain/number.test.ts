import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entryCheckDigit,
  entryNumber,
  entryNumberFields,
  parseAirWaybill,
  parseContainerNumber,
  parseEntryNumber,
  parseFilerCode,
} from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'

const filerCode = fc.stringMatching(/^[A-Z0-9]{3}$/) as fc.Arbitrary<FilerCode>
const sequence = fc.integer({ min: 1, max: 9_999_999 })

describe('entry number', () => {
  it.each([
    ['ABC', '1234567', '6'],
    ['SP7', '0000001', '4'],
    ['B76', '0324527', '8'],
    ['999', '9999999', '0'],
    ['ZZ9', '0000001', '1'],
    ['ZZ9', '0000002', '9'],
    ['5A1', '2345678', '5'],
    ['XYZ', '0000001', '5'],
  ])('%s-%s is checked by %s', (filer, serial, check) => {
    expect(entryCheckDigit(filer, serial)).toBe(check)
    expect(parseEntryNumber(`${filer}-${serial}-${check}`)).toBe(`${filer}-${serial}-${check}`)
  })

  it('refuses a published sample whose check digit is wrong', () => {
    expect(parseEntryNumber('N01-0324527-8')).toBeUndefined()
    expect(parseEntryNumber('N01-0324527-5')).toBe('N01-0324527-5')
  })

  it('is made and read back for every filer and sequence', () => {
    fc.assert(
      fc.property(filerCode, sequence, (filer, n) => {
        const made = entryNumber(filer, n)
        expect(parseEntryNumber(made)).toBe(made)
        expect(parseEntryNumber(made.replaceAll('-', ''))).toBe(made)
        const fields = entryNumberFields(made)
        expect(fields.filerCode).toBe(filer)
        expect(fields.serial).toMatch(/^\d{8}$/)
        expect(Number(fields.serial.slice(0, 7))).toBe(n)
      }),
    )
  })

  it('shows every damage of one digit', () => {
    const damage = fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(filerCode, sequence, damage, (filer, n, [place, by]) => {
        const plain = entryNumber(filer, n).replaceAll('-', '')
        const digit = (Number(plain[3 + place]) + by) % 10
        const damaged = `${plain.slice(0, 3 + place)}${digit}${plain.slice(4 + place)}`
        expect(parseEntryNumber(damaged)).toBeUndefined()
      }),
    )
  })

  it('misses another filer code only where the characters count the same, as A, J and 1 do', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
    const counts = new Map(
      [...'123456789123456789234567890123456789'].map((d, i) => [alphabet[i], d]),
    )
    fc.assert(
      fc.property(sequence, fc.nat({ max: 2 }), fc.constantFrom(...alphabet), (n, place, other) => {
        const made = entryNumber('KQ7' as FilerCode, n)
        const damaged = made.slice(0, place) + other + made.slice(place + 1)
        const same = counts.get(other) === counts.get(made.charAt(place))
        expect(parseEntryNumber(damaged) !== undefined).toBe(same)
      }),
    )
  })

  it.each([
    '',
    'ZZ9',
    'ZZ9-00000011',
    'ZZ90000001-1',
    'zz9-0000001-1',
    ' ZZ9-0000001-1',
    'ZZ9-0000001-1\n',
    'ZZ9-000001-1',
    'ZZ9-０000001-1',
  ])('does not read %j', (text) => {
    expect(parseEntryNumber(text)).toBeUndefined()
  })

  it.each([0, -1, 1.5, 10_000_000, Number.NaN])('is not made from sequence %d', (n) => {
    expect(() => entryNumber('ZZ9' as FilerCode, n)).toThrow(RangeError)
  })
})

describe('filer code', () => {
  it.each(['ZZ9', '5A1', '999'])('%s is one', (text) => {
    expect(parseFilerCode(text)).toBe(text)
  })

  it.each(['', 'ZZ', 'ZZ99', 'zz9', 'Z 9', 'ZÉ9'])('%j is none', (text) => {
    expect(parseFilerCode(text)).toBeUndefined()
  })
})

describe('air waybill', () => {
  it.each([
    ['1234567', '5'],
    ['0000001', '1'],
    ['7654321', '3'],
    ['5551212', '2'],
    ['1000000', '1'],
  ])('serial %s is checked by %s', (serial, check) => {
    const plain = `172${serial}${check}`
    expect(parseAirWaybill(plain)).toBe(plain)
    expect(parseAirWaybill(`172-${serial}${check}`)).toBe(plain)
    expect(parseAirWaybill(`172 ${serial}${check}`)).toBe(plain)
    expect(parseAirWaybill(`172-${serial}${(Number(check) + 1) % 7}`)).toBeUndefined()
  })

  it.each(['', '172-1234567', '172-123456755', '17A-12345675', '172--12345675', '172-12345679'])(
    'does not read %j',
    (text) => {
      expect(parseAirWaybill(text)).toBeUndefined()
    },
  )
})

describe('container number', () => {
  it.each(['CSQU3054383', 'MSKU1234565', 'TCLU4262650', 'MEDU1234562', 'CMAU0000005'])(
    '%s is one',
    (text) => {
      expect(parseContainerNumber(text)).toBe(text)
      const wrong = (Number(text.at(-1)) + 1) % 10
      expect(parseContainerNumber(text.slice(0, 10) + wrong)).toBeUndefined()
    },
  )

  it.each(['', 'CSQA3054383', 'csqu3054383', 'CSQU 3054383', 'CSQU305438', 'CSQU30543833'])(
    '%j is none',
    (text) => {
      expect(parseContainerNumber(text)).toBeUndefined()
    },
  )
})
