/**
 * Which fields of a shipment CBP's codes speak of. One row for the codes that speak of the same; a
 * star stands for each line. Condition codes that begin with Z are private to gate321.
 * @module
 */
import type { DispositionRecord } from '../disposition.ts'

/** Where a code stands: a status notification, or the conditions of a reply. */
export type SpokenRecord = DispositionRecord | 'SE90'

type Row = readonly [record: SpokenRecord, codes: string, fields: readonly string[]]

const value = '/lines/*/fairRetailValue'
const country = '/lines/*/countryOfOrigin'
const parties = ['/seller', '/consignee'] as const

const rows: readonly Row[] = [
  ['SO50', '58', ['/packageQuantity']],
  ['SO50', '57 61 62 74 91', ['/bill']],
  ['SO60', '25 26 28 74 80 81', ['/bill']],
  ['SO60', '30 34', ['/lines', '/consignee/name', '/estimatedArrivalDate']],
  ['SO60', '33', [country]],
  ['SO60', '71', ['/lines/*/htsNumber']],
  ['SO60', '75 79 89', ['/portOfEntry']],
  ['SE90', '009 010 210 Z18', ['/entryType', '/estimatedArrivalDate']],
  ['SE90', '011 012 013 014', ['/importerOfRecord']],
  ['SE90', '030 Z04', ['/packageQuantity']],
  ['SE90', '157 Z02 Z03 Z19', ['/bill']],
  ['SE90', '282 288 Z11', ['/estimatedArrivalDate']],
  ['SE90', '318', [country]],
  ['SE90', 'Z01', ['/lines', value]],
  ['SE90', 'Z05 Z17', [value]],
  ['SE90', 'Z06', ['/consignee']],
  ['SE90', 'Z07', ['/seller']],
  ['SE90', 'Z08', ['/portOfEntry']],
  ['SE90', 'Z09', ['/conveyance']],
  ['SE90', 'Z10 Z28', ['/lines/*/htsNumber']],
  ['SE90', 'Z12 Z24', ['/modeOfTransportation']],
  ['SE90', 'Z15 Z27', ['/lines']],
  ['SE90', 'Z20 Z21 Z26', parties],
  ['SE90', 'Z22', ['/consignee', '/importerOfRecord']],
  ['SE90', 'Z23', ['/contact']],
  ['SE90', 'Z29', ['/lines/*/pga', '/lines/*/description']],
]

const table: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([record, codes, fields]) =>
    codes.split(' ').map((code) => [`${record} ${code}`, fields] as const),
  ),
)

/** None where a code speaks of no field: of the entry as a whole, a document, or the message. */
export const fieldsOf = (record: SpokenRecord, code: string): readonly string[] =>
  table.get(`${record} ${code}`) ?? []
