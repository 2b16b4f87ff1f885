/**
 * CBP's rejection of a whole batch: what refers to the place (X0) and what is wrong there (X1), and
 * a final X1. Nothing of the batch was filed, and nothing is said about any one entry of it. Source:
 * CATAIR Batch & Block Control v23, X0 and X1.
 * @module
 */
import type { Day } from '../../domain/day.ts'
import { conditions } from '../condition.ts'
import type { CargoReleaseReply } from '../reply.ts'
import type { Batch } from './batch.ts'
import { faults as table } from './fault.ts'
import type { Fault } from './fault.ts'
import { printRecord } from './record.ts'
import type { CatairRecord } from './record.ts'
import { A, rejectionB, rejectionY, rejectionZ, X0, X0transaction, X1 } from './records/envelope.ts'
import { textOf } from './release.ts'
import type { FiledBatch } from './release.ts'

type Rejection = NonNullable<CargoReleaseReply['rejection']>

/** Each takes two records; nobody mends more at once. */
const mostReasons = 99

const refersTo = 'REF ID:'

/** Who sent it, for a batch whose own A record cannot be read. */
export type Sent = { readonly filer: string; readonly messageId: string; readonly today: Day }

export function printRejection(batch: FiledBatch, reasons: readonly Fault[], sent: Sent): string {
  const { filer, messageId, today } = sent
  const { siteCode = '0000', userData = messageId, officeCode } = batch.header?.values ?? {}
  const told = reasons.slice(0, mostReasons).flatMap((reason) => [
    ...placeOf(batch, reason),
    condition(table[reason.code].condition),
  ])
  const body = [...told, condition('999', 'R')]
  return textOf([
    printRecord(A, { siteCode, senderCode: filer, officeCode, transmissionDate: today, userData }),
    printRecord(rejectionB, { mark: 'B' }),
    ...body,
    printRecord(rejectionY, { mark: 'Y', count: body.length }),
    printRecord(rejectionZ, { mark: 'Z' }),
  ])
} // prettier-ignore

const condition = (conditionCode: keyof typeof conditions, final?: 'R') =>
  printRecord(X1, {
    ...{ final, severity: 'F', conditionCode, narrative: conditions[conditionCode].narrative },
  })

/** A block by its header, what is in a transaction by its place; of A and Z nothing is to be told. */
function placeOf({ blocks }: FiledBatch, { line, column }: Fault): string[] {
  const index = blocks.findLastIndex(({ header }) => header.line <= line)
  const block = blocks[index]
  if (!block) return []
  const occurrence = block.transactions.findIndex(({ records }) => holds(records, line)) + 1
  if (occurrence > 0) {
    const place = { recordPosition: line, column: String(column).padStart(2, '0') }
    return [printRecord(X0transaction, { form: 'TRNACT', occurrence, literal: refersTo, ...place })]
  }
  const last = block.transactions.at(-1)?.records.at(-1) ?? block.header
  // Y stands behind the last record, and Z behind Y.
  if (line > last.line + 1) return []
  const { port, filerCode, officeCode, applicationIdentifier, userData } = block.header.values
  const of = { port, filerCode, officeCode, applicationIdentifier, userData }
  return [printRecord(X0, { form: 'BLOCK', occurrence: index + 1, literal: refersTo, ...of })]
}

const holds = (records: readonly CatairRecord[], line: number) =>
  records.some((record) => record.line === line)

export const unfinished = ({ records }: Batch): Fault => ({
  ...{ code: 'missing_record', line: records.at(-1)?.line ?? 1, column: 0 },
  message: 'X1 with R in column 3 is missing: a rejection ends with its final condition.',
})

/** `undefined` for a batch that does not end in a final condition. */
export function rejectionOf({ blocks }: Batch): Rejection | undefined {
  const reasons: Rejection['reasons'][number][] = []
  let at: Pick<Rejection['reasons'][number], 'recordPosition' | 'column'> = {}
  for (const { id, values } of blocks.flatMap((block) => block.records)) {
    if (id === 'X0') {
      const { recordPosition, column } = values
      at = recordPosition === undefined ? {} : { recordPosition: Number(recordPosition), column: Number(column) }
    }
    if (id !== 'X1') continue
    const { conditionCode = '', narrative = '', final } = values
    if (final === 'R') return { conditionCode, narrative, reasons }
    reasons.push({ conditionCode, narrative, ...at })
    at = {}
  }
  return undefined
} // prettier-ignore
