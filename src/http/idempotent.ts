/**
 * `Idempotency-Key`: the first answer again for the same request, byte for byte.
 * @module
 */
import type { Context } from 'hono'
import type { Gateway } from '../gateway/gateway.ts'
import { sha256 } from '../gateway/digest.ts'
import type { Record } from '../gateway/once.ts'
import type { Env } from './auth.ts'
import { Refusal } from './errors.ts'

/** Runs `work` once for the key, if there is one; a replay never reaches it. */
export async function idempotent(
  c: Context<Env>,
  gateway: Gateway,
  body: Uint8Array,
  work: (record: Record) => Promise<Response>,
): Promise<Response> {
  return idempotentBy(
    c,
    gateway,
    () => sha256(body),
    work,
    (answer, status) => respond(c, answer, status === 201 ? 201 : 200, replayed),
  )
}

/** What a replay says of itself. */
export const replayed = { 'Idempotent-Replayed': 'true' } as const

/** The same for a body that was never in memory as a whole, by its SHA-256. */
export async function idempotentBy(
  c: Context<Env>,
  gateway: Gateway,
  bodySha256: () => string | Promise<string>,
  work: (record: Record) => Promise<Response>,
  again: (body: string, status: number) => Response,
): Promise<Response> {
  const header = c.req.header('Idempotency-Key')
  if (header === undefined) return work(() => [])
  const key = readKey(header)
  const { pathname } = new URL(c.req.url)
  const route = `${c.req.method} ${pathname}`
  const fingerprint = await sha256(`${route} ${await bodySha256()}`)
  const scope = { filer: c.get('caller').filer, route, key }
  const once = await gateway.once(scope, fingerprint, work)
  switch (once.kind) {
    case 'first':
      return once.result
    case 'replayed':
      return again(once.body, once.status)
    case 'reused':
      throw new Refusal(
        422,
        'idempotency_key_reused',
        'This Idempotency-Key came before with another request. Use a new key for a new request.',
      )
    case 'in_progress':
      throw new Refusal(
        409,
        'idempotency_in_progress',
        'The first request with this key is still at work.',
        {
          headers: { 'Retry-After': '1' },
        },
      )
  }
}

/** Bare or quoted, 1 to 255 visible ASCII characters; a comma would be two headers joined. */
export function readKey(header: string): string {
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (/^[\x21-\x2b\x2d-\x7e]{1,255}$/.test(key)) return key
  throw new Refusal(
    400,
    'idempotency_key_invalid',
    'An Idempotency-Key is 1 to 255 visible ASCII characters without a comma.',
  )
}

/** An entry as it was presented, and with 201 where it is. */
export function respond(
  c: Context<Env>,
  body: string,
  status: 200 | 201,
  headers: Readonly<{ [name: string]: string }> = {},
): Response {
  return c.body(body, status, {
    ...headers,
    ...(status === 201 ? { Location: `/v1/entries/${idOf(body)}` } : {}),
    'Content-Type': 'application/json',
  })
}

/** The first member of that name is the entry's own; to read the whole body for it costs 77 us. */
const idOf = (body: string) =>
  /"id":"([^"\\]+)"/.exec(body)?.[1] ?? (JSON.parse(body) as { id: string }).id
