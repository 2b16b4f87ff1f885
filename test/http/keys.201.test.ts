import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { tablesOf } from '../conformance/engine.ts'
import { filer, givenApp } from './given.ts'
import type { Given } from './given.ts'

type Made = { readonly id: string; readonly key: string; readonly scopes: readonly string[] }

async function make({ post }: Given, wanted: object = { name: 'warehouse' }): Promise<Made> {
  const { status, json } = await post('/v1/keys', wanted)
  expect(status).toBe(201)
  return json as unknown as Made
}

/** Every value of every table, as one text. */
async function everything({ db }: Given): Promise<string> {
  const tables = await tablesOf(db)
  const rows = await Promise.all(
    tables.map((name) => db.read({ sql: `select * from "${name}"`, values: [] })),
  )
  return JSON.stringify(rows)
}

describe('POST /v1/keys, 201', () => {
  it('shows a secret that works', async () => {
    const given = await givenApp()
    const { key } = await make(given)
    expect(key).toMatch(/^gate321_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/)
    expect((await given.get('/v1/entries', { key })).status).toBe(200)
  })

  it('shows it once, and keeps only its hash', async () => {
    const given = await givenApp()
    const { id, key } = await make(given)
    const [, , secret = ''] = key.split('_')
    const listed = await given.get('/v1/keys')
    expect(listed.text).toContain(id)
    expect(listed.text).not.toContain(secret)
    const stored = await everything(given)
    expect(stored).toContain(id)
    expect(stored).not.toContain(secret)
    expect(JSON.stringify(given.lines)).not.toContain(secret)
  })

  it('has no two alike', async () => {
    const given = await givenApp()
    const made = await Promise.all(Array.from({ length: 50 }, () => make(given)))
    expect(new Set(made.map(({ key }) => key)).size).toBe(50)
  })

  it('gives what the caller has, or less', async () => {
    const given = await givenApp()
    const all = await make(given)
    const less = await make(given, { name: 'reader', scopes: ['entries:read', 'entries:read'] })
    expect(all.scopes).toEqual(['entries:read', 'entries:write', 'webhooks', 'keys', 'ops'])
    expect(less.scopes).toEqual(['entries:read'])
  })

  it('ends when it is told to', async () => {
    const given = await givenApp()
    const { key } = await make(given, { name: 'x', expiresAt: '2026-11-24' })
    expect((await given.get('/v1/entries', { key })).status).toBe(200)
    given.move(10 * 3_600_000)
    expect((await given.get('/v1/entries', { key })).status).toBe(401)
  })

  it('may tell a secret nobody should keep in a cache', async () => {
    const { post } = await givenApp()
    const { headers } = await post('/v1/keys', { name: 'x' })
    expect(headers.get('Cache-Control')).toBe('no-store')
  })
})

describe("the installation's own key", () => {
  it('is any text, and follows its setting', async () => {
    const { gateway, get } = await givenApp()
    await gateway.keys.install(filer, 'dev-key')
    expect((await get('/v1/entries', { key: 'dev-key' })).status).toBe(200)
    await gateway.keys.install(filer, 'another')
    expect((await get('/v1/entries', { key: 'dev-key' })).status).toBe(401)
    expect((await get('/v1/entries', { key: 'another' })).status).toBe(200)
  })
})

describe("the installation's own key, in the form of a made one", () => {
  it('works, and follows its setting', async () => {
    const { gateway, get } = await givenApp()
    const elsewhere = await givenApp()
    const [{ key }, next] = [await elsewhere.newKey(filer), await elsewhere.newKey(filer)]
    await gateway.keys.install(filer, key)
    expect((await get('/v1/entries', { key })).status).toBe(200)
    await gateway.keys.install(filer, next.key)
    expect((await get('/v1/entries', { key })).status).toBe(401)
  })
})

describe('GET and DELETE /v1/keys', () => {
  it("lists the filer's own keys", async () => {
    const given = await givenApp()
    await make(given)
    const { json } = await given.get('/v1/keys')
    const items = json['items'] as { name: string; revokedAt: string | null }[]
    expect(items.map(({ name }) => name).sort()).toEqual(['test', 'warehouse'])
    const theirs = await given.get('/v1/keys', { key: given.otherKey })
    expect(theirs.json['items']).toHaveLength(1)
  })

  it('ends a key at once', async () => {
    const given = await givenApp()
    const { id, key } = await make(given)
    const { status, text } = await given.call('DELETE', `/v1/keys/${id}`)
    expect([status, text]).toEqual([204, ''])
    expect((await given.get('/v1/entries', { key })).status).toBe(401)
    const { json } = await given.get('/v1/keys')
    expect(json['items']).toContainEqual(
      expect.objectContaining({ id, revokedAt: '2026-11-23T14:00:00.000Z' }),
    )
  })
})
