import { describe, expect, it } from 'vitest'
import { manufacturerId } from '../../src/domain/manufacturer.ts'

describe('manufacturer id', () => {
  // XX stands for a country that the example does not give.
  it.each([
    ['FRLAVIE243BRE', 'FR', 'La Vie de France', '243 Rue de la Payees', 'Bremond'],
    [
      'VE20TCEN5880CAR',
      'VE',
      '20th Century Technologies',
      '5 Ricardo Munoz, Suite 5880',
      'Caracas',
    ],
    ['GBEKRODLON', 'GB', 'The E.K. Rodgers Companies', 'One Hundred Square', 'London'],
    ['USGRE45BIR', 'US', 'The Greenhouse', '45 Royal Crescent', 'Birmingham'],
    ['AUCARJON88SID', 'AU', 'Carduccio and Jones', '88 Canberra Avenue', 'Sidney'],
    ['ITBOCSPA61VER', 'IT', 'Bocchaccio S.P.A.', 'Visa Mendotti, 61', 'Verona'],
    ['JPMINCO26KOB', 'JP', 'N. Minami & Co., Ltd.', '2-6, 8-Chome Isogami-Dori', 'Kobe'],
    ['GRMURPRAATH', 'GR', 'Murla-Praxiteles Inc.', '', 'Athens'],
    [
      'XXAMAPLA1145TOK',
      'XX',
      'Amalgamated Plastics Corp.',
      '11455 Main Street Suite 9999',
      'Tokyo',
    ],
    ['XXABCCOM1234STM', 'XX', 'A.B.C. Company', '232 Main Street Suite 1234', 'St. Michel'],
    ['XXOASCOR1234MIL', 'XX', 'O.A.S.I.S. Corp.', '12,34,56 Alaska Road', '18-Mile High'],
    ['XXDRSA2727HAG', 'XX', 'Dr. S.A. Smith', 'Apt. 509 2727 Main St.', 'The Hague'],
    ['XXSHABL1PAR', 'XX', 'Shavings B L Inc.', '1 X', 'Paris'],
  ])('%s', (id, country, name, street, city) => {
    expect(manufacturerId({ country, name, street, city })).toBe(id)
  })

  it('takes three characters of a name of one word', () => {
    const maker = { country: 'SE', name: 'Bergstrom', street: '4 Kungsgatan', city: 'Lund' }
    expect(manufacturerId(maker)).toBe('SEBER4LUN')
  })

  it.each([
    ['ON', 'XOMAP7TOR'],
    ['QC', 'XQMAP7TOR'],
    [undefined, 'CAMAP7TOR'],
  ])('writes the province %s in place of Canada', (subdivision, id) => {
    const maker = {
      country: 'CA',
      name: 'Maple',
      street: '7 King St',
      city: 'Toronto',
      subdivision,
    }
    expect(manufacturerId(maker)).toBe(id)
  })

  it.each([
    ['HK', 'Kowloon', 'HKWAH9HON'],
    ['SG', 'Jurong', 'SGWAH9SIN'],
    ['MO', 'Taipa', 'MOWAH9MAC'],
  ])('names the city after the country %s', (country, city, id) => {
    expect(manufacturerId({ country, city, name: 'Wah', street: '9 Quay Rd' })).toBe(id)
  })

  it('keeps the letters under accents', () => {
    const maker = { country: 'FR', name: 'École Über', street: '3 Rue', city: 'Évry' }
    expect(manufacturerId(maker)).toBe('FRECOUBE3EVR')
  })
})
