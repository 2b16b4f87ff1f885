/**
 * Who calls: a bearer key, for every path that is not on the short list of public ones.
 * @module
 */
import type { MiddlewareHandler } from 'hono'
import type { Caller, Scope } from '../gateway/keys.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { Refusal } from './errors.ts'
import type { Turn } from './limit.ts'
import type { Doorkeeper } from './logins.ts'

export type Env = {
  Variables: {
    caller: Caller
    requestId: string
    route: string
    turn: Turn
    /** Of the session at the desk, for its forms. */
    token: string
  }
}

const publicPaths = new Set([
  '/healthz',
  '/readyz',
  '/openapi.json',
  '/docs',
  '/docs/style.css',
  '/docs/paper.css',
])

/** Mounted on `*`: a guard on a prefix is slipped past by spellings like `//v1` and `/V1`. */
export function authenticate(
  gateway: Gateway,
  isOpen: (pathname: string) => boolean = () => false,
  doorkeeper?: Doorkeeper,
): MiddlewareHandler<Env> {
  return async function auth(c, next) {
    const { pathname } = new URL(c.req.url)
    if (publicPaths.has(pathname) || isOpen(pathname)) return next()
    c.header('Cache-Control', 'no-store')
    const failed = doorkeeper?.(c)
    c.set('caller', await callerOf(gateway, c.req.header('Authorization'), failed))
    return next()
  }
}

async function callerOf(
  gateway: Gateway,
  header: string | undefined,
  failed: () => void = () => undefined,
): Promise<Caller> {
  const refuse = (code: string, detail: string) =>
    new Refusal(401, code, detail, { headers: { 'WWW-Authenticate': 'Bearer realm="gate321"' } })
  if (header === undefined) {
    throw refuse('auth_missing', 'Send your API key as "Authorization: Bearer KEY".')
  }
  // The fetch API joins repeated headers with a comma, which no key contains.
  if (header.includes(','))
    throw new Refusal(400, 'header_duplicate', 'Send one Authorization header.')
  const [scheme = '', presented = '', ...rest] = header.split(' ')
  if (scheme.toLowerCase() !== 'bearer' || presented === '' || rest.length > 0) {
    throw refuse('auth_scheme', 'The scheme is Bearer: "Authorization: Bearer KEY".')
  }
  const caller = await gateway.keys.recognise(presented)
  if (caller) return caller
  failed()
  throw refuse('auth_invalid', 'This key is not known, or no longer valid.')
}

export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.includes(scope)) {
    throw new Refusal(403, 'scope_missing', `This key lacks the scope ${scope}.`)
  }
}
