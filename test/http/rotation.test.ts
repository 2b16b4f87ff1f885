import { describe, expect, it } from 'vitest'
import { findings, givenApp, refusal } from './given.ts'

const day = 24 * 3_600_000

describe('the rotation of a key (T-A4)', () => {
  it('has both live for as long as it takes, and the old one dead when it is revoked', async () => {
    const { post, get, call } = await givenApp()
    const old = (await post('/v1/keys', { name: 'shop 1' })).json as { id: string; key: string }
    const next = (await post('/v1/keys', { name: 'shop 2' }, { key: old.key })).json as { key: string }
    for (const { key } of [old, next]) expect((await get('/v1/entries', { key })).status).toBe(200)
    expect((await call('DELETE', `/v1/keys/${old.id}`, { key: next.key })).status).toBe(204)
    expect(refusal(await get('/v1/entries', { key: old.key }))).toBe('401 auth_invalid')
    expect((await get('/v1/entries', { key: next.key })).status).toBe(200)
  }) // prettier-ignore

  it('comes within a year: a key that is given no end has one', async () => {
    const { post, get, move } = await givenApp()
    const { json } = await post('/v1/keys', { name: 'shop' })
    expect(json['expiresAt']).toBe('2027-11-23T14:00:00.000Z')
    const { key } = json as { key: string }
    move(365 * day - 1)
    expect((await get('/v1/entries', { key })).status).toBe(200)
    move(1)
    expect(refusal(await get('/v1/entries', { key }))).toBe('401 auth_invalid')
  })

  it.each(['2026-11-23T14:00:00.000Z', '2026-11-22', '2027-11-24', '9999-12-31'])(
    'refuses %s as an end',
    async (expiresAt) => {
      const { post } = await givenApp()
      const answer = await post('/v1/keys', { name: 'shop', expiresAt })
      expect(findings(answer)).toEqual([['expiry_range', '/expiresAt']])
    },
  )

  it('shows which key is still in use, to the hour', async () => {
    const { post, get, move } = await givenApp()
    const { key, id } = (await post('/v1/keys', { name: 'shop' })).json as { key: string; id: string }
    const lastUsed = async () => {
      const { items } = (await get('/v1/keys')).json as { items: { id: string; lastUsedAt: string }[] }
      return items.find((item) => item.id === id)?.lastUsedAt
    }
    expect(await lastUsed()).toBeNull()
    await get('/v1/entries', { key })
    expect(await lastUsed()).toBe('2026-11-23T14:00:00.000Z')
    move(3_599_000)
    await get('/v1/entries', { key })
    expect(await lastUsed()).toBe('2026-11-23T14:00:00.000Z')
    move(1000)
    await get('/v1/entries', { key })
    expect(await lastUsed()).toBe('2026-11-23T15:00:00.000Z')
  }) // prettier-ignore
})
