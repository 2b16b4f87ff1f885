/**
 * The HTTP server of Node, with bounds on what a client may cost before anybody knows who it is
 * (T-H1): slow, large and many headers, idle sockets, requests a socket.
 * @module
 */
import { createServer, STATUS_CODES } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { inTurn } from './pipelining.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

export type Listening = {
  readonly port: number
  /** Takes no more connections, and waits for the requests in hand as long as it is let. */
  readonly close: () => Promise<void>
}

/** Those who listen to a stream, a thousand at most, and as many who ask. */
const mostConnections = 2000
const mostHeaders = 100
const longestUrl = 8 * 1024
/** Sockets from which a request, or the rest of one, is awaited; of more one goes. */
const mostAwaited = 900
/** A reader who takes nothing for so long is gone; who listens to a stream hears of it sooner. */
const stalledMillis = 60_000

/** A body has so long to arrive, and longer as long as this much of it comes a second; so has an answer to be taken. */
const patience = { millis: 30_000, bytesPerSecond: 8 * 1024, lookMillis: 5000 }

const options = {
  headersTimeout: 10_000,
  // A spreadsheet on a slow line takes minutes; `hurry` ends those that only seem to come.
  requestTimeout: 3_600_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 5000,
  requireHostHeader: true,
}

/**
 * Puts classes in the place of `Request` and `Response` that hand text and bytes over as they are:
 * without them each answer is copied into a stream and out of it. For a process that is nothing but
 * gate321; in one of somebody else's, theirs stay.
 */
export function handOverWhole(): void {
  getRequestListener(() => new Response(), { overrideGlobalObjects: true })
}

export function listen(
  fetch: Fetch,
  { host, port }: { readonly host: string; readonly port: number },
  closeMillis = 8000,
  silentMillis = stalledMillis,
  arriving = patience,
): Promise<Listening> {
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false })
  const server = createServer(
    options,
    inTurn((request, response) => {
      const refused = refusalOf(request)
      if (refused) refuse(response, ...refused)
      else void answer(request, response)
    }),
  )
  server.maxConnections = mostConnections
  server.timeout = silentMillis
  // One more than is allowed: what is above the bound must be seen, not quietly dropped.
  server.maxHeadersCount = mostHeaders + 1
  server.maxRequestsPerSocket = 1000
  // Longer than a proxy keeps its own; a new connection costs a turn of the event loop.
  server.keepAliveTimeout = 65_000
  server.on('clientError', hangUp)
  const silent = forgetTheSilent(server, arriving)
  hurry(server, arriving)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port } = server.address() as AddressInfo
      resolve({ port, close: () => close(server, silent, closeMillis) })
    })
  })
}

function close(
  server: Server,
  silent: ReturnType<typeof forgetTheSilent>,
  millis: number,
): Promise<void> {
  return new Promise((closed) => {
    // Clients open connections ahead of what they will ask; Node does not count these as idle.
    for (const socket of silent.unheard()) socket.destroy()
    const cut = setTimeout(() => server.closeAllConnections(), millis)
    // A kept connection is idle only once its request is answered.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      closed()
    })
  })
}

type Refused = readonly [status: number, code: string, detail: string]

const tooMuchHeader: Refused = [
  431,
  'headers_too_large',
  `More than ${mostHeaders} headers, or 16 KiB.`,
]

function refusalOf({ rawHeaders, url = '', headers }: IncomingMessage): Refused | undefined {
  if (rawHeaders.length > 2 * mostHeaders) {
    return tooMuchHeader
  }
  if (url.length > longestUrl) {
    return [414, 'url_too_long', `The address is longer than ${longestUrl} characters.`]
  }
  // HTTP/1.0 may leave it out; and an absolute address is for proxies, which this is not.
  if (headers.host === undefined || !url.startsWith('/')) {
    return [400, 'request_malformed', 'Send a Host header, and the path alone in the request line.']
  }
  return undefined
}

const problem = ([status, code, detail]: Refused) =>
  JSON.stringify({
    type: `urn:gate321:problem:${code}`,
    title: STATUS_CODES[status],
    status,
    code,
    detail,
  })

function refuse(response: ServerResponse, ...refused: Refused): void {
  response.writeHead(refused[0], {
    'Content-Type': 'application/problem+json',
    Connection: 'close',
  })
  response.end(problem(refused))
}

const unreadable: Readonly<Record<string, Refused>> = {
  HPE_HEADER_OVERFLOW: tooMuchHeader,
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout', 'The request did not arrive in time.'],
}
const malformed: Refused = [400, 'request_malformed', 'This is not a request of HTTP/1.1.']

/** What Node's parser refuses never reaches the application. */
function hangUp(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const refused = unreadable[error.code ?? ''] ?? malformed
  const body = problem(refused)
  socket.end(
    `HTTP/1.1 ${refused[0]} ${STATUS_CODES[refused[0]]}\r\nConnection: close\r\n` +
      `Content-Type: application/problem+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

/**
 * Who opens a socket to ask something asks soon. Of many that say nothing, or a byte now and then,
 * or nothing more after their first answer, the one that is awaited longest gives its place to the
 * next, so that they cannot keep out those who speak. What arrives at a fair pace is spared.
 */
function forgetTheSilent(
  server: Server,
  { bytesPerSecond }: typeof patience,
): { readonly unheard: () => Socket[] } {
  type Awaited = { readonly at: number; readonly bytes: number; readonly spoken: boolean }
  const awaited = new Map<Socket, Awaited>()
  const wait = (socket: Socket, spoken: boolean) => {
    awaited.delete(socket)
    awaited.set(socket, { at: performance.now(), bytes: socket.bytesRead, spoken })
  }
  const isSlow = ([socket, { at, bytes }]: [Socket, Awaited]) =>
    socket.bytesRead - bytes <= ((performance.now() - at) / 1000) * bytesPerSecond

  server.on('connection', (opened) => {
    wait(opened, false)
    opened.once('close', () => awaited.delete(opened))
    if (awaited.size <= mostAwaited) return
    const all = [...awaited]
    const [socket] = all.find(isSlow) ?? all[0] ?? []
    socket?.destroy()
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const arrived = () => !response.writableFinished && awaited.delete(socket)
    if (hasBody(request)) request.once('end', arrived)
    else arrived()
    response.once('finish', () => !socket.destroyed && wait(socket, true))
    const known = awaited.get(socket)
    if (known) awaited.set(socket, { ...known, spoken: true })
  })
  return {
    unheard: () => [...awaited].flatMap(([socket, { spoken }]) => (spoken ? [] : [socket])),
  }
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/**
 * Of a request that arrives too slowly the rest is not waited for, and an answer that nobody takes is
 * not kept: either would hold its place for ever.
 */
function hurry(server: Server, { millis, bytesPerSecond, lookMillis }: typeof patience): void {
  const arriving = new Map<IncomingMessage, { readonly at: number; readonly bytes: number }>()
  const leaving = new Map<ServerResponse, number | undefined>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    leaving.set(response, undefined)
    response.once('close', () => leaving.delete(response))
    if (!hasBody(request)) return
    arriving.set(request, { at: performance.now(), bytes: request.socket.bytesRead })
    const arrived = () => arriving.delete(request)
    request.once('end', arrived)
    request.once('close', arrived)
  })
  const look = setInterval(() => {
    const now = performance.now()
    for (const [{ socket }, { at, bytes }] of arriving) {
      const spent = now - at
      const enough = (spent / 1000) * bytesPerSecond
      if (spent < millis || socket.bytesRead - bytes >= enough) continue
      hangUp({ name: 'Slow', message: 'slow', code: 'ERR_HTTP_REQUEST_TIMEOUT' }, socket)
    }
    for (const [response, until] of leaving) {
      const { socket, writableEnded } = response
      // A stream is not at its end; whoever takes nothing of it hears from `silentMillis`.
      if (!writableEnded || !socket) continue
      const owed = (socket.writableLength / bytesPerSecond) * 1000
      if (until === undefined) leaving.set(response, now + millis + owed)
      else if (now > until) socket.destroy()
    }
  }, lookMillis)
  server.once('close', () => clearInterval(look))
}
