/**
 * Which records stand where, and how often: the usage maps as tables, read by
 * ./grouping.ts. Sources: CATAIR ACE Cargo Release v40 p. 24-30; SO Status Notification rev 36 p. 20-38.
 * @module
 */
import type { Fault } from './fault.ts'
import type { CatairRecord } from './record.ts'
import { messageSet } from './records/agency.ts'

export type Usage = {
  readonly group: string
  readonly min: number
  readonly max: number
  readonly items: readonly (Usage | RecordUse)[]
}

export type RecordUse = {
  readonly records: readonly string[]
  readonly min: number
  readonly max: number
  /** Of the field that tells where the next grouping begins: the sequences there are. */
  readonly sequences?: { readonly field: string; readonly of: readonly string[] }
}

const one = (record: string): RecordUse => ({ records: [record], min: 1, max: 1 })
const upTo = (max: number, ...records: string[]): RecordUse => ({ records, min: 0, max })
const group = (name: string, min: number, max: number, ...items: Usage['items']): Usage => ({
  ...{ group: name, min, max, items },
})

const entity = (name: string, max: number, ...[is, number, street, city]: [string, string, string, string]) =>
  group(name, 0, max, one(is), upTo(3, number), upTo(3, street), upTo(1, city)) // prettier-ignore

/** Regular; express; master and house; each of them after an in-bond number. */
const bills = { field: 'billType', of: ['R', 'T', 'MH', 'IR', 'IMH'] }
const statusBills = { field: 'billType', of: ['R', 'T', 'MH', 'I', 'IR', 'IMH'] }

const tariff = group(
  'tariff', 1, 32,
  one('SE60'), upTo(1, 'SE61'), upTo(1, 'OI'),
  group('pga', 0, 99, one('PG01'), upTo(99, ...messageSet.map(({ id }) => id))),
) // prettier-ignore

export const entryUsage = group(
  'entry', 0, 999,
  one('SE10'), upTo(1, 'SE11'), upTo(1, 'SE13'),
  group('billGrouping', 0, 999,
    { records: ['SE15'], min: 1, max: 3, sequences: bills }, upTo(99, 'SE16'), upTo(99, 'SE17')),
  upTo(99, 'SE20'),
  entity('entity', 12, 'SE30', 'SE31', 'SE35', 'SE36'),
  group('line', 0, 999,
    one('SE40'), upTo(1, 'SE41'), entity('lineEntity', 11, 'SE50', 'SE51', 'SE55', 'SE56'), tariff),
) // prettier-ignore

/** A grouping of bills goes without its bill match where CBP has none to tell. */
export const statusUsage = group(
  'status', 0, 9999,
  one('SO10'), upTo(99, 'SO20'), upTo(999, 'SO30'),
  group('billMatch', 0, 999,
    { records: ['SO40'], min: 1, max: 3, sequences: statusBills }, upTo(99, 'SO42'), upTo(1, 'SO50')),
  upTo(999, 'SO60'),
  group('agencyStatus', 0, 999, one('SO70'), upTo(99, 'SO71'), upTo(99, 'SO72')),
) // prettier-ignore

/** What each action may carry; the others carry everything. */
const ofAction: Readonly<Record<string, readonly string[]>> = {
  U: ['SE10', 'SE11', 'SE13', 'SE15', 'SE16', 'SE17', 'SE20'],
  D: ['SE10', 'SE13', 'SE20'],
}

export function faultsOfAction(records: readonly CatairRecord[]): Fault[] {
  const action = records[0]?.values['actionCode'] ?? ''
  const may = ofAction[action]
  if (!may) return []
  return records
    .filter(({ id }) => !may.includes(id))
    .map(({ id, line }) => {
      const message = `${id} is not for action ${action}, which takes ${may.join(', ')}; leave it out.`
      return { code: 'not_for_action', line, column: 0, message }
    })
}
