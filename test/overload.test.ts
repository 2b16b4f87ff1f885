/**
 * The small version of `npm run overload`: more at once than there is room for, over real sockets.
 * How fast is for that command to say; here it is who hears what, and what is kept.
 * @module
 */
import { Agent, request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMockCbp } from '../mock-cbp/app.ts'
import { readConfig } from '../src/config.ts'
import { startGateway } from '../src/node.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { parcel } from './gateway/world.ts'
import { freshFolder } from './journey/process.ts'

type Heard = {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

const ask = (url: string, method: string, body?: unknown) =>
  new Promise<Heard>((resolve, reject) => {
    const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
      )
    })
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  }) // prettier-ignore

describe('more than there is room for (P12, G17)', () => {
  it('is refused with Retry-After, what is accepted is kept and filed once, and reading goes on', { timeout: 60_000 }, async () => {
    const folder = freshFolder()
    const reading = readConfig({
      PORT: '0', GATE321_DATA: folder.path, GATE321_TODAY: '2026-11-23', GATE321_LOG: 'alarm',
      GATE321_RATE: '100000', GATE321_BURST: '100000', GATE321_AT_ONCE: '100000', GATE321_MAX_WORKING: '8',
    })
    if (!reading.ok) throw new Error(reading.mistakes.join())
    const clock = { now: () => '2026-11-23T14:00:00.000Z' }
    const mock = createMockCbp({ db: openSqlite(':memory:'), clock, ids: () => 'R', pace: 'real', inspectionRate: 0 })
    const running = await startGateway(reading.config, mock.fetch, clock)
    onTestFinished(async () => {
      agent.destroy()
      await running.stop()
      folder.remove()
    })

    const first = await ask(`${running.url}/v1/entries`, 'POST', parcel('FIRST'))
    const { id } = JSON.parse(first.text) as { id: string }
    const filings = Array.from({ length: 300 }, (_, n) => ask(`${running.url}/v1/entries`, 'POST', parcel(`H${n}`)))
    const reads = Array.from({ length: 30 }, () => ask(`${running.url}/v1/entries/${id}`, 'GET'))
    const heard = await Promise.all(filings)
    const accepted = heard.filter(({ status }) => status === 201)
    const refused = heard.filter(({ status }) => status === 503)
    expect(accepted.length + refused.length).toBe(300)
    expect([accepted.length > 0, refused.length > 0]).toEqual([true, true])
    expect(refused.filter(({ retryAfter }) => !retryAfter)).toEqual([])
    expect((await Promise.all(reads)).map(({ status }) => status)).toEqual(reads.map(() => 200))

    const numbers = accepted.map(({ text }) => (JSON.parse(text) as { entryNumber: string }).entryNumber)
    while ((await running.gateway.gauges()).entries['queued']) await running.gateway.tick()
    const held = await mock.fetch(new Request('http://cbp.test/_mock/entries?limit=1000'))
    const { items } = (await held.json()) as { items: { entryNumber: string; effectiveFilings: number }[] }
    expect(items.map(({ entryNumber }) => entryNumber)).toEqual(expect.arrayContaining(numbers))
    expect(items).toHaveLength(numbers.length + 1)
    expect(items.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
  })
}) // prettier-ignore
