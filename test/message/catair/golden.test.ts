import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCatairPage } from '../../../src/message/catair/heard.ts'
import {
  printCatairRelease,
  readCatairBatch,
  readCatairRelease,
} from '../../../src/message/catair/release.ts'
import { printResponse, readCatairReply } from '../../../src/message/catair/response.ts'
import { printCatairStatus } from '../../../src/message/catair/status.ts'
import { json } from '../goldens.ts'
import { bytes, exchange, heardAt, withoutPassword } from './exchange.ts'

const filings = ['add', 'cancel']
const responses = ['response-accepted', 'response-rejected']
const statuses = ['status-admissible', 'status-released', 'status-withheld']

const all = readdirSync(new URL('../../../fixtures/catair/', import.meta.url))
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -'.txt'.length))
  .sort()

function valueOf<T>(
  reading: { ok: true; value: T } | { ok: false; faults: readonly unknown[] },
): T {
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

const noticesOf = (page: ReturnType<typeof readCatairPage>) =>
  page.ok ? page.delivered.flatMap(({ notification }) => notification ?? []) : []

describe('the exchange in records', () => {
  it('is of two filings, two responses and three statuses', () => {
    expect(all).toEqual([...filings, ...responses, ...statuses].sort())
  })

  it.each(all)('%s has 80 columns in every line', (name) => {
    expect(exchange(name)).toMatch(/^([ -~]{80}\n)+$/)
  })

  it.each(filings)('%s is read and printed as the same bytes but for the password', (name) => {
    const text = exchange(name)
    const printed = printCatairRelease(valueOf(readCatairRelease(bytes(text))))
    expect(printed).toBe(withoutPassword(text))
    const differ = [...text].flatMap((each, index) => (each === printed[index] ? [] : [index + 1]))
    expect(differ).toEqual([9, 10, 11, 12, 13, 14])
    expect(text.slice(8, 14)).toBe('SECRET')
  })

  it('keeps the password out of what is read', () => {
    expect(JSON.stringify(readCatairRelease(bytes(exchange('add'))))).not.toContain('SECRET')
  })

  it.each(responses)('%s is printed for the filing as these bytes', (name) => {
    const batch = readCatairBatch(bytes(exchange('add')))
    const [transaction] = batch.blocks[0]?.transactions ?? []
    const [result] = valueOf(readCatairReply(bytes(exchange(name)), heardAt)).results
    if (!transaction || !result) throw new Error('one entry')
    const printed = printResponse(batch, [{ transaction, result }], '2025-06-25')
    expect(printed).toBe(exchange(name))
  })

  it.each(statuses)('%s is read and printed as the same bytes', (name) => {
    const notices = noticesOf(readCatairPage(bytes(exchange(name))))
    const printed = notices.map((notice) => printCatairStatus(notice, '2025-06-25')).join('')
    expect(printed).toBe(exchange(name))
  })

  it('reads the filing as the value that the XML has', () => {
    const { envelope, entries } = valueOf(readCatairRelease(bytes(exchange('add'))))
    const golden = json('filing-add.json')
    // Another day, another name, and no apostrophe.
    const references = [
      { qualifier: 'CR', value: 'SHP000123' },
      { qualifier: 'EDA', value: '2025-06-27' },
    ]
    const lines = JSON.parse(JSON.stringify(golden.entries[0].lines).replace("WOMEN'S", 'WOMENS'))
    expect(entries).toEqual([{ ...golden.entries[0], references, lines }])
    expect(envelope).toEqual({
      ...{ messageId: 'BATCH0000001', filerCode: 'ZZ9', siteCode: '4701' },
      ...{ transmissionDate: '2025-06-25', blockReference: 'BLK0001' },
    })
  })

  it('reads the cancellation with its reason and its replacement', () => {
    const { entries } = valueOf(readCatairRelease(bytes(exchange('cancel'))))
    expect(entries).toMatchObject([
      {
        ...{ actionCode: 'D', entryNumber: '00000011', cancellationReason: '03' },
        references: [{ qualifier: 'EN', value: 'ZZ900000029' }],
        ...{ billGroupings: [], parties: [], lines: [] },
      },
    ])
  })

  it('reads the acceptance', () => {
    expect(valueOf(readCatairReply(bytes(exchange('response-accepted')), heardAt))).toEqual({
      envelope: {
        ...{ messageId: 'BATCH0000001', filerCode: 'ZZ9', processedAt: heardAt },
        blockReference: 'BLK0001',
      },
      results: [
        {
          ...{ actionCode: 'A', filerCode: 'ZZ9', entryNumber: '00000011' },
          ...{ sxDisposition: '02', narrative: 'ENTRY ACCEPTED', conditions: [] },
        },
      ],
    })
  })

  it('reads the rejection with its condition', () => {
    const { results } = valueOf(readCatairReply(bytes(exchange('response-rejected')), heardAt))
    const narrative = 'EDA REQUIRED FOR ENTRY TYPE 86'
    expect(results).toMatchObject([
      {
        ...{ sxDisposition: '01', narrative: 'ENTRY REJECTED' },
        conditions: [{ messageType: '11', conditionCode: '282', narrative }],
      },
    ])
  })

  it('reads the release, in the time of Greenwich', () => {
    const [notice] = noticesOf(readCatairPage(bytes(exchange('status-released'))))
    expect(notice).toEqual({
      ...{ notificationId: 'BATCH0000001', sequence: 0, at: '2025-06-27T13:11:00.000Z' },
      ...{ blockReference: 'BLK0001', portOfEntry: '4701', filerCode: 'ZZ9' },
      ...{ entryNumber: '00000011', entryType: '86', carrierCode: 'CV' },
      ...{ voyageFlightTrip: '0123', estimatedArrivalDate: '2025-06-27' },
      references: [{ qualifier: 'CR', value: 'SHP000123' }],
      bills: [
        { billType: 'M', billNumber: '17212345675' },
        {
          ...{ billType: 'H', billNumber: 'HAWB00012345', packageQuantity: 1, unit: 'PCS' },
          manifestedQuantity: 1,
        },
      ],
      notices: [
        { record: 'SO50', code: '95', narrative: 'BILL ARRIVED', split: false },
        {
          ...{ record: 'SO60', code: '98', narrative: 'RELEASED' },
          ...{ releaseDate: '2025-06-27', releaseOrigin: '03' },
        },
      ],
    })
  })
})
