import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilerCode, entryNumber } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { ports } from '../../src/domain/port.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { examine } from '../../src/gateway/examine.ts'
import { declare } from '../../src/message/declare.ts'
import { readCatairRelease } from '../../src/message/catair/release.ts'
import { readCargoRelease } from '../../src/message/filing.ts'
import { wires } from '../../src/message/wire.ts'
import { shipment } from '../domain/example.ts'
import { tariff } from '../../src/gateway/tariff.ts'
import { world } from './world.ts'

const filer = parseFilerCode('ZZ9') as FilerCode

/** Texts that people and shops send: mostly plain, often accented, sometimes hostile. */
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'Ünïted',
        'ß',
        '°',
        '€',
        '™',
        '®',
        '×',
        '“x”',
        'Щ',
        'Łódź',
        '&amp;',
        ']]>',
        ' ',
        '-',
      ),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
)

const code = fc.stringMatching(/^[A-Z0-9-]{0,12}$/)

const party = fc.record({
  name: text,
  address: fc.record(
    {
      street: text,
      city: text,
      subdivision: fc.constantFrom('NY', 'CA', 'x'),
      postalCode: text,
      country: fc.constantFrom('US', 'VN', 'XX'),
    },
    { requiredKeys: ['street', 'city', 'country'] },
  ),
})

const drafts: fc.Arbitrary<Shipment> = fc
  .record(
    {
      reference: text,
      modeOfTransportation: fc.constantFrom('10', '30', '40', '50', '60', '70'),
      portOfEntry: fc.constantFrom(...ports.keys(), '9999'),
      bill: fc.oneof(
        fc.constant(shipment.bill),
        fc.record(
          { masterBill: code, houseBill: code, issuerScac: fc.constantFrom('ABCD', 'a') },
          { requiredKeys: ['masterBill', 'houseBill'] },
        ),
        fc.record({ regularBill: code }),
      ),
      packageQuantity: fc.integer({ min: -1, max: 100_000_000 }),
      seller: party,
      consignee: party,
      entryType: fc.constantFrom('86', '11', '01'),
      importerOfRecord: fc.constantFrom('12-3456789', '123-45-6789', '250101-12345', 'x'),
      conveyance: fc.record({
        carrier: fc.constantFrom('VN', 'ABCD', 'air france', ''),
        flight: text,
      }),
      contact: fc.record({ name: text, phone: fc.stringMatching(/^\d{5,17}$/) }),
      lines: fc.array(
        fc.record(
          {
            description: text,
            htsNumber: fc.constantFrom('6109100040', '6912004400', '123'),
            countryOfOrigin: fc.constantFrom('VN', 'CN', 'uk'),
            quantity: fc.integer({ min: 0, max: 10 }),
            unit: fc.constantFrom('PCS', 'DOZ'),
            fairRetailValue: fc
              .integer({ min: 0, max: 999_999_999_999 })
              .map((cents) => (cents / 100).toFixed(2)),
            pga: fc.array(
              fc.record(
                {
                  agency: code,
                  program: code,
                  processingCode: code,
                  disclaim: fc.constantFrom('A', 'Z'),
                },
                { requiredKeys: ['agency'] },
              ),
              { maxLength: 2 },
            ),
          },
          {
            requiredKeys: [
              'description',
              'htsNumber',
              'countryOfOrigin',
              'quantity',
              'unit',
              'fairRetailValue',
            ],
          },
        ),
        { minLength: 1, maxLength: 4 },
      ),
    },
    { requiredKeys: [] },
  )
  .map((changes) => ({ ...shipment, ...changes }) as Shipment)

/** One part of a sound shipment at a time, so that most drafts get past the rules. */
const nearlySound = drafts.chain((draft) =>
  fc
    .subarray(Object.keys(draft) as (keyof Shipment)[], { maxLength: 2 })
    .map(
      (keys) =>
        ({ ...shipment, ...Object.fromEntries(keys.map((key) => [key, draft[key]])) }) as Shipment,
    ),
)

describe('a shipment that passes the rules', () => {
  it('can always be declared, printed and read back, on either wire', async () => {
    let passed = 0
    const { deps } = await world()
    const desk = { ...deps, tariff: tariff(deps) }
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearlySound, drafts), async (draft) => {
        const examined = await examine(desk, filer, { draft, problems: [] })
        if (!examined.shipment) return
        passed++
        const entryType = draft.entryType ?? '86'
        const number = entryNumber(filer, 1)
        const filing = declare(
          { actionCode: 'A', entryNumber: number, entryType, shipment: examined.shipment },
          { name: 'PAT FILER', phone: '7185550100' },
        )
        const message = {
          envelope: {
            messageId: 'ZZ9-0-00000001',
            filerCode: 'ZZ9',
            siteCode: '4701',
            transmissionDate: '2026-11-23',
          },
          entries: [filing],
        }
        const printed = (wire: WireName) => {
          wires[wire].checkFiling(filing)
          return new TextEncoder().encode(wires[wire].printRelease(message))
        }
        const reading = readCargoRelease(printed('xml'))
        expect(reading).toEqual({ ok: true, value: message, unknown: 0 })
        expect(readCatairRelease(printed('catair'))).toEqual({ ok: true, value: message })
      }),
      { seed: 321, numRuns: 1500 },
    )
    expect(passed).toBeGreaterThan(150)
  })
})
