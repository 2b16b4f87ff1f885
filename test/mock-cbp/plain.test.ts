/**
 * A filing over a socket takes a road of its own past the adapter, and nobody can tell: the same
 * bytes, sent with a header that came twice, go by the adapter.
 * @module
 */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { serveMock } from '../../mock-cbp/node.ts'
import type { MockServer } from '../../mock-cbp/node.ts'
import { basic, counter, filing, inRecords, noon, transmission } from './given.ts'

const roads = ['straight', 'by the adapter'] as const
type Road = (typeof roads)[number]

const servers = {} as Record<Road, MockServer>
beforeAll(async () => {
  for (const road of roads) {
    servers[road] = await serveMock({ port: 0, clock: { now: () => noon }, ids: counter() })
  }
})
afterAll(() => Promise.all(roads.map((road) => servers[road].close())))

type Sent = {
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  /** Of the body; the line ends behind it. */
  readonly bytes?: number
}

/** All that comes back, but for the day of Node's own clock. */
function over(road: Road, { headers = {}, body, bytes }: Sent): Promise<string> {
  const lines = Object.entries({
    Host: 'cbp.test',
    ...basic(),
    'Content-Type': 'application/xml',
    'Message-Id': 'M-1',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`)
  const twice = road === 'straight' ? [] : ['X-Twice: 1', 'X-Twice: 2']
  const head = ['POST /ace/transmissions HTTP/1.1', ...lines, ...twice, '', ''].join('\r\n')
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(servers[road].url).port), '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(String(Buffer.concat(chunks)).replace(/^Date: .*\r\n/m, '')))
    socket.write(head + body.slice(0, bytes), () => bytes !== undefined && socket.destroy())
  })
}

const journal = async (road: Road) =>
  (await servers[road].mock.control('journal')) as { items: { status: number }[] }

const sound = transmission('M-1', [filing('A', 1, 'HAWB1')])

const filings: readonly (readonly [title: string, sent: Sent])[] = [
  ['a filing', { body: sound }],
  ['the same again', { body: sound }],
  ['another one under its id', { body: transmission('M-1', [filing('A', 2, 'HAWB2')]) }],
  ['a batch', { body: inRecords('M-2', [filing('A', 3, 'HAWB3')]), headers: { 'Content-Type': 'text/x-catair', 'Message-Id': 'M-2' } }],
  ['a batch with a password', { body: inRecords('M-2', [filing('A', 3, 'HAWB3')]).replace(/^(.{8}).{6}/, '$1SECRET'), headers: { 'Content-Type': 'text/x-catair', 'Message-Id': 'M-2' } }],
  ['no filing', { body: 'no filing' }],
  ['nothing at all', { body: '' }],
  ['a filing without its id', { body: sound, headers: { 'Message-Id': '' } }],
  ['a filing of nobody', { body: sound, headers: basic('ZZ9', 'wrong') }],
  ['a filing as something else', { body: sound, headers: { 'Content-Type': 'text/plain' } }],
  ['a filing in a world of its own', { body: sound, headers: { 'X-Mock-World': 'other' } }],
  ['a filing in a world that cannot be', { body: sound, headers: { 'X-Mock-World': '!' } }],
  ['a filing with a scenario', { body: transmission('M-3', [filing('A', 4, 'HAWB4')]), headers: { 'Message-Id': 'M-3', 'X-Mock-Scenario': 'delay 2h' } }],
  ['a fault of the line', { body: transmission('M-4', [filing('A', 5, 'HAWB5')]), headers: { 'Message-Id': 'M-4', 'X-Mock-Fault': 'cut-reply' } }],
  ['a fault of the document', { body: transmission('M-5', [filing('A', 6, 'HAWB6')]), headers: { 'Message-Id': 'M-5', 'X-Mock-Fault': 'cut-document' } }],
  ['no such fault', { body: sound, headers: { 'X-Mock-Fault': 'none-such' } }],
  ['a host that is none', { body: sound, headers: { Host: 'a b' } }],
] // prettier-ignore

describe('over a socket', () => {
  it.each(filings)('%s is answered as it is by the adapter', async (_title, sent) => {
    const [straight, adapted] = [await over('straight', sent), await over('by the adapter', sent)]
    expect(straight).not.toBe('')
    expect(straight).toBe(adapted)
  })

  it('a body that breaks off is refused and told in the journal, and harms nobody', async () => {
    for (const road of roads) {
      const { items } = await journal(road)
      await over(road, { body: sound, bytes: 100 })
      await vi.waitFor(async () => {
        expect((await journal(road)).items.length).toBe(items.length + 1)
      })
      expect((await journal(road)).items.at(-1)).toMatchObject({ status: 400, messageId: 'M-1' })
      expect(await over(road, { body: sound })).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    }
  })

  it('the journals of both tell the same', async () => {
    expect(await journal('straight')).toEqual(await journal('by the adapter'))
  })
})
