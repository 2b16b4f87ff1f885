/**
 * A transmission without what people typed: read, replaced field by field, and printed again, so
 * that what is left is a valid document. Codes, numbers of goods and equipment, days, states,
 * countries, bills and flights stay; names, streets, cities, postal codes, telephones, numbers of
 * persons and firms, vessels, goods, what agencies are told in words, and free references go.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import { parseEntryNumber } from '../../src/domain/number.ts'
import type { XmlFault } from '../../src/message/fault.ts'
import { printCargoRelease, readCargoRelease } from '../../src/message/filing.ts'
import type { Filing, FilingParty } from '../../src/message/filing.ts'
import type { Kind, Pseudonyms } from './pseudonym.ts'

export type RedactedBody = { readonly text: string; readonly withheld?: string }

export function redactTransmission(bytes: Uint8Array, named: Pseudonyms): RedactedBody {
  const reading = readCargoRelease(bytes)
  if (!reading.ok) return { text: standIns[reading.fault], withheld: reading.fault }
  const { envelope, entries } = reading.value
  const { blockReference } = envelope
  return {
    text: printCargoRelease({
      envelope: { ...envelope, ...replaced({ blockReference }, 'block', named) },
      entries: entries.map((one) => filed(one, named)),
    }),
  }
}

type Texts = Readonly<Record<string, string | undefined>>

/** A stand-in for each text that is there. */
function replaced<T extends Texts>(texts: T, kind: Kind, named: Pseudonyms) {
  const there = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, named.of(kind, text)]],
  )
  return Object.fromEntries(there) as { [Name in keyof T]?: string }
}

function filed(filing: Filing, named: Pseudonyms): Filing {
  const { importerOfRecord, contact, additionalHeader } = filing
  return {
    ...filing,
    ...replaced({ importerOfRecord }, 'importer', named),
    ...(additionalHeader ? { additionalHeader: placed(additionalHeader, named) } : {}),
    ...(contact ? { contact: called(contact, named) } : {}),
    billGroupings: filing.billGroupings.map((grouping) => ({
      ...grouping,
      conveyances: grouping.conveyances.map((one) => conveyed(one, named)),
    })),
    references: filing.references.map(({ qualifier, value }) => ({
      qualifier,
      value: stays(filing, value) ? value : named.of('reference', value),
    })),
    parties: filing.parties.map((party) => person(party, named)),
    lines: filing.lines.map((line) => ({
      ...line,
      ...replaced({ description: line.description }, 'goods', named),
      parties: line.parties.map((party) => person(party, named)),
      tariffs: line.tariffs.map((tariff) => classified(tariff, named)),
    })),
  }
}

type Header = NonNullable<Filing['additionalHeader']>
type Contact = NonNullable<Filing['contact']>
type Tariff = Filing['lines'][number]['tariffs'][number]

const called = ({ contactName, contactPhone }: Contact, named: Pseudonyms): Contact => ({
  contactName: named.of('name', contactName),
  contactPhone: named.of('phone', contactPhone),
})

function placed(header: Header, named: Pseudonyms): Header {
  const { generalOrderNumber } = header
  return { ...conveyed(header, named), ...replaced({ generalOrderNumber }, 'number', named) }
}

type Conveyed = Pick<Header, 'conveyanceName' | 'voyageFlightTrip'>

function conveyed<T extends Conveyed>(one: T, named: Pseudonyms): T {
  const { conveyanceName, voyageFlightTrip } = one
  return {
    ...one,
    ...replaced({ conveyanceName }, 'vessel', named),
    ...(voyageFlightTrip === undefined ? {} : { voyageFlightTrip: flight(voyageFlightTrip) }),
  }
}

function classified(tariff: Tariff, named: Pseudonyms): Tariff {
  const { commercialDescription } = tariff
  return {
    ...tariff,
    ...replaced({ commercialDescription }, 'goods', named),
    pga: tariff.pga.map((set) => {
      const { productId, intendedUseCode, intendedUse } = set
      return {
        ...set,
        ...replaced({ productId }, 'reference', named),
        ...replaced({ intendedUseCode, intendedUse }, 'text', named),
        records: set.records.map(({ record, content }) => ({
          record,
          content: named.of('text', content),
        })),
      }
    }),
  }
}

function person(party: FilingParty, named: Pseudonyms): FilingParty {
  const { name, identifier, street, city, postalCode } = party
  const lines = street.map(({ text }) => text).join(' ')
  const qualifier = street[0]?.qualifier
  return {
    ...party,
    ...replaced({ name }, 'name', named),
    ...replaced({ identifier }, 'importer', named),
    ...replaced({ city }, 'city', named),
    ...replaced({ postalCode }, 'postalCode', named),
    businessIdentifiers: party.businessIdentifiers.map((one) => ({
      ...one,
      value: named.of('number', one.value),
    })),
    street: qualifier === undefined ? [] : [{ qualifier, text: named.of('street', lines) }],
  }
}

/** A day, an entry number, or the serial of one: what a filer writes here without a person in it. */
const stays = ({ filerCode }: Filing, value: string) =>
  parseDay(value) !== undefined ||
  parseEntryNumber(value) !== undefined ||
  parseEntryNumber(filerCode + value) !== undefined

/** The mock reads letters and digits of it. */
export const flight = (text: string) => text.replace(/[^A-Za-z0-9]/g, '') || '-'

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
