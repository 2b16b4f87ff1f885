import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problemTable } from '../../src/domain/problem.ts'
import type { ProblemCode } from '../../src/domain/problem.ts'
import type { Draft, Line, Shipment } from '../../src/domain/shipment.ts'
import { validate } from '../../src/domain/validate.ts'
import { but, clock, line, morning, shipment, shirts } from './example.ts'

const found = (draft: Draft<Shipment>) =>
  validate(draft, morning).map(({ code, pointer }) => [code, pointer])

type Example = readonly [code: ProblemCode, pointer: string, draft: Draft<Shipment>]

/** One example, or more, of everything that can be wrong with a shipment. */
const examples: readonly Example[] = [
  ['blank', '/reference', but({ reference: ' ' })],
  ['blank', '/orderNumber', but({ orderNumber: '' })],
  [
    'too_long',
    '/invoice/number',
    but({ invoice: { ...shipment.invoice, number: '9'.repeat(51) } }),
  ],
  ['text_control_char', '/reference', but({ reference: 'SHP\u0000' })],
  ['text_line_break', '/reference', but({ reference: 'SHP\t1' })],
  ['text_invisible', '/reference', but({ reference: 'SHP\u200b1' })],
  ['text_unpaired_surrogate', '/reference', but({ reference: 'SHP\ud800' })],
  ['code_unknown', '/portOfEntry', but({ portOfEntry: '9999' })],
  ['code_unknown', '/portOfEntry', but({ portOfEntry: '401' })],
  ['code_unknown', '/modeOfTransportation', but({ modeOfTransportation: '99' })],
  ['code_unknown', '/modeOfTransportation', but({ modeOfTransportation: 'constructor' })],
  ['code_unknown', '/modeOfTransportation', but({ modeOfTransportation: '__proto__' })],
  ['code_unknown', '/conveyance/carrier', but({ conveyance: { carrier: 'va', flight: '1' } })],
  ['too_long', '/conveyance/flight', but({ conveyance: { carrier: 'VN', flight: '123456' } })],
  [
    'mode_excluded',
    '/modeOfTransportation',
    but({ modeOfTransportation: '50', bill: { regularBill: 'CP1' } }),
  ],
  [
    'conveyance_required',
    '/conveyance',
    but({ modeOfTransportation: '32', bill: { regularBill: 'CP1' } }),
  ],
  ['importer_required', '/importerOfRecord', but({ entryType: '11' })],
  ['importer_required', '/importerOfRecord', but({ entryType: '01' })],
  ['importer_number', '/importerOfRecord', but({ importerOfRecord: '12' })],
  ['quantity_range', '/packageQuantity', but({ packageQuantity: 0 })],
  ['quantity_format', '/packageQuantity', but({ packageQuantity: 1.5 })],
  ['date_invalid', '/estimatedArrivalDate', but({ estimatedArrivalDate: '2026-02-30' })],
  ['date_range', '/estimatedArrivalDate', but({ estimatedArrivalDate: '2028-12-01' })],
  ['arrival_passed', '/estimatedArrivalDate', but({ estimatedArrivalDate: '2026-11-24' })],
  ['date_order', '/invoice/date', but({ invoice: { number: '9', date: '2026-12-02' } })],
  [
    'currency_rate',
    '/invoice/exchangeRate',
    but({ invoice: { ...shipment.invoice, currency: 'EUR' } }),
  ],
  ['bill_form', '/bill', but({ bill: {} })],
  ['bill_number', '/bill/regularBill', but({ bill: { regularBill: '172-12345676' } })],
  [
    'name_invalid',
    '/consignee/name',
    but({ consignee: { ...shipment.consignee, name: 'Unknown' } }),
  ],
  ['country_code', '/lines/0/countryOfOrigin', line({ countryOfOrigin: 'UK' })],
  ['contact_name', '/contact/name', but({ contact: { name: 'A. Lee', phone: '12125550100' } })],
  ['phone_number', '/contact/phone', but({ contact: { name: 'A Lee', phone: '+1 212' } })],
  ['weight_format', '/grossWeightKg', but({ grossWeightKg: '1,5' })],
  ['lines_min', '/lines', but({ lines: [] })],
  [
    'lines_max',
    '/lines',
    but({ lines: Array<Line>(1000).fill({ ...shirts, fairRetailValue: '0.10' }) }),
  ],
  ['hts_format', '/lines/0/htsNumber', line({ htsNumber: '6109.10' })],
  ['hts_unknown', '/lines/0/htsNumber', line({ htsNumber: '7700000000' })],
  ['goods_excluded', '/lines/0/htsNumber', line({ htsNumber: '2204215000' })],
  ['description_vague', '/lines/0/description', line({ description: 'Gift' })],
  ['disclaim_code', '/lines/0/pga/0/disclaim', line({ pga: [{ agency: 'FDA', disclaim: 'Z' }] })],
  ['amount_format', '/lines/0/fairRetailValue', line({ fairRetailValue: '1e3' })],
  ['amount_scale', '/lines/0/fairRetailValue', line({ fairRetailValue: '1.005' })],
  ['amount_range', '/lines/0/fairRetailValue', line({ fairRetailValue: '0' })],
  ['value_over_limit', '/lines', line({ fairRetailValue: '800.01' })],
  [
    'value_over_informal',
    '/lines',
    { ...line({ fairRetailValue: '2500.01' }), entryType: '11', importerOfRecord: '12-3456789' },
  ],
]

/** The files whose rules `validate` gathers. */
const themes = ['arrival', 'bill', 'goods', 'money', 'party', 'text', 'validate', 'valuation']

const raised = themes
  .map((name) => readFileSync(new URL(`../../src/domain/${name}.ts`, import.meta.url), 'utf8'))
  .flatMap((source) => Object.keys(problemTable).filter((code) => source.includes(`'${code}'`)))

describe('a shipment', () => {
  it('that is in order has no problem', () => {
    expect(validate(shipment, morning)).toEqual([])
  })

  it.each<[string, Draft<Shipment>]>([
    [
      'by sea',
      but({ modeOfTransportation: '11', bill: { regularBill: 'COSU1', issuerScac: 'COSU' } }),
    ],
    [
      'by car',
      but({
        modeOfTransportation: '32',
        bill: { regularBill: 'CP1' },
        conveyance: { carrier: 'ABCD', flight: 'T1' },
      }),
    ],
    ['as informal entry', but({ entryType: '11', importerOfRecord: '12-3456789' })],
    [
      'by mail, as informal entry',
      but({
        entryType: '11',
        importerOfRecord: '12-3456789',
        modeOfTransportation: '50',
        bill: { regularBill: 'CP1' },
      }),
    ],
    ['on the day of its arrival', but({ estimatedArrivalDate: '2026-11-25' })],
    ['worth exactly $800.00', line({ fairRetailValue: '800.00' })],
  ])('%s is in order too', (_, draft) => {
    expect(found(draft)).toEqual([])
  })

  it.each(examples)('is refused with %s at %s, and nothing else', (code, pointer, draft) => {
    expect(found(draft)).toEqual([[code, pointer]])
  })

  it('is refused by every rule in one example at least', () => {
    const shown = examples.map(([code]) => code)
    expect([...new Set(shown)].sort()).toEqual([...new Set(raised)].sort())
  })

  it('that arrived while it was written is refused when it is sent', () => {
    const draft = but({ estimatedArrivalDate: '2026-11-25' })
    expect(validate(draft, clock(13 * 60 + 59))).toEqual([])
    expect(validate(draft, clock(14 * 60))).toMatchObject([{ code: 'arrival_passed' }])
  })

  it('with ten things wrong hears all ten at once', () => {
    const draft: Draft<Shipment> = {
      ...shipment,
      reference: '',
      portOfEntry: '0000',
      packageQuantity: 0,
      estimatedArrivalDate: '2026-02-30',
      bill: { masterBill: '172-12345670', houseBill: 'HAWB00012345' },
      seller: { ...shipment.seller, address: { ...shipment.seller.address, country: 'UK' } },
      consignee: { ...shipment.consignee, name: 'UNKNOWN' },
      lines: [
        { ...shirts, htsNumber: '6109', fairRetailValue: '800.01' },
        { ...shirts, description: 'Goods' },
      ],
    }
    expect(found(draft)).toEqual([
      ['blank', '/reference'],
      ['quantity_range', '/packageQuantity'],
      ['code_unknown', '/portOfEntry'],
      ['date_invalid', '/estimatedArrivalDate'],
      ['bill_number', '/bill/masterBill'],
      ['country_code', '/seller/address/country'],
      ['name_invalid', '/consignee/name'],
      ['hts_format', '/lines/0/htsNumber'],
      ['description_vague', '/lines/1/description'],
      ['value_over_limit', '/lines'],
    ])
  })

  it('that is absent, or any part of it, has no problem here', () => {
    expect(validate({}, morning)).toEqual([])
    for (const part of Object.keys(shipment)) {
      expect(found(but({ [part]: undefined }))).toEqual([])
    }
  })
})
