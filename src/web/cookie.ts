/**
 * The session's cookie: out of reach of scripts and of other sites' forms.
 * @module
 */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** Twelve hours, in seconds; the session itself may end sooner. */
const maxAge = 12 * 3600

/**
 * `__Host-` needs Secure, and Secure needs https, which this machine does not speak to itself; a
 * proxy that does speaks http to us, and its browser's address is not a loopback name.
 */
const isLoopback = (c: Context) => {
  const { protocol, hostname } = new URL(c.req.url)
  return protocol === 'http:' && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

const nameFor = (c: Context) => (isLoopback(c) ? 's' : '__Host-s')

const kept = (c: Context) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: !isLoopback(c) }) as const

export const readSession = (c: Context): string | undefined => getCookie(c, nameFor(c))

export const keepSession = (c: Context, secret: string): void =>
  setCookie(c, nameFor(c), secret, { ...kept(c), maxAge })

export const dropSession = (c: Context): void => void deleteCookie(c, nameFor(c), kept(c))
