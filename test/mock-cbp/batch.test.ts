import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCatairPage } from '../../src/message/catair/heard.ts'
import { printCatairRelease } from '../../src/message/catair/release.ts'
import { readCatairReply } from '../../src/message/catair/response.ts'
import type { CargoRelease, Filing } from '../../src/message/filing.ts'
import { filing, givenMock, noon, number } from './given.ts'
import type { Given } from './given.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/catair/${name}.txt`, import.meta.url), 'latin1')

const bytes = (text: string) => new TextEncoder().encode(text)
const basic = (password = 'mock') => `Basic ${btoa(`ZZ9:${password}`)}`

const post = (mock: Given, text: string, headers: Readonly<Record<string, string>> = {}) =>
  mock.fetch(
    new Request('https://cbp.test/ace/transmissions', {
      method: 'POST',
      body: text,
      headers: { Authorization: basic(), 'Content-Type': 'text/x-catair', ...headers },
    }),
  )

const get = (mock: Given, path: string, accept = 'text/x-catair') =>
  mock.fetch(
    new Request(`https://cbp.test/ace/${path}`, {
      headers: { Authorization: basic(), Accept: accept },
    }),
  )

const textOf = async (response: Response | Promise<Response>) => (await response).text()

const envelope: CargoRelease['envelope'] = {
  ...{ messageId: 'M-1', filerCode: 'ZZ9', siteCode: '4701', transmissionDate: '2026-11-28' },
  blockReference: 'BLOCK-1',
}
const batch = (...entries: Filing[]) => printCatairRelease({ envelope, entries })

/** Replaces the record that begins so; its columns are filled again. */
const mended = (text: string, record: string, by: string) =>
  text
    .split('\n')
    .map((line) => (line.startsWith(record) ? by.padEnd(80) : line))
    .join('\n')

const replied = async (response: Response | Promise<Response>) => {
  const reading = readCatairReply(bytes(await textOf(response)), noon)
  if (!reading.ok) throw new Error(reading.detail)
  return reading.value
}

describe('the worked exchange', () => {
  const june = () => {
    const at = '2025-06-25T16:00:00.000Z'
    return givenMock({ clock: { now: () => at } })
  }

  it('is answered byte for byte', async () => {
    const mock = june()
    const response = await post(mock, fixture('add'))
    expect(response.headers.get('Content-Type')).toBe('text/x-catair; charset=us-ascii')
    expect(await response.text()).toBe(fixture('response-accepted'))
    expect(await textOf(get(mock, 'transmissions/BATCH0000001'))).toBe(fixture('response-accepted'))
  })

  it('is rejected byte for byte without its date of arrival', async () => {
    const without = fixture('add').replace(/SE20EDA.*\n/, '')
    expect(await textOf(post(june(), without))).toBe(fixture('response-rejected'))
  })

  it('goes on with the cancellation', async () => {
    const mock = june()
    await post(mock, fixture('add'))
    const cancelled = fixture('cancel').replace('BATCH0000001', 'BATCH0000002')
    const { results } = await replied(post(mock, cancelled))
    expect(results).toMatchObject([{ actionCode: 'D', sxDisposition: '04' }])
  })
})

describe('a batch of a thousand entries', () => {
  const thousand = () =>
    batch(...Array.from({ length: 1000 }, (_, index) => filing('A', index + 1, `HAWB${index}`)))

  it('is accepted in two blocks', async () => {
    const { results } = await replied(post(givenMock(), thousand()))
    expect(results).toHaveLength(1000)
    expect(new Set(results.map(({ sxDisposition }) => sxDisposition))).toEqual(new Set(['02']))
  })

  it('is refused as a whole for its envelope, with X1 999', async () => {
    const mock = givenMock()
    const text = await textOf(post(mock, thousand().replace(/\nZ4701/, '\nZ4702')))
    expect(text.split('\n').slice(0, 4).map((line) => line.trimEnd())).toEqual([
      'A4701ZZ9      112826                                       M-1',
      `B${' '.repeat(78)}B`,
      'X1 FZ43   TRAILER DOES NOT MATCH HEADER',
      'X1RF999   BATCH REJECTED',
    ]) // prettier-ignore
    expect(await mock.control('entries')).toMatchObject({ items: [] })
  })

  it('loses the one whose field is wrong, and no other', async () => {
    const mock = givenMock()
    const text = thousand().replace('SE6061091000400000000030', 'SE606109100040000000003A')
    const { rejection, results } = await replied(post(mock, text))
    expect(rejection).toBeUndefined()
    const count = (code: string) => results.filter((one) => one.sxDisposition === code).length
    expect([count('02'), count('01')]).toEqual([999, 1])
    expect(results[0]?.conditions).toMatchObject([{ messageType: '11', conditionCode: 'Z44' }])
  })
})

describe('the echo', () => {
  it('has every condition behind the record it is about', async () => {
    const text = mended(batch(filing('A', 1, 'HAWB1')), 'SE15H', 'SE15H    HAWB1')
    const lines = (await textOf(post(givenMock(), text))).split('\n')
    // No quantity, and no word on the manifest.
    const at = lines.findIndex((line) => line.startsWith('SE15H'))
    expect(lines.slice(at, at + 3).map((line) => line.trimEnd())).toEqual([
      'SE15H    HAWB1',
      'SE9011Z45MANDATORY DATA MISSING',
      'SE9001   ENTRY REJECTED',
    ])
  })

  it("has CBP's own numbers for the fields of SE10", async () => {
    const text = batch(filing('A', 1, 'HAWB1')).replace('SE10AZZ9', 'SE10QZZ9')
    const { results } = await replied(
      // The action is what cannot be read, so the reply cannot be read either by its type.
      post(givenMock(), text).then(async (response) => {
        const said = await response.text()
        expect(said).toContain('SE9011002INVALID ACTION CODE')
        return new Response(said.replace('SE10QZZ9', 'SE10AZZ9'))
      }),
    )
    expect(results).toMatchObject([{ sxDisposition: '01' }])
  })
})

describe('a batch that names itself', () => {
  it('needs no Message-Id', async () => {
    const mock = givenMock()
    const once = await textOf(post(mock, batch(filing('A', 1, 'HAWB1'))))
    expect(once).toContain('ENTRY ACCEPTED')
    expect(await textOf(post(mock, batch(filing('A', 1, 'HAWB1'))))).toBe(once)
  })

  it('is refused under another Message-Id', async () => {
    const text = batch(filing('A', 1, 'HAWB1'))
    const { rejection } = await replied(post(givenMock(), text, { 'Message-Id': 'M-2' }))
    expect(rejection).toMatchObject({ conditionCode: '999' })
  })

  it('is the same message under another password, which nothing keeps', async () => {
    const mock = givenMock()
    const text = batch(filing('A', 1, 'HAWB1'))
    const under = (password: string) => text.replace(/^(.{8}).{6}/, `$1${password}`)
    const once = await textOf(post(mock, under('SECRET')))
    const again = await post(mock, under('OTHER1'))
    expect([again.status, await again.text()]).toEqual([200, once])
    const kept = await mock.control('journal/1')
    expect(JSON.stringify(kept)).toContain('A4701ZZ9      112826     SE')
    expect(JSON.stringify(kept)).not.toMatch(/SECRET|OTHER1/)
  })

  it('is unreadable without an A record, and nothing is kept of it', async () => {
    const response = await post(givenMock(), '<html>', { 'Message-Id': 'M-1' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'unreadable' })
  })
})

describe('the mailbox in records', () => {
  it('has one batch a notification, with the id of the mailbox and the word of the block', async () => {
    const mock = givenMock({ pace: 'fast' })
    await post(mock, batch(filing('A', 1, 'HAWB1')))
    mock.seconds(600)
    const page = readCatairPage(bytes(await textOf(get(mock, 'mailbox'))))
    const heard = page.ok ? page.delivered.map(({ notification }) => notification) : []
    expect(heard.map((one) => one?.notificationId)).toEqual([
      'ZZ9-0000001-1-1',
      'ZZ9-0000001-1-2',
      'ZZ9-0000001-1-3',
    ])
    expect(new Set(heard.map((one) => one?.blockReference))).toEqual(new Set(['BLOCK-1']))
    expect(heard.map((one) => one?.sequence)).toEqual([1, 2, 3])
    expect(heard[0]?.references).toEqual([{ qualifier: 'CR', value: number(1).slice(4).replace('-', '') }])
  }) // prettier-ignore

  it('is 204 when it is empty', async () => {
    const response = await get(givenMock(), 'mailbox')
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('says the same as the mailbox in XML', async () => {
    const mock = givenMock({ pace: 'fast' })
    await post(mock, batch(filing('A', 1, 'HAWB1')))
    mock.seconds(600)
    const xml = await textOf(get(mock, 'mailbox', 'application/xml'))
    const page = readCatairPage(bytes(await textOf(get(mock, 'mailbox'))))
    const ids = page.ok ? page.delivered.map((one) => one.notification?.notificationId ?? '') : []
    for (const id of ids) expect(xml).toContain(`<notificationId>${id}<`)
    expect(ids).toHaveLength(3)
  })
})
