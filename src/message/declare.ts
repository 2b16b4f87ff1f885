/**
 * An entry -> the filing that declares, corrects or cancels it (CATAIR SE).
 * @module
 */
import { modes } from '../domain/mode.ts'
import { wholeDollars } from '../domain/money.ts'
import { entryNumberFields } from '../domain/number.ts'
import type { EntryNumber } from '../domain/number.ts'
import { replacements } from '../domain/replacement.ts'
import type { Replacement } from '../domain/replacement.ts'
import type { EntryType, Line, Party, Shipment } from '../domain/shipment.ts'
import { lineCents } from '../domain/valuation.ts'
import { ascii } from './ascii.ts'
import type { FilingBill, FilingConveyance } from './bills.ts'
import type { Filing, FilingParty } from './filing.ts'

export type Declaration = {
  /** U updates what is known of the transport, and says nothing of the goods. */
  readonly actionCode: 'A' | 'R' | 'U' | 'D'
  readonly entryNumber: EntryNumber
  readonly entryType: EntryType
  readonly shipment: Shipment
  /** For action D (SE13 60-61, SE20 EN). */
  readonly cancellation?: Replacement & { readonly reason: string }
}

/** Who answers CBP's calls when the shipment names nobody (SE13). */
export type Contact = { readonly name: string; readonly phone: string }

export function declare(declaration: Declaration, contact: Contact): Filing {
  const { actionCode, entryNumber, entryType, shipment, cancellation } = declaration
  const { filerCode, serial } = entryNumberFields(entryNumber)
  const dollars = wholeDollars(lineCents(shipment))
  const { name, phone } = shipment.contact ?? contact
  const head: Filing = {
    actionCode,
    filerCode,
    entryNumber: serial,
    entryType,
    ...importer(shipment.importerOfRecord),
    modeOfTransportation: shipment.modeOfTransportation,
    bondType: entryType === '86' || entryType === '11' ? '0' : '8',
    entryValueUsd: dollars.total,
    plannedPortOfEntry: shipment.portOfEntry,
    contact: { contactName: nameOnly(name), contactPhone: phone },
    billGroupings: [],
    references: [],
    parties: [],
    lines: [],
  }
  if (actionCode === 'D') return { ...head, ...cancelled(cancellation) }
  const carried: Filing = {
    ...head,
    billGroupings: [
      {
        bills: bills(shipment),
        conveyances: shipment.conveyance ? [conveyance(shipment, shipment.conveyance)] : [],
        equipmentNumbers: [],
      },
    ],
    references: [
      // The filer's own reference has nine columns; the serial is unique and comes back in SO20.
      { qualifier: 'CR', value: serial },
      { qualifier: 'EDA', value: shipment.estimatedArrivalDate },
    ],
  }
  if (actionCode === 'U') return carried
  return {
    ...carried,
    parties: [consignee(entryType, shipment), party('SE', shipment.seller)],
    lines: shipment.lines.map((line, index) => entryLine(line, index, dollars.lines[index] ?? 0)),
  }
}

/** Class X as ACE takes it: ASCII in capitals, without blanks that say nothing. */
const wire = (text: string) => ascii(text).toUpperCase().trim().replace(/ +/g, ' ')

/** Class AN, which has no punctuation: what stands inside a word vanishes, other marks part words. */
const nameOnly = (text: string) =>
  wire(
    ascii(text)
      .replace(/['`]/g, '')
      .replace(/[^A-Za-z0-9]/g, ' '),
  )

function cancelled(cancellation: Declaration['cancellation']): Partial<Filing> {
  if (!cancellation) return {}
  return {
    cancellationReason: cancellation.reason,
    references: replacements.flatMap(({ field, qualifier }) => {
      const named = cancellation[field]
      return named === undefined ? [] : [{ qualifier, value: named.replaceAll('-', '') }]
    }),
  }
}

function importer(number: string | undefined): Partial<Filing> {
  if (number === undefined) return {}
  const type = /^\d{3}-\d{2}-/.test(number) ? '34' : /^\d{6}-/.test(number) ? 'ANI' : 'EI'
  return { importerOfRecordType: type, importerOfRecord: number }
}

/** The quantity stands on the lowest bill (CATAIR SE15 60-67). */
function bills({ bill, modeOfTransportation, packageQuantity }: Shipment): FilingBill[] {
  const mode = modes[modeOfTransportation]
  const nonAms = mode?.nonAms ?? false
  const issuer =
    bill.issuerScac === undefined || mode?.withoutIssuer ? {} : { issuerScac: bill.issuerScac }
  const number = (text: string) => text.replace(/[^A-Z0-9]/g, '')
  if (bill.regularBill !== undefined) {
    const billNumber = number(bill.regularBill)
    return [{ billType: 'R', ...issuer, billNumber, packageQuantity, nonAms }]
  }
  return [
    { billType: 'M', ...issuer, billNumber: number(bill.masterBill ?? ''), nonAms },
    { billType: 'H', ...issuer, billNumber: number(bill.houseBill ?? ''), packageQuantity, nonAms },
  ]
}

function conveyance(
  { estimatedArrivalDate, packageQuantity }: Shipment,
  { carrier, flight }: NonNullable<Shipment['conveyance']>,
): FilingConveyance {
  return {
    carrierCode: carrier,
    voyageFlightTrip: wire(flight),
    arrivalDate: estimatedArrivalDate,
    packageQuantity,
  }
}

/**
 * By name and address; of a formal entry, where CBP takes no name (CATAIR SE30 note 2), by the number
 * of the importer.
 */
function consignee(entryType: EntryType, shipment: Shipment): FilingParty {
  const { importerOfRecordType, importerOfRecord } = importer(shipment.importerOfRecord)
  if (entryType !== '01' || importerOfRecordType === undefined || importerOfRecord === undefined) {
    return party('CN', shipment.consignee)
  }
  return {
    entityCode: 'CN',
    identifierQualifier: importerOfRecordType,
    identifier: importerOfRecord,
    businessIdentifiers: [],
    street: [],
  }
}

function party(entityCode: 'CN' | 'SE', { name, address }: Party): FilingParty {
  const { street, city, subdivision, postalCode, country } = address
  return {
    entityCode,
    name: wire(name),
    businessIdentifiers: [],
    // 15 is an unstructured street line.
    street: components(wire(street)).map((text) => ({ qualifier: '15', text })),
    city: wire(city),
    ...(subdivision === undefined ? {} : { subdivision }),
    ...(postalCode === undefined ? {} : { postalCode: wire(postalCode) }),
    country,
  }
}

/**
 * Street lines of 35 characters, broken between words (CATAIR SE35 7-41); inside words only where
 * long words would need more than the six there are.
 */
export function components(street: string): string[] {
  const lines: string[] = []
  const words = street.split(' ').filter((word) => word !== '')
  for (const word of words.flatMap((word) => word.match(/.{1,35}/g) ?? [])) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= 35) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines.length <= 6 ? lines : (words.join(' ').match(/\S(.{0,33}\S)?/g) ?? [])
}

function entryLine(line: Line, index: number, lineValueUsd: number): Filing['lines'][number] {
  const description = wire(line.description)
  const pga = (line.pga ?? []).map(({ agency, program, processingCode, disclaim }, at) => ({
    lineNumber: at + 1,
    agency,
    ...(program === undefined ? {} : { program }),
    ...(processingCode === undefined ? {} : { processingCode }),
    ...(disclaim === undefined ? {} : { disclaimCode: disclaim }),
    records: [],
  }))
  return {
    lineNumber: index + 1,
    countryOfOrigin: line.countryOfOrigin,
    description,
    parties: [],
    tariffs: [
      {
        htsNumber: line.htsNumber,
        lineValueUsd,
        ...(pga.length === 0 ? {} : { commercialDescription: description }),
        pga,
      },
    ],
  }
}
