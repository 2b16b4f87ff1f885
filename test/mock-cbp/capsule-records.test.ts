/**
 * Capsules of sessions in CATAIR: batches, their echoes and pages of notices, redacted and replayed.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { faultNames, faults } from '../../mock-cbp/fault/fault.ts'
import { callsOf, wiresOf } from '../../mock-cbp/fault/row.ts'
import type { Filing } from '../../src/message/filing.ts'
import { file, filing, givenMock, inRecords, look, number, post, sendRecords, shipment } from './given.ts' // prettier-ignore
import type { Given } from './given.ts'
import { canaries } from './lively.ts'
import { capsuleIn, different, playIn, replayed } from './replayed.ts'

const petunia = {
  reference: 'CANARY-ORDER',
  contact: { name: 'Larkspur Kestrel', phone: '7185550199' },
  consignee: {
    name: 'Petunia Weatherby',
    address: { street: '12 Foxglove Lane Apartment CANARY, behind the mill', city: 'Larkspur', subdivision: 'NY', postalCode: '90210', country: 'US' },
  },
} as const // prettier-ignore

const hers = (sequence: number, bill: string, valueUsd = '30.00', on: Partial<Filing> = {}) => {
  const [line] = shipment(bill).lines
  const lines = line ? [{ ...line, fairRetailValue: valueUsd, description: 'Petunia mugs' }] : []
  return { ...filing('A', sequence, bill, { shipment: shipment(bill, { ...petunia, lines }) }), ...on }
} // prettier-ignore

/** Everywhere else where a word fits. */
const worded = (sequence: number): Filing => {
  const plain = filing('A', sequence, 'WORDS1', { entryType: '11' })
  const pga = {
    ...{ lineNumber: 1, agency: 'FDA', productId: 'CANARY', intendedUseCode: 'PETUNIA' },
    ...{ intendedUse: 'FOR KESTREL', records: [{ record: 'PG02', content: 'P    LARKSPUR CANARY' }, { record: 'PG10', content: 'CANARY' }] },
  }
  return {
    ...plain,
    importerOfRecordType: '34',
    importerOfRecord: '123-45-6789',
    references: [...plain.references, { qualifier: 'CMT', value: 'call Kestrel' }],
    additionalHeader: { conveyanceName: 'KESTREL', voyageFlightTrip: '88-1', generalOrderNumber: 'CANARY 1' },
    lines: plain.lines.map((line) => ({
      ...line,
      parties: [{ entityCode: 'BY', identifierQualifier: '34', identifier: '123-45-6789', businessIdentifiers: [{ qualifier: 'DUNS', value: 'CANARY1' }], street: [] }],
      tariffs: line.tariffs.map((tariff) => ({ ...tariff, commercialDescription: 'LARKSPUR', pga: [pga] })),
    })),
  }
} // prettier-ignore

/** `line` from 1. */
const withLine = (batch: string, line: number, change: (text: string) => string) =>
  batch.split('\n').map((text, index) => (index === line - 1 ? change(text) : text)).join('\n') // prettier-ignore

async function lived() {
  const mock = givenMock({ pace: 'manual' })
  const send = (body: string, headers: Record<string, string> = {}) =>
    sendRecords(mock, body, headers)
  const first = inRecords('M-1', [hers(1, 'SIMREL1'), hers(2, 'SIMREJ282')], 'ZZ9', 'CANARY-BLOCK')
  await send(first)
  await send(first, { 'Message-Id': 'M-1' })
  await send(`${first}\n`)
  await send(inRecords('M-2', [worded(3)]))
  // Refused alone: a field of hers is wrong, and comes back with its condition.
  const batch = inRecords('M-3', [hers(4, 'HAWB4'), hers(5, 'HAWB5')])
  await send(withLine(batch, 4, (text) => text.replace('LARKSPUR', ' LARKSPR')))
  // Refused together: by length, by a stranger, by the order, by what is no ASCII, by filler.
  const wrongly = (id: string, line: number, change: (text: string) => string) =>
    send(withLine(inRecords(id, [hers(6, 'HAWB6')]), line, change), { 'Message-Id': id })
  await wrongly('M-4', 9, (text) => text.slice(1))
  await wrongly('M-5', 9, (text) => `PETU${text.slice(4)}`)
  await wrongly('M-6', 4, (text) => text.replace('KESTREL', 'KÉSTREL'))
  await wrongly('M-7', 3, (text) => `${text.slice(0, 72)}PETUNIA `)
  await wrongly('M-8', 1, (text) => text.slice(0, 79))
  await wrongly('M-9', 1, (text) => text.replace('M-9    ', 'CA NARY'))
  await send('Petunia Weatherby, no batch at all', { 'Message-Id': 'M-10' })
  await send(inRecords('M-11', [hers(7, 'DAY1', '500.00')]))
  await send(inRecords('M-12', [hers(8, 'DAY2', '400.00')]))
  await file(mock, 'M-13', hers(9, 'DAY3', '10.00'))
  for (let hour = 0; hour < 4; hour += 1) {
    await mock.clock.advance('1h')
    await look(mock)
    await look(mock, { Accept: 'text/x-catair;q=0.9, Petunia/Weatherby' }, '?limit=1')
  }
  await look(mock, { 'X-Mock-Fault': 'cut-document' })
  await mock.fetch(new Request('http://cbp.test/ace/transmissions/M-1', { headers: { Authorization: `Basic ${btoa('ZZ9:mock')}` } })) // prettier-ignore
  return mock
}

describe('a capsule of a day in records', () => {
  it('replays to the same replies, echoes, rejections and pages', async () => {
    const { capsule } = await capsuleIn(await lived())
    expect(different(await replayed(capsule))).toEqual([])
    const filed = capsule.exchanges.filter(({ path }) => path === '/ace/transmissions')
    expect(filed.map(({ reply, withheld }) => `${reply.status} ${withheld ?? ''}`.trim())).toEqual([
      ...['200', '200', '409', '200', '200', '200', '200', '200', '200', '200', '200'],
      ...['400 missing_record', '200', '200', '200'],
    ])
  })

  it('holds nothing of what people typed, and what the mock went by', async () => {
    const { text } = await capsuleIn(await lived())
    expect(canaries.filter((word) => text.includes(word))).toEqual([])
    expect(text).not.toMatch(/petunia|kestrel|larkspr/i)
    for (const kept of ['SIMREL1', '6109100040', 'SE9011282', 'X1RF999', 'X1 FX34', '"accept"']) {
      expect(text).toContain(kept)
    }
  })

  it('is what a replay leaves behind, to the byte', async () => {
    const { capsule, text } = await capsuleIn(await lived())
    expect((await capsuleIn(await playIn(capsule))).text).toBe(text)
  })

  it("adds up one person's day over both wires, however long the street is", async () => {
    const { capsule } = await capsuleIn(await lived())
    const { items } = (await (await playIn(capsule)).control('days')) as { items: object[] }
    expect(items).toContainEqual(expect.objectContaining({ valueUsd: 970 }))
  })
})

/** One request for each call; what the line makes of the answer is not waited for. */
function asking(mock: Given) {
  let sent = 0
  const quietly = async (answer: Promise<Response>) => {
    const response = await answer.catch(() => undefined)
    await response?.body?.cancel()
  }
  return {
    transmissions: (headers: Record<string, string>) => {
      sent += 1
      return quietly(sendRecords(mock, inRecords(`M-${sent}`, [hers(sent, `SIMREL${sent}`)]), headers)) // prettier-ignore
    },
    mailbox: (headers: Record<string, string>) => quietly(look(mock, headers)),
    queries: (headers: Record<string, string>) =>
      quietly(mock.fetch(new Request('http://cbp.test/ace/transmissions/M-1', { headers: { Authorization: `Basic ${btoa('ZZ9:mock')}`, ...headers } }))), // prettier-ignore
    acknowledgements: (headers: Record<string, string>) =>
      quietly(post(mock, '/ace/mailbox/acknowledgements', JSON.stringify({ ids: [`${number(1)}-1`] }), headers)), // prettier-ignore
    documents: (headers: Record<string, string>) =>
      quietly(post(mock, '/ace/documents', JSON.stringify({ entryNumber: number(1), text: 'here' }), { 'Message-Id': `D-${(sent += 1)}`, ...headers })), // prettier-ignore
  }
}

describe('a capsule of trouble in records', () => {
  const both = faultNames.filter((name) => wiresOf(faults[name]).includes('catair'))
  it.each(both)('replays %s wherever it is committed', async (fault) => {
    const mock = givenMock({ pace: 'manual' })
    const ask = asking(mock)
    await ask.transmissions({})
    await ask.transmissions({})
    await mock.clock.advance('2h')
    for (const call of callsOf(faults[fault])) {
      await ask[call]({ 'X-Mock-Fault': fault })
      await mock.clock.advance('1h')
      await ask[call]({})
    }
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map((exchange) => exchange.fault)).toContain(fault)
    expect(different(await replayed(capsule))).toEqual([])
  })
})
