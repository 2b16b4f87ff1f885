import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/domain/problem.ts'
import type { Draft, Shipment } from '../../src/domain/shipment.ts'
import { validate } from '../../src/domain/validate.ts'
import { morning } from './example.ts'

const word = fc.oneof(
  fc.constantFrom(
    '',
    'US',
    '86',
    '40',
    '50',
    '4701',
    '2026-12-01',
    '30.00',
    '172-12345675',
    'valueOf',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const quantity = fc.oneof(fc.integer(), fc.double())
const partial = <T extends Record<string, fc.Arbitrary<unknown>>>(parts: T) =>
  fc.option(fc.record(parts, { requiredKeys: [] }), { nil: undefined })

const words = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fc.option(word, { nil: undefined })]))

const party = partial({
  name: word,
  address: partial(words('street', 'city', 'subdivision', 'postalCode', 'country')),
})

const drafts = fc.record(
  {
    ...words('reference', 'orderNumber', 'modeOfTransportation', 'portOfEntry'),
    ...words('estimatedArrivalDate', 'importerOfRecord'),
    entryType: fc.constantFrom('86', '11', '01', undefined),
    bill: partial(words('masterBill', 'houseBill', 'regularBill', 'issuerScac')),
    packageQuantity: quantity,
    seller: party,
    consignee: party,
    conveyance: partial(words('carrier', 'flight')),
    contact: partial(words('name', 'phone')),
    invoice: partial(words('number', 'date', 'currency', 'exchangeRate')),
    lines: fc.array(
      partial({
        ...words('description', 'htsNumber', 'countryOfOrigin', 'unit', 'fairRetailValue'),
        quantity,
        pga: fc.array(partial(words('agency', 'program', 'processingCode', 'disclaim'))),
      }),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Draft<Shipment>>

describe('any draft', () => {
  it('is judged without a throw, by pointers of RFC 6901 and whole messages', () => {
    const whole = ({ pointer, message, citation = '' }: Problem) => {
      expect(pointer).toMatch(/^(\/([^~/]|~[01])*)*$/)
      expect(message).not.toBe('')
      expect(citation).not.toMatch(/\{\w+\}/)
    }
    fc.assert(
      fc.property(drafts, (draft) => {
        validate(draft, morning).forEach(whole)
      }),
      { numRuns: 1000 },
    )
  })

  it('hears each finding once', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const names = validate(draft, morning).map(
          ({ code, pointer, message }) => `${code} ${pointer} ${message}`,
        )
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})
