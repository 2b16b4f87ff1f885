/**
 * Limits on callers and on the whole: 429 where a caller asks for more than its share, 503 where
 * the machine has no room. Filing and reading have shares of their own, so that whoever may not
 * file can still see where everything stands.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { Limits } from '../limits.ts'
import type { Env } from './auth.ts'
import { buckets } from './bucket.ts'
import { Refusal } from './errors.ts'
import { room } from './room.ts'
import type { Leave } from './room.ts'

/** A request's way through the rooms of this process. */
export type Turn = {
  /** Throws a 503 where there is no room for so many bytes; otherwise what gives it back. */
  readonly read: (bytes: number) => Leave
  /** The body is here, work begins. Throws a 503 where too much is at work. */
  readonly begin: () => void
}

/** So late is the event loop when a request would wait for a quarter of what it may take. */
const lagMillis = 250

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

export function limit(
  limits: Limits,
  millis: () => number,
  lag?: () => number,
): MiddlewareHandler<Env> {
  const kinds = ['reading', 'filing'] as const
  const rates = new Map(kinds.map((kind) => [kind, buckets(limits)]))
  const atWork = new Map<string, number>()
  const space = room({ ...limits, lagMillis }, lag)

  const share = (name: string): Leave => {
    const count = atWork.get(name) ?? 0
    if (count >= limits.atOnce) {
      throw tooMany('too_many_at_once', `${limits.atOnce} of your requests are at work.`, 1)
    }
    atWork.set(name, count + 1)
    return () => {
      const rest = (atWork.get(name) ?? 1) - 1
      if (rest > 0) atWork.set(name, rest)
      else atWork.delete(name)
    }
  }

  return async function limited(c, next) {
    const caller = c.get('caller') as Env['Variables']['caller'] | undefined
    if (!caller) return next()
    const kind = reads.has(c.req.method) ? 'reading' : 'filing'
    const wait = rates.get(kind)?.take(caller.keyId, millis()) ?? 0
    if (wait > 0) {
      const share = `${limits.perSecond} requests a second, ${limits.burst} at once`
      throw tooMany('rate_limited', `This key may make ${share}, for ${kind}.`, wait)
    }
    if (kind === 'filing' && space.full()) throw overloaded()
    const leaving = [share(`${kind} ${caller.filer}`)]
    const turn: Turn = {
      read: (bytes) => space.hold(bytes) ?? refuse(),
      begin: () => void leaving.push(space.enter() ?? refuse()),
    }
    c.set('turn', turn)
    try {
      await next()
    } finally {
      for (const leave of leaving) leave()
    }
  }
}

const refuse = (): never => {
  throw overloaded()
}

const overloaded = () =>
  new Refusal(503, 'overloaded', 'Too much is at work; nothing of the request was kept.', {
    headers: { 'Retry-After': '1' },
  })

export function tooMany(code: string, detail: string, seconds: number): Refusal {
  const after = String(Math.max(1, Math.ceil(seconds)))
  return new Refusal(429, code, detail, { headers: { 'Retry-After': after } })
}

/** The turn of a request; without limits everything has room. */
export const turnOf = (c: Context): Turn => (c.get('turn') as Turn | undefined) ?? boundless

const boundless: Turn = { read: () => () => undefined, begin: () => undefined }
