/**
 * A transmission of filings <-> its batch: A, blocks of at most 999 entries, Z. The columns of the
 * password stay empty here; they are filled when the batch leaves, so that no store holds them.
 * Source: CATAIR Batch & Block Control v23; ACE Cargo Release v40, p. 24.
 * @module
 */
import type { CargoRelease } from '../filing.ts'
import { envelopeFaults, readBatches } from './batch.ts'
import type { Batch, Block } from './batch.ts'
import { linesOfFiling } from './declare.ts'
import type { Fault } from './fault.ts'
import { transactionOf } from './filed.ts'
import type { Transaction } from './filed.ts'
import { split } from './grouping.ts'
import type { CatairRecord } from './record.ts'
import { printRecord } from './record.ts'
import { A, B, Y, Z } from './records/envelope.ts'
import { entryUsage } from './usage.ts'

export const mediaType = 'text/x-catair'

/** SE10 groupings in one block. */
const mostEntries = 999

/** Lines as text: each with its line end. */
export const textOf = (lines: readonly string[]): string =>
  lines.map((line) => `${line}\n`).join('')

export function printCatairRelease({ envelope, entries }: CargoRelease): string {
  const { messageId, filerCode, siteCode, transmissionDate, blockReference } = envelope
  const around = { siteCode, senderCode: filerCode, transmissionDate }
  const inside = { port: siteCode, filerCode, applicationIdentifier: 'SE' }
  const blocks = Array.from({ length: Math.ceil(entries.length / mostEntries) }, (_, index) =>
    entries.slice(index * mostEntries, (index + 1) * mostEntries),
  )
  return textOf([
    printRecord(A, { ...around, applicationIdentifier: 'SE', userData: messageId }),
    ...blocks.flatMap((block) => [
      printRecord(B, { ...inside, userData: blockReference }),
      ...block.flatMap(linesOfFiling),
      printRecord(Y, inside),
    ]),
    printRecord(Z, around),
  ])
}

export type FiledBlock = {
  readonly header: CatairRecord
  readonly transactions: readonly Transaction[]
}

export type FiledBatch = {
  readonly header: CatairRecord | undefined
  readonly blocks: readonly FiledBlock[]
  /** They refuse the batch as a whole: of its envelope, of its lines, of the order of its records. */
  readonly faults: readonly Fault[]
}

/** Every byte of it is one batch; small letters count as capitals. */
export function readCatairBatch(bytes: Uint8Array): FiledBatch {
  const [batch, second] = readBatches(bytes, 'a filer')
  if (!batch) {
    const message = 'The transmission is empty; it begins with an A record.'
    return { header: undefined, blocks: [], faults: [{ code: 'missing_record', line: 1, column: 0, message }] }
  }
  const blocks = batch.blocks.flatMap(filedBlock)
  const filed = filedBatchOf(batch)
  const faults = [...filed.faults, ...(second ? [another(second)] : [])]
  return { ...filed, faults: faults.sort((a, b) => a.line - b.line) }
} // prettier-ignore

export function filedBatchOf(batch: Batch): FiledBatch {
  const blocks = batch.blocks.flatMap(filedBlock)
  const faults = [
    ...envelopeFaults(batch),
    ...wrongApplication(batch.header),
    ...blocks.flatMap(miscounted),
    ...blocks.flatMap(({ transactions }) => transactions.flatMap(ofBatch)),
  ]
  return { header: batch.header, blocks, faults }
}

function filedBlock({ header, records }: Block): FiledBlock[] {
  const transactions = split(records, entryUsage).map(transactionOf)
  return header ? [{ header, transactions }] : []
}

function miscounted({ header, transactions }: FiledBlock): Fault[] {
  const beyond = transactions[mostEntries]?.records[0]
  if (beyond) {
    const message = `A block takes ${mostEntries} entries; begin another one with Y and B.`
    return [{ code: 'repeated_record', line: beyond.line, column: 0, message }]
  }
  const message = 'SE10 is missing: a block has an entry.'
  return transactions.length > 0
    ? []
    : [{ code: 'missing_record', line: header.line, column: 0, message }]
}

/** Filler refuses the batch wherever it stands. */
const ofBatch = ({ misplaced, faults }: Transaction): Fault[] => [
  ...misplaced,
  ...faults.filter(({ code }) => code === 'filler'),
]

export const another = ({ lines }: Batch): Fault => ({
  ...{ code: 'out_of_sequence', line: lines[0]?.number ?? 1, column: 0 },
  message: 'A second batch begins behind Z; a transmission is one batch.',
})

function wrongApplication(header: CatairRecord | undefined): Fault[] {
  const application = header?.values['applicationIdentifier']
  if (!header || application === undefined || application === 'SE') return []
  const message = `A 26-27 application: "${application}" comes from CBP; a filer sends SE.`
  return [{ code: 'application', line: header.line, column: 26, message }]
}

export type CatairReading =
  | { readonly ok: true; readonly value: CargoRelease }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** A batch of which nothing is refused, and whose blocks are of one port and one filer. */
export function readCatairRelease(bytes: Uint8Array): CatairReading {
  const { header, blocks, faults } = readCatairBatch(bytes)
  const transactions = blocks.flatMap((block) => block.transactions)
  // Filler is a fault of its batch and of its entry.
  const all = new Set([
    ...faults,
    ...transactions.flatMap((each) => each.faults),
    ...strayed(header, blocks),
  ])
  const {
    siteCode = '',
    senderCode = '',
    transmissionDate = '',
    userData = '',
  } = header?.values ?? {}
  const [first] = blocks
  const reference = first?.header.values['userData']
  if (all.size > 0) return { ok: false, faults: [...all] }
  return {
    ok: true,
    value: {
      envelope: {
        ...{ messageId: userData, filerCode: senderCode, siteCode, transmissionDate },
        ...(reference === undefined ? {} : { blockReference: reference }),
      },
      entries: transactions.flatMap(({ filing }) => filing ?? []),
    },
  }
}

/** What the envelope has once, and a batch may have in each of its blocks. */
function strayed(header: CatairRecord | undefined, blocks: readonly FiledBlock[]): Fault[] {
  const { siteCode, senderCode } = header?.values ?? {}
  const userData = blocks[0]?.header.values['userData']
  const wanted = { port: siteCode, filerCode: senderCode, userData }
  return blocks.flatMap(({ header: { layout, line, values } }) =>
    (layout?.fields ?? [])
      .filter(({ name }) => Object.hasOwn(wanted, name))
      .filter(({ name }) => values[name] !== wanted[name as keyof typeof wanted])
      .map(({ name, from, label }) => {
        const is = wanted[name as keyof typeof wanted] ?? ''
        const message = `B ${label}: "${values[name] ?? ''}", where "${is}" was expected.`
        return { code: 'trailer', line, column: from, message }
      }),
  )
}
