/**
 * Before every page: who sits at the desk, and whether what they send was sent from one of our own
 * pages (T-D2). SameSite alone would let in a neighbour on the same registered domain.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { Gateway } from '../gateway/gateway.ts'
import type { Env } from '../http/auth.ts'
import { Refusal } from '../http/errors.ts'
import { readSession } from './cookie.ts'
import { isDesk } from './place.ts'

const safe = new Set(['GET', 'HEAD'])

/** `front` is what the first page says to whoever comes without a session. */
export function seat(
  gateway: Pick<Gateway, 'sessions'>,
  front: (c: Context<Env>) => Promise<Response>,
): MiddlewareHandler<Env> {
  return async function seated(c, next) {
    const { pathname } = new URL(c.req.url)
    if (!isDesk(pathname)) return next()
    c.header('Cache-Control', 'no-store')
    if (!safe.has(c.req.method)) expectOwnOrigin(c)
    const secret = readSession(c)
    const found = secret === undefined ? undefined : await gateway.sessions.find(secret)
    if (found) {
      c.set('caller', found.caller)
      c.set('token', found.token)
    } else if (pathname === '/' && safe.has(c.req.method) && secret === undefined) {
      c.set('route', '/')
      return front(c)
    } else if (pathname !== '/sign-in' && pathname !== '/sign-out') {
      throw signInFirst(secret !== undefined)
    }
    return next()
  }
}

const signInFirst = (had: boolean) => {
  const detail = had
    ? 'Your session has ended: after half an hour without a click, or after twelve hours.'
    : 'Sign in with your API key.'
  // A part of a page that asks for itself cannot show a sign-in: the whole page is loaded again.
  return new Refusal(401, 'session', detail, { headers: { 'HX-Refresh': 'true' } })
}

function expectOwnOrigin(c: Context): void {
  const origin = c.req.header('Origin') ?? ''
  const site = c.req.header('Sec-Fetch-Site')
  const own = URL.parse(origin)?.host === new URL(c.req.url).host
  if (!own || (site !== undefined && site !== 'same-origin')) {
    throw new Refusal(403, 'csrf', 'This was not sent from a page of the desk. Nothing was done.')
  }
}

/** Called by whoever has read a form, or by the header for those who sent no form. */
export function expectToken(c: Context<Env>, field?: unknown): void {
  const sent = c.req.header('X-Token') ?? field
  if (typeof sent !== 'string' || !same(sent, c.get('token') ?? '')) {
    const detail = 'The page was open since before you signed in. Load it again; nothing was done.'
    throw new Refusal(403, 'csrf', detail)
  }
}

function same(a: string, b: string): boolean {
  if (a.length !== b.length || b === '') return false
  let difference = 0
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}
