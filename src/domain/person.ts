/**
 * One person: a consignee's name and address brought to one spelling, so that the same person is
 * known under "100 Main Street, Apartment 4" and "100 MAIN ST APT 4".
 * @module
 */
import type { Party } from './shipment.ts'

/** The normalised spelling; equal for the same person. */
export type PersonKey = string & { readonly brand?: 'PersonKey' }

/** USPS street suffixes, directions, units and what people write for them. */
const abbreviations: Readonly<Record<string, string>> = {
  ALLEY: 'ALY', AVENUE: 'AVE', AV: 'AVE', BOULEVARD: 'BLVD', CIRCLE: 'CIR', COURT: 'CT', CRESCENT: 'CRES',
  DRIVE: 'DR', EXPRESSWAY: 'EXPY', HIGHWAY: 'HWY', LANE: 'LN', PARKWAY: 'PKWY', PLACE: 'PL', PLAZA: 'PLZ',
  ROAD: 'RD', SQUARE: 'SQ', STREET: 'ST', STR: 'ST', TERRACE: 'TER', TRAIL: 'TRL', TURNPIKE: 'TPKE', WAY: 'WAY',
  NORTH: 'N', SOUTH: 'S', EAST: 'E', WEST: 'W', NORTHEAST: 'NE', NORTHWEST: 'NW', SOUTHEAST: 'SE', SOUTHWEST: 'SW',
  APARTMENT: 'APT', UNIT: 'APT', SUITE: 'APT', STE: 'APT', ROOM: 'APT', RM: 'APT', NUMBER: 'APT', NO: 'APT',
  FLOOR: 'FL', BUILDING: 'BLDG', FIRST: '1ST', SECOND: '2ND', THIRD: '3RD', FOURTH: '4TH', FIFTH: '5TH',
  SIXTH: '6TH', SEVENTH: '7TH', EIGHTH: '8TH', NINTH: '9TH', TENTH: '10TH', SAINT: 'ST', MOUNT: 'MT', FORT: 'FT',
} // prettier-ignore

const titles = new Set(['MR', 'MRS', 'MS', 'MISS', 'DR', 'MX'])

/** A filing asks ten times who its two people are. */
const known = new WeakMap<Party, PersonKey>()

export function personKey(party: Party): PersonKey {
  const key = known.get(party) ?? spelled(party)
  known.set(party, key)
  return key
}

function spelled({ name, address }: Party): PersonKey {
  const { street, city, postalCode, country } = address
  const zip5 = (postalCode ?? '')
    .replace(/[^A-Z0-9]/gi, '')
    .slice(0, 5)
    .toUpperCase()
  // The ZIP says where it is; the city is only asked where there is none.
  const place = country === 'US' && zip5.length === 5 ? zip5 : `${words(city).join(' ')} ${zip5}`
  return [
    words(name).filter((word) => !titles.has(word)).join(' '),
    words(street).map((word) => abbreviations[word] ?? word).join(' '),
    place.trim(),
    country,
  ].join('|') // prettier-ignore
}

function words(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/#/g, ' APT ')
    .replace(/['’.]/g, '')
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '')
}
