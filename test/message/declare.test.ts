import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeDollars } from '../../src/domain/money.ts'
import { billsOf, conveyancesOf } from '../../src/message/bills.ts'
import { components, declare } from '../../src/message/declare.ts'
import { json } from './goldens.ts'

const contact = { name: 'PAT FILER', phone: '7185550100' }
const sample = json('filing-add.declaration.json')
const declared = (shipment: object, more: object = {}) =>
  declare({ ...sample, ...more, shipment: { ...sample.shipment, ...shipment } }, contact)
const priced = (...values: string[]) => ({
  lines: values.map((fairRetailValue) => ({ ...sample.shipment.lines[0], fairRetailValue })),
})
const dollars = (filing: ReturnType<typeof declare>) =>
  filing.lines.map(({ tariffs }) => tariffs[0]?.lineValueUsd)

describe('whole dollars', () => {
  it('split the total over the lines, each rounded up or down', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(cents, (lines) => {
        const spread = wholeDollars(lines)
        expect(spread.lines.reduce((a, b) => a + b)).toBe(spread.total)
        spread.lines.forEach((line, index) => {
          const exact = (lines[index] ?? 0) / 100
          expect([Math.floor(exact), Math.ceil(exact)]).toContain(line)
        })
      }),
      { seed: 321, numRuns: 2000 },
    )
  })

  it('never make more than 800 of 800.00 or less', () => {
    const within = fc
      .array(fc.integer({ min: 1, max: 80_000 }), { minLength: 1, maxLength: 20 })
      .filter((lines) => lines.reduce((a, b) => a + b) <= 80_000)
    fc.assert(
      fc.property(within, (lines) => wholeDollars(lines).total <= 800),
      { seed: 321, numRuns: 2000 },
    )
  })

  it('go to the lines with the largest remainder first', () => {
    expect(dollars(declared(priced('10.40', '10.60', '10.50')))).toEqual([10, 11, 11])
    expect(dollars(declared(priced(...Array(10).fill('79.50'))))).toEqual([
      80, 80, 80, 80, 80, 79, 79, 79, 79, 79,
    ])
    expect(declared(priced('799.60', '0.40')).entryValueUsd).toBe(800)
  })
})

describe('street lines', () => {
  const letters = (text: string) => text.replaceAll(' ', '')

  it('take 35 characters and say the same words', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'abcXYZ019.,-'),
      minLength: 1,
      maxLength: 35,
    })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const street = words.join(' ').slice(0, 200).trim()
        const lines = components(street)
        expect(lines.length).toBeLessThanOrEqual(6)
        for (const line of lines) expect(line).toMatch(/^\S(.{0,33}\S)?$/)
        expect(letters(lines.join(''))).toBe(letters(street))
      }),
      { seed: 321, numRuns: 2000 },
    )
  })

  it.each([
    ['100 Main St', ['100 Main St']],
    ['  100   Main  St ', ['100 Main St']],
    ['a'.repeat(36), ['a'.repeat(35), 'a']],
    [`${'a'.repeat(34)} b c`, [`${'a'.repeat(34)}`, 'b c']],
    ['', []],
  ])('%j is %j', (street, lines) => expect(components(street)).toEqual(lines))

  it('break inside words only where the words would need a seventh line', () => {
    const street = Array(8).fill('a'.repeat(20)).join(' ')
    expect(components(street)).toHaveLength(5)
    expect(letters(components(street).join(''))).toBe(letters(street))
    expect(components(street)[0]).toBe(`${'a'.repeat(20)} ${'a'.repeat(14)}`)
  })
})

describe('a declaration', () => {
  it('carries the serial as its own reference, and one estimated date of arrival', () => {
    expect(declared({}).references).toEqual([
      { qualifier: 'CR', value: '00000011' },
      { qualifier: 'EDA', value: '2026-12-01' },
    ])
  })

  it('of action D carries header, contact and reference, and nothing of the goods', () => {
    const cancellation = { reason: '03', replacementEntryNumber: 'ZZ9-0000002-9' }
    expect(declared({}, { actionCode: 'D', cancellation })).toEqual({
      actionCode: 'D',
      filerCode: 'ZZ9',
      entryNumber: '00000011',
      entryType: '86',
      modeOfTransportation: '40',
      bondType: '0',
      entryValueUsd: 45,
      plannedPortOfEntry: '4701',
      contact: { contactName: 'PAT FILER', contactPhone: '7185550100' },
      cancellationReason: '03',
      billGroupings: [],
      references: [{ qualifier: 'EN', value: 'ZZ900000029' }],
      parties: [],
      lines: [],
    })
  })

  it('of action D names no replacement where there is none', () => {
    const filing = declared({}, { actionCode: 'D', cancellation: { reason: '01' } })
    expect(filing).toMatchObject({ cancellationReason: '01', references: [] })
  })

  it.each([
    ['12-3456789', 'EI'],
    ['12-345678900', 'EI'],
    ['123-45-6789', '34'],
    ['264701-00012', 'ANI'],
  ])('of importer %s says that the number is of sort %s', (importerOfRecord, type) => {
    expect(declared({ importerOfRecord })).toMatchObject({
      importerOfRecord,
      importerOfRecordType: type,
    })
  })

  it.each([
    ['40', undefined, false],
    ['30', 'NRTH', false],
    ['60', undefined, true],
    ['70', 'NRTH', true],
  ])('of mode %s has issuer %s and off manifest %s', (mode, issuerScac, nonAms) => {
    const bill = { ...sample.shipment.bill, issuerScac: 'NRTH' }
    const [master, house] = billsOf(declared({ modeOfTransportation: mode, bill }))
    expect([master?.issuerScac, master?.nonAms, house?.nonAms]).toEqual([
      issuerScac,
      nonAms,
      nonAms,
    ])
    expect([master?.packageQuantity, house?.packageQuantity]).toEqual([undefined, 1])
  })

  it('prefers the contact of the shipment', () => {
    const own = { name: 'LEE DESK', phone: '7165550123' }
    expect(declared({ contact: own }).contact?.contactName).toBe('LEE DESK')
  })

  it.each([
    ["O'Neil", 'ONEIL'],
    ['J. Smith-Lee', 'J SMITH LEE'],
    ['  Zoë   Muñoz ', 'ZOE MUNOZ'],
  ])('names the contact %j as %j, for SE13 has no punctuation', (name, contactName) => {
    expect(declared({ contact: { name, phone: '7165550123' } }).contact).toEqual({
      contactName,
      contactPhone: '7165550123',
    })
  })

  it('is in capitals, with single blanks', () => {
    const { seller, lines } = sample.shipment
    const name = ' Hanoi  Craft & Cie '
    const filing = declared({
      seller: { ...seller, name },
      conveyance: { carrier: 'CX', flight: '88a' },
      lines: [{ ...lines[0], description: 'Women\u2019s  knit T-shirts' }],
    })
    expect(filing.parties[1]?.name).toBe('HANOI CRAFT & CIE')
    expect(filing.lines[0]?.description).toBe("WOMEN'S KNIT T-SHIRTS")
    expect(conveyancesOf(filing)[0]?.voyageFlightTrip).toBe('88A')
  })

  it('describes the goods to an agency exactly where it tells one anything', () => {
    const [line] = sample.shipment.lines
    const pga = [{ agency: 'FDA', disclaim: 'A' }]
    const [told, untold] = declared({ lines: [{ ...line, pga }, line] }).lines
    expect(told?.tariffs[0]).toMatchObject({
      commercialDescription: told?.description,
      pga: [{ agency: 'FDA', disclaimCode: 'A', records: [] }],
    })
    expect(untold?.tariffs[0]).not.toHaveProperty('commercialDescription')
  })

  it('of a formal entry names the consignee by the number of the importer, for CBP takes no name', () => {
    const importerOfRecord = '12-3456789'
    const [formal, informal] = (['01', '11'] as const).map(
      (entryType) => declared({ importerOfRecord }, { entryType }).parties[0],
    )
    expect(formal).toEqual({
      entityCode: 'CN',
      identifierQualifier: 'EI',
      identifier: importerOfRecord,
      businessIdentifiers: [],
      street: [],
    })
    expect(informal).toMatchObject({ entityCode: 'CN', name: 'JANE SMITH' })
  })

  it('of action U carries what brings the goods, and nothing of them', () => {
    const conveyance = { carrier: 'CX', flight: '880' }
    const filing = declared({ conveyance }, { actionCode: 'U' })
    expect(filing).toEqual({
      ...declared({ conveyance }),
      actionCode: 'U',
      parties: [],
      lines: [],
    })
    expect(filing.references.map(({ qualifier }) => qualifier)).toEqual(['CR', 'EDA'])
  })
})
