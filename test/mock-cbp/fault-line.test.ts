/**
 * Faults of the line, committed for real: what a client sees on a socket, and that it sees the same
 * where there is none.
 * @module
 */
import { connect } from 'node:net'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handlers } from '../../mock-cbp/msw.ts'
import { serveMock } from '../../mock-cbp/node.ts'
import type { MockServer } from '../../mock-cbp/node.ts'
import { faultNames, faults } from '../../mock-cbp/fault/fault.ts'
import type { FaultName } from '../../mock-cbp/fault/fault.ts'
import {
  basic,
  filing,
  givenMock,
  json,
  noon,
  number,
  rulings,
  send,
  transmission,
} from './given.ts'

/** What `fetch` makes of each; a body is `whole` when it is that of a sound line. */
const seen: Readonly<Partial<Record<FaultName, string>>> = {
  reset: 'fetch failed: ECONNRESET',
  'lost-reply': 'fetch failed: ECONNRESET',
  'hang-up': 'fetch failed: UND_ERR_SOCKET',
  // Nobody waits in these tests: the silence is over at once.
  silence: 'fetch failed: UND_ERR_SOCKET',
  'silence-after': 'fetch failed: UND_ERR_SOCKET',
  'slow-reply': '200 whole',
  'narrow-line': '200 whole',
  drip: '200 whole',
  'reset-in-body': '200, terminated: UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'cut-reply': '200, terminated: UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'cut-silently': '200 half',
  'long-length': '200, terminated: UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'cut-chunk': '200, terminated: HTTPParserError',
  'garbage-status': 'fetch failed: HTTPParserError',
  'two-lengths': 'fetch failed: UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'huge-header': 'fetch failed: UND_ERR_HEADERS_OVERFLOW',
  'endless-headers': 'fetch failed: UND_ERR_HEADERS_OVERFLOW',
  'oversize-body': '200 of 64 MiB',
  'bad-gzip': '200, terminated: Z_DATA_ERROR',
  'gzip-bomb': '200 of 64 MiB',
  pipelined: '200 whole',
  'early-hints': '200 whole',
  'stray-continue': 'fetch failed: UND_ERR_SOCKET',
}

const ofLine = faultNames.filter((name) => 'act' in faults[name])
const options = { clock: { now: () => noon }, sleep: async () => {} } as const

/** A filing of its own for each fault, and the one that asks for the fault. */
const filed = (url: string, sequence: number, fault: FaultName) =>
  new Request(`${url}/ace/transmissions`, {
    method: 'POST',
    body: transmission(`M-${sequence}`, [filing('A', sequence, `HAWB${sequence}`)]),
    headers: {
      ...basic(),
      'Content-Type': 'application/xml',
      'Message-Id': `M-${sequence}`,
      'X-Mock-Fault': fault,
    },
  })

const codeOf = (error: unknown) => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error ? (('code' in cause && cause.code) ?? cause.name) || cause.name : ''
}

async function told(fetched: Promise<Response>): Promise<string> {
  try {
    const response = await fetched
    try {
      const { length } = await response.text()
      if (length > 1000) return `${response.status} of ${length / 2 ** 20} MiB`
      return `${response.status} ${length > 400 ? 'whole' : 'half'}`
    } catch (error) {
      return `${response.status}, ${error instanceof Error ? error.message : ''}: ${codeOf(error)}`
    }
  } catch (error) {
    return `${error instanceof Error ? error.message : ''}: ${codeOf(error)}`
  }
}

const held = async (fetched: Promise<Response>) =>
  ((await json(await fetched))['items'] as { entryNumber: string; effectiveFilings: number }[]).map(
    ({ entryNumber, effectiveFilings }) => `${entryNumber} ${effectiveFilings}`,
  )

describe('on a real socket', () => {
  let server: MockServer
  beforeAll(async () => {
    server = await serveMock({ port: 0, ...options })
  })
  afterAll(() => server.close())

  it('there is a word for what each fault of the line looks like', () => {
    expect(Object.keys(seen).sort()).toEqual([...ofLine].sort())
  })

  it.each(ofLine)('%s', async (name) => {
    const sequence = ofLine.indexOf(name) + 1
    expect(await told(fetch(filed(server.url, sequence, name)))).toBe(seen[name])
  })

  it('the work was done but for those that come instead of it', async () => {
    const worked = ofLine.filter((name) => faults[name].when === 'reply')
    const entries = worked.map((name) => `${number(ofLine.indexOf(name) + 1)} 1`)
    expect(await held(fetch(`${server.url}/_mock/entries?limit=1000`))).toEqual(entries)
  })

  it('what was lost is given again to the same bytes, and filed once', async () => {
    const sequence = ofLine.indexOf('lost-reply') + 1
    const again = filed(server.url, sequence, 'lost-reply')
    again.headers.delete('X-Mock-Fault')
    expect(await rulings(await fetch(again))).toEqual(['02'])
    expect(await held(fetch(`${server.url}/_mock/entries`))).toContain(`${number(sequence)} 1`)
  })

  it('the journal tells the fault, and that nothing was answered', async () => {
    const { items } = (await (await fetch(`${server.url}/_mock/journal?limit=2`)).json()) as {
      items: object[]
    }
    expect(items).toHaveLength(2)
    await told(fetch(filed(server.url, 90, 'reset')))
    await told(fetch(filed(server.url, 91, 'lost-reply')))
    const later = (await (
      await fetch(`${server.url}/_mock/journal?limit=2`)
    ).json()) as typeof items
    expect(later).toMatchObject({
      items: [
        { fault: 'reset', status: 0, messageId: 'M-90', filer: 'ZZ9' },
        { fault: 'lost-reply', status: 200, messageId: 'M-91', entries: 1 },
      ],
    })
  })

  it('a second answer is given to nobody', async () => {
    expect(await told(fetch(filed(server.url, 92, 'pipelined')))).toBe('200 whole')
    expect(await json(await fetch(`${server.url}/healthz`))).toMatchObject({ status: 'ok' })
  })
})

/** All the bytes of an answer, and how the connection ended. */
function rawly(url: string, fault: FaultName, onByte: (sofar: string) => void = () => {}) {
  const { port } = new URL(url)
  return new Promise<{ bytes: string; end: string }>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      const { Authorization } = basic()
      socket.write(
        `GET /ace/mailbox HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\nX-Mock-Fault: ${fault}\r\n\r\n`,
      )
    })
    let bytes = ''
    let end = 'closed'
    socket.setEncoding('latin1')
    socket.on('data', (more: string) => onByte((bytes += more)))
    socket.on('error', (error) => (end = 'code' in error ? String(error.code) : error.message))
    socket.on('close', () => resolve({ bytes, end }))
  })
}

describe('the bytes', () => {
  let server: MockServer
  const slept: number[] = []
  beforeAll(async () => {
    const sleep = async (millis: number) => void slept.push(millis)
    server = await serveMock({ port: 0, ...options, sleep })
  })
  afterAll(() => server.close())

  it('of a reset are none', async () => {
    expect(await rawly(server.url, 'reset')).toEqual({ bytes: '', end: 'ECONNRESET' })
    expect(await rawly(server.url, 'hang-up')).toEqual({ bytes: '', end: 'closed' })
  })

  it('of a silent cut have no length and no last tag', async () => {
    const { bytes } = await rawly(server.url, 'cut-silently')
    expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(bytes).toMatch(/\r\nConnection: close\r\n/)
    expect(bytes).not.toMatch(/content-length/i)
    expect(bytes).not.toMatch(/StatusNotifications[^<]*>$/)
  })

  it('of two lengths are two lengths', async () => {
    const { bytes } = await rawly(server.url, 'two-lengths')
    const lengths = [...bytes.matchAll(/Content-Length: (\d+)/g)].map(([, length]) =>
      Number(length),
    )
    expect(lengths).toEqual([expect.any(Number), (lengths[0] ?? 0) + 1])
  })

  it('of a chunk that breaks off are less than it announces', async () => {
    const { bytes } = await rawly(server.url, 'cut-chunk')
    const [, size = '', chunk = ''] = /\r\n\r\n([0-9a-f]+)\r\n([^]*)$/.exec(bytes) ?? []
    expect(chunk.length).toBeGreaterThan(0)
    expect(chunk.length).toBeLessThan(parseInt(size, 16))
  })

  it('of a second answer come behind the first', async () => {
    const { bytes } = await rawly(server.url, 'pipelined')
    expect(bytes.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
  })

  it('of early hints come before the answer', async () => {
    expect((await rawly(server.url, 'early-hints')).bytes).toMatch(
      /^HTTP\/1\.1 103 [^]*HTTP\/1\.1 200 /,
    )
    expect((await rawly(server.url, 'stray-continue')).bytes).toMatch(/^HTTP\/1\.1 100 [^]*200 OK/)
  })

  it('of headers without end are headers, as long as somebody listens', async () => {
    const { bytes } = await rawly(server.url, 'endless-headers')
    expect(bytes.length).toBeGreaterThan(1_000_000)
    expect(bytes).not.toContain('\r\n\r\n')
  })

  it('come a byte every 50 ms, or a kilobyte a second, or late', async () => {
    slept.length = 0
    const { bytes } = await rawly(server.url, 'drip')
    expect(slept).toEqual(Array<number>(bytes.length).fill(50))
    slept.length = 0
    await rawly(server.url, 'narrow-line')
    expect(new Set(slept)).toEqual(new Set([250]))
    slept.length = 0
    await rawly(server.url, 'garbage-status')
    await told(fetch(filed(server.url, 1, 'slow-reply')))
    expect(slept).toEqual([2000])
  })
})

describe('waiting', () => {
  /** A sleep that ends only by its signal, and says when it began. */
  function deepSleep() {
    let began: () => void
    const begun = new Promise<void>((resolve) => (began = resolve))
    const sleep = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        began()
      })
    return { begun, sleep }
  }

  it('ends when the client gives up, and holds up nobody else of the world', async () => {
    const { begun, sleep } = deepSleep()
    const server = await serveMock({ port: 0, ...options, sleep })
    const giving = new AbortController()
    const silent = fetch(
      new Request(filed(server.url, 1, 'silence-after'), { signal: giving.signal }),
    )
    await begun
    expect((await fetch(`${server.url}/_mock/clock`)).status).toBe(200)
    expect(await held(fetch(`${server.url}/_mock/entries`))).toEqual([`${number(1)} 1`])
    giving.abort()
    await expect(silent).rejects.toThrow('aborted')
    await server.close()
  })

  it('ends with the server', async () => {
    const { begun, sleep } = deepSleep()
    const server = await serveMock({ port: 0, ...options, sleep })
    const silent = told(fetch(filed(server.url, 1, 'silence')))
    await begun
    await server.close()
    expect(await silent).toMatch(/^fetch failed: (UND_ERR_SOCKET|ECONNRESET)$/)
  })

  it('in hand ends by the signal of the request', async () => {
    const { begun, sleep } = deepSleep()
    const mock = givenMock({ sleep })
    const giving = new AbortController()
    const silent = mock.fetch(
      new Request(filed('http://cbp.test', 1, 'silence'), { signal: giving.signal }),
    )
    await begun
    giving.abort(new Error('given up'))
    await expect(silent).rejects.toThrow('given up')
  })
})

/** Where nothing is a socket, silence ends as undici would end it. */
const inHand = { silence: 'fetch failed: UND_ERR_HEADERS_TIMEOUT', 'silence-after': 'fetch failed: UND_ERR_HEADERS_TIMEOUT' } as const // prettier-ignore
const expectedInHand = (name: FaultName) => ({ ...seen, ...inHand })[name] ?? ''

describe('embedded', () => {
  const mock = givenMock()

  it.each(ofLine)('%s looks the same', async (name) => {
    const request = filed('http://cbp.test', ofLine.indexOf(name) + 1, name)
    expect(await told(mock.fetch(request))).toBe(expectedInHand(name))
  })

  it('the same work was done', async () => {
    const worked = ofLine.filter((name) => faults[name].when === 'reply')
    const entries = worked.map((name) => `${number(ofLine.indexOf(name) + 1)} 1`)
    expect(await held(mock.fetch(new Request('http://x/_mock/entries?limit=1000')))).toEqual(
      entries,
    )
  })
})

describe('under msw', () => {
  const mock = givenMock()
  const server = setupServer(...handlers('https://cbp.test', mock))
  beforeAll(() => server.listen())
  afterAll(() => server.close())

  it.each(ofLine)('%s breaks where it breaks on a socket', async (name) => {
    const expected = expectedInHand(name)
    const request = filed('https://cbp.test', ofLine.indexOf(name) + 1, name)
    const found = await told(fetch(request))
    // The code is msw's, and a body that breaks off is a call that failed.
    if (/failed|terminated/.test(expected)) expect(found).toMatch(/^fetch failed|terminated/)
    else expect(found).toBe(expected)
  })

  it('a reply that was lost is given again to the same bytes', async () => {
    const sequence = ofLine.indexOf('lost-reply') + 1
    const again = filed('https://cbp.test', sequence, 'lost-reply')
    again.headers.delete('X-Mock-Fault')
    expect(await rulings(await fetch(again))).toEqual(['02'])
  })
})
