/**
 * The journal keeps what went over the line to the byte, however long it is.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { bytesOf } from '../../mock-cbp/world/body.ts'
import type { Body } from '../../mock-cbp/world/body.ts'
import { basic, givenMock } from './given.ts'
import type { Given } from './given.ts'

const send = (mock: Given, body: string | Uint8Array<ArrayBuffer>) =>
  mock.fetch(
    new Request('http://cbp.test/ace/transmissions', {
      method: 'POST',
      headers: { ...basic(), 'Content-Type': 'application/xml', 'Message-Id': 'M-1' },
      body,
    }),
  )

const kept = async (mock: Given, position: number) =>
  (await mock.control(`journal/${position}`)) as { request: Body; reply: Body; bytes: number }

describe('the journal', () => {
  it.each([0, 1, 249_999, 250_000, 250_001, 500_000, 600_003])(
    'has a text of %i characters whole',
    async (length) => {
      const mock = givenMock()
      const text = `${'ü€<'.repeat(200_001)}`.slice(0, length)
      const reply = await (await send(mock, text)).text()
      const { request, reply: replied } = await kept(mock, 1)
      expect(request.form).toBe('text')
      expect(request.text === text).toBe(true)
      expect(replied.text).toBe(reply)
    },
  )

  it('has what is no text whole, in Base64', async () => {
    const mock = givenMock()
    const bytes = Uint8Array.from({ length: 500_000 }, (_, index) => (index * 7) % 256)
    await send(mock, bytes)
    const { request } = await kept(mock, 1)
    expect(request.form).toBe('base64')
    expect(Buffer.from(bytesOf(request)).equals(Buffer.from(bytes))).toBe(true)
  })

  it('goes with a world that is copied, bodies and all', async () => {
    const mock = givenMock()
    const text = 'x'.repeat(300_000)
    await send(mock, text)
    const fork = await mock.fork('other')
    const { request } = (await fork.control('journal/1')) as { request: Body }
    expect(request.text === text).toBe(true)
  })
})

describe('the metrics', () => {
  it('count answers by their code, 200 among them or not', async () => {
    const mock = givenMock()
    const answers = async () => ((await mock.control('metrics')) as { answers: unknown }).answers
    expect(await answers()).toEqual([])
    await send(mock, 'no filing')
    expect(await answers()).toEqual([{ status: 400, count: 1 }])
    await mock.fetch(new Request('http://cbp.test/ace/mailbox', { headers: basic() }))
    await mock.fetch(new Request('http://cbp.test/ace/entries/ZZ9', { headers: basic() }))
    expect(await answers()).toEqual([
      { status: 200, count: 1 },
      { status: 400, count: 1 },
      { status: 404, count: 1 },
    ])
  })
})
