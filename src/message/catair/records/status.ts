/**
 * The records of a status notification, SO10 to SO72: output only, unsolicited. Source: CATAIR SO
 * Status Notification rev 36. Codes that no table has are taken: CBP adds some before it tells.
 * @module
 */
import * as codes from '../codes.ts'
import { layout } from '../layout.ts'

const port = { form: /^\d{4}$/, says: 'four digits of Schedule D', kind: 'port' } as const
const filer = { form: /^[A-Z0-9]{3}$/, says: 'three letters or digits' }
const number = { form: /^\d{8}$/, says: 'seven digits and the check digit' }
const carrier = { form: /^[A-Z0-9]{2,4}$/, says: 'two to four letters or digits' }
const bill = { form: /^[A-Z0-9]{1,50}$/, says: 'letters and digits without hyphens' }
const code = { form: /^[A-Z0-9]{2}$/, says: 'two letters or digits', open: true } as const
const day = { kind: 'day' } as const
const time = { kind: 'time' } as const

export const SO10 = layout(
  'SO10',
  'status header',
  [5, 8, 'N', 'C', 'port', 'port of entry', port],
  [9, 11, 'AN', 'M', 'filer', 'filer of the entry', filer],
  [14, 21, 'AN', 'M', 'entryNumber', 'entry number without the filer', number],
  [23, 24, 'N', 'M', 'entryType', 'entry type', { values: codes.entryTypes, open: true }],
  // What stands here for an entry without an importer of record is not told.
  [25, 36, 'X', 'M', 'importer', 'importer of record', { blank: true }],
  [37, 40, 'AN', 'C', 'carrier', 'carrier', carrier],
  [41, 60, 'AN', 'C', 'vessel', 'name of the vessel'],
  [61, 65, 'X', 'C', 'voyage', 'voyage, flight or trip'],
  [66, 71, 'N', 'C', 'eda', 'estimated date of arrival', day],
  [72, 72, 'AN', 'O', 'splitCode', 'release of a split shipment', { values: codes.splitReleases }],
  [73, 73, 'X', 'C', 'correctionResponse', 'answers a correction of agency data', { values: { P: 'yes' } }],
) // prettier-ignore

export const SO20 = layout(
  'SO20',
  'reference',
  [5, 7, 'AN', 'M', 'qualifier', 'kind of reference', { values: codes.referenceQualifiers, open: true, form: /^[A-Z0-9]{1,3}$/, says: 'letters or digits' }],
  [8, 57, 'X', 'M', 'value', 'reference'],
) // prettier-ignore

export const SO30 = layout(
  'SO30',
  'line',
  [5, 7, 'N', 'M', 'line', 'line'],
  [8, 9, 'A', 'M', 'origin', 'country of origin'],
  [10, 19, 'AN', 'M', 'hts', 'HTSUS number'],
)

export const SO40 = layout(
  'SO40',
  'bill of lading',
  [5, 5, 'A', 'M', 'billType', 'kind of bill', { values: codes.billTypes }],
  [6, 9, 'AN', 'C', 'issuer', 'issuer (SCAC)', carrier],
  [10, 59, 'X', 'M', 'bill', 'bill number', bill],
  [60, 67, 'N', 'C', 'quantity', 'packages declared'],
  [68, 72, 'X', 'C', 'unit', 'unit'],
  [
    73,
    80,
    'X',
    'C',
    'manifestedQuantity',
    'packages in the manifest',
    { form: /^\d{8}$/, says: 'eight digits' },
  ],
)

export const SO42 = layout(
  'SO42',
  'in-bond movement',
  [5, 16, 'AN', 'M', 'inBond', 'in-bond number'],
  [17, 18, 'N', 'M', 'type', 'kind of movement', { values: codes.inBondTypes, open: true }],
  [19, 22, 'N', 'M', 'departurePort', 'port of departure', port],
  [23, 26, 'N', 'M', 'arrivalPort', 'port of arrival', port],
  [27, 32, 'N', 'M', 'createDate', 'day it was made', day],
  [33, 38, 'N', 'C', 'arrivalDate', 'day of arrival', day],
  [39, 46, 'N', 'C', 'quantity', 'packages'],
)

export const SO50 = layout(
  'SO50',
  'bill match',
  [5, 10, 'N', 'M', 'date', 'day', day],
  [11, 14, 'N', 'M', 'time', 'hour, Eastern', time],
  [15, 16, 'AN', 'M', 'code', 'bill match', { ...code, values: codes.billMatches }],
  [17, 56, 'X', 'M', 'narrative', 'narrative'],
  [57, 57, 'A', 'M', 'split', 'the bill came in parts', { values: codes.yesNo }],
  [58, 61, 'AN', 'C', 'carrier', 'carrier', carrier],
  [62, 66, 'X', 'C', 'voyage', 'voyage or flight'],
  [67, 72, 'N', 'C', 'arrivalDate', 'day of arrival', day],
  [73, 76, 'N', 'C', 'arrivalPort', 'port of arrival', port],
)

export const SO60 = layout(
  'SO60',
  'disposition of the entry',
  [5, 10, 'N', 'M', 'date', 'day', day],
  [11, 14, 'N', 'M', 'time', 'hour, Eastern', time],
  [15, 16, 'AN', 'M', 'code', 'disposition', { ...code, values: codes.dispositionCodes }],
  [17, 56, 'X', 'M', 'narrative', 'narrative'],
  [57, 62, 'N', 'C', 'releaseDate', 'day of release', day],
  [63, 64, 'N', 'C', 'releaseOrigin', 'what set it', { values: codes.releaseOrigins, open: true }],
  [65, 70, 'AN', 'C', 'documentType', 'document that is asked for', { form: /^[A-Z0-9]{1,6}$/, says: 'letters or digits' }],
) // prettier-ignore

export const SO70 = layout(
  'SO70',
  'agency status',
  [5, 7, 'AN', 'M', 'agency', 'agency'],
  [8, 10, 'AN', 'C', 'program', "agency's program"],
  [11, 16, 'N', 'C', 'date', 'day', day],
  [17, 20, 'N', 'C', 'time', 'hour, Eastern', time],
  [21, 22, 'AN', 'C', 'entryStatus', 'status of the entry'],
  [23, 50, 'X', 'C', 'message', 'message'],
  [51, 52, 'AN', 'C', 'entryLineStatus', 'status of the entry line'],
  [53, 54, 'AN', 'C', 'lineStatus', 'status of the line'],
  [55, 56, 'AN', 'C', 'reason', 'reason'],
  [57, 59, 'N', 'C', 'fromLine', 'from line'],
  [60, 61, 'N', 'C', 'fromTariff', 'from tariff position'],
  [62, 64, 'N', 'C', 'fromPga', 'from agency line'],
  [65, 67, 'N', 'C', 'toLine', 'to line'],
  [68, 69, 'N', 'C', 'toTariff', 'to tariff position'],
  [70, 72, 'N', 'C', 'toPga', 'to agency line'],
  [73, 77, 'AN', 'C', 'documentType', 'document that is asked for'],
  [78, 78, 'X', 'C', 'holdType', 'who holds', { values: codes.holders }],
  [79, 80, 'N', 'C', 'version', 'version of the grouping'],
)

export const SO71 = layout(
  'SO71',
  'agency reference',
  [5, 6, 'AN', 'C', 'qual1', 'kind of reference'],
  [7, 18, 'X', 'C', 'ref1', 'reference'],
  [19, 24, 'N', 'C', 'receiptDate', 'day of receipt', day],
  [25, 30, 'N', 'C', 'receiptTime', 'hour of receipt', time],
  [31, 60, 'AN', 'C', 'subReasons', 'ten reasons of three characters'],
  [61, 62, 'AN', 'C', 'qual2', 'kind of reference'],
  [63, 80, 'X', 'C', 'ref2', 'reference'],
)

export const SO72 = layout('SO72', 'agency comment', [5, 80, 'X', 'M', 'text', 'comment'])
