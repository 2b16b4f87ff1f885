/**
 * The records of a cargo release entry, SE10 to SE61, and SE90 of the response. Source: CATAIR ACE
 * Cargo Release v40.
 * @module
 */
import * as codes from '../codes.ts'
import { layout, sameAs } from '../layout.ts'

const port = { form: /^\d{4,5}$/, says: 'four digits of Schedule D', kind: 'port' } as const
const filer = { form: /^[A-Z0-9]{3}$/, says: 'three letters or digits' }
const firms = { form: /^[A-Z0-9]{4}$/, says: 'four letters or digits' }
const number = { form: /^\d{8}$/, says: 'seven digits and the check digit' }
const bill = { form: /^[A-Z0-9]{1,50}$/, says: 'letters and digits without hyphens' }
const carrier = { form: /^[A-Z0-9]{2,4}$/, says: 'two to four letters or digits' }
const country = { form: /^[A-Z]{2}$/, says: 'two letters of ISO 3166' }
const hts = { form: /^\d{10}$/, says: 'ten digits' }
const day = { kind: 'day' } as const
const dollars = { kind: 'dollars' } as const

export const SE10 = layout(
  'SE10',
  'entry header',
  [5, 5, 'A', 'M', 'actionCode', 'action', { values: codes.actions }],
  [6, 8, 'AN', 'M', 'entryFilerCode', 'filer of the entry', filer],
  [11, 18, 'AN', 'M', 'entryNumber', 'entry number without the filer', number],
  [20, 21, 'AN', 'M', 'entryType', 'entry type', { values: codes.entryTypes }],
  [22, 24, 'AN', 'C', 'importerOfRecordType', 'kind of importer number', { values: codes.importerTypes }],
  [25, 36, 'X', 'C', 'importerOfRecord', 'importer of record'],
  [37, 38, 'AN', 'C', 'modeOfTransportation', 'mode of transportation', { values: codes.modesOfTransportation }],
  [39, 39, 'N', 'M', 'bondType', 'bond', { values: codes.bondTypes }],
  [40, 49, 'N', 'M', 'estimatedEntryValue', 'value of the entry', dollars],
  [50, 54, 'AN', 'C', 'plannedPortOfEntry', 'planned port of entry', { ...port, form: /^\d{4}$/ }],
  [55, 55, 'AN', 'O', 'splitShipmentReleaseCode', 'release of a split shipment', { values: codes.splitReleases }],
  [56, 60, 'AN', 'C', 'portOfUnlading', 'port of unlading', port],
) // prettier-ignore

export const SE11 = layout(
  'SE11',
  'additional header',
  [5, 5, 'X', 'C', 'entryDateElectionCode', 'election of the entry date', { values: codes.entryDateElections }],
  [6, 11, 'N', 'C', 'electedEntryDate', 'elected entry date', day],
  [12, 15, 'AN', 'C', 'locationOfGoodsFirms', 'location of the goods (FIRMS)', firms],
  [16, 19, 'AN', 'O', 'electedExamSiteFirms', 'elected exam site (FIRMS)', firms],
  [20, 39, 'X', 'C', 'conveyanceName', 'name of the conveyance'],
  [40, 44, 'X', 'C', 'voyageFlightTrip', 'voyage, flight or trip'],
  [45, 64, 'AN', 'O', 'generalOrderNumber', 'general order number'],
  [65, 68, 'AN', 'C', 'bondedWarehouseFirms', 'bonded warehouse (FIRMS)', firms],
  [69, 71, 'AN', 'C', 'originatingWarehouseFiler', 'filer of the warehouse entry', filer],
  [72, 79, 'AN', 'C', 'originatingWarehouseEntry', 'number of the warehouse entry', number],
  [80, 80, 'X', 'C', 'immediateDelivery', 'immediate delivery', { values: codes.yesNo }],
) // prettier-ignore

export const SE13 = layout(
  'SE13',
  'contact, correction, cancellation',
  [5, 44, 'AN', 'M', 'contactName', 'whom CBP may call'],
  [45, 59, 'AN', 'M', 'contactPhone', 'telephone', { form: /^\d{1,15}$/, says: 'digits alone, without hyphens or a plus' }],
  [60, 61, 'AN', 'C', 'reasonCode', 'reason of the cancellation', { values: codes.cancellationReasons }],
  [62, 62, 'N', 'O', 'multipleDispositions', 'several dispositions of the cargo', { values: codes.marked }],
  [63, 63, 'N', 'O', 'disIndicator', 'documents are in the image system', { values: codes.marked }],
  [64, 64, 'N', 'O', 'splitIndicator', 'split shipment', { values: codes.marked }],
) // prettier-ignore

export const SE15 = layout(
  'SE15',
  'bill of lading',
  [5, 5, 'A', 'M', 'billType', 'kind of bill', { values: codes.billTypes }],
  [6, 9, 'AN', 'C', 'billIssuer', 'issuer (SCAC)', carrier],
  [10, 59, 'X', 'M', 'billNumber', 'bill number', bill],
  [60, 67, 'N', 'C', 'quantity', 'smallest exterior packaging units'],
  [73, 73, 'X', 'M', 'nonAms', 'not in an automated manifest', { values: codes.yesNo }],
)

export const SE16 = layout(
  'SE16',
  'conveyance',
  [5, 8, 'AN', 'M', 'carrierCode', 'carrier', carrier],
  [9, 13, 'X', 'M', 'voyageFlightTrip', 'voyage, flight or trip'],
  [14, 19, 'N', 'M', 'arrivalDate', 'day of arrival', day],
  [20, 27, 'N', 'M', 'quantity', 'packages on it'],
  [28, 32, 'X', 'O', 'unitOfMeasure', 'unit'],
  [33, 52, 'X', 'C', 'conveyanceName', 'name of the conveyance'],
)

const equipment = { form: /^[A-Z0-9]{1,20}$/, says: 'letters and digits without spaces' }

export const SE17 = layout('SE17', 'equipment', [
  5,
  24,
  'AN',
  'M',
  'equipmentNumber',
  'container or equipment number',
  equipment,
])

export const SE20 = layout(
  'SE20',
  'reference',
  [5, 7, 'AN', 'M', 'qualifier', 'kind of reference', { values: codes.referenceQualifiers, open: true, form: /^[A-Z0-9]{1,3}$/, says: 'letters or digits' }],
  [8, 57, 'X', 'M', 'value', 'reference'],
) // prettier-ignore

export const SE30 = layout(
  'SE30',
  'entity',
  [5, 7, 'A', 'M', 'entityCode', 'kind of entity', { values: codes.entities, open: true, form: /^[A-Z]{2,3}$/, says: 'two or three letters' }],
  [8, 42, 'X', 'C', 'name', 'name'],
  [43, 45, 'X', 'C', 'identifierQualifier', 'kind of identifier', { values: codes.importerTypes }],
  [46, 65, 'X', 'C', 'identifier', 'identifier'],
) // prettier-ignore

export const SE31 = layout(
  'SE31',
  'business identifier of an entity',
  [5, 8, 'A', 'M', 'qualifier', 'kind of identifier', { values: codes.businessIdentifiers }],
  [9, 28, 'AN', 'M', 'value', 'identifier', equipment],
)

const streetLine = { values: codes.streetQualifiers, open: true, form: /^[A-Z0-9]{2}$/, says: 'two letters or digits' } as const // prettier-ignore

export const SE35 = layout(
  'SE35',
  'street of an entity',
  [5, 6, 'AN', 'M', 'qualifier1', 'kind of street line', streetLine],
  [7, 41, 'X', 'M', 'text1', 'street line'],
  [42, 43, 'AN', 'O', 'qualifier2', 'kind of street line', streetLine],
  [44, 78, 'X', 'O', 'text2', 'street line'],
)

export const SE36 = layout(
  'SE36',
  'city of an entity',
  [5, 39, 'X', 'M', 'city', 'city'],
  [40, 42, 'AN', 'O', 'subdivision', 'state or province', { form: /^[A-Z0-9]{1,3}$/, says: 'letters or digits' }],
  [49, 63, 'X', 'C', 'postalCode', 'postal code'],
  [64, 65, 'A', 'M', 'country', 'country', country],
) // prettier-ignore

export const SE40 = layout(
  'SE40',
  'entry line',
  [5, 7, 'N', 'M', 'lineNumber', 'line', { form: /^(?!000)/, says: 'a number from 001 on' }],
  [8, 9, 'A', 'M', 'countryOfOrigin', 'country of origin', country],
  [11, 80, 'X', 'O', 'description', 'commercial description'],
)

export const SE41 = layout(
  'SE41',
  'foreign trade zone',
  [5, 5, 'A', 'M', 'zoneStatus', 'zone status', { values: codes.zoneStatuses }],
  [6, 11, 'N', 'C', 'privilegedDate', 'day of privileged status', day],
  [12, 19, 'N', 'M', 'quantity', 'quantity'],
)

export const SE50 = sameAs('SE50', 'entity of a line', SE30)
export const SE51 = sameAs('SE51', 'business identifier of an entity of a line', SE31)
export const SE55 = sameAs('SE55', 'street of an entity of a line', SE35)
export const SE56 = sameAs('SE56', 'city of an entity of a line', SE36)

export const SE60 = layout(
  'SE60',
  'tariff number',
  [5, 14, 'AN', 'M', 'htsNumber', 'HTSUS number', hts],
  [15, 24, 'N', 'C', 'lineValue', 'fair retail value of the line', dollars],
)

export const SE61 = layout('SE61', 'privileged tariff number', [
  5,
  14,
  'AN',
  'M',
  'currentHts',
  'HTSUS number today',
  hts,
])

export const SE90 = layout(
  'SE90',
  'condition',
  [5, 6, 'AN', 'M', 'messageType', 'what it says', { values: codes.messageTypes }],
  [7, 9, 'AN', 'C', 'conditionCode', 'condition', { form: /^[A-Z0-9]{3}$/, says: 'three letters or digits' }],
  [10, 49, 'X', 'M', 'narrative', 'narrative'],
) // prettier-ignore
