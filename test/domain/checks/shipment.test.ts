import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import type { Checked } from '../../../src/domain/checks/finding.ts'
import { shipment, shirts } from '../example.ts'

const party = (name: string) => ({ ...shipment.consignee, name })

const found = (draft: Checked) => runChecks(draft).map(({ check, severity }) => [check, severity])

describe('a consignee', () => {
  it.each(['UNKNOWN', 'Anyone', "Don't know", 'not sure', 'N/A', 'blank', '12345', '---'])(
    'that CBP returns is refused: %s',
    (name) => {
      expect(found({ consignee: party(name) })).toEqual([['consignee_rejected', 'error']])
    },
  )

  it.each(['Customer', 'JOHN DOE', 'Spider-Man', 'Mickey Mouse', 'Harry Potter', 'xxxx', 'X'])(
    'that CBP asks about is advised on: %s',
    (name) => {
      expect(found({ consignee: party(name) })).toEqual([['consignee_doubtful', 'advice']])
    },
  )

  it.each(['Jane Smith', 'Ng', 'Anna Blank', 'José Núñez', 'Тест Иванов', 'Unknown Pleasures Records'])(
    'that is a name is left alone: %s',
    (name) => {
      expect(found({ consignee: party(name) })).toEqual([])
    },
  ) // prettier-ignore

  it('that is the seller too is advised on', () => {
    const both = { seller: party('Hanoi Craft Co. Ltd'), consignee: party('HANOI CRAFT CO LTD') }
    expect(found(both)).toEqual([['consignee_doubtful', 'advice']])
  })
})

describe('value against weight', () => {
  const weighing = (grossWeightKg: string, fairRetailValue = '30.00', htsNumber = '6912004400') =>
    runChecks({ grossWeightKg, lines: [{ htsNumber, fairRetailValue }] })
      .map(({ check }) => check)
      .filter((check) => /kilo/.test(check))

  it('is even at a kilogram for a dollar, and odd above it', () => {
    expect(weighing('30')).toEqual([])
    expect(weighing('0.3', '0.30')).toEqual([])
    expect(weighing('30.001')).toEqual(['kilo_per_dollar'])
  })

  it.each([
    ['2', '30.00', '7113115000', 'silver at $15 a kilogram'],
    ['20', '30.00', '6109100012', 'shirts at $1.50 a kilogram'],
    ['0.001', '700.00', '6912004400', 'mugs at $700,000 a kilogram'],
  ])('%s kg for $%s under %s is odd: %s', (kilograms, value, htsNumber) => {
    expect(weighing(kilograms, value, htsNumber)).toEqual(['value_per_kilo'])
  })

  it.each([
    ['0.4', '30.00', '6109100012'],
    ['0.005', '700.00', '7113115000'],
    ['0.19', '799.00', '8517130000'],
  ])('%s kg for $%s under %s is usual', (kilograms, value, htsNumber) => {
    expect(weighing(kilograms, value, htsNumber)).toEqual([])
  })

  it('is not judged by half', () => {
    const lines = [{ ...shirts, fairRetailValue: '1.00' }, { htsNumber: '6109100012' }]
    expect(found({ grossWeightKg: '50', lines })).not.toContainEqual(['kilo_per_dollar', 'advice'])
    expect(weighing('heavy')).toEqual([])
    expect(weighing('0')).toEqual([])
  })
})

describe('chapter 98', () => {
  it('is pointless on type 86, and on no other type', () => {
    const lines = [{ htsNumber: '9801001012' }]
    expect(found({ lines })).toEqual([['chapter_98', 'advice']])
    expect(found({ lines, entryType: '11' })).toEqual([])
  })
})
