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
  /**
   * A body of so many bytes is on its way; whoever waits for it does not count as at work. Throws a
   * 503 where there is no room for it; otherwise what gives the room back.
   */
  readonly read: (bytes: number) => Leave
  /** The body is here, work goes on. Throws a 503 where too much is at work. */
  readonly begin: () => void
}

/** More than half of the second that an answer may take is left to the way here and back. */
const lateness = { lagMillis: 300, lateMillis: 400 }

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Before anybody knows who asks, so that turning away is cheap: at three times what it can serve
 * the machine is busy enough with saying no.
 */
export function admit(
  limits: Limits,
  millis: () => number,
  lag?: () => number,
  isByHand: (pathname: string) => boolean = () => false,
): MiddlewareHandler<Env> {
  const space = room({ ...limits, ...lateness }, millis, lag)

  return async function admitted(c, next) {
    if (reads.has(c.req.method) || isByHand(new URL(c.req.url).pathname)) return next()
    let leave: Leave | undefined
    const enter = () => {
      leave = space.enter()
      if (!leave) throw overloaded
    }
    const away = () => {
      leave?.()
      leave = undefined
    }
    enter()
    const turn: Turn = {
      read: (bytes) => {
        away()
        const held = space.hold(bytes)
        if (!held) throw overloaded
        return held
      },
      begin: enter,
    }
    c.set('turn', turn)
    try {
      await next()
    } finally {
      away()
    }
  }
}

export function limit(limits: Limits, millis: () => number): MiddlewareHandler<Env> {
  const kinds = ['reading', 'filing'] as const
  const rates = new Map(kinds.map((kind) => [kind, buckets(limits)]))
  const atWork = new Map<string, number>()

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
    const leave = share(`${kind} ${caller.filer}`)
    try {
      await next()
    } finally {
      leave()
    }
  }
}

/** Made once: it is said most when there is least time for it. */
const overloaded = new Refusal(
  503,
  'overloaded',
  'Too much is at work; nothing of the request was kept.',
  { headers: { 'Retry-After': '1' } },
)

export function tooMany(code: string, detail: string, seconds: number): Refusal {
  const after = String(Math.max(1, Math.ceil(seconds)))
  return new Refusal(429, code, detail, { headers: { 'Retry-After': after } })
}

/** The turn of a request; without limits everything has room. */
export const turnOf = (c: Context): Turn => (c.get('turn') as Turn | undefined) ?? boundless

const boundless: Turn = { read: () => () => undefined, begin: () => undefined }
