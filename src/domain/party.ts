/**
 * Party rules: seller, consignee, importer of record and the filer's contact.
 * @module
 */
import { countries, states } from './place.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, Party, Shipment } from './shipment.ts'
import { textProblems } from './text.ts'

/** Names that CBP returned as no names at all, in its notices of 2024. */
const noNames = new Set([
  'UNKNOWN',
  'ANYONE',
  'SOMEONE',
  'BLANK',
  'NOT SURE',
  'DONT KNOW',
  'NA',
  'NONE',
  'TBD',
  'TEST',
])

const importerForms = [/^\d{2}-\d{7}([0-9A-Z]{2})?$/, /^\d{3}-\d{2}-\d{4}$/, /^\d{6}-\d{5}$/]

export function partyProblems(draft: Draft<Shipment>): Problem[] {
  const found: Problem[] = []
  if (draft.seller) found.push(...onePartyProblems(draft.seller, '/seller'))
  if (draft.consignee) found.push(...onePartyProblems(draft.consignee, '/consignee'))
  const importer = draft.importerOfRecord
  if (importer !== undefined && !importerForms.some((form) => form.test(importer))) {
    found.push(problem('importer_number', '/importerOfRecord'))
  }
  return [...found, ...contactProblems(draft)]
}

function onePartyProblems(party: Draft<Party>, at: string): Problem[] {
  const found: Problem[] = []
  const text = (value: string | undefined, pointer: string, limit: number) => {
    if (value !== undefined) found.push(...textProblems(value, `${at}${pointer}`, limit))
  }
  text(party.name, '/name', 35)
  const bare = party.name
    ?.toUpperCase()
    .replace(/[^A-Z ]/g, '')
    .trim()
  if (bare !== undefined && noNames.has(bare)) {
    found.push(problem('name_invalid', `${at}/name`, { found: party.name ?? '' }))
  }
  const { address } = party
  if (!address) return found
  // Six street components of 35 characters, split between words (CATAIR SE35).
  text(address.street, '/address/street', 200)
  text(address.city, '/address/city', 35)
  text(address.postalCode, '/address/postalCode', 15)
  const { country, subdivision } = address
  if (country !== undefined) found.push(...countryProblems(country, `${at}/address/country`))
  if (subdivision !== undefined) {
    const known = country === 'US' ? states.has(subdivision) : /^[A-Z0-9]{1,3}$/.test(subdivision)
    if (!known) {
      found.push(
        problem('code_unknown', `${at}/address/subdivision`, {
          found: subdivision,
          what: country === 'US' ? 'US state' : 'ISO 3166-2 subdivision',
          suggestion: capitalsOf(subdivision, (code) => states.has(code)),
        }),
      )
    }
  }
  return found
}

export function countryProblems(code: string, pointer: string): Problem[] {
  if (countries.has(code)) return []
  const suggestion =
    code === 'UK' ? ' The United Kingdom is GB.' : capitalsOf(code, (upper) => countries.has(upper))
  return [problem('country_code', pointer, { found: code, suggestion })]
}

function capitalsOf(code: string, known: (upper: string) => boolean): string {
  const upper = code.toUpperCase()
  return upper !== code && known(upper) ? ` Did you mean ${upper}?` : ''
}

function contactProblems({ contact }: Draft<Shipment>): Problem[] {
  const found: Problem[] = []
  if (contact?.name !== undefined) {
    const faults = textProblems(contact.name, '/contact/name', 40)
    if (faults.length === 0 && !/^[A-Za-z0-9 ]+$/.test(contact.name)) {
      faults.push(problem('contact_name', '/contact/name'))
    }
    found.push(...faults)
  }
  if (contact?.phone !== undefined && !/^\d{7,15}$/.test(contact.phone)) {
    found.push(problem('phone_number', '/contact/phone'))
  }
  return found
}
