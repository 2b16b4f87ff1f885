/**
 * Faults in what CBP says: each document as it goes over the line, and what the readers of
 * `src/message` make of it.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { readNotifications } from '../../src/message/notification.ts'
import { readReply } from '../../src/message/reply.ts'
import type { FaultName } from '../../mock-cbp/fault/fault.ts'
import {
  codes,
  file,
  filing,
  givenMock,
  mailbox,
  number,
  post,
  replyIn,
  transmission,
} from './given.ts'

const reply = (fault: FaultName) =>
  post(
    givenMock(),
    '/ace/transmissions',
    transmission('M-1', [filing('A', 1, 'HAWB1'), filing('A', 2, 'HAWB2')]),
    { 'Content-Type': 'application/xml', 'Message-Id': 'M-1', 'X-Mock-Fault': fault },
  )

const serial = (sequence: number) => number(sequence).slice(4).replace('-', '')

describe('a reply that cannot be read', () => {
  it.each([
    ['empty-200', 'cbp_empty'],
    ['garbage', 'cbp_not_xml'],
    ['html-login', 'cbp_not_xml'],
    ['cut-document', 'cbp_truncated'],
    ['second-root', 'cbp_malformed'],
    ['doctype', 'cbp_forbidden_construct'],
    ['entity-bomb', 'cbp_forbidden_construct'],
    ['deep-nesting', 'cbp_limits'],
    ['control-character', 'cbp_bad_char'],
    ['not-utf8', 'cbp_encoding'],
    ['wrong-root', 'cbp_unexpected_root'],
    ['wrong-namespace', 'cbp_unexpected_root'],
  ] as const)('%s: %s', async (fault, why) => {
    const response = await reply(fault)
    expect(response.status).toBe(200)
    const reading = readReply(new Uint8Array(await response.arrayBuffer()))
    expect(reading).toMatchObject({ ok: false, fault: why })
  })
})

describe('a reply that is about something else', () => {
  const results = async (fault: FaultName) =>
    (await replyIn(await reply(fault))).results.map(({ entryNumber }) => entryNumber)

  it('names another message', async () => {
    expect((await replyIn(await reply('wrong-message-id'))).envelope.messageId).toBe('OTHER-9')
  })

  it('has a result less, twice, or of a stranger', async () => {
    expect(await results('missing-result')).toEqual([serial(2)])
    expect(await results('double-result')).toEqual([serial(1), serial(1), serial(2)])
    expect(await results('foreign-result')).toEqual([serial(9_999_999), serial(2)])
  })

  it('refuses the whole transmission', async () => {
    expect(await replyIn(await reply('batch-rejected'))).toMatchObject({
      envelope: { messageId: 'M-1', filerCode: 'ZZ9' },
      rejection: { conditionCode: '999' },
      results: [],
    })
  })
})

/** What is due of one entry after its release, on a page with this fault. */
async function page(fault: FaultName) {
  const mock = givenMock()
  await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
  mock.seconds(2)
  const response = await mock.fetch(
    new Request('http://cbp.test/ace/mailbox', {
      headers: { Authorization: `Basic ${btoa('ZZ9:mock')}`, 'X-Mock-Fault': fault },
    }),
  )
  const reading = readNotifications(new Uint8Array(await response.arrayBuffer()))
  if (!reading.ok) throw new Error(reading.detail)
  return { delivered: reading.delivered, said: reading.delivered.flatMap(({ notification }) => notification ?? []), mock } // prettier-ignore
}

const ids = (said: Awaited<ReturnType<typeof page>>['said']) =>
  said.map(({ notificationId }) => notificationId)

const [first, second] = [`${number(1)}-1`, `${number(1)}-2`]

describe('a page of the mailbox', () => {
  it('says everything twice', async () => {
    expect(ids((await page('duplicate-notice')).said)).toEqual([first, first, second, second])
  })

  it('says the first again under its id with other bytes', async () => {
    const { said } = await page('changed-duplicate')
    expect(ids(said)).toEqual([first, first, second])
    expect(said[1]?.notices[0]?.narrative).toBe('CHANGED ON THE WAY')
  })

  it('says everything again under new ids', async () => {
    const { said } = await page('renumbered-notice')
    expect(ids(said)).toEqual([first, second, 'FAULT-2-1', 'FAULT-2-2'])
    expect(codes(said)).toEqual(['SO60 97', 'SO60 98', 'SO60 97', 'SO60 98'])
  })

  it('comes in another order', async () => {
    expect(ids((await page('shuffled-page')).said)).toEqual([second, first])
  })

  it('leaves one out, which comes later', async () => {
    const { said, mock } = await page('late-notice')
    expect(ids(said)).toEqual([second])
    expect(ids(await mailbox(mock))).toEqual([first, second])
  })

  it('has a hold of before the release behind it', async () => {
    const { said } = await page('late-hold')
    expect(codes(said)).toEqual(['SO60 97', 'SO60 98', 'SO50 53'])
    expect((said[2]?.at ?? '') < (said[1]?.at ?? '')).toBe(true)
  })

  it('has one time for all', async () => {
    const { said } = await page('equal-times')
    expect(new Set(said.map(({ at }) => at)).size).toBe(1)
    expect(said.map(({ sequence }) => sequence)).toEqual([1, 2])
  })

  it('speaks of an entry that nobody filed, and of that of another filer', async () => {
    const entries = async (fault: FaultName) =>
      (await page(fault)).said.map(({ filerCode, entryNumber }) => `${filerCode} ${entryNumber}`)
    const ours = `ZZ9 ${serial(1)}`
    expect(await entries('foreign-notice')).toEqual([ours, `ZZ9 ${serial(9_999_999)}`, ours])
    expect(await entries('other-filer-notice')).toEqual([
      ours,
      expect.stringMatching(/^QQ9 /),
      ours,
    ])
  })

  it('has a code of its own', async () => {
    expect(codes((await page('unknown-code')).said)).toEqual(['SO60 97', 'SO60 ZZ', 'SO60 98'])
  })

  it('has one that cannot be read, and those behind it can', async () => {
    const { delivered, said } = await page('poison-notice')
    expect(delivered.map(({ notification }) => notification !== undefined)).toEqual([
      false,
      true,
      true,
    ])
    expect(ids(said)).toEqual([first, second])
  })

  it('contradicts itself, at one time and in one place', async () => {
    const { said } = await page('contradiction')
    expect(codes(said)).toEqual(['SO60 97', 'SO60 98', 'SO60 96'])
    expect(said[2]).toMatchObject({ at: said[1]?.at, sequence: said[1]?.sequence })
    expect(codes((await page('conflicting-lines')).said)).toEqual(['SO60 97', 'SO60 03', 'SO60 98'])
  })

  it('is empty, and full again', async () => {
    const { said, mock } = await page('hidden-mailbox')
    expect(said).toEqual([])
    expect(ids(await mailbox(mock))).toEqual([first, second])
  })
})
