import { describe, expect, it } from 'vitest'
import { readReply } from '../../src/message/reply.ts'
import { file, filing, get, givenMock, json, number, refusal, replyIn, rulings, send, sendDocument, transmission } from './given.ts' // prettier-ignore

const good = filing('A', 1, 'SIMREL1')
const held = async (mock: Parameters<typeof get>[0]) =>
  (await json(await get(mock, '/_mock/entries')))['items']

describe('a message id', () => {
  it('with the same bytes again gets the first reply again, byte for byte', async () => {
    const mock = givenMock()
    const first = await (await file(mock, 'M-1', good)).text()
    mock.hours(5)
    expect(await (await file(mock, 'M-1', good)).text()).toBe(first)
    expect(await held(mock)).toMatchObject([{ effectiveFilings: 1, transmissions: 1 }])
  })

  it('with other bytes is refused, and the first reply stays', async () => {
    const mock = givenMock()
    const first = await (await file(mock, 'M-1', good)).text()
    const other = await file(mock, 'M-1', filing('A', 2, 'SIMREL2'))
    expect(await refusal(other)).toBe('409 message_id_reused')
    expect(await (await get(mock, '/ace/transmissions/M-1')).text()).toBe(first)
  })

  it('is worked anew where the mock does not dedupe: the entry is on file already', async () => {
    const mock = givenMock({ dedupe: false })
    expect(await rulings(await file(mock, 'M-1', good))).toEqual(['02'])
    expect(await rulings(await file(mock, 'M-1', good))).toEqual(['01 007'])
    expect(await held(mock)).toMatchObject([{ effectiveFilings: 1, transmissions: 1 }])
  })

  it('of a document that cannot be read is still free', async () => {
    const mock = givenMock()
    const cut = await send(mock, 'M-1', transmission('M-1', [good]).slice(0, -20))
    expect(cut.status).toBe(400)
    expect(await json(cut)).toMatchObject({
      code: 'unreadable',
      detail: expect.stringMatching(/^cbp_truncated/),
    })
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(404)
    expect(await rulings(await file(mock, 'M-1', good))).toEqual(['02'])
  })

  it('belongs to its filer', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', good)
    const other = await get(mock, '/ace/transmissions/M-1', 'ABC')
    expect(await refusal(other)).toBe('404 message_unknown')
    const entry = { ...filing('A', 1, 'SIMREL2'), filerCode: 'ABC', entryNumber: number(1, 'ABC').slice(4).replace('-', '') } // prettier-ignore
    const body = transmission('M-1', [entry], 'ABC')
    expect(await rulings(await send(mock, 'M-1', body, 'ABC'))).toEqual(['02'])
  })

  it('sent twenty times at once is processed once', async () => {
    const mock = givenMock()
    const responses = await Promise.all(Array.from({ length: 20 }, () => file(mock, 'M-1', good)))
    const bodies = await Promise.all(responses.map((response) => response.text()))
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(bodies).size).toBe(1)
    expect(await held(mock)).toMatchObject([{ effectiveFilings: 1, transmissions: 1 }])
  })

  it('of twenty that file one entry at once, one wins', async () => {
    const mock = givenMock()
    const sent = Array.from({ length: 20 }, (_, index) => file(mock, `M-${index}`, good))
    const outcomes = (await Promise.all(sent.map(async (each) => rulings(await each)))).flat()
    expect(outcomes.toSorted()).toEqual([...Array(19).fill('01 007'), '02'])
    expect(await held(mock)).toMatchObject([{ effectiveFilings: 1, transmissions: 20 }])
  })

  it('of two corrections at once, one is refused because the other is pending', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMSIL1'))
    const sent = ['M-2', 'M-3'].map((id) => file(mock, id, filing('R', 1, 'SIMSIL1')))
    const outcomes = (await Promise.all(sent.map(async (each) => rulings(await each)))).flat()
    expect(outcomes.toSorted()).toEqual(['01 Z13', '04'])
  })

  it('of documents counts once in the same way', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', good)
    const first = await (await sendDocument(mock, 'D-1', number(1))).text()
    expect(await (await sendDocument(mock, 'D-1', number(1))).text()).toBe(first)
    expect((await sendDocument(mock, 'D-1', number(1), 'other')).status).toBe(409)
    expect((await sendDocument(mock, 'M-1', number(1))).status).toBe(409)
    expect(await (await get(mock, '/ace/transmissions/D-1')).text()).toBe(first)
  })
})

describe('a late reply', () => {
  it('is not there before four hours, and its notices count from there', async () => {
    const mock = givenMock({ pace: 'real' })
    const slow = filing('A', 2, 'SIMLAT1')
    const waiting = await file(mock, 'M-1', good, slow)
    expect([waiting.status, waiting.headers.get('Retry-After')]).toEqual([202, '5'])
    expect(await waiting.text()).toBe('')
    mock.hours(3.9)
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(202)
    expect((await get(mock, `/ace/entries/${number(1)}`)).status).toBe(404)
    mock.hours(4)
    const reply = await replyIn(await get(mock, '/ace/transmissions/M-1'))
    expect(reply.envelope.processedAt).toBe('2026-11-28T16:00:00.000Z')
    expect(await rulings(await file(mock, 'M-1', good, slow))).toEqual(['02', '02'])
    const page = async () => (await get(mock, '/ace/mailbox')).text()
    expect(await page()).not.toContain('statusNotification')
    mock.hours(5)
    expect((await page()).match(/<at>.*<\/at>/g)).toEqual(
      Array(2).fill('<at>2026-11-28T17:00:00.000Z</at>'),
    )
  })
})

describe('a transmission of 999 entries', () => {
  it('is answered whole, within the limits of D1', async () => {
    const plain = givenMock()
    const largest = { values: 0, text: 0, statements: 0 }
    const db: typeof plain.db = {
      ...plain.db,
      write: (statements) => {
        largest.statements = Math.max(largest.statements, statements.length)
        for (const { sql, values } of statements) {
          largest.values = Math.max(largest.values, values.length)
          for (const value of values) {
            largest.text = Math.max(largest.text, String(value).length)
          }
        }
        return plain.db.write(statements)
      },
    }
    const mock = givenMock({ db })
    const entries = Array.from({ length: 999 }, (_, index) =>
      filing('A', index + 1, `HAWB${index + 1}`),
    )
    const text = await (await file(mock, 'M-1', ...entries)).text()
    const reading = readReply(new TextEncoder().encode(text))
    expect(reading.ok && reading.value.results).toHaveLength(999)
    expect(largest.values).toBeLessThanOrEqual(100)
    expect(largest.text).toBeLessThanOrEqual(500_000)
    expect(largest.statements).toBeLessThan(1000)
    expect(await (await get(mock, '/ace/transmissions/M-1')).text()).toBe(text)
  })
})
