import { describe, expect, it } from 'vitest'
import { compare } from '../../src/domain/discrepancy/compare.ts'
import { suggest } from '../../src/domain/discrepancy/correction.ts'
import type { Evidence } from '../../src/domain/discrepancy/correction.ts'
import { findingsOf } from '../../src/domain/discrepancy/findings.ts'
import type { CodeFinding } from '../../src/domain/discrepancy/findings.ts'
import { conversation } from '../../src/domain/discrepancy/talk.ts'
import { fieldName } from '../../src/domain/field.ts'
import { problem } from '../../src/domain/problem.ts'
import { answer, entryAfter, file, life, notice, notify, onFile, reply, shipment, transmit } from './example.ts' // prettier-ignore

const nothing: Evidence = { manifested: null, day: null, tariff: new Map(), problems: [] }

const finding = (record: CodeFinding['record'], code: string): CodeFinding => ({
  ...{ record, code, text: `TEXT OF ${code}`, meaning: '', action: '', at: null },
})

describe('what CBP holds against an entry', () => {
  it('is what it said last, and nothing once it goes past it', () => {
    const asked = entryAfter(...onFile, notify(5, notice('90')), notify(9, notice('96')))
    expect(findingsOf(asked).map(({ code }) => code)).toEqual(['96'])
    const admitted = entryAfter(...onFile, notify(5, notice('96')), notify(9, notice('97')))
    expect(findingsOf(admitted)).toEqual([])
  })

  it('is several things where they were said together', () => {
    const entry = entryAfter(...onFile, notify(5, notice('58', 'SO50'), notice('96')))
    expect(findingsOf(entry).map(({ record, code }) => `${record} ${code}`)).toEqual([
      'SO50 58',
      'SO60 96',
    ])
  })

  it('is the conditions of a reply that rejected it', () => {
    const conditions = [
      { messageType: '11', conditionCode: '282', narrative: 'EDA REQUIRED' },
      { messageType: '13', conditionCode: 'Z99', narrative: 'A WARNING' },
    ]
    const entry = entryAfter(file, transmit('M1'), reply('M1', 'A', '01', conditions))
    expect(findingsOf(entry)).toMatchObject([{ record: 'SE90', code: '282' }])
  })

  it('is nothing against a released entry', () => {
    expect(findingsOf(entryAfter(...onFile, notify(5, notice('98'))))).toEqual([])
  })
})

describe('declared beside found', () => {
  it('has the packages of the manifest', () => {
    expect(compare(shipment, [finding('SO50', '58')], { manifested: 3, day: null })).toEqual([
      { pointer: '/packageQuantity', name: 'Packages', declared: '1', found: '3', record: 'SO50', code: '58' },
    ])
  }) // prettier-ignore

  it("has the sum of the consignee's day", () => {
    const day = { day: '2026-12-01', ceilingCents: 80_000, othersCents: 76_000, others: 2 }
    const [row] = compare(shipment, [finding('SO60', '34')], { manifested: null, day })
    expect(row?.declared).toBe('$45.00 in 2 lines')
    expect(row?.found).toBe('$805.00 on 2026-12-01 as counted here ($760.00 in 2 other); the ceiling is $800.00') // prettier-ignore
  })

  it('has a row for each line that a code speaks of, and for each part of an address', () => {
    const pointers = (code: string) =>
      compare(shipment, [finding('SE90', code)], nothing).map(({ pointer }) => pointer)
    expect(pointers('318')).toEqual(['/lines/0/countryOfOrigin', '/lines/1/countryOfOrigin'])
    expect(pointers('Z03')).toEqual(['/bill/masterBill', '/bill/houseBill'])
    expect(pointers('Z06')).toContain('/consignee/address/postalCode')
  })

  it('has nothing where a code speaks of no field', () => {
    expect(compare(shipment, [finding('SO60', '96'), finding('SE90', '007')], nothing)).toEqual([])
  })
})

describe('a suggested correction', () => {
  it('takes the packages of the manifest, with the reason', () => {
    const found = suggest(shipment, [finding('SO50', '58')], { ...nothing, manifested: 3 })
    expect(found?.patch).toEqual({ packageQuantity: 3 })
    expect(found?.shipment).toEqual({ ...shipment, packageQuantity: 3 })
    expect(found?.operations[0]?.reason).toContain("carrier's manifest has 3")
  })

  it.each([null, 0, 1])('is none where the manifest has %s packages', (manifested) => {
    expect(suggest(shipment, [finding('SO50', '58')], { ...nothing, manifested })).toBeNull()
  })

  it('sees an air waybill under another mode', () => {
    const found = suggest({ ...shipment, modeOfTransportation: '50' }, [finding('SE90', 'Z12')], nothing) // prettier-ignore
    expect(found?.patch).toEqual({ modeOfTransportation: '40' })
    expect(suggest(shipment, [finding('SE90', 'Z12')], nothing)).toBeNull()
  })

  it('puts all lines into the patch where one of them changes', () => {
    const tariff = new Map([[1, { htsNumber: '6912004810', description: 'Other' }]])
    const found = suggest(shipment, [finding('SE90', 'Z10')], { ...nothing, tariff })
    const [first, second] = shipment.lines
    expect(found?.patch).toEqual({ lines: [first, { ...second, htsNumber: '6912004810' }] })
  })

  it('takes a better text where our own rules would refuse the one that is there', () => {
    const vague = { ...problem('description_vague', '/lines/1/description', { found: 'Ceramic mug' }), rewrites: ['Stoneware coffee mug'] } // prettier-ignore
    const found = suggest(shipment, [finding('SE90', '282')], { ...nothing, problems: [vague] })
    expect(found?.operations).toMatchObject([
      { pointer: '/lines/1/description', from: 'Ceramic mug', to: 'Stoneware coffee mug' },
    ])
  })

  it.each(['SO60 34', 'SO60 33', 'SE90 318', 'SE90 282', 'SO60 96'])('is none for %s, of which nothing sensible can be said', (said) => {
    const [record, code = ''] = said.split(' ')
    const evidence = { ...nothing, manifested: 3 }
    expect(suggest(shipment, [finding(record as 'SO60', code)], evidence)).toBeNull()
  }) // prettier-ignore

  it('is none where nothing was said', () => {
    expect(suggest(shipment, [], { ...nothing, manifested: 3 })).toBeNull()
  })
})

describe('the conversation', () => {
  const journal = (...events: ReturnType<typeof life>) =>
    events.map((event, index) => ({ seq: index + 1, event }))
  const document = { ...notice('96'), documentType: 'CBP01' }

  it('holds what CBP asked and what was sent, with what became of it', () => {
    const files = [{ type: 'CBP01', name: 'a.pdf', mediaType: 'application/pdf', sha256: 'x', bytes: 9 }] // prettier-ignore
    const sent = { ...answer, documents: files }
    const asked = [...onFile, notify(5, notice('95', 'SO50')), notify(6, document), sent]
    const waiting = conversation(journal(...life(...asked)), () => undefined)
    expect(waiting.map(({ speaker, asks }) => [speaker, asks])).toEqual([
      ['cbp', 'CBP01'],
      ['filer', null],
    ])
    expect(waiting[1]?.documents[0]?.outcome).toBe('waiting')
    const taken = life(...asked, transmit('M2'), reply('M2', 'answer', '02'))
    const turns = conversation(journal(...taken), () => undefined)
    expect(turns[1]?.outcome?.of).toBe('taken')
    expect(turns[1]?.documents[0]?.outcome).toBe('taken')
  })

  it('says why a correction was refused', () => {
    const refused = { ...notify(9, notice('86')), references: [{ qualifier: 'RSN', value: '09' }, { qualifier: 'CMT', value: 'CALL US' }] } // prettier-ignore
    const turns = conversation(journal(...life(...onFile, refused)), (code) => `meaning of ${code}`)
    expect(turns[0]?.text).toContain('Reason 09: meaning of 9.')
    expect(turns[0]?.text).toContain('CALL US')
  })
})

describe('the name of a field', () => {
  it.each([
    ['/packageQuantity', 'Packages'],
    ['/lines/0/htsNumber', 'Line 1, tariff number'],
    ['/lines/11', 'Line 12'],
    ['/consignee/address/postalCode', 'Consignee, postal code'],
    ['/lines/0/pga/0/agency', 'Line 1, agency'],
    ['/constructor', '/constructor'],
    ['', ''],
  ])('of %j is %j', (pointer, name) => expect(fieldName(pointer)).toBe(name))
})
