import { describe, expect, it } from 'vitest'
import type { Filing } from '../../src/message/filing.ts'
import { file, filing, givenMock, replyIn, rulings, send, shipment, transmission } from './given.ts'

const good = filing('A', 1, 'HAWB1')
const [line] = good.lines
const [master, house] = good.bills
const [consignee, seller] = good.parties
if (!line || !master || !house || !consignee || !seller) throw new Error('an incomplete filing')

const eda = (value: string) => ({ qualifier: 'EDA', value })
const tariff = (changes: object) => [{ ...line, tariffs: [{ ...line.tariffs[0]!, ...changes }] }]

const refused: readonly (readonly [code: string, title: string, changes: Partial<Filing>])[] = [
  ['006', 'a wrong check digit', { entryNumber: '00000012' }],
  ['006', "another filer's number", { filerCode: 'ABC', entryNumber: '00000014' }],
  ['010', 'an entry type that is not taken', { entryType: '03' }],
  ['282', 'no day of arrival', { references: [] }],
  ['282', 'a day of arrival that does not exist', { references: [eda('2026-02-30')] }],
  ['288', 'two days of arrival', { references: [eda('2026-12-01'), eda('2026-12-02')] }],
  ['Z01', 'more than 800', { entryValueUsd: 801, lines: tariff({ lineValueUsd: 801 }) }],
  ['Z02', 'two bills', { bills: [house, house].map((bill) => ({ ...bill, billType: 'R' as const })) }],
  ['Z03', 'a master bill alone', { bills: [{ ...master, packageQuantity: 1 }] }],
  ['Z03', 'a house bill before its master', { bills: [house, master] }],
  ['Z04', 'no quantity', { bills: [master, { ...house, packageQuantity: undefined }] }],
  ['030', 'a quantity of nothing', { bills: [master, { ...house, packageQuantity: 0 }] }],
  ['Z05', 'a line without value', { entryValueUsd: 0, lines: tariff({ lineValueUsd: undefined }) }],
  ['Z06', 'no consignee', { parties: [seller] }],
  ['Z06', 'two consignees', { parties: [consignee, consignee, seller] }],
  ['Z07', 'no seller', { parties: [consignee] }],
  ['Z09', 'no conveyance off the manifest', { bills: good.bills.map((bill) => ({ ...bill, nonAms: true })) }],
  ['Z10', 'a chapter the tariff does not have', { lines: tariff({ htsNumber: '7701100040' }) }],
  ['Z11', 'filed after arrival', { references: [eda('2026-11-27')] }],
  ['Z12', 'mail', { modeOfTransportation: '50' }],
  ['Z15', 'no line', { lines: [], entryValueUsd: 0 }],
  ['Z17', 'lines that do not add up', { entryValueUsd: 31 }],
] // prettier-ignore

describe('the reply', () => {
  it('accepts a good filing', async () => {
    const reply = await replyIn(await file(givenMock(), 'M-1', good))
    expect(reply.envelope).toEqual({
      messageId: 'M-1',
      filerCode: 'ZZ9',
      processedAt: '2026-11-28T12:00:00.000Z',
    })
    expect(reply.results).toEqual([
      {
        actionCode: 'A',
        filerCode: 'ZZ9',
        entryNumber: '00000011',
        sxDisposition: '02',
        narrative: 'ENTRY ACCEPTED',
        conditions: [],
      },
    ])
  })

  it.each(refused)('refuses with %s %s', async (code, _title, changes) => {
    expect(await rulings(await file(givenMock(), 'M-1', { ...good, ...changes }))).toEqual([
      `01 ${code}`,
    ])
  })

  it('names every condition at once', async () => {
    const reply = await replyIn(
      await file(givenMock(), 'M-1', { ...good, references: [], parties: [] }),
    )
    expect(reply.results[0]).toMatchObject({
      narrative: 'ENTRY REJECTED',
      conditions: [
        { messageType: '11', conditionCode: '282', narrative: 'EDA REQUIRED FOR ENTRY TYPE 86' },
        { conditionCode: 'Z06' },
        { conditionCode: 'Z07' },
      ],
    })
  })

  it('lets type 11 be worth more, come late and arrive on any day', async () => {
    const changes = { entryType: '11', entryValueUsd: 900, references: [eda('2026-11-01')] }
    const entry = { ...good, ...changes, lines: tariff({ lineValueUsd: 900 }) }
    expect(await rulings(await file(givenMock(), 'M-1', entry))).toEqual(['02'])
  })

  it('takes the day of arrival in Eastern time', async () => {
    const mock = givenMock()
    mock.hours(3 * 24 + 16)
    const late = await file(mock, 'M-1', good)
    expect(await rulings(late), 'it is 2026-12-01 23:00 there').toEqual(['02'])
    mock.hours(3 * 24 + 17)
    expect(await rulings(await file(mock, 'M-2', filing('A', 2, 'HAWB2')))).toEqual(['01 Z11'])
  })

  it('refuses a number that is on file, and takes one that was only refused', async () => {
    const mock = givenMock()
    expect(await rulings(await file(mock, 'M-1', { ...good, parties: [] }))).toEqual(['01 Z06 Z07'])
    expect(await rulings(await file(mock, 'M-2', good))).toEqual(['02'])
    expect(await rulings(await file(mock, 'M-3', good))).toEqual(['01 007'])
  })

  it('rules on the entries of one transmission in order, each by itself', async () => {
    const response = await file(
      givenMock(),
      'M-1',
      good,
      { ...filing('A', 2, 'HAWB2'), parties: [seller] },
      good,
      filing('A', 3, 'HAWB3'),
      filing('R', 3, 'HAWB3B'),
    )
    expect(await rulings(response)).toEqual(['02', '01 Z06', '01 007', '02', '04'])
  })

  it('warns when a scenario says so', async () => {
    const scenarios = [{ id: 'WARN', steps: ['warn Z08'] }]
    const reply = await replyIn(await file(givenMock({ scenarios }), 'M-1', good))
    expect(reply.results[0]).toMatchObject({
      sxDisposition: '03',
      narrative: 'ENTRY ACCEPTED WITH WARNINGS',
      conditions: [
        { messageType: '13', conditionCode: 'Z08', narrative: 'PORT OF ENTRY REQUIRED' },
      ],
    })
  })

  it.each([
    ['the message id of its envelope', transmission('M-2', [good])],
    ['the filer of its envelope', transmission('M-1', [good], 'ABC')],
  ])('rejects a whole transmission for %s and files nothing', async (_title, body) => {
    const mock = givenMock()
    const reply = await replyIn(await send(mock, 'M-1', body))
    expect(reply).toMatchObject({
      envelope: { messageId: 'M-1', filerCode: 'ZZ9' },
      rejection: { conditionCode: '999', narrative: 'BATCH REJECTED' },
      results: [],
    })
    expect(await rulings(await file(mock, 'M-3', good))).toEqual(['02'])
  })

  it('rejects with the digits after SIMREJ, known or not', async () => {
    const reply = await replyIn(
      await file(givenMock(), 'M-1', filing('A', 1, 'SIMREJ318'), filing('A', 2, 'SIMREJ-987-X')),
    )
    expect(reply.results.map(({ sxDisposition, conditions }) => [sxDisposition, conditions])).toEqual(
      [
        ['01', [{ messageType: '11', conditionCode: '318', narrative: 'COUNTRY CODE INELIGIBLE FOR ET86' }]],
        ['01', [{ messageType: '11', conditionCode: '987', narrative: 'CONDITION 987' }]],
      ],
    ) // prettier-ignore
  })

  it('matches the regular bill where there is no house bill', async () => {
    const regular = shipment('X', {
      bill: { regularBill: 'SIMREJ318' },
      modeOfTransportation: '10',
    })
    const response = await file(givenMock(), 'M-1', filing('A', 1, 'X', { shipment: regular }))
    expect(await rulings(response)).toEqual(['01 318'])
  })
})
