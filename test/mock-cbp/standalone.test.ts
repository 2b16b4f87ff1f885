import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { serveMock } from '../../mock-cbp/node.ts'
import { readSettings } from '../../mock-cbp/settings.ts'
import { codes, get, json, mailbox, noon, rulings, send, sendRecords } from './given.ts'

const folder = mkdtempSync(join(tmpdir(), 'mock-cbp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const over = (url: string) => ({
  fetch: (request: Request) => fetch(new Request(request.url.replace('http://cbp.test', url), request)), // prettier-ignore
})
const readme = readFileSync(new URL('../../mock-cbp/README.md', import.meta.url), 'utf8')
const sample = /```xml\n([^]*?)```/.exec(readme)?.[1] ?? ''

describe('the server', () => {
  it("takes the README's filing, and remembers it after a restart", async () => {
    const options = { port: 0, data: join(folder, 'new'), clock: { now: () => noon } }
    const first = await serveMock(options)
    expect(await rulings(await send(over(first.url), 'M-1', sample))).toEqual(['02'])
    await first.mock.clock.advance('PT1H')
    await first.close()
    const second = await serveMock(options)
    expect(codes(await mailbox(over(second.url)))).toEqual(['SO60 96'])
    await second.close()
  })

  it("takes the README's batch, of which no editor cut a line", async () => {
    const server = await serveMock({ port: 0, clock: { now: () => noon } })
    const batch = /```\n(A[^]*?)```/.exec(readme)?.[1] ?? ''
    const reply = await sendRecords(over(server.url), batch)
    expect(await reply.text()).toContain('\nSE9002   ENTRY ACCEPTED')
    await server.close()
  })

  it('takes a body of unknown length', async () => {
    const server = await serveMock({ port: 0, clock: { now: () => noon } })
    const mock = over(server.url)
    const chunked = {
      fetch: (request: Request) => mock.fetch(new Request(request, { body: request.body, duplex: 'half' } as RequestInit)), // prettier-ignore
    }
    expect(await rulings(await send(chunked, 'M-1', sample))).toEqual(['02'])
    expect(await json(await get(mock, '/healthz'))).toEqual({ status: 'ok', simulated: true })
    await server.close()
  })

  it('says when its port is taken', async () => {
    const server = await serveMock({ port: 0 })
    const port = Number(new URL(server.url).port)
    await expect(serveMock({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await server.close()
  })
})

describe('/_mock on this machine alone', () => {
  const asked = (port: string, host: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { Host: host }
      request({ host: '127.0.0.1', port, path, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })

  it.each([
    ['localhost', '/_mock', 200],
    ['LOCALHOST:3322', '/_mock/clock', 200],
    ['mock.localhost', '/_mock/clock', 200],
    ['127.0.0.1', '/_mock/clock', 200],
    ['[::1]:3322', '/_mock/clock', 200],
    ['rebound.test', '/_mock/clock', 421],
    ['rebound.test', '/_mock', 421],
    ['rebound.test', '/%5Fmock/clock', 421],
    ['rebound.test', '/ace/%2e%2e/_mock/clock', 421],
    ['rebound.test', '/ace/mailbox', 401],
    ['localhost.rebound.test', '/_mock/view/worlds', 421],
    ['cbp.test', '/healthz', 200],
  ])('called %s at %s is answered with %i', async (host, path, code) => {
    const server = await serveMock({ port: 0 })
    expect(await asked(new URL(server.url).port, host, path)).toBe(code)
    await server.close()
  })

  it('is not asked for its name where others are served', async () => {
    const server = await serveMock({ port: 0, host: '0.0.0.0' })
    expect(await asked(new URL(server.url).port, 'mock-cbp', '/_mock/clock')).toBe(200)
    await server.close()
  })
})

describe('its environment', () => {
  it('needs nothing', () => {
    expect(readSettings({ HOST: '', UNRELATED: 'x' })).toEqual({
      port: 3322,
      host: '127.0.0.1',
      data: './data',
      today: undefined,
      inspectionRate: 0.02,
      policy: 'statutory',
      pace: 'fast',
      seed: 321,
      badDay: null,
      scenarios: undefined,
    })
  })

  it('is refused with all its mistakes', () => {
    const env = {
      MOCK_PORT: '99999',
      GATE321_TODAY: '2026-02-30',
      GATE321_MOCK_INSPECTION_RATE: '2',
      GATE321_MOCK_PACE: 'slow',
      GATE321_MOCK_SEED: '1.5',
      GATE321_MOCK_BAD_DAY: 'tuesday',
    }
    for (const name of Object.keys(env)) expect(() => readSettings(env)).toThrow(name)
  })
})
