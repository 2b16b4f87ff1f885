/**
 * The filing: one transmission of cargo release entries (CATAIR SE), as a table and as text.
 * @module
 */
import {
  code,
  flag,
  group,
  many,
  numeral,
  optional,
  pattern,
  text,
  toNode,
  whole,
} from './element.ts'
import type { Infer } from './element.ts'
import { documentReader } from './reading.ts'
import { documentWriter } from './writer.ts'

const isoDay = /^\d{4}-\d{2}-\d{2}$/

const envelope = group({
  /** At most 21 characters, so that it fits A 60-80. */
  messageId: pattern('A 60-80', /^[A-Z0-9-]{1,21}$/),
  filerCode: pattern('A 6-8, B 8-10', /^[A-Z0-9]{3}$/),
  /** District and port of the filer's site. */
  siteCode: pattern('A 2-5, B 4-7', /^\d{4}$/),
  transmissionDate: pattern('A 15-20', isoDay),
})

const contact = group({
  contactName: text('SE13 5-44', 40),
  contactPhone: pattern('SE13 45-59', /^\d{1,15}$/),
})

const bill = group({
  billType: code('SE15 5', 'R', 'M', 'H'),
  issuerScac: optional(pattern('SE15 6-9', /^[A-Z]{2,4}$/)),
  billNumber: pattern('SE15 10-59', /^[A-Z0-9]{1,50}$/),
  packageQuantity: optional(whole('SE15 60-67', 99_999_999)),
  nonAms: flag('SE15 73'),
})

const conveyance = group({
  carrierCode: pattern('SE16 5-8', /^[A-Z0-9]{2,4}$/),
  voyageFlightTrip: text('SE16 9-13', 5),
  arrivalDate: pattern('SE16 14-19', isoDay),
  packageQuantity: whole('SE16 20-27', 99_999_999),
})

const reference = group({
  qualifier: pattern('SE20 5-7', /^[A-Z0-9]{1,3}$/),
  value: text('SE20 8-57', 50),
})

const streetComponent = group({
  qualifier: pattern('SE35 5-6', /^[A-Z0-9]{2}$/),
  text: text('SE35 7-41', 35),
})

const party = group({
  entityCode: code('SE30 5-7', 'CN', 'SE'),
  name: text('SE30 8-42', 35),
  street: many('streetComponent', streetComponent, 1, 6),
  city: text('SE36 5-39', 35),
  subdivision: optional(pattern('SE36 40-42', /^[A-Z0-9]{1,3}$/)),
  postalCode: optional(text('SE36 49-63', 15)),
  country: pattern('SE36 64-65', /^[A-Z]{2}$/),
})

const pga = group({
  agency: pattern('PG01 8-10', /^[A-Z0-9]{2,3}$/),
  program: optional(text('PG01 11-13', 3)),
  processingCode: optional(text('PG01 14-16', 3)),
  disclaimCode: optional(pattern('PG01 80', /^[A-F]$/)),
})

const tariff = group({
  htsNumber: pattern('SE60 5-14', /^\d{10}$/),
  lineValueUsd: optional(whole('SE60 15-24', 9_999_999_999)),
  pga: many('pga', pga, 0, 99),
})

const entryLine = group({
  lineNumber: numeral('SE40 5-7', /^[1-9]\d{0,2}$/),
  countryOfOrigin: pattern('SE40 8-9', /^[A-Z]{2}$/),
  description: text('SE40 11-80', 70),
  tariffs: many('tariff', tariff, 1, 32),
})

const entry = group({
  actionCode: code('SE10 5', 'A', 'R', 'D'),
  filerCode: pattern('SE10 6-8', /^[A-Z0-9]{3}$/),
  /** Seven digits and the check digit. */
  entryNumber: pattern('SE10 11-18', /^\d{8}$/),
  entryType: pattern('SE10 20-21', /^\d{2}$/),
  importerOfRecordType: optional(code('SE10 22-24', 'EI', 'ANI', '34')),
  importerOfRecord: optional(text('SE10 25-36', 12)),
  modeOfTransportation: pattern('SE10 37-38', /^\d{2}$/),
  bondType: code('SE10 39', '0', '8', '9'),
  entryValueUsd: whole('SE10 40-49', 9_999_999_999),
  plannedPortOfEntry: pattern('SE10 50-54', /^\d{4}$/),
  contact,
  cancellationReason: optional(pattern('SE13 60-61', /^\d{2}$/)),
  bills: many('bill', bill, 0, 3),
  conveyance: optional(conveyance),
  references: many('reference', reference, 0, 99),
  parties: many('party', party, 0, 12),
  lines: many('line', entryLine, 0, 999),
})

export const cargoRelease = group({ envelope, entries: many('entry', entry, 1, 999) })

export type CargoRelease = Infer<typeof cargoRelease>
export type Filing = Infer<typeof entry>
export type FilingEnvelope = Infer<typeof envelope>
export type FilingParty = Infer<typeof party>

/** A transmission of 999 entries with a few lines each. */
export const mostElements = 400_000

/** Throws for a filing that no record could carry; what passes here can be printed. */
export function checkFiling(filing: Filing): Filing {
  toNode('entry', entry, filing)
  return filing
}

export const printCargoRelease = documentWriter('CargoRelease', cargoRelease)

export const readCargoRelease = documentReader('CargoRelease', cargoRelease, mostElements)
