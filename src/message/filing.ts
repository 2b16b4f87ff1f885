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
  toNode,
  whole,
  wireColumns,
  wireName,
  wireText,
} from './element.ts'
import type { Infer } from './element.ts'
import { documentReader } from './reading.ts'
import { documentWriter, plainTest } from './writer.ts'

const isoDay = /^\d{4}-\d{2}-\d{2}$/
const firms = /^[A-Z0-9]{4}$/

const envelope = group({
  /** At most 21 characters, so that it fits A 60-80. */
  messageId: pattern('A 60-80', /^[A-Z0-9-]{1,21}$/),
  filerCode: pattern('A 6-8, B 8-10', /^[A-Z0-9]{3}$/),
  /** District and port of the filer's site. */
  siteCode: pattern('A 2-5, B 4-7', /^\d{4}$/),
  transmissionDate: pattern('A 15-20', isoDay),
  /** The filer's own word for the block; comes back with the reply and with each notification. */
  blockReference: optional(pattern('B 60-80', /^[A-Z0-9-]{1,21}$/)),
})

const additionalHeader = group({
  entryDateElectionCode: optional(code('SE11 5', 'W')),
  electedEntryDate: optional(pattern('SE11 6-11', isoDay)),
  locationOfGoodsFirms: optional(pattern('SE11 12-15', firms)),
  electedExamSiteFirms: optional(pattern('SE11 16-19', firms)),
  conveyanceName: optional(wireText('SE11 20-39', 20)),
  voyageFlightTrip: optional(wireText('SE11 40-44', 5)),
  generalOrderNumber: optional(wireName('SE11 45-64', 20)),
  bondedWarehouseFirms: optional(pattern('SE11 65-68', firms)),
  originatingWarehouseFiler: optional(pattern('SE11 69-71', /^[A-Z0-9]{3}$/)),
  originatingWarehouseEntry: optional(pattern('SE11 72-79', /^\d{8}$/)),
  immediateDelivery: optional(flag('SE11 80')),
})

const contact = group({
  contactName: wireName('SE13 5-44', 40),
  contactPhone: pattern('SE13 45-59', /^\d{1,15}$/),
})

const bill = group({
  billType: code('SE15 5', 'R', 'M', 'H', 'T', 'I'),
  issuerScac: optional(pattern('SE15 6-9', /^[A-Z0-9]{2,4}$/)),
  billNumber: pattern('SE15 10-59', /^[A-Z0-9]{1,50}$/),
  packageQuantity: optional(whole('SE15 60-67', 99_999_999)),
  nonAms: flag('SE15 73'),
})

/** Several for a split shipment, each with its part of the quantity. */
const conveyance = group({
  carrierCode: pattern('SE16 5-8', /^[A-Z0-9]{2,4}$/),
  voyageFlightTrip: wireText('SE16 9-13', 5),
  arrivalDate: pattern('SE16 14-19', isoDay),
  packageQuantity: whole('SE16 20-27', 99_999_999),
  unit: optional(wireText('SE16 28-32', 5)),
  conveyanceName: optional(wireText('SE16 33-52', 20)),
})

/** A regular bill; a master bill and its house bill; an in-bond number before either. */
const billGrouping = group({
  bills: many('bill', bill, 1, 3),
  conveyances: many('conveyance', conveyance, 0, 99),
  equipmentNumbers: many('equipmentNumber', pattern('SE17 5-24', /^[A-Z0-9]{1,20}$/), 0, 99),
})

const reference = group({
  qualifier: pattern('SE20 5-7', /^[A-Z0-9]{1,3}$/),
  /** Of `EDA` a day. */
  value: wireText('SE20 8-57', 50),
})

const businessIdentifier = group({
  qualifier: code('SE31 5-8, SE51 5-8', 'LEI', 'GLN', 'DUNS'),
  value: pattern('SE31 9-28, SE51 9-28', /^[A-Z0-9]{1,20}$/),
})

const streetComponent = group({
  qualifier: pattern('SE35 5-6, SE55 5-6', /^[A-Z0-9]{2}$/),
  text: wireText('SE35 7-41, SE55 7-41', 35),
})

/** By name and address, or by an identifier alone. */
const party = group({
  entityCode: pattern('SE30 5-7, SE50 5-7', /^[A-Z]{2,3}$/),
  name: optional(wireText('SE30 8-42, SE50 8-42', 35)),
  identifierQualifier: optional(code('SE30 43-45, SE50 43-45', 'EI', 'ANI', '34')),
  identifier: optional(wireText('SE30 46-65, SE50 46-65', 20)),
  businessIdentifiers: many('businessIdentifier', businessIdentifier, 0, 3),
  street: many('streetComponent', streetComponent, 0, 6),
  city: optional(wireText('SE36 5-39, SE56 5-39', 35)),
  subdivision: optional(pattern('SE36 40-42, SE56 40-42', /^[A-Z0-9]{1,3}$/)),
  postalCode: optional(wireText('SE36 49-63, SE56 49-63', 15)),
  country: optional(pattern('SE36 64-65, SE56 64-65', /^[A-Z]{2}$/)),
})

/** What follows PG01 in the message set of an agency; the layouts of few of these records are known. */
const pgaRecord = group({
  record: pattern('PG02 1-4', /^PG(0[2-9]|[1-9]\d)$/),
  /** Its columns, of which the first may be blank. */
  content: wireColumns('PG02 5-80', 76),
})

const pga = group({
  lineNumber: numeral('PG01 5-7', /^[1-9]\d{0,2}$/),
  agency: pattern('PG01 8-10', /^[A-Z0-9]{2,3}$/),
  program: optional(wireText('PG01 11-13', 3)),
  processingCode: optional(wireName('PG01 14-16', 3)),
  electronicImage: optional(pattern('PG01 17', /^[A-Z]$/)),
  confidential: optional(pattern('PG01 18', /^[A-Z]$/)),
  productIdQualifier: optional(wireName('PG01 19-22', 4)),
  productId: optional(wireText('PG01 23-41', 19)),
  intendedUseCode: optional(wireText('PG01 42-57', 16)),
  intendedUse: optional(wireText('PG01 58-78', 21)),
  correctionIndicator: optional(wireText('PG01 79', 1)),
  disclaimCode: optional(pattern('PG01 80', /^[A-F]$/)),
  records: many('pgaRecord', pgaRecord, 0, 99),
})

/** Chapter 99 comes first in its line, without a value. */
const tariff = group({
  htsNumber: pattern('SE60 5-14', /^\d{10}$/),
  lineValueUsd: optional(whole('SE60 15-24', 9_999_999_999)),
  /** Mandatory before the first agency. */
  commercialDescription: optional(wireText('OI 11-80', 70)),
  pga: many('pga', pga, 0, 99),
})

const entryLine = group({
  lineNumber: numeral('SE40 5-7', /^[1-9]\d{0,2}$/),
  countryOfOrigin: pattern('SE40 8-9', /^[A-Z]{2}$/),
  description: optional(wireText('SE40 11-80', 70)),
  parties: many('party', party, 0, 11),
  tariffs: many('tariff', tariff, 1, 32),
})

const entry = group({
  actionCode: code('SE10 5', 'A', 'R', 'U', 'D'),
  filerCode: pattern('SE10 6-8', /^[A-Z0-9]{3}$/),
  /** Seven digits and the check digit. */
  entryNumber: pattern('SE10 11-18', /^\d{8}$/),
  entryType: pattern('SE10 20-21', /^\d{2}$/),
  importerOfRecordType: optional(code('SE10 22-24', 'EI', 'ANI', '34')),
  importerOfRecord: optional(wireText('SE10 25-36', 12)),
  modeOfTransportation: optional(pattern('SE10 37-38', /^\d{2}$/)),
  bondType: code('SE10 39', '0', '8', '9'),
  entryValueUsd: whole('SE10 40-49', 9_999_999_999),
  plannedPortOfEntry: optional(pattern('SE10 50-54', /^\d{4}$/)),
  splitShipmentReleaseCode: optional(code('SE10 55', '1', '2')),
  portOfUnlading: optional(pattern('SE10 56-60', /^\d{4,5}$/)),
  additionalHeader: optional(additionalHeader),
  contact: optional(contact),
  cancellationReason: optional(pattern('SE13 60-61', /^\d{2}$/)),
  /** More than one disposition may follow for the cargo. */
  multipleDispositions: optional(code('SE13 62', '1')),
  /** Documents are in the document image system; then a reference `DIS` is mandatory. */
  documentImages: optional(code('SE13 63', '1')),
  splitShipment: optional(code('SE13 64', '1')),
  billGroupings: many('billGrouping', billGrouping, 0, 999),
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

const isPlain = plainTest(entry)

/** Throws for a filing that no record could carry; what passes here can be printed. */
export function checkFiling(filing: Filing): Filing {
  // What the tables can print at once they can carry; a tree is only made to say what is wrong.
  if (!isPlain(filing)) toNode('entry', entry, filing)
  return filing
}

export const printCargoRelease = documentWriter('CargoRelease', cargoRelease)

export const readCargoRelease = documentReader('CargoRelease', cargoRelease, mostElements)
