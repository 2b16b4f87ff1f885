/**
 * The mock as a server of its own, on Node.
 * @module
 */
import { hash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { openSqlite } from '../src/store/sqlite.ts'
import { createMockCbp } from './app.ts'
import type { MockCbp, MockOptions } from './app.ts'
import type { Commit, Sleep } from './fault/act.ts'
import { elsewhereWith } from './fault/elsewhere.ts'
import { commitOnSocket } from './fault/socket.ts'
import { strangeHost } from './http/host.ts'
import { answerPlainly, plainOf } from './plain.ts'
import { rulesFrom } from './rulefile.ts'
import { RuleFileRefused } from './scenario/refused.ts'
import { readSettings, SettingsError } from './settings.ts'
import { clockFrom } from '../src/clock.ts'

export type ServeOptions = Partial<Omit<MockOptions, 'db'>> & {
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: string
  /** The folder of the SQLite file; without it the state ends with the process. */
  readonly data?: string
  /** The process is nothing but the mock. */
  readonly alone?: boolean
}

export type MockServer = {
  readonly url: string
  readonly mock: MockCbp
  /** Requests that are under way are answered first. */
  readonly close: () => Promise<void>
}

export async function serveMock(options: ServeOptions): Promise<MockServer> {
  const { port, host = '127.0.0.1', data, clock = clockFrom(), ids = randomUUID, ...more } = options
  const { alone = false, ...rest } = more
  const { sleep = pauseFor } = rest
  if (data !== undefined) mkdirSync(data, { recursive: true })
  const file = data === undefined ? ':memory:' : join(data, 'mock-cbp.sqlite')
  const db = openSqlite(file, { pageBytes, checkpointBytes, synchronous: 'normal' })
  const mock = createMockCbp({ db, clock, ids, hash: sha256, ...rest, sleep })
  const line = await listenMock(mock, { host, port, sleep, alone })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${line.port}`,
    mock,
    close: async () => {
      await line.close()
      await mock.settled()
      db.close()
    },
  }
}

/**
 * What is kept of a filing is 5 KB in a dozen trees, and every commit writes a page of each. Pages
 * twice as large take as long and write a third more; smaller ones take longer.
 */
const pageBytes = 8192
/**
 * A filing leaves 16 KB in the log, and all who wait meet the copying of it: once in six thousand
 * filings it is beyond their 99th percentile, once in two thousand it was within (58 and 64 ms, then 55
 * and 57).
 */
const checkpointBytes = 96_000_000

/** Four times as quick as WebCrypto, which goes over a thread of its own. */
export const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'hex')

const pauseFor: Sleep = (millis, signal) => pause(millis, undefined, { signal })

type Line = {
  readonly host: string
  readonly port: number
  readonly sleep?: Sleep
  /**
   * Puts classes in the place of `Request` and `Response` that hand text over as it is, and so a
   * fifth less is to be done for a request. In a process of somebody else's, theirs stay.
   */
  readonly alone?: boolean
}

/** A port for a mock; the faults of the line are committed on its sockets. */
export async function listenMock(
  mock: Pick<MockCbp, 'serve'>,
  { host, port, sleep = pauseFor, alone = false }: Line,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const ending = new AbortController()
  const committing =
    (outgoing: ServerResponse): Commit =>
    async (act, answer, request) => {
      const { wire } = act
      const { socket } = outgoing
      if (!wire || !socket) return elsewhere(act, answer, request)
      await commitOnSocket(socket, { ...act, wire }, answer, { sleep, ending: ending.signal })
      return RESPONSE_ALREADY_SENT
    }
  /** Answers that are there already, and are the adapter's to send. */
  const made = new WeakMap<IncomingMessage, Promise<Response>>()
  const adapter = getRequestListener(
    (request: Request, env: HttpBindings | Http2Bindings) => {
      const { incoming, outgoing } = env as HttpBindings
      return (
        made.get(incoming) ??
        strangeHost(host, request) ??
        mock.serve(request, committing(outgoing))
      )
    },
    { overrideGlobalObjects: alone },
  )
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const plain = plainOf(incoming, outgoing)
    if (!plain) return adapter(incoming, outgoing)
    const answer = mock.serve(plain.request, committing(outgoing), plain.body)
    try {
      if (answerPlainly(outgoing, await answer)) return
    } catch {
      // The adapter meets it again, and answers for it.
    }
    made.set(incoming, answer)
    return adapter(incoming, outgoing)
  }
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing))
  const elsewhere = elsewhereWith(sleep)
  // Browsers connect ahead of what they may ask. Node waits for such a connection for a minute.
  const unused = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', ({ socket }) => unused.delete(socket))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => {
      ending.abort()
      for (const socket of unused) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** `npm run mock`: settings from the environment, until a signal ends it. */
/** `json`: the address as one line for a program. */
export async function main({ json = false } = {}): Promise<void> {
  const settings = await settingsOrExit()
  const { url: mockUrl, close } = await serveMock({ ...settings, alone: true })
  const greeting = `mock-cbp, a simulation that is not CBP, listens on ${mockUrl}`
  process.stdout.write(`${json ? JSON.stringify({ mockUrl }) : greeting}\n`)
  const stop = () => {
    void close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** BSD's exit code for a configuration error. */
const exitConfig = 78

async function settingsOrExit(): Promise<ServeOptions> {
  try {
    const { today, scenarios, ...settings } = readSettings(process.env)
    return { ...settings, scenarios: await rulesFrom(scenarios), clock: clockFrom(today) }
  } catch (error) {
    if (!(error instanceof SettingsError || error instanceof RuleFileRefused)) throw error
    process.stderr.write(`mock-cbp cannot start:\n${error.message}\n`)
    process.exit(exitConfig)
  }
}

if (import.meta.main) await main()
