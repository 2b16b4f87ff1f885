/**
 * Load on one server: a new request each time, every reply looked at.
 * @module
 */
import autocannon from 'autocannon'
import type { Request } from 'autocannon'

export type { Request }

export type Asked = {
  readonly url: string
  /** The next request; no two are alike. */
  readonly next: () => Request
  /** Whether this reply is the one that was asked for. */
  readonly sound: (status: number, body: string) => boolean
}

export type Load = {
  /** Sound replies a second. */
  readonly rate: number
  readonly p50: number
  readonly p99: number
  readonly replies: number
  /** Replies of another kind, refused connections and timeouts. */
  readonly unsound: number
  /** The first of these. */
  readonly wrong?: string
}

const usualConnections = 32
/**
 * The gateway says `Connection: close` after a thousand; this client does not hear it, and what it
 * sends then is refused.
 */
const mostOnOne = 900

/** For a time in seconds (at a pace of so many a second), or until an amount of requests is answered. */
export type Length =
  { readonly duration: number; readonly overallRate?: number } | { readonly amount: number }

export async function load(
  { url, next, sound }: Asked,
  length: Length,
  connections = usualConnections,
): Promise<Load> {
  let replies = 0
  let unsound = 0
  let wrong: string | undefined
  // autocannon looks every second whether it is done, which is too coarse for a rate.
  const begun = performance.now()
  let last = begun
  const { errors, latency } = await autocannon({
    url,
    connections,
    reconnectRate: mostOnOne,
    ...length,
    requests: [
      {
        setupRequest: (request) => ({ ...request, ...next() }),
        onResponse: (status, body) => {
          last = performance.now()
          if (sound(status, body)) {
            replies += 1
            return
          }
          unsound += 1
          wrong ??= `${status} ${body.slice(0, 200)}`
        },
      },
    ],
  })
  const { p50, p99 } = latency
  const rate = replies === 0 ? 0 : (replies * 1000) / (last - begun)
  return { rate, p50, p99, replies, unsound: unsound + errors, ...(wrong ? { wrong } : {}) }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}
