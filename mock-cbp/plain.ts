/**
 * A filing over HTTP/1.1 as Node has it: its headers as they were read, its body where it came to
 * lie, its answer as text. The adapter's request looks through each header again and copies the
 * body, and its answer waits in a dozen promises, a tenth of what a filing costs. What is not plain
 * is the adapter's: another call, a header that came twice, a body of unknown length, any answer but
 * the usual one.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { wholeOf } from './http/answer.ts'
import { largestBody } from './http/request.ts'
import type { ReadBytes } from './http/request.ts'

export type Plain = { readonly request: Request; readonly body: ReadBytes }

const path = '/ace/transmissions'

export function plainOf(incoming: IncomingMessage, outgoing: ServerResponse): Plain | undefined {
  const { method, url, headers, rawHeaders, httpVersionMinor } = incoming
  if (method !== 'POST' || url !== path || httpVersionMinor !== 1) return undefined
  // Node keeps the first of some headers that came twice, where `Headers` would have both.
  if (rawHeaders.length !== 2 * Object.keys(headers).length) return undefined
  if (!(Number(headers['content-length']) <= largestBody)) return undefined
  const whole = addressAt(headers.host ?? '')
  if (whole === undefined) return undefined
  const plain = {
    method,
    url: whole,
    headers: { get: (name: string) => valueOf(headers[name.toLowerCase()]) },
    get signal() {
      return untilGone(outgoing)
    },
  }
  // No more of a request is asked on the way of a filing, with faults or without.
  return { request: plain as unknown as Request, body: () => bytesOf(incoming) }
}

/** The usual answer, all of it. Of any other nothing is sent. */
export function answerPlainly(outgoing: ServerResponse, response: Response): boolean {
  const whole = wholeOf(response)
  if (!whole) return false
  const { headers, text } = whole
  outgoing.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) })
  outgoing.end(text)
  return true
}

/** Callers are few and name the same host each time; a name that is none is the adapter's. */
const addresses = new Map<string, string>()
const mostAddresses = 100

function addressAt(host: string): string | undefined {
  const known = addresses.get(host)
  if (known !== undefined) return known
  const address = `http://${host}${path}`
  if (!/^[a-z0-9.-]+(:\d+)?$/.test(host) || !URL.canParse(address)) return undefined
  if (addresses.size >= mostAddresses) addresses.clear()
  addresses.set(host, address)
  return address
}

/** Aborted when the caller has gone before the answer. */
function untilGone(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  const leave = () => {
    if (!outgoing.writableFinished) gone.abort()
  }
  if (outgoing.closed) leave()
  else outgoing.once('close', leave)
  return gone.signal
}

const valueOf = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value : null

function bytesOf(incoming: IncomingMessage): ReturnType<ReadBytes> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    incoming.on('end', () => {
      const [whole = Buffer.concat(chunks)] = chunks.length === 1 ? chunks : []
      // As what it is elsewhere: a slice of a Buffer would be no copy.
      const { buffer, byteOffset, length } = whole as Uint8Array<ArrayBuffer>
      resolve(new Uint8Array(buffer, byteOffset, length))
    })
    incoming.on('error', reject)
    incoming.on('close', () => {
      // After the end too; an error that nobody needs costs 15 us.
      if (!incoming.readableEnded) reject(new Error('the line broke'))
    })
  })
}
