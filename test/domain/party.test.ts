import { describe, expect, it } from 'vitest'
import { countryProblems, partyProblems } from '../../src/domain/party.ts'
import type { Address, Draft, Shipment } from '../../src/domain/shipment.ts'

const found = (draft: Draft<Shipment>) =>
  partyProblems(draft).map(({ code, pointer }) => [code, pointer])

const home: Address = { street: '100 Main St', city: 'Brooklyn', subdivision: 'NY', country: 'US' }

const living = (parts: Draft<Address>) => found({ consignee: { address: { ...home, ...parts } } })

describe('party', () => {
  it.each(['UNKNOWN', 'unknown', 'Anyone', "don't know", 'Not Sure', 'N/A', 'T.B.D.', 'Test 1'])(
    '%j names nobody',
    (name) => {
      expect(found({ consignee: { name } })).toEqual([['name_invalid', '/consignee/name']])
      expect(found({ seller: { name } })).toEqual([['name_invalid', '/seller/name']])
    },
  )

  it.each(['Jane Smith', 'Nobody Knows GmbH', 'Unknown Pleasures Ltd', '3M', '张伟'])(
    '%j is a name',
    (name) => {
      expect(found({ consignee: { name }, seller: { name } })).toEqual([])
    },
  )

  it.each([
    ['name', 35],
    ['address/street', 200],
    ['address/city', 35],
    ['address/postalCode', 15],
  ] as const)('has %s of at most %d characters', (field, limit) => {
    const draft = (text: string): Draft<Shipment> => {
      const [part, inner] = field.split('/') as ['name' | 'address', string | undefined]
      return { seller: inner === undefined ? { [part]: text } : { address: { [inner]: text } } }
    }
    expect(found(draft('A'.repeat(limit)))).toEqual([])
    expect(found(draft('A'.repeat(limit + 1)))).toEqual([['too_long', `/seller/${field}`]])
    expect(found(draft('\u00a0'))).toEqual([['blank', `/seller/${field}`]])
  })

  it.each(['ny', 'New York', 'XX', '', 'ON'])('lives in no American state %j', (subdivision) => {
    expect(living({ subdivision })).toEqual([['code_unknown', '/consignee/address/subdivision']])
  })

  it('asks whether ny means NY', () => {
    const [wrong] = partyProblems({ seller: { address: { ...home, subdivision: 'ny' } } })
    expect(wrong?.message).toContain('Did you mean NY?')
  })

  it('lives in any subdivision that another country may have', () => {
    expect(living({ country: 'CA', subdivision: 'ON' })).toEqual([])
    expect(living({ country: 'GB', subdivision: 'SCT' })).toEqual([])
    expect(living({ country: 'CA', subdivision: 'Ontario' })).toEqual([
      ['code_unknown', '/consignee/address/subdivision'],
    ])
  })
})

describe('country', () => {
  it.each(['UK', 'us', 'ZZ', 'XX', '', 'USA', 'U', 'U\u0405', '\u0130T', '\u0131t', 'constructor'])(
    '%j is none',
    (country) => {
      expect(living({ country, subdivision: undefined })).toEqual([
        ['country_code', '/consignee/address/country'],
      ])
    },
  )

  it.each([
    ['UK', 'The United Kingdom is GB.'],
    ['us', 'Did you mean US?'],
  ])('%s is explained', (code, hint) => {
    expect(countryProblems(code, '/x')[0]?.message).toContain(hint)
  })

  it.each(['US', 'VN', 'GB', 'HK', 'TW'])('%s is one', (code) => {
    expect(countryProblems(code, '/x')).toEqual([])
  })
})

describe('importer of record', () => {
  it.each(['12-3456789', '12-3456789AB', '12-345678900', '123-45-6789', '264701-12345'])(
    '%s is a number',
    (importerOfRecord) => {
      expect(found({ importerOfRecord })).toEqual([])
    },
  )

  it.each([
    '',
    '123456789',
    '12-345678',
    '12-3456789A',
    '12-3456789ab',
    '123-456-789',
    '26470-12345',
  ])('%j is no number', (importerOfRecord) => {
    expect(found({ importerOfRecord })).toEqual([['importer_number', '/importerOfRecord']])
  })

  it('is not repeated in the message', () => {
    const [wrong] = partyProblems({ importerOfRecord: '123-45-678' })
    expect(wrong?.message).not.toContain('123-45-678')
  })
})

describe('contact', () => {
  it('has a plain name and the digits of a phone', () => {
    expect(found({ contact: { name: 'Ann Lee 2', phone: '12125550100' } })).toEqual([])
  })

  it.each(['Ann-Lee', "O'Hara", 'Åsa', 'a@b'])('has no name %j', (name) => {
    expect(found({ contact: { name } })).toEqual([['contact_name', '/contact/name']])
  })

  it.each(['', ' '])('that is %j is blank', (name) => {
    expect(found({ contact: { name } })).toEqual([['blank', '/contact/name']])
  })

  it.each(['123456', '1234567890123456', '+12125550100', '212-555-0100', ''])(
    'has no phone %j',
    (phone) => {
      expect(found({ contact: { phone } })).toEqual([['phone_number', '/contact/phone']])
    },
  )
})
