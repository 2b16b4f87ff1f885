/**
 * Wrong keys from one address: a few a minute, then the address waits (T-A3). A request without a
 * key is no guess and does not count.
 * @module
 */
import type { Context } from 'hono'
import { buckets } from './bucket.ts'
import { tooMany } from './limit.ts'

/**
 * Throws for an address that waits; what it returns is called when the key was wrong. A guess comes
 * in the Authorization header, unless told otherwise.
 */
export type Doorkeeper = (c: Context, guess?: boolean) => () => void

export type AddressOf = (c: Context) => string | undefined

export function doorkeeper(
  aMinute: number,
  addressOf: AddressOf,
  millis: () => number,
): Doorkeeper {
  const failures = buckets({ perSecond: aMinute / 60, burst: aMinute })
  return (c, guess = Boolean(c.req.header('Authorization'))) => {
    const address = addressOf(c)
    if (address === undefined || !guess) return () => undefined
    const wait = failures.wait(address, millis())
    if (wait > 0) {
      const detail = `${aMinute} wrong keys in a minute came from your address.`
      throw tooMany('login_limited', detail, wait)
    }
    return () => void failures.take(address, millis())
  }
}
