import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../src/server.ts'
import type { Listening } from '../src/server.ts'
import { raw } from './raw.ts'

let server: Listening
const seen: string[] = []

beforeAll(async () => {
  const fetch = async (request: Request) => {
    const body = await request.text()
    seen.push(`${request.method} ${new URL(request.url).pathname} ${body}`)
    return Response.json({ seen: body.length })
  }
  server = await listen(fetch, { host: '127.0.0.1', port: 0 }, 500)
})
afterAll(() => server.close())

async function say(text: string): Promise<string> {
  const client = await raw(server.port)
  client.write(text)
  return client.ended
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
const codeOf = (answer: string) => /"code":"(\w+)"/.exec(answer)?.[1]

const host = 'Host: gateway.test\r\n'
const headers = (count: number) =>
  Array.from({ length: count }, (_, n) => `X-H${n}: 1\r\n`).join('')
const end = 'Connection: close\r\n\r\n'

describe('what is no request of HTTP/1.1 (T-H1)', () => {
  it.each([
    ['two lengths', `POST /a HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde`],
    ['a length and chunks', `POST /a HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['an encoding that is none', `POST /a HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['chunked, but not last', `POST /a HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a length that is no number', `POST /a HTTP/1.1\r\n${host}Content-Length: 1e3\r\n\r\n`],
    ['a length below nought', `POST /a HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`],
    ['a blank before the colon', `POST /a HTTP/1.1\r\n${host}Content-Length : 3\r\n\r\nabc`],
    ['a header folded over two lines', `GET /a HTTP/1.1\r\n${host}X-A: b\r\n c\r\n\r\n`],
    ['a chunk size that is none', `POST /a HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['lines that end in LF alone', `GET /a HTTP/1.1\nHost: gateway.test\n\n`],
    ['no method', `/a HTTP/1.1\r\n${host}\r\n`],
    ['a method that nobody knows', `FILE /a HTTP/1.1\r\n${host}\r\n`],
    ['no host', 'GET /a HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['no host, HTTP/1.0', 'GET /a HTTP/1.0\r\n\r\n'],
    ['the address of another host', `GET http://other.example/a HTTP/1.1\r\n${host}${end}`],
    ['a NUL in a header', `GET /a HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`],
    ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('%s: 400, the connection ends, and nobody sees it', async (_, text) => {
    const before = seen.length
    const answer = await say(text)
    expect(statusOf(answer)).toBe(400)
    expect(seen.slice(before).filter((line) => line.includes('/a'))).toEqual([])
  })

  it('never lets the rest of one be the next request', async () => {
    const smuggled = `POST /a HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n${host}\r\n`
    await say(smuggled)
    expect(seen.join()).not.toContain('smuggled')
  })
}) // prettier-ignore

describe('what is too much (T-H1)', () => {
  it('a hundred headers pass, one more is 431', async () => {
    expect(statusOf(await say(`GET /b HTTP/1.1\r\n${host}${headers(98)}${end}`))).toBe(200)
    const answer = await say(`GET /b HTTP/1.1\r\n${host}${headers(100)}${end}`)
    expect([statusOf(answer), codeOf(answer)]).toEqual([431, 'headers_too_large'])
  })

  it('headers of 17 KiB are 431', async () => {
    const answer = await say(`GET /b HTTP/1.1\r\n${host}X-A: ${'a'.repeat(17 * 1024)}\r\n\r\n`)
    expect([statusOf(answer), codeOf(answer)]).toEqual([431, 'headers_too_large'])
  })

  it('an address of 9 KiB is 414', async () => {
    const answer = await say(`GET /${'b'.repeat(9 * 1024)} HTTP/1.1\r\n${host}${end}`)
    expect([statusOf(answer), codeOf(answer)]).toEqual([414, 'url_too_long'])
  })

  it('a thousand requests are all that one connection gets', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    for (let n = 0; n < 1001; n++) ports.add(await portOf(agent))
    agent.destroy()
    expect(ports.size).toBe(2)
  })
})

describe('those who open a connection and say nothing (T-H1)', () => {
  it('give their places to those who speak', { timeout: 30_000 }, async () => {
    const silent = []
    for (let n = 0; n < 1200; n++) silent.push(await raw(server.port))
    silent.at(-1)?.write('GET /slow HTTP/1.1\r\nX-A: ')
    expect(statusOf(await say(`GET /d HTTP/1.1\r\n${host}${end}`))).toBe(200)
    for (const { close } of silent) close()
  })
})

describe('those who keep a connection and let it wait (T-H1)', () => {
  it.each([
    ['after an answer', `GET /e HTTP/1.1\r\n${host}\r\n`],
    ['in the middle of a body', `POST /e HTTP/1.1\r\n${host}Content-Length: 9\r\n\r\na`],
  ])('%s give their places to those who speak, the first of them first', { timeout: 60_000 }, async (_, text) => {
    const kept = []
    for (let n = 0; n < 1000; n++) {
      const client = await raw(server.port)
      client.write(text)
      kept.push(client)
    }
    const [first, last] = [kept[0], kept.at(-1)]
    await first?.ended
    expect(statusOf(await say(`GET /d HTTP/1.1\r\n${host}${end}`))).toBe(200)
    // The newest are still heard.
    last?.write(text.startsWith('GET') ? text : 'bcdefghi')
    await last?.heard('"seen":')
    for (const { close } of kept) close()
  })
}) // prettier-ignore

describe('an answer that nobody takes', () => {
  it('is given up after a while, and one that is taken is not', async () => {
    const answer = 'x'.repeat(32 * 1024 * 1024)
    const arriving = { millis: 200, bytesPerSecond: 8 * 1024 * 1024, lookMillis: 50 }
    const own = await listen(async () => new Response(answer), { host: '127.0.0.1', port: 0 }, 100, 60_000, arriving)
    const deaf = connect(own.port, '127.0.0.1').pause()
    const gone = new Promise<void>((resolve) => deaf.once('error', () => resolve()).once('close', () => resolve()))
    deaf.write(`GET /f HTTP/1.1\r\n${host}\r\n`)
    const taken = await fetch(`http://127.0.0.1:${own.port}/f`)
    expect((await taken.text()).length).toBe(answer.length)
    // Only whoever reads or writes hears that the other side has gone.
    const poke = setInterval(() => deaf.write('x'), 50)
    await gone
    clearInterval(poke)
    await own.close()
  })
}) // prettier-ignore

describe('requests that do not wait for the answer before them', () => {
  const asked = (path: string) => seen.filter((line) => line.includes(path)).length
  const ask = (path: string, body = '') =>
    `POST ${path} HTTP/1.1\r\n${host}Content-Length: ${body.length}\r\n\r\n${body}`

  it('are answered in their order, with their bodies', async () => {
    const bodies = ['', 'a', 'b'.repeat(200_000), 'ccc']
    const answer = await say(`${bodies.map((body) => ask('/p', body)).join('')}GET /p HTTP/1.1\r\n${host}${end}`)
    expect(answer.match(/"seen":\d+/g)).toEqual([0, 1, 200_000, 3, 0].map((length) => `"seen":${length}`))
  })

  it('are begun one after the other: who reads nothing costs one answer', async () => {
    let begun = 0
    const long = 'x'.repeat(16 * 1024 * 1024)
    const fetch = () => {
      begun++
      return new Response(long)
    }
    const own = await listen(fetch, { host: '127.0.0.1', port: 0 }, 100)
    const deaf = connect(own.port, '127.0.0.1').pause()
    deaf.on('error', () => undefined)
    deaf.write(`GET /q HTTP/1.1\r\n${host}\r\n`.repeat(20))
    // Another one is answered meanwhile, whole.
    const other = await whole(own.port)
    expect(other.length).toBe(long.length)
    expect(begun).toBe(2)
    deaf.destroy()
    await own.close()
  })

  it('more than a hundred ahead of what was read end the connection', async () => {
    const before = asked('/r')
    const client = await raw(server.port)
    client.write(ask('/r').repeat(500))
    await client.ended
    expect(asked('/r') - before).toBeLessThanOrEqual(101)
  })

  it('of those nothing is begun after the connection ends', async () => {
    const before = asked('/s')
    const client = connect(server.port, '127.0.0.1')
    client.on('error', () => undefined)
    await new Promise<void>((resolve) => client.once('connect', () => resolve()))
    await new Promise<void>((resolve) => client.write(ask('/s').repeat(50), () => resolve()))
    client.destroy()
    await say(`GET /t HTTP/1.1\r\n${host}${end}`)
    const then = asked('/s') - before
    await say(`GET /t HTTP/1.1\r\n${host}${end}`)
    expect(asked('/s') - before).toBe(then)
  })
}) // prettier-ignore

describe('a body that arrives slowly', () => {
  const arriving = { millis: 300, bytesPerSecond: 1000, lookMillis: 50 }
  let patient: Listening
  beforeAll(async () => {
    const fetch = async (request: Request) => new Response(`${(await request.text()).length}`)
    patient = await listen(fetch, { host: '127.0.0.1', port: 0 }, 100, 60_000, arriving)
  })
  afterAll(() => patient.close())

  const head = `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4000\r\n\r\n`

  it('is 408 when almost nothing of it comes', async () => {
    const { write, ended } = await raw(patient.port)
    write(`${head}a`)
    expect(await ended).toContain('408 Request Timeout')
  })

  it('is waited for as long as enough of it comes', async () => {
    const { write, ended } = await raw(patient.port)
    write(head)
    for (let part = 0; part < 8; part++) {
      write('a'.repeat(500))
      await new Promise((resume) => setTimeout(resume, 100))
    }
    const answer = await ended
    expect(answer).toContain('200 OK')
    expect(answer).toMatch(/4000$/)
  })
})

describe('a hundred spellings of odd paths (T-H2)', () => {
  it.each(['/%', '/%zz', '/%00', '/%c0%af', '/..%2f..%2f', '/a\\b', '/?%', '/#', '//', '/;', '/%E0%A4%A'])(
    '%s ends in an answer',
    async (path) => {
      const status = statusOf(await say(`GET ${path} HTTP/1.1\r\n${host}${end}`))
      expect(status).toBeGreaterThan(0)
      expect(status).toBeLessThan(500)
    },
  ) // prettier-ignore
})

describe('closing (C21)', () => {
  it('answers what is in hand, takes nothing new, and waits no longer than it is let', async () => {
    let answer = () => undefined as void
    const fetch = async (request: Request) => {
      if (request.url.endsWith('/now')) return new Response('ok')
      await new Promise<void>((resolve) => (answer = resolve))
      return new Response('done')
    }
    const own = await listen(fetch, { host: '127.0.0.1', port: 0 }, 300)
    const kept = await raw(own.port)
    kept.write(`GET /now HTTP/1.1\r\n${host}\r\n`)
    await kept.heard('ok')
    const inHand = await raw(own.port)
    inHand.write(`GET /later HTTP/1.1\r\n${host}\r\n`)
    await new Promise((resolve) => setImmediate(resolve))
    const hanging = await raw(own.port)
    hanging.write(`GET /never HTTP/1.1\r\n${host}X-A: `)
    const closed = own.close()
    await kept.ended
    answer()
    expect(await inHand.ended).toMatch(/^HTTP\/1\.1 200[^]*done|^$/)
    await closed
    await expect(fetchFrom(own.port)).rejects.toThrow()
  })
})

/** Our own port of the connection that the request went over. */
const portOf = (agent: Agent) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = get({ port: server.port, path: '/c', agent }, (response) => {
      const { localPort } = response.socket
      response.resume().on('end', () => resolve(localPort))
    })
    sent.on('error', reject)
  })

const whole = async (port: number) => (await fetch(`http://127.0.0.1:${port}/q`)).text()

const fetchFrom = (port: number) => fetch(`http://127.0.0.1:${port}/now`)
