/**
 * A transmission without what people typed: read, replaced field by field, and printed again, so
 * that what is left is a valid document. Codes, numbers, days, states, countries, bills and flights
 * stay; names, streets, cities, postal codes, telephones, importer numbers, goods and free
 * references go.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import { parseEntryNumber } from '../../src/domain/number.ts'
import type { XmlFault } from '../../src/message/fault.ts'
import { printCargoRelease, readCargoRelease } from '../../src/message/filing.ts'
import type { Filing, FilingParty } from '../../src/message/filing.ts'
import type { Pseudonyms } from './pseudonym.ts'

export type RedactedBody = { readonly text: string; readonly withheld?: string }

export function redactTransmission(bytes: Uint8Array, named: Pseudonyms): RedactedBody {
  const reading = readCargoRelease(bytes)
  if (!reading.ok) return { text: standIns[reading.fault], withheld: reading.fault }
  const { envelope, entries } = reading.value
  return { text: printCargoRelease({ envelope, entries: entries.map((one) => filed(one, named)) }) }
}

function filed(filing: Filing, named: Pseudonyms): Filing {
  const { importerOfRecord, contact, conveyance } = filing
  return {
    ...filing,
    ...(importerOfRecord === undefined
      ? {}
      : { importerOfRecord: named.of('importer', importerOfRecord) }),
    contact: {
      contactName: named.of('name', contact.contactName),
      contactPhone: named.of('phone', contact.contactPhone),
    },
    ...(conveyance ? { conveyance: { ...conveyance, voyageFlightTrip: flight(conveyance) } } : {}),
    references: filing.references.map(({ qualifier, value }) => ({
      qualifier,
      value: stays(filing, value) ? value : named.of('reference', value),
    })),
    parties: filing.parties.map((party) => person(party, named)),
    lines: filing.lines.map((line) => ({
      ...line,
      description: named.of('goods', line.description),
    })),
  }
}

function person(party: FilingParty, named: Pseudonyms): FilingParty {
  const { street, postalCode } = party
  const lines = street.map(({ text }) => text).join(' ')
  return {
    ...party,
    name: named.of('name', party.name),
    street: [{ qualifier: street[0]?.qualifier ?? '15', text: named.of('street', lines) }],
    city: named.of('city', party.city),
    ...(postalCode === undefined ? {} : { postalCode: named.of('postalCode', postalCode) }),
  }
}

/** A day, an entry number, or the serial of one: what a filer writes here without a person in it. */
const stays = ({ filerCode }: Filing, value: string) =>
  parseDay(value) !== undefined ||
  parseEntryNumber(value) !== undefined ||
  parseEntryNumber(filerCode + value) !== undefined

/** The mock reads letters and digits of it. */
const flight = ({ voyageFlightTrip }: { readonly voyageFlightTrip: string }) =>
  voyageFlightTrip.replace(/[^A-Za-z0-9]/g, '') || '-'

const root = '<CargoRelease xmlns="urn:gate321:cargo-release:1">'
const end = '</CargoRelease>'

/** What cannot be read cannot be redacted: of such a document only its fault is kept. */
export const standIns: Readonly<Record<XmlFault, string>> = {
  cbp_empty: '',
  cbp_not_xml: 'withheld',
  cbp_truncated: root,
  cbp_malformed: `${root}${end}`,
  cbp_forbidden_construct: `<!DOCTYPE withheld>${root}${end}`,
  cbp_limits: '<withheld>'.repeat(100),
  cbp_encoding: `<?xml version="1.0" encoding="ISO-8859-1"?>${root}${end}`,
  cbp_bad_char: `${root}&#1;${end}`,
  cbp_unexpected_root: '<withheld/>',
  cbp_ambiguous: `${root}<envelope/><envelope/>${end}`,
}
