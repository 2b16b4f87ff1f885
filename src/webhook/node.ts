/**
 * Webhooks from Node: names by the system's name servers, sockets to the addresses that were judged
 * and to no others. Neither proxies nor connections left open have a say.
 * @module
 */
import { lookup, Resolver } from 'node:dns/promises'
import { request as overHttp } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import type { Receivers } from '../gateway/deps.ts'
import type { Allowed } from './address.ts'
import { guarded } from './guard.ts'
import type { Exchange, Resolve } from './guard.ts'

const attemptMillis = 15_000

export const nodeReceivers = (allowed: Allowed): Pick<Receivers, 'send' | 'refuse'> =>
  guarded(
    allowed,
    allowed.private ? systemAddresses : publicAddresses,
    exchange(() => AbortSignal.timeout(attemptMillis)),
  )

/** Without the hosts file and the thread pool of `lookup`, which a slow name server would fill. */
const publicAddresses: Resolve = async (hostname) => {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  const addresses = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  const [first] = found
  if (addresses.length === 0 && first.status === 'rejected') throw first.reason
  return addresses
}

/** For development: as any program of this machine sees them. */
const systemAddresses: Resolve = async (hostname) => {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) return [literal]
  return (await lookup(hostname, { all: true })).map(({ address }) => address)
}

export function exchange(deadline: () => AbortSignal): Exchange {
  return async (request, addresses) => {
    const url = new URL(request.url)
    const body = new Uint8Array(await request.arrayBuffer())
    const signal = deadline()
    const options: RequestOptions = {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), 'Content-Length': body.length },
      agent: false,
      lookup: pinned(addresses),
      maxHeaderSize: 16_384,
      signal,
    }
    return new Promise((resolve, reject) => {
      const begin = url.protocol === 'https:' ? overHttps : overHttp
      const sent = begin(url, options, (answer) => {
        try {
          resolve(responseOf(answer))
        } catch (error) {
          answer.destroy()
          reject(error)
        }
      })
      sent.on('error', (error) =>
        reject(signal.aborted ? new Error('no answer within the time', { cause: error }) : error),
      )
      sent.end(body)
    })
  }
}

/** A second look at the name could find another address than the one that was judged. */
function pinned(addresses: readonly string[]): NonNullable<RequestOptions['lookup']> {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_hostname, { all }, callback) => {
    const [first] = found
    if (all) callback(null, found)
    else callback(null, first?.address ?? '', first?.family)
  }
}

function responseOf(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0
  // What comes after the headers may break off, and is then no news.
  answer.on('error', () => undefined)
  const headers = new Headers()
  const { 'retry-after': retryAfter } = answer.headers
  if (retryAfter !== undefined) headers.set('Retry-After', retryAfter)
  const empty = status === 204 || status === 205 || status === 304
  if (empty) answer.destroy()
  const body = empty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  return new Response(body, { status, headers })
}
