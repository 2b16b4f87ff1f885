/**
 * CBP's response to a batch, application SX: SE10 and every SE15 come back, and each record in
 * error, with the conditions (SE90) behind it; the last SE90 says what became of the entry. Source:
 * CATAIR ACE Cargo Release v40, p. 20, 28-29.
 * @module
 */
import type { Day, Instant } from '../../domain/day.ts'
import type { CargoReleaseReply, Result } from '../reply.ts'
import type { Reading } from '../reading.ts'
import { readBatches } from './batch.ts'
import type { Batch } from './batch.ts'
import { within } from './eastern.ts'
import type { Transaction } from './filed.ts'
import type { Fault, FaultCode } from './fault.ts'
import { split } from './grouping.ts'
import { printRecord } from './record.ts'
import type { CatairRecord } from './record.ts'
import { SE90 } from './records/entry.ts'
import { A, outputY, Z } from './records/envelope.ts'
import { textOf } from './release.ts'
import type { FiledBatch } from './release.ts'
import { rejectionOf, unfinished } from './rejection.ts'
import { said, unreadable } from './unreadable.ts'
import { entryUsage } from './usage.ts'

/** What is said of one entry of the batch. */
export type Answer = {
  readonly transaction: Transaction
  readonly result: Result
  /** The line each condition of the result hangs on, in their order; a missing one is SE10's. */
  readonly lines?: readonly (number | undefined)[]
}

/** A record takes nine conditions (CATAIR ACE Cargo Release, p. 28). */
const mostConditions = 9

/** Throws for a batch without a readable A record: such a one is rejected, not answered. */
export function printResponse(batch: FiledBatch, answers: readonly Answer[], today: Day): string {
  const { siteCode, senderCode, officeCode } = batch.header?.values ?? {}
  const around = { siteCode, senderCode, officeCode, transmissionDate: today }
  const userData = batch.header?.values['userData']
  const answerOf = new Map(answers.map((answer) => [answer.transaction, answer]))
  return textOf([
    printRecord(A, { ...around, applicationIdentifier: 'SX', userData }),
    ...batch.blocks.flatMap(({ header, transactions }) => {
      const { port, filerCode, officeCode } = header.values
      const body = transactions.flatMap((each) => echo(each, answerOf.get(each)))
      const trailer = { port, filerCode, officeCode, count: body.length }
      return [
        header.text.slice(0, 10) + 'SX' + header.text.slice(12),
        ...body,
        printRecord(outputY, { ...trailer, applicationIdentifier: 'SX' }),
      ]
    }),
    printRecord(Z, around),
  ])
}

function echo({ records }: Transaction, answer: Answer | undefined): string[] {
  if (!answer) return []
  const { result, lines = [] } = answer
  const header = records.find(({ id }) => id === 'SE10') ?? records[0]
  const of = Map.groupBy(result.conditions, (_, index) => lines[index] ?? header?.line)
  const withConditions = (record: CatairRecord) => [
    record.text,
    ...(of.get(record.line) ?? []).slice(0, mostConditions).map((each) => printRecord(SE90, each)),
  ]
  const inError = records.filter(
    (record) => record !== header && record.id !== 'SE15' && of.has(record.line),
  )
  const bills = records.filter(({ id }) => id === 'SE15')
  const final = { messageType: result.sxDisposition, narrative: result.narrative }
  return [
    ...(header ? withConditions(header) : []),
    ...[...inError, ...bills].flatMap(withConditions),
    printRecord(SE90, final),
  ]
}

/** `heardAt` tells the hour, which the response does not, within the day that it does tell. */
export function readCatairReply(bytes: Uint8Array, heardAt: Instant): Reading<CargoReleaseReply> {
  const [batch, second] = readBatches(bytes, 'CBP')
  if (!batch) return { ok: false, fault: 'cbp_empty', detail: 'no records', faults: [] }
  const { header, blocks, way } = batch
  const application = header?.values['applicationIdentifier']
  const faults = unreadable([batch, ...(second ? [second] : [])], ({ id }) => !echoed.test(id))
  if (faults) return faults
  const { userData = '', senderCode = '', transmissionDate } = header?.values ?? {}
  const blockReference = blocks[0]?.header?.values['userData']
  const envelope = {
    messageId: userData,
    filerCode: senderCode,
    processedAt: transmissionDate === undefined ? heardAt : within(transmissionDate, heardAt),
    ...(blockReference === undefined ? {} : { blockReference }),
  }
  if (way === 'rejection') return rejected(batch, envelope)
  if (second || application !== 'SX') {
    const detail = second ? 'a second batch behind Z' : `application "${application ?? ''}", not SX`
    return { ok: false, fault: 'cbp_unexpected_root', detail, faults: [] }
  }
  const results: Result[] = []
  for (const result of resultsOf(batch)) {
    if ('message' in result) return malformed(said(result))
    results.push(result)
  }
  return { ok: true, value: { envelope, results }, unknown: 0 }
}

const malformed = (detail: string) =>
  ({ ok: false, fault: 'cbp_malformed', detail, faults: [] }) as const

const resultsOf = ({ blocks }: Batch): (Result | Fault)[] =>
  blocks.flatMap((block) => split(block.records, entryUsage)).map(resultOf)

/** Of what comes back of each entry. */
export const responseFaults = (batch: Batch): Fault[] =>
  resultsOf(batch).flatMap((result) => ('message' in result ? [result] : []))

function rejected(batch: Batch, envelope: CargoReleaseReply['envelope']): Reading<CargoReleaseReply> {
  const rejection = rejectionOf(batch)
  if (rejection) return { ok: true, value: { envelope, rejection, results: [] }, unknown: 0 }
  return malformed(said(unfinished(batch)))
} // prettier-ignore

const final = /^0[1-4]$/

/** Records of the filer; of SE90 the words are CBP's. */
const echoed = /^(SE(?!90)|OI|PG)/

/** Read tolerantly: which records come back beside SE10 and SE15, and in which order, is not sure. */
function resultOf(records: readonly CatairRecord[]): Result | Fault {
  const [header] = records
  const found = (code: FaultCode, message: string, at = header): Fault => ({
    ...{ code, line: at?.line ?? 1, column: 0, message },
  })
  if (header?.id !== 'SE10') return found('missing_record', `SE10 has to come first, not ${header?.id ?? ''}.`)
  const stranger = records.find(({ id }) => !/^(SE\d\d|OI|PG\d\d)$/.test(id))
  if (stranger) return found('unknown_record', `${stranger.id} does not belong to a response.`, stranger)
  const said = records.filter(({ id }) => id === 'SE90').map(({ values }) => values)
  const ends = said.filter(({ messageType = '' }) => final.test(messageType))
  const [end] = ends
  if (ends.length !== 1 || !end || records.at(-1)?.values !== end) {
    return found('missing_record', 'An entry ends with one SE90 of type 01, 02, 03 or 04, and has no other.')
  }
  const { actionCode, entryFilerCode: filerCode, entryNumber } = header.values
  if (!actionCode || !filerCode || !entryNumber) {
    return found('missing_field', 'SE10 does not say which entry is answered.')
  }
  return {
    ...{ actionCode, filerCode, entryNumber },
    ...{ sxDisposition: end['messageType'], narrative: end['narrative'] },
    conditions: said
      .filter(({ messageType = '' }) => !final.test(messageType))
      .map(({ messageType, conditionCode = '', narrative }) => ({
        ...{ messageType, conditionCode, narrative },
      })),
  } as Result
} // prettier-ignore
