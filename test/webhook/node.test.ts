import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readStart } from '../../src/gateway/excerpt.ts'
import { exchange, nodeReceivers } from '../../src/webhook/node.ts'

async function receiver(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port }
}

const never = () => new AbortController().signal
const post = (port: number, path = '/hook') =>
  new Request(`http://nowhere.invalid:${port}${path}`, {
    method: 'POST',
    headers: { 'webhook-id': 'msg_1', 'Content-Type': 'application/json' },
    body: '{"a":"\u00fc"}',
  })

describe('an exchange', () => {
  it('goes to the address it is given, whatever the name would lead to', async () => {
    let heard = ''
    const { port } = await receiver((request, response) => {
      request.on('data', (chunk: Buffer) => (heard += chunk.toString()))
      request.on('end', () => {
        heard += ` ${request.method} ${request.url} ${request.headers.host} ${request.headers['webhook-id']}`
        response.writeHead(200).end('thanks')
      })
    })
    const response = await exchange(never)(post(port), ['127.0.0.1'])
    expect([response.status, await response.text()]).toEqual([200, 'thanks'])
    expect(heard).toBe(`{"a":"\u00fc"} POST /hook nowhere.invalid:${port} msg_1`)
  })

  it('follows no redirect', async () => {
    const paths: (string | undefined)[] = []
    const { port } = await receiver((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { Location: '/elsewhere' }).end()
    })
    expect((await exchange(never)(post(port), ['127.0.0.1'])).status).toBe(302)
    expect(paths).toEqual(['/hook'])
  })

  it('ends when its time is over, although the receiver says nothing', async () => {
    const over = new AbortController()
    const { port } = await receiver(() => over.abort())
    const sent = exchange(() => over.signal)(post(port), ['127.0.0.1'])
    await expect(sent).rejects.toThrow('no answer within the time')
  })

  it('has its status even when the body never ends, and lets go of the socket', async () => {
    let hungUp: () => void
    const gone = new Promise<void>((resolve) => (hungUp = resolve))
    const { port } = await receiver((_, response) => {
      response.writeHead(200)
      const pour = () => {
        while (response.write('x'.repeat(8192)));
      }
      response.on('drain', pour)
      response.on('close', () => hungUp())
      pour()
    })
    const response = await exchange(never)(post(port), ['127.0.0.1'])
    expect(response.status).toBe(200)
    expect(await readStart(response.body)).toBe('x'.repeat(256))
    await gone
  })

  it('hands on no header of the receiver but Retry-After', async () => {
    const { port } = await receiver((_, response) => {
      response.writeHead(503, { 'Retry-After': '120', 'Set-Cookie': 'a=b' }).end('busy')
    })
    const { status, headers } = await exchange(never)(post(port), ['127.0.0.1'])
    expect([status, headers.get('Retry-After'), headers.get('Set-Cookie')]).toEqual([
      503,
      '120',
      null,
    ])
  })

  it.each([204, 304])('takes %i, which has no body', async (status) => {
    const { port } = await receiver((_, response) => void response.writeHead(status).end())
    expect(await exchange(never)(post(port), ['127.0.0.1'])).toMatchObject({ status, body: null })
  })

  it('fails where nobody listens, or where what listens is no HTTP', async () => {
    const { server, port } = await receiver(() => undefined)
    server.on('connection', (socket) => socket.end('SSH-2.0-x\r\n'))
    await expect(exchange(never)(post(port), ['127.0.0.1'])).rejects.toThrow()
    server.close()
    server.closeAllConnections()
    await expect(exchange(never)(post(1), ['127.0.0.1'])).rejects.toThrow('ECONNREFUSED')
  })
})

describe('receivers on Node', () => {
  const allowed = { private: true, ports: [] }

  it('are reached by name and by number where private addresses are allowed', async () => {
    const { port } = await receiver((_, response) => void response.writeHead(200).end())
    const { send, refuse } = nodeReceivers(allowed)
    expect(await refuse(`http://localhost:${port}/`)).toBeUndefined()
    expect((await send(new Request(`http://127.0.0.1:${port}/`, { method: 'POST' }))).status).toBe(200)
  }) // prettier-ignore

  it('are refused on loopback otherwise', async () => {
    const { port } = await receiver(() => expect.unreachable())
    const { send } = nodeReceivers({ private: false, ports: [port] })
    for (const url of [`http://127.0.0.1:${port}/`, `https://localhost:${port}/`, `https://[::1]:${port}/`]) {
      await expect(send(new Request(url))).rejects.toThrow(/^not sent/)
    }
  }) // prettier-ignore
})
