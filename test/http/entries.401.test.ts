import { describe, expect, it } from 'vitest'
import { routesOf } from './contract.ts'
import { filer, givenApp, refusal } from './given.ts'

const given = await givenApp()
const { app, call, get, gateway, key, move, newKey } = given
const guarded = routesOf(app).filter((route) => !route.public)
const withHeader = (Authorization: string) => get('/v1/entries', { headers: { Authorization } })

/** The same letters, the last one of the checksum changed. */
const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
const unknown = key.replace(/_.{12}_/, '_000000000000_')

async function revokedKey() {
  const made = await newKey(filer)
  await gateway.keys.revoke(filer, made.id)
  return made.key
}

async function expiredKey() {
  const made = await newKey(filer, ['entries:read'], '2026-11-24T00:00:00.000Z')
  expect((await get('/v1/entries', { key: made.key })).status).toBe(200)
  move(24 * 3_600_000)
  return made.key
}

describe('401', () => {
  it.each(guarded)('auth_missing: $method $path without a key', async ({ method, path }) => {
    const answer = await call(method, path, { key: null })
    expect(refusal(answer)).toBe('401 auth_missing')
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="gate321"')
  })

  it.each(['Basic enp5Om1vY2s=', 'Bearer', 'Bearer ', `Bearer ${key} x`, `Token ${key}`, key])(
    'auth_scheme: %.12s',
    async (header) => {
      expect(refusal(await withHeader(header))).toBe('401 auth_scheme')
    },
  )

  it('never shows what it was sent', async () => {
    expect((await withHeader('Basic c2VjcmV0OnNlY3JldA==')).text).not.toContain('c2VjcmV0')
    expect((await withHeader('Bearer secret-secret')).text).not.toContain('secret-secret')
    expect(JSON.stringify(given.lines)).not.toContain('secret')
  })

  it('auth_missing: a key in the query is no key', async () => {
    expect(refusal(await get(`/v1/entries?key=${key}`, { key: null }))).toBe('401 auth_missing')
  })

  it('auth_invalid: unknown, mistyped, revoked and expired keys read the same', async () => {
    const keys = [unknown, mistyped, 'dev-key', await revokedKey(), await expiredKey()]
    const answers = await Promise.all(keys.map((key) => get('/v1/entries', { key })))
    expect(answers.map(refusal)).toEqual(keys.map(() => '401 auth_invalid'))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('header_duplicate: two Authorization headers', async () => {
    expect(refusal(await withHeader(`Bearer ${key}, Bearer ${key}`))).toBe('400 header_duplicate')
  })

  it('takes the scheme in any case', async () => {
    expect((await withHeader(`bearer ${key}`)).status).toBe(200)
  })
})
