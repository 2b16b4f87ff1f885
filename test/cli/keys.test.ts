import { describe, expect, it } from 'vitest'
import { scopes as known } from '../../src/gateway/keys.ts'
import { scopes } from '../../src/cli/keys.ts'
import { gate321, givenGateway } from './given.ts'

describe('gate321 keys', () => {
  it('makes a key, its secret alone on stdout, that works until it is revoked', async () => {
    const { run, url } = await givenGateway()
    const wish = ['--scopes', 'entries:read', '--expires', '2027-03-31']
    const made = await run(['keys', 'create', 'warehouse', ...wish])
    expect(made.code).toBe(0)
    expect(made.out).toMatch(/^gate321_\w{12}_\w{43}_\w{6}\n$/)
    expect(made.err).toContain('for warehouse, until 2027-03-31: entries:read.')
    expect(made.err).toContain('shown this once')

    const env = { GATE321_URL: url, GATE321_API_KEY: made.out.trim() }
    expect((await gate321(['status'], env)).code).toBe(0)
    const id = made.out.split('_')[1] ?? ''
    const listed = await run(['keys'])
    expect(listed.out).toMatch(new RegExp(`^${id} +warehouse +2027-03-31 +\\S+ +entries:read$`, 'm')) // prettier-ignore
    expect(listed.out).not.toContain(made.out.trim())

    expect((await run(['keys', 'revoke', id])).out).toBe(`${id} is revoked.\n`)
    expect((await gate321(['status'], env)).err).toContain('401 auth_invalid')
    expect(await run(['keys', 'revoke', id])).toMatchObject({
      code: 1,
      err: expect.stringContaining('404 key_not_found'),
    })
  })

  it('prints JSON for programs', async () => {
    const { run } = await givenGateway()
    const made = JSON.parse((await run(['keys', 'create', 'nightly', '--json'])).out)
    expect(made).toMatchObject({ name: 'nightly', key: expect.stringContaining('gate321_') })
    const { items } = JSON.parse((await run(['keys', 'list', '--json'])).out)
    expect(items.map(({ name }: { name: string }) => name)).toContain('nightly')
    const ended = await run(['keys', 'revoke', made.id, '--json'])
    expect(JSON.parse(ended.out)).toEqual({ id: made.id, revoked: true })
  })

  it('offers the scopes that there are', async () => {
    expect(scopes).toEqual(known)
    const { code, err } = await gate321(['keys', 'create', 'x', '--scopes', 'all'], {})
    expect(err).toContain('Allowed choices are entries:read, entries:write, webhooks, keys, ops.')
    expect(code).toBe(2)
  })
})
