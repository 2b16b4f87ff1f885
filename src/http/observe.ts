/**
 * Each request counted, timed, traced, and said in one line of the log: route, code and ids, and
 * nothing that its caller wrote.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { Log } from '../gateway/deps.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Fields } from '../gateway/trace.ts'
import type { Env } from './auth.ts'

const w3c = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

/** The caller's trace (W3C Trace Context), if it says one. */
export const traceIdOf = (c: Context): string | undefined =>
  w3c.exec(c.req.header('traceparent') ?? '')?.[1]

/** A request without an id of its own takes that of its trace, or a new one. */
export const idOf = (c: Context): string => traceIdOf(c) ?? randomHex()

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** By the thousand: asked for one by one random bytes are nine tenths of what an id costs (20 us). */
const pool = new Uint8Array(4096)
let taken = pool.length

function randomHex(): string {
  if (taken === pool.length) {
    crypto.getRandomValues(pool)
    taken = 0
  }
  let text = ''
  for (const end = taken + 16; taken < end; taken += 1) text += hex[pool[taken] ?? 0]
  return text
}

export function observe(
  { meters, trace }: Pick<Gateway, 'meters' | 'trace'>,
  log: Log,
  millis: () => number,
): MiddlewareHandler<Env> {
  return async function observed(c, next) {
    const begun = millis()
    const caller = c.req.header('traceparent') ?? ''
    const link: Fields = w3c.test(caller) ? { traceparent: caller } : {}
    await trace('request', link, async (note) => {
      await next()
      const route = (c.get('route') as string | undefined) ?? 'other'
      const { method } = c.req
      const { status } = c.res
      const ms = Math.round((millis() - begun) * 10) / 10
      meters.count('http_requests_total', route, methods.has(method) ? method : 'other', String(status)) // prettier-ignore
      meters.observe('http_duration_seconds', ms / 1000, route)
      const request_id = c.get('requestId')
      note({ route, method, status, request_id })
      log('info', 'request', {
        request_id,
        trace_id: traceIdOf(c) ?? null,
        method: methods.has(method) ? method : 'other',
        route,
        status,
        code: (c.error as { code?: string } | undefined)?.code ?? null,
        ms,
      })
    })
  }
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
