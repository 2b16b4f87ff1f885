/**
 * A filing over HTTP/1.1 as Node has it: its headers as they were read, its body where it came to
 * lie. The adapter's request looks through each header again and copies the body, a twentieth of
 * what a filing costs. What is not plain is the adapter's: another call, a header that came twice,
 * a body of unknown length.
 * @module
 */
import type { IncomingMessage } from 'node:http'
import { largestBody } from './http/request.ts'
import type { ReadBytes } from './http/request.ts'

export type Plain = { readonly request: Request; readonly body: ReadBytes }

/** `request` is the adapter's, which stays the one that knows when the caller has gone. */
export function plainOf(incoming: IncomingMessage, request: Request): Plain | undefined {
  const { method, url, headers, rawHeaders } = incoming
  if (method !== 'POST' || url !== '/ace/transmissions') return undefined
  // Node keeps the first of some headers that came twice, where `Headers` would have both.
  if (rawHeaders.length !== 2 * Object.keys(headers).length) return undefined
  if (!(Number(headers['content-length']) <= largestBody)) return undefined
  const plain = {
    method,
    url: request.url,
    headers: { get: (name: string) => valueOf(headers[name.toLowerCase()]) },
    get signal() {
      return request.signal
    },
  }
  // No more of a request is asked on the way of a filing, with faults or without.
  return { request: plain as unknown as Request, body: () => bytesOf(incoming) }
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
