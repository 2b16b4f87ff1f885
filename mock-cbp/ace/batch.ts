/**
 * What CBP makes of one batch of CATAIR records: all of it refused for its envelope or the order of
 * its records (X1), or a ruling on each entry (SE90), where an entry whose fields cannot be read is
 * refused alone.
 * @module
 */
import { dayIn } from '../../src/domain/day.ts'
import { faults as faultTable } from '../../src/message/catair/fault.ts'
import type { Fault } from '../../src/message/catair/fault.ts'
import type { Transaction } from '../../src/message/catair/filed.ts'
import { printRejection } from '../../src/message/catair/rejection.ts'
import { mediaType as catair } from '../../src/message/catair/release.ts'
import type { FiledBatch } from '../../src/message/catair/release.ts'
import { printResponse } from '../../src/message/catair/response.ts'
import type { Answer } from '../../src/message/catair/response.ts'
import { conditionRow, conditions } from '../../src/message/condition.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { CargoReleaseReply, Result } from '../../src/message/reply.ts'
import { narratives } from '../book/ruling.ts'
import { handedOut } from '../coverage/handed.ts'
import type { Asking } from '../http/request.ts'
import type { Message, Reply } from './once.ts'
import { ruleAll } from './rule.ts'
import { askedRule } from './work.ts'

/** Of CBP's days; A 15-20 of what it answers. */
const zone = 'America/New_York'

export const catairType = `${catair}; charset=us-ascii`

export async function workBatch(
  asking: Asking,
  message: Message,
  batch: FiledBatch,
  scenario: string | undefined,
): Promise<Reply | Response> {
  const asked = askedRule(asking, scenario)
  if (asked instanceof Response) return asked
  const reasons = [...batch.faults, ...strangers(batch, message)]
  if (reasons.length > 0) return rejected(asking, message, batch, reasons)
  const { filer, messageId } = message
  const transactions = batch.blocks.flatMap((block) =>
    block.transactions.map((transaction) => ({
      transaction,
      blockReference: block.header.values['userData'],
    })),
  )
  const filed = transactions.flatMap(({ transaction: { filing }, blockReference }) =>
    filing ? [{ filing, blockReference }] : [],
  )
  const { results, repliedAt } = await ruleAll(asking, { filer, messageId }, filed, asked)
  const left = [...results]
  const answers = transactions.map(({ transaction }) =>
    transaction.filing ? ruled(transaction, left.shift()) : unreadable(transaction),
  )
  const reply: CargoReleaseReply = {
    envelope: { messageId, filerCode: filer, processedAt: repliedAt },
    results: answers.map(({ result }) => result),
  }
  const body = printResponse(batch, answers, dayIn(zone, repliedAt))
  return { mediaType: catairType, body, due: repliedAt, met: handedOut(reply) }
}

/** An envelope of another message, or of another filer's. */
function strangers({ header, blocks }: FiledBatch, { filer, messageId }: Message): Fault[] {
  const { userData = '', senderCode = '' } = header?.values ?? {}
  const wrong = (line: number, column: number, message: string): Fault => ({
    ...{ code: 'trailer', line, column, message },
  })
  return [
    ...(userData === messageId ? [] : [wrong(1, 60, `A 60-80 is "${userData}", and the Message-Id ${messageId}.`)]),
    ...(senderCode === filer ? [] : [wrong(1, 6, `A 6-8 is ${senderCode}, and the credentials are of ${filer}.`)]),
    ...blocks.flatMap(({ header: { line, values } }) =>
      values['filerCode'] === filer ? [] : [wrong(line, 8, `B 8-10 is not the filer ${filer}.`)],
    ),
  ]
} // prettier-ignore

function rejected(
  { world: { now } }: Asking,
  { filer, messageId }: Message,
  batch: FiledBatch,
  reasons: readonly Fault[],
): Reply {
  const today = dayIn(zone, now)
  const body = printRejection(batch, reasons, { filer, messageId, today })
  return { mediaType: catairType, body, due: now }
}

/** Each condition behind the record it is about. */
function ruled(transaction: Transaction, result: Result | undefined): Answer {
  if (!result) throw new Error('an entry of the batch was not ruled on')
  const lines = result.conditions.map(({ conditionCode }) => lineOf(transaction, conditionCode))
  return { transaction, result, lines }
}

function lineOf({ records }: Transaction, code: string): number | undefined {
  const on = conditionRow(code)?.record ?? 'SE10'
  // SE30 stands for the parties of lines too.
  const alike: readonly string[] = on === 'SE30' ? ['SE30', 'SE50'] : [on]
  return records.find(({ id }) => alike.includes(id))?.line
}

/** Its own number may be what cannot be read: it comes back in the echo as it stood. */
function unreadable(transaction: Transaction): Answer {
  const values = transaction.records[0]?.values ?? {}
  const conditionsOf = transaction.faults.map((fault) => {
    const conditionCode = codeOf(fault, transaction)
    const { narrative } = conditions[conditionCode]
    return { messageType: '11' as const, conditionCode, narrative }
  })
  const result: Result = {
    actionCode: (values['actionCode'] ?? 'A') as Result['actionCode'],
    filerCode: values['entryFilerCode'] ?? '',
    entryNumber: values['entryNumber'] ?? '',
    ...{ sxDisposition: '01', narrative: narratives['01'], conditions: conditionsOf },
  }
  return { transaction, result, lines: transaction.faults.map(({ line }) => line) }
}

/** CBP's own numbers for fields of SE10, by the column they begin in: missing, invalid. */
const numbers: Readonly<Record<number, readonly [ConditionCode, ConditionCode]>> = {
  5: ['001', '002'],
  6: ['003', '004'],
  11: ['005', '006'],
  20: ['009', '010'],
  22: ['011', '012'],
}

function codeOf({ code, line, column }: Fault, { records }: Transaction): ConditionCode {
  const record = records.find((each) => each.line === line)
  const field = record?.layout?.fields.find(({ from, to }) => from <= column && column <= to)
  const [missing, invalid] = (record?.id === 'SE10' && field && numbers[field.from]) || []
  const own = code === 'missing_field' ? missing : invalid
  return own ?? faultTable[code].condition
}
