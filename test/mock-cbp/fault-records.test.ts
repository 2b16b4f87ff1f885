/**
 * Faults in what CBP says in records: each batch as it goes over the line, and what the readers of
 * `src/message/catair` make of it.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { faultNames, faults } from '../../mock-cbp/fault/fault.ts'
import type { FaultName } from '../../mock-cbp/fault/fault.ts'
import { callsOf, wiresOf } from '../../mock-cbp/fault/row.ts'
import { readCatairPage } from '../../src/message/catair/heard.ts'
import { readCatairReply } from '../../src/message/catair/response.ts'
import { codes, filing, givenMock, inRecords, look, noon, number, sendRecords } from './given.ts'
import type { Given } from './given.ts'

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

const two = (mock: Given, fault?: FaultName) =>
  sendRecords(
    mock,
    inRecords('M-1', [filing('A', 1, 'HAWB1'), filing('A', 2, 'HAWB2')]),
    fault === undefined ? {} : { 'X-Mock-Fault': fault },
  )

const reply = (fault: FaultName) => two(givenMock(), fault)

const serial = (sequence: number) => number(sequence).slice(4).replace('-', '')

describe('a batch that cannot be read', () => {
  it.each([
    ['empty-200', 'cbp_empty', 'no records'],
    ['garbage', 'cbp_malformed', 'Column 1: byte 0x01'],
    ['html-login', 'cbp_malformed', 'The record has 157 columns'],
    ['cut-document', 'cbp_truncated', ''],
    ['second-root', 'cbp_unexpected_root', 'a second batch behind Z'],
    ['control-character', 'cbp_malformed', 'line 3, column 80: Column 80: a tab'],
    ['not-utf8', 'cbp_malformed', 'line 3, column 80: Column 80: byte 0xff'],
    ['wrong-root', 'cbp_unexpected_root', 'application "SO", not SX'],
    ['short-record', 'cbp_malformed', 'line 3: The record has 79 columns'],
    ['long-record', 'cbp_malformed', 'line 3: The record has 81 columns'],
    ['lost-trailer', 'cbp_truncated', 'Z is missing'],
    ['miscount', 'cbp_malformed', 'Y counts 9 records and the block has 8'],
    ['unknown-record', 'cbp_malformed', 'line 4: "QQ10" is no record that is known here'],
    ['small-letter', 'cbp_malformed', 'line 3, column 5: Column 5: "a" is a small letter'],
    ['data-in-filler', 'cbp_malformed', 'line 6, column 80: SE90 50-80 filler'],
  ] as const)('%s: %s', async (fault, why, detail) => {
    const response = await reply(fault)
    expect(response.status).toBe(200)
    const reading = readCatairReply(await bytesOf(response), noon)
    expect(reading).toMatchObject({
      ...{ ok: false, fault: why },
      detail: expect.stringContaining(detail),
    })
  })

  it('is XML where a document type or a namespace would be broken, so nothing is', async () => {
    const sound = await (await two(givenMock())).text()
    const only = faultNames.filter((name) => !wiresOf(faults[name]).includes('catair'))
    expect(only).toEqual(['doctype', 'entity-bomb', 'deep-nesting', 'wrong-namespace'])
    for (const fault of only) expect(await (await reply(fault)).text()).toBe(sound)
  })
})

describe('a reply in records that is about something else', () => {
  const said = async (fault: FaultName) => {
    const reading = readCatairReply(await bytesOf(await reply(fault)), noon)
    if (!reading.ok) throw new Error(reading.detail)
    return reading.value
  }
  const results = async (fault: FaultName) =>
    (await said(fault)).results.map(({ entryNumber }) => entryNumber)

  it('names another message', async () => {
    expect((await said('wrong-message-id')).envelope.messageId).toBe('OTHER-9')
  })

  it('has a result less, twice, or of a stranger, and its count is right', async () => {
    expect(await results('missing-result')).toEqual([serial(2)])
    expect(await results('double-result')).toEqual([serial(1), serial(1), serial(2)])
    expect(await results('foreign-result')).toEqual([serial(9_999_999), serial(2)])
  })

  it('refuses the whole batch, though it came without a Message-Id', async () => {
    expect(await said('batch-rejected')).toMatchObject({
      envelope: { messageId: 'M-1', filerCode: 'ZZ9' },
      rejection: { conditionCode: '999' },
      results: [],
    })
  })

  it('comes late, and is asked for until then', async () => {
    const mock = givenMock()
    expect((await two(mock, 'late-reply')).status).toBe(202)
    mock.seconds(5)
    expect(readCatairReply(await bytesOf(await two(mock)), noon)).toMatchObject({ ok: true })
  })
})

/** What is due of one entry after its release, on a page with this fault. */
async function page(fault?: FaultName) {
  const mock = givenMock()
  await sendRecords(mock, inRecords('M-1', [filing('A', 1, 'SIMREL1')]))
  mock.seconds(2)
  const response = await look(mock, fault === undefined ? {} : { 'X-Mock-Fault': fault })
  const reading = readCatairPage(await bytesOf(response.clone()))
  if (!reading.ok) throw new Error(reading.detail)
  const said = reading.delivered.flatMap(({ notification }) => notification ?? [])
  return { delivered: reading.delivered, said, mock, response, raws: reading.delivered.map(({ raw }) => raw) } // prettier-ignore
}

const ids = ({ said }: Pick<Awaited<ReturnType<typeof page>>, 'said'>) =>
  said.map(({ notificationId }) => notificationId)

const [first, second] = [`${number(1)}-1`, `${number(1)}-2`]

describe('a page of batches', () => {
  it('says everything twice, to the byte', async () => {
    const { raws } = await page()
    expect((await page('duplicate-notice')).raws).toEqual(raws.flatMap((raw) => [raw, raw]))
    expect((await page('shuffled-page')).raws).toEqual(raws.toReversed())
  })

  it('says the first again under its id with other bytes', async () => {
    const { said } = await page('changed-duplicate')
    expect(ids({ said })).toEqual([first, first, second])
    expect(said[1]?.notices[0]?.narrative).toBe('CHANGED ON THE WAY')
  })

  it('says everything again under new ids, which tell the same sequence', async () => {
    const { said } = await page('renumbered-notice')
    expect(ids({ said })).toEqual([first, second, `${first}-102`, `${second}-102`])
    expect(said.map(({ sequence }) => sequence)).toEqual([1, 2, 1, 2])
  })

  it('has a hold of before the release behind it, by the minute', async () => {
    const { said } = await page('late-hold')
    expect(codes(said)).toEqual(['SO60 97', 'SO60 98', 'SO50 53'])
    expect((said[2]?.at ?? '') < (said[1]?.at ?? '')).toBe(true)
  })

  it('speaks of an entry that nobody filed, and of that of another filer', async () => {
    const entries = async (fault: FaultName) =>
      (await page(fault)).said.map(({ filerCode, entryNumber }) => `${filerCode} ${entryNumber}`)
    const ours = `ZZ9 ${serial(1)}`
    expect(await entries('foreign-notice')).toEqual([ours, `ZZ9 ${serial(9_999_999)}`, ours])
    expect(await entries('other-filer-notice')).toEqual([ours, expect.stringMatching(/^QQ9 /), ours]) // prettier-ignore
  })

  it('has a code of its own', async () => {
    expect(codes((await page('unknown-code')).said)).toEqual(['SO60 97', 'SO60 ZZ', 'SO60 98'])
  })

  it('has one that cannot be read, and those behind it can', async () => {
    const { delivered, said } = await page('poison-notice')
    expect(delivered.map(({ notification }) => notification !== undefined)).toEqual([false, true, true]) // prettier-ignore
    expect(ids({ said })).toEqual([first, second])
  })

  it.each([
    'short-record', 'long-record', 'miscount', 'unknown-record', 'small-letter', 'data-in-filler',
    'not-utf8', 'control-character', 'wrong-root',
  ] as const)('has a first batch that is broken by %s', async (fault) => {
    const { delivered } = await page(fault)
    expect(delivered[0]?.notification).toBeUndefined()
    expect(delivered).toHaveLength(2)
  }) // prettier-ignore

  it.each(['lost-trailer', 'cut-document'] as const)('is cut by %s, and comes again whole', async (fault) => {
    await expect(page(fault)).rejects.toThrow(/Z is missing|columns/)
  }) // prettier-ignore

  it('may be one behind the other, so that it twice is no fault', async () => {
    expect((await page('second-root')).raws).toEqual((await page()).raws)
  })

  it('contradicts itself, at one time and in one place', async () => {
    const { said } = await page('contradiction')
    expect(codes(said)).toEqual(['SO60 97', 'SO60 98', 'SO60 96'])
    expect(said[2]).toMatchObject({ at: said[1]?.at, sequence: said[1]?.sequence })
  })

  it.each(['hidden-mailbox', 'status-204'] as const)('is empty by %s, and full again', async (fault) => {
    const { said, mock, response } = await page(fault)
    expect([response.status, said]).toEqual([204, []])
    const again = readCatairPage(await bytesOf(await look(mock)))
    expect(again).toMatchObject({ ok: true, delivered: [{}, {}] })
  }) // prettier-ignore
})

describe('a fault of records', () => {
  it('is none of XML, and says so in its row', () => {
    const only = faultNames.filter((name) => !wiresOf(faults[name]).includes('xml'))
    expect(only).toEqual(['short-record', 'long-record', 'lost-trailer', 'miscount', 'unknown-record', 'small-letter', 'data-in-filler']) // prettier-ignore
    for (const name of only) expect(callsOf(faults[name])).toEqual(['transmissions', 'queries', 'mailbox']) // prettier-ignore
  })
})
