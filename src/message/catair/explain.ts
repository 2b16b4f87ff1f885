/**
 * Bytes -> what they say, line by line, and everything that is wrong with them. It takes any bytes:
 * filings, responses, notices, rejections, pages of several batches, and what is none of these.
 * @module
 */
import { readBatches } from './batch.ts'
import type { Batch } from './batch.ts'
import { applications } from './codes.ts'
import type { Fault } from './fault.ts'
import { statusFaults } from './heard.ts'
import { columns } from './layout.ts'
import type { Field } from './layout.ts'
import { meaningOf } from './meaning.ts'
import type { CatairRecord } from './record.ts'
import { rejectionOf, unfinished } from './rejection.ts'
import { another, filedBatchOf } from './release.ts'
import { responseFaults } from './response.ts'
import { faultsOf } from './unreadable.ts'

export type Explanation = {
  readonly batches: readonly ExplainedBatch[]
  readonly lines: readonly ExplainedLine[]
  /** In the order of lines and columns. */
  readonly faults: readonly Fault[]
}

export type ExplainedBatch = {
  /** Where it begins, from 1. */
  readonly line: number
  readonly title: string
  readonly blocks: number
  readonly entries: number
  readonly records: number
}

export type ExplainedLine = {
  readonly line: number
  /** As it stood, without the password; a character a byte. */
  readonly text: string
  /** Without one, no chapter here has the record. */
  readonly record?: string
  readonly title?: string
  /** Those that hold something, and those at fault. */
  readonly fields: readonly ExplainedField[]
  readonly faults: readonly Fault[]
}

export type ExplainedField = {
  readonly from: number
  readonly to: number
  readonly name: string
  readonly label: string
  readonly value: string
  readonly meaning?: string
}

export function explain(bytes: Uint8Array): Explanation {
  const batches = readBatches(bytes, 'either')
  const faults = faultsIn(batches).sort((a, b) => a.line - b.line || a.column - b.column)
  const byLine = Map.groupBy(faults, ({ line }) => line)
  const records = new Map(batches.flatMap((batch) => batch.records.map((each) => [each.line, each])))
  const lines = batches
    .flatMap((batch) => batch.lines)
    .map(({ number, raw }) => explainLine(raw, number, records.get(number), byLine.get(number) ?? []))
  return { batches: batches.map(explainBatch), lines, faults }
} // prettier-ignore

function faultsIn(batches: readonly Batch[]): Fault[] {
  const [first] = batches
  if (!first) {
    const message = 'There is nothing in it; a transmission begins with an A record.'
    return [{ code: 'missing_record', line: 1, column: 0, message }]
  }
  const known = batches.some(({ records }) => records.some(({ layout }) => layout))
  if (!known) {
    const message = 'No line of it is a record of CATAIR: 80 columns that begin with A, B, SE10 and so on.'
    return [{ code: 'unknown_record', line: 1, column: 0, message }]
  }
  // Of notices a mailbox hands out many at once; of all else a transmission is one batch.
  const [, ...more] = batches.every((batch) => kindOf(batch) === 'SO') ? [] : batches
  return [...batches.flatMap((batch) => [...new Set(faultsOfBatch(batch))]), ...more.map(another)]
} // prettier-ignore

type Kind = 'SE' | 'SX' | 'SO' | 'rejection'

function kindOf({ way, header, records }: Batch): Kind {
  if (way === 'rejection') return way
  if (way === 'input') return 'SE'
  const application = header?.values['applicationIdentifier']
  if (application === 'SX' || application === 'SO') return application
  return records.some(({ id }) => id.startsWith('SO')) ? 'SO' : 'SX'
}

const faultsOfKind: Readonly<Record<Kind, (batch: Batch) => readonly Fault[]>> = {
  SE: (batch) => {
    const { faults, blocks } = filedBatchOf(batch)
    return [...faults, ...blocks.flatMap(({ transactions }) => transactions.flatMap((each) => each.faults))]
  },
  SX: (batch) => [...faultsOf(batch), ...responseFaults(batch)],
  SO: (batch) => [...faultsOf(batch), ...statusFaults(batch)],
  rejection: (batch) => [...faultsOf(batch), ...(rejectionOf(batch) ? [] : [unfinished(batch)])],
} // prettier-ignore

const faultsOfBatch = (batch: Batch) => faultsOfKind[kindOf(batch)](batch)

function explainBatch(batch: Batch): ExplainedBatch {
  const kind = kindOf(batch)
  const { lines, blocks, records } = batch
  return {
    line: lines[0]?.number ?? 1,
    title: kind === 'rejection' ? 'rejection of a batch, from CBP' : (applications[kind] ?? kind),
    blocks: blocks.length,
    entries: records.filter(({ id }) => id === 'SE10' || id === 'SO10').length,
    records: records.length,
  }
}

function explainLine(
  raw: string,
  line: number,
  record: CatairRecord | undefined,
  faults: readonly Fault[],
): ExplainedLine {
  const layout = record?.layout
  if (!layout) return { line, text: raw, fields: [], faults }
  const text = layout.id === 'A' ? raw.replace(/^(.{8})(.{1,6})/s, hidden) : raw
  const whole = text.padEnd(columns)
  const columnsOf = ({ from, to }: Field) => whole.slice(from - 1, to)
  const beside = (name: string) => {
    const field = layout.fields.find((each) => each.name === name)
    return field ? columnsOf(field).trim().toUpperCase() : ''
  }
  const fields = layout.fields
    .filter(({ name }) => name !== 'controlIdentifier')
    .filter(
      (field) =>
        (field.class !== 'S' && columnsOf(field).trim() !== '') ||
        faults.some(({ column }) => field.from <= column && column <= field.to),
    )
    .map((field) => explainField(layout.id, field, columnsOf(field).trimEnd(), beside))
  return { line, text, record: layout.id, title: layout.title, fields, faults }
}

/** What is shown is copied into mails. */
const hidden = (_: string, before: string, password: string) =>
  before + password.replace(/[^ ]/g, '*')

function explainField(
  record: string,
  { from, to, name, label, ...field }: Field,
  value: string,
  beside: (name: string) => string,
): ExplainedField {
  const of = { from, to, name, label, ...field }
  const meaning = name === 'password' ? 'not shown' : meaningOf(record, of, value.toUpperCase(), beside)
  return { from, to, name, label, value, ...(meaning === undefined ? {} : { meaning }) }
} // prettier-ignore
