/**
 * The client of the command line: an address, a key, and an end to waiting.
 * @module
 */
import { createClient } from '../client.ts'
import type { Client } from '../client.ts'
import { Unreachable, Usage } from './exit.ts'

export type Connection = { readonly url: string; readonly key: string }

export type Connected = Client & {
  /** Whether this key was answered with what it had been answered before. */
  readonly isReplay: (idempotencyKey: string) => boolean
}

const longestWaitMillis = 30_000

export function connect({ url, key }: Connection): Connected {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Usage(`"${url}" is not an address such as http://127.0.0.1:3321.`)
  }
  if (!/^[\x21-\x7e]+$/.test(key)) throw new Usage('An API key has no spaces and is ASCII.')
  const replays = new Set<string>()
  const send: typeof fetch = async (input, init) => {
    // Streams and files take as long as they take.
    const isShort = new Headers(init?.headers).get('Accept') === 'application/json'
    const response = await (isShort ? reach : open)(url, input, init)
    const idempotencyKey = new Headers(init?.headers).get('Idempotency-Key')
    if (idempotencyKey !== null && response.headers.has('Idempotent-Replayed')) {
      replays.add(idempotencyKey)
    }
    return response
  }
  const client = createClient({ url, key, fetch: send })
  return { ...client, isReplay: (idempotencyKey) => replays.has(idempotencyKey) }
}

type Asked = Parameters<typeof fetch>

/** As it comes: whoever reads the body meets what befalls it. */
async function open(url: string, ...[input, init]: Asked): Promise<Response> {
  try {
    return await fetch(input, init)
  } catch (cause) {
    throw unreachable(url, cause)
  }
}

async function reach(url: string, ...[input, init]: Asked): Promise<Response> {
  try {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(longestWaitMillis) })
    // The body may break off as well, and that is no answer either.
    return new Response(response.status === 204 ? null : await response.text(), response)
  } catch (cause) {
    throw unreachable(url, cause)
  }
}

export function unreachable(url: string, cause: unknown): Unreachable {
  const { hostname } = new URL(url)
  const local = hostname === 'localhost' || hostname.startsWith('127.')
  const hint = local ? ' Is it running? Start one with "gate321 serve".' : ''
  return new Unreachable(`No gateway answers at ${url} (${reasonOf(cause)}).${hint}`, { cause })
}

export function reasonOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return error instanceof Error ? error.name : String(error)
}
