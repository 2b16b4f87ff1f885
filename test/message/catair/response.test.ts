import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/message/catair/response.ts'
import { printRejection } from '../../../src/message/catair/rejection.ts'
import {
  printCatairRelease,
  readCatairBatch,
  readCatairRelease,
} from '../../../src/message/catair/release.ts'
import { printResponse, readCatairReply } from '../../../src/message/catair/response.ts'
import type { Result } from '../../../src/message/reply.ts'
import { bytes, exchange, heardAt, lines, withColumn } from './exchange.ts'

const batch = readCatairBatch(bytes(exchange('add')))
const transaction = batch.blocks[0]!.transactions[0]!
const accepted: Result = {
  ...{ actionCode: 'A', filerCode: 'ZZ9', entryNumber: '00000011' },
  ...{ sxDisposition: '02', narrative: 'ENTRY ACCEPTED', conditions: [] },
}
const warning = {
  messageType: '13',
  conditionCode: 'Z10',
  narrative: 'HTS NUMBER NOT ON FILE',
} as const
const today = '2025-06-25'

const answered = (more: Partial<Result>, at: Answer['lines'] = []) =>
  printResponse(batch, [{ transaction, result: { ...accepted, ...more }, lines: at }], today)

const idsOf = (text: string) => text.match(/^.{1,6}/gm)?.map((line) => line.trim()) ?? []

function replyOf(text: string) {
  const reading = readCatairReply(bytes(text), heardAt)
  if (!reading.ok) throw new Error(reading.detail)
  return reading.value
}

const around = (body: readonly string[], count = body.length) =>
  lines(
    'A4701ZZ9      062525     SX                                BATCH0000001',
    'B  4701ZZ9SX                                               BLK0001',
    ...body,
    `Y  4701ZZ9SX${String(count).padStart(5, '0')}`,
    'Z4701ZZ9      062525',
  )

describe('a response', () => {
  it.each(transaction.records.map(({ line, id, text }) => [line, id, text] as const))(
    'has a condition behind the record of line %i, %s',
    (line, id, text) => {
      const printed = answered({ conditions: [warning] }, [line])
      expect(printed).toContain(`${text}\nSE9013Z10HTS NUMBER NOT ON FILE`)
      expect(replyOf(printed).results).toEqual([{ ...accepted, conditions: [warning] }])
      const repeated = idsOf(printed).filter((each) => each.startsWith(id))
      const expected = id === 'SE10' ? 1 : id === 'SE15' ? 2 : 1
      expect(repeated.length).toBe(expected)
    },
  )

  it('has a condition without a record behind SE10', () => {
    const printed = answered({ conditions: [warning] })
    expect(idsOf(printed)[3]).toBe('SE9013')
  })

  it('repeats SE10, each record in error, the bills, and ends with what became of it', () => {
    const printed = answered({ conditions: [warning, warning] }, [18, 9])
    const ids = idsOf(printed).map((id) => id.slice(0, 4))
    expect(ids.slice(2, -2).join(' ')).toBe('SE10 SE30 SE90 SE60 SE90 SE15 SE15 SE90')
  })

  it('has at most nine conditions behind one record', () => {
    const conditions = Array.from({ length: 12 }, () => warning)
    const { results } = replyOf(answered({ conditions }))
    expect(results[0]?.conditions.length).toBe(9)
  })

  it.each(['01', '02', '03', '04'] as const)('tells by %s what became of the entry', (sxDisposition) => {
    const { results } = replyOf(answered({ sxDisposition }))
    expect(results).toMatchObject([{ sxDisposition }])
  }) // prettier-ignore

  it("brings the filer's words for batch and block back", () => {
    expect(replyOf(answered({})).envelope).toMatchObject({
      ...{ messageId: 'BATCH0000001', blockReference: 'BLK0001' },
    })
  })

  it('keeps the password to itself', () => {
    expect(answered({})).not.toContain('SECRET')
  })

  it('is read with a condition whose code nobody knows', () => {
    const body = ['SE10AZZ9  00000011 86               40000000000454701', 'SE9011N77NEWS', 'SE9001   ENTRY REJECTED'] // prettier-ignore
    const { results } = replyOf(around(body))
    expect(results).toMatchObject([
      { conditions: [{ messageType: '11', conditionCode: 'N77', narrative: 'NEWS' }] },
    ])
  })

  it('is read with the bills before the records in error', () => {
    const body = [
      'SE10AZZ9  00000011 86               40000000000454701',
      'SE15M    17212345675                                                    N',
      'SE20EDA062525',
      'SE9013288ONLY ONE SE20 FOR EDA ALLOWED',
      'SE9003   ENTRY ACCEPTED',
    ]
    expect(replyOf(around(body)).results).toMatchObject([
      { sxDisposition: '03', conditions: [{ conditionCode: '288' }] },
    ])
  })

  it('is read for two entries, each with its own', () => {
    const one = (number: string, type: string) => [
      `SE10AZZ9  ${number} 86               40000000000454701`,
      `SE90${type}   ENTRY`,
    ]
    const { results } = replyOf(around([...one('00000011', '02'), ...one('00000029', '01')]))
    expect(results.map((each) => [each.entryNumber, each.sxDisposition])).toEqual([
      ['00000011', '02'],
      ['00000029', '01'],
    ])
  })
})

const rejected = (text: string) => {
  const broken = readCatairBatch(bytes(text))
  const sent = { filer: 'ZZ9', messageId: 'BATCH0000001', today }
  return printRejection(broken, broken.faults, sent)
}

describe('a rejection', () => {
  it('tells the entry, the line and the column, and is final', () => {
    const text = rejected(withColumn(exchange('add'), 5, 70, 'X'))
    expect(text).toBe(
      lines(
        'A4701ZZ9      062525                                       BATCH0000001',
        `B${' '.repeat(78)}B`,
        'X0 TRNACT 000001 REF ID: 0000005 70',
        'X1 FX39   DATA FOUND IN FILLER',
        'X1RF999   BATCH REJECTED',
        `Y           00003${' '.repeat(62)}Y`,
        `Z${' '.repeat(78)}Z`,
      ),
    )
    expect(replyOf(text)).toEqual({
      envelope: { messageId: 'BATCH0000001', filerCode: 'ZZ9', processedAt: heardAt },
      rejection: {
        ...{ conditionCode: '999', narrative: 'BATCH REJECTED' },
        reasons: [
          {
            ...{ conditionCode: 'X39', narrative: 'DATA FOUND IN FILLER' },
            ...{ recordPosition: 5, column: 70 },
          },
        ],
      },
      results: [],
    })
  })

  it('tells the block whose trailer is wrong', () => {
    const text = rejected(withColumn(exchange('add'), 19, 4, '2704', 4))
    expect(text).toContain('X0 BLOCK  000001 REF ID: 4701 ZZ9    SE BLK0001')
    expect(replyOf(text).rejection?.reasons).toMatchObject([{ conditionCode: 'Z43' }])
  })

  it('tells of A and Z what is wrong and not where', () => {
    const text = rejected(withColumn(exchange('add'), 1, 26, 'AE', 2))
    expect(replyOf(text).rejection?.reasons).toMatchObject([{ conditionCode: 'Z46' }])
  })

  it('of what is no batch goes to who sent it', () => {
    const { envelope, rejection } = replyOf(rejected('<html></html>'))
    expect(envelope).toMatchObject({ messageId: 'BATCH0000001', filerCode: 'ZZ9' })
    expect(rejection?.conditionCode).toBe('999')
  })

  it('has at most ninety-nine reasons', () => {
    const text = rejected(`${exchange('add')}${'SE20CR 1\n'.repeat(300)}`)
    expect(replyOf(text).rejection?.reasons.length).toBe(99)
  })

  it('without its final condition is unreadable', () => {
    const text = rejected(withColumn(exchange('add'), 5, 70, 'X'))
      .replace(/X1RF999.*\n/, '')
      .replace('00003', '00002')
    expect(readCatairReply(bytes(text), heardAt)).toMatchObject({
      ...{ ok: false, fault: 'cbp_malformed' },
      detail: expect.stringContaining('a rejection ends with its final condition'),
    })
  })
})

describe('a transmission of many entries', () => {
  const [release] = [readCatairRelease(bytes(exchange('add')))]
  if (!release.ok) throw new Error('the worked filing')
  const { envelope, entries } = release.value

  it.each([
    [1, 1],
    [999, 1],
    [1000, 2],
    [1998, 2],
    [1999, 3],
  ])('has for %i of them %i blocks', (count, blocks) => {
    const many = { envelope, entries: Array.from({ length: count }, () => entries[0]!) }
    const text = printCatairRelease(many)
    expect(text.match(/^B/gm)?.length).toBe(blocks)
    expect(text.match(/^Y/gm)?.length).toBe(blocks)
    expect(readCatairRelease(bytes(text))).toEqual({ ok: true, value: many })
  })

  it('is refused where a second block has another name', () => {
    const many = { envelope, entries: Array.from({ length: 1000 }, () => entries[0]!) }
    const text = printCatairRelease(many)
    const at = text.lastIndexOf('BLK0001')
    const reading = readCatairRelease(bytes(`${text.slice(0, at)}BLK0002${text.slice(at + 7)}`))
    expect(reading).toMatchObject({ ok: false, faults: [{ code: 'trailer', column: 60 }] })
  })
})
