import { describe, expect, it } from 'vitest'
import { billsOf } from '../../src/message/bills.ts'
import type { FilingBill } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import { file, filing, givenMock, replyIn, rulings, send, shipment, transmission } from './given.ts'

const good = filing('A', 1, 'HAWB1')
const [line] = good.lines
const [grouping] = good.billGroupings
const [master, house] = billsOf(good)
const [consignee, seller] = good.parties
if (!line || !master || !house || !grouping || !consignee || !seller)
  throw new Error('an incomplete filing')

const billed = (...bills: FilingBill[]) => ({ billGroupings: [{ ...grouping, bills }] })
const none = undefined as never
const number = { identifierQualifier: 'EI', identifier: '12-3456789' } as const
const bare = { businessIdentifiers: [], street: [] }
const numbered = { ...bare, ...number, entityCode: 'CN' }
const inBond: FilingBill = { billType: 'I', billNumber: 'V1234567890', nonAms: false }
const agency = { lineNumber: 1, agency: 'FDA', disclaimCode: 'A', records: [] }
const informal = { entryType: '11' }
const formal = { entryType: '01', parties: [numbered, seller] }
const twice = (second: Partial<typeof grouping>) => ({
  billGroupings: [grouping, { ...grouping, ...second }],
})
const chapters = (...numbers: string[]) => [
  {
    ...line,
    tariffs: numbers.map((htsNumber) => ({
      htsNumber,
      ...(htsNumber.startsWith('99') ? {} : { lineValueUsd: 30 }),
      pga: [],
    })),
  },
]
const eda = (value: string) => ({ qualifier: 'EDA', value })
const tariff = (changes: object) => [{ ...line, tariffs: [{ ...line.tariffs[0]!, ...changes }] }]

const refused: readonly (readonly [code: string, title: string, changes: Partial<Filing>])[] = [
  ['006', 'a wrong check digit', { entryNumber: '00000012' }],
  ['006', "another filer's number", { filerCode: 'ABC', entryNumber: '00000014' }],
  ['010', 'an entry type that is not taken', { entryType: '03', parties: [numbered, seller] }],
  ['282', 'no day of arrival', { references: [] }],
  ['282', 'a day of arrival that does not exist', { references: [eda('2026-02-30')] }],
  ['288', 'two days of arrival', { references: [eda('2026-12-01'), eda('2026-12-02')] }],
  ['Z01', 'more than 800', { entryValueUsd: 801, lines: tariff({ lineValueUsd: 801 }) }],
  ['Z02', 'two bills', { billGroupings: [{ ...grouping, bills: [{ ...house, billType: 'R' }] }, grouping] }],
  ['Z03', 'a master bill alone', billed({ ...master, packageQuantity: 1 })],
  ['Z03', 'a house bill before its master', billed(house, master)],
  ['Z03', 'two house bills of one master', billed(master, house, house)],
  ['Z03', 'an in-bond number alone', billed(inBond)],
  ['Z03', 'no bill at all', { billGroupings: [] }],
  ['Z04', 'no quantity', billed(master, { ...house, packageQuantity: undefined as never })],
  ['030', 'a quantity of nothing', billed(master, { ...house, packageQuantity: 0 })],
  ['030', 'a quantity on an in-bond number', billed({ ...inBond, packageQuantity: 1 }, master, house)],
  ['Z05', 'a line without value', { entryValueUsd: 0, lines: tariff({ lineValueUsd: undefined }) }],
  ['Z06', 'no consignee', { parties: [seller] }],
  ['Z06 Z26', 'two consignees', { parties: [consignee, consignee, seller] }],
  ['Z07', 'no seller', { parties: [consignee] }],
  ['Z09', 'no conveyance off the manifest', billed(...[master, house].map((bill) => ({ ...bill, nonAms: true })))],
  ['Z09', 'a grouping off the manifest without its conveyance, beside one that has it', {
    ...formal, ...twice({ bills: [{ ...house, billType: 'R', nonAms: true }], conveyances: [] }),
  }],
  ['Z08', 'no port of entry', { plannedPortOfEntry: none }],
  ['Z08', 'no port for an in-bond', { ...informal, plannedPortOfEntry: none, ...billed(inBond, master, house) }],
  ['Z10', 'a chapter the tariff does not have', { lines: tariff({ htsNumber: '7701100040' }) }],
  ['Z11', 'filed after arrival', { references: [eda('2026-11-27')] }],
  ['Z12', 'mail', { modeOfTransportation: '50' }],
  ['Z19', 'an express tracking number', billed({ ...house, billType: 'T' })],
  ['Z20', 'a party with name and number', { parties: [{ ...consignee, ...number }, seller] }],
  ['Z20', 'a party with neither', { parties: [{ ...bare, entityCode: 'CN' }, seller] }],
  ['Z20', 'a seller by number', { parties: [consignee, { ...numbered, entityCode: 'SE' }] }],
  ['Z21', 'a name without street', { parties: [{ ...consignee, street: [] }, seller] }],
  ['Z22', 'a consignee by name on a formal entry', { ...formal, parties: [consignee, seller] }],
  ['Z23', 'nobody to call', { contact: none }],
  ['Z24', 'no mode of transportation', { modeOfTransportation: none }],
  ['Z25', 'documents without their reference', { documentImages: '1' }],
  ['Z26', 'two sellers on a line', { lines: [{ ...line, parties: [seller, seller] }] }],
  ['Z27', 'lines that begin with 2', { lines: [{ ...line, lineNumber: 2 }] }],
  ['Z27', 'lines of one number', { lines: [line, line], entryValueUsd: 60 }],
  ['Z28', 'chapter 99 behind what it accompanies', { lines: chapters('6109100040', '9903010125') }],
  ['Z28', 'chapter 99 with a value', { lines: tariff({ htsNumber: '9903010125' }), entryValueUsd: 0 }],
  ['Z29', 'data for an agency without a description', { lines: tariff({ pga: [agency] }) }],
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

  it.each<readonly [title: string, changes: Partial<Filing>]>([
    ['a regular bill', billed({ ...house, billType: 'R' })],
    ['an in-bond number before its bills', billed(inBond, master, house)],
    ['chapter 99 first', { lines: chapters('9903010125', '6109100040') }],
    ['lines with gaps', { lines: [line, { ...line, lineNumber: 4 }], entryValueUsd: 60 }],
    ['a seller on each line', { parties: [consignee], lines: [{ ...line, parties: [seller] }] }],
    ['a formal entry, its consignee by number', formal],
    ['of a formal entry no value of lines', { ...formal, lines: tariff({ lineValueUsd: none }) }],
    ['several groupings, a tracking number among them', { ...informal, ...twice({ bills: [{ ...house, billType: 'T' }] }) }],
    ['no port and no quantity on an informal entry', { ...informal, plannedPortOfEntry: none, ...billed(master, { ...house, packageQuantity: none }) }],
    ['documents with their reference', { documentImages: '1', references: [...good.references, { qualifier: 'DIS', value: 'D-1' }] }],
    ['a disclaimed agency behind its description', { lines: tariff({ commercialDescription: 'MUG', pga: [agency] }) }],
  ])('takes %s', async (_title, changes) => {
    expect(await rulings(await file(givenMock(), 'M-1', { ...good, ...changes }))).toEqual(['02'])
  }) // prettier-ignore

  it('gives the word for the block back', async () => {
    const body = transmission('M-1', [good], 'ZZ9', 'BLK-7')
    expect(await replyIn(await send(givenMock(), 'M-1', body))).toMatchObject({
      envelope: { messageId: 'M-1', blockReference: 'BLK-7' },
    })
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
