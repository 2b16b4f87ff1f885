import { describe, expect, it } from 'vitest'
import { otherFiler } from '../http/given.ts'
import { givenDesk } from './given.ts'

const minutes = 60_000

describe('a session', () => {
  it('is opened with an API key and shows the desk of its filer', async () => {
    const { page } = await givenDesk()
    const { status, text, headers } = await page('/')
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(text).toContain('Today')
    expect(text).toContain('Filer ZZ9')
    expect(text).toContain('A simulation, not CBP.')
  })

  it('holds its secret in a cookie that no script and no other site reaches', async () => {
    const { ask, key } = await givenDesk()
    const { headers, status } = await ask('/sign-in', {
      method: 'POST',
      headers: {
        Origin: 'http://desk.test',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: `key=${key}`,
    })
    expect(status).toBe(303)
    const [, secret = ''] = /^__Host-s=(\w{43});/.exec(headers.get('Set-Cookie') ?? '') ?? []
    expect(secret).not.toBe('')
    expect(headers.get('Set-Cookie')?.replace(secret, 'X')).toBe(
      '__Host-s=X; Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })

  it('is nowhere in the store but as a digest', async () => {
    const { db, cookie } = await givenDesk()
    const rows = await db.read({ sql: 'select * from session', values: [] })
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1])
  })

  it('ends after half an hour without a click, and not while somebody clicks', async () => {
    const { page, move } = await givenDesk()
    for (let clicks = 0; clicks < 10; clicks++) {
      move(29 * minutes)
      expect((await page('/')).status).toBe(200)
    }
    move(30 * minutes)
    const { status, text } = await page('/')
    expect(status).toBe(401)
    expect(text).toContain('Your session has ended')
    expect(text).toContain('API key')
  })

  it('ends after twelve hours in any case', async () => {
    const { page, move } = await givenDesk()
    for (let clicks = 0; clicks < 26; clicks++) {
      move(27 * minutes)
      expect((await page('/')).status).toBe(200)
    }
    move(18 * minutes)
    expect((await page('/')).status).toBe(401)
  })

  it('ends when its key is revoked', async () => {
    const { page, gateway, key } = await givenDesk()
    await gateway.keys.revoke('ZZ9' as typeof otherFiler, key.split('_')[1] ?? '')
    expect((await page('/')).status).toBe(401)
  })

  it('ends with signing out, and its cookie opens nothing any more', async () => {
    const { page, send } = await givenDesk()
    const { status, headers } = await send('/sign-out', {})
    expect([status, headers.get('Location')]).toEqual([303, '/sign-in'])
    expect(headers.get('Set-Cookie')).toContain('Max-Age=0')
    expect((await page('/entries')).status).toBe(401)
  })

  it('is a new one at each sign-in, and the one from before is over', async () => {
    const { ask, cookie, key, page } = await givenDesk()
    const { headers } = await ask('/sign-in', {
      method: 'POST',
      headers: {
        Origin: 'http://desk.test',
        Cookie: cookie,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: `key=${key}&next=/entries`,
    })
    expect(headers.get('Location')).toBe('/entries')
    expect(headers.get('Set-Cookie')).not.toContain(cookie.split('=')[1])
    expect((await page('/')).status).toBe(401)
  })

  it('is not needed to see what this is', async () => {
    const { ask } = await givenDesk({ desk: { developmentKey: 'dev-key' } })
    const { status, text } = await ask('/')
    expect(status).toBe(200)
    expect(text).toContain('Sign in to the desk')
    expect(text).toContain('development key: dev-key')
  })

  it('is asked for under the address of each page', async () => {
    const { ask } = await givenDesk()
    const { status, html } = await ask('/entries?status=released')
    expect(status).toBe(401)
    expect(html).toContain('name="next" value="/entries?status=released"')
  })

  it.each([
    'https://elsewhere.test/',
    '//elsewhere.test/',
    '/\\elsewhere.test',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x',
  ])('leads nowhere else afterwards: %s', async (next) => {
    const { ask, key } = await givenDesk()
    const { headers } = await ask('/sign-in', {
      method: 'POST',
      headers: {
        Origin: 'http://desk.test',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ key, next }).toString(),
    })
    expect(headers.get('Location')).toMatch(/^\/(?![/\\])/)
  })

  it('is not opened with a wrong key, and wrong keys are counted', async () => {
    const { limits } = await import('../../src/config.ts').then(({ readConfig }) => {
      const reading = readConfig({})
      if (!reading.ok) throw new Error('the defaults are wrong')
      return { limits: { ...reading.config.limits, failedLogins: 2 } }
    })
    const { ask } = await givenDesk({ app: { limits, addressOf: () => '10.0.0.1' } })
    const wrong = () =>
      ask('/sign-in', {
        method: 'POST',
        headers: {
          Origin: 'http://desk.test',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: 'key=wrong',
      })
    const first = await wrong()
    expect([first.status, first.headers.get('Set-Cookie')]).toEqual([401, null])
    expect(first.text).toContain('This key is not known')
    await wrong()
    expect((await wrong()).status).toBe(429)
  })
})

describe('a form', () => {
  const own = { Origin: 'http://desk.test', 'Sec-Fetch-Site': 'same-origin' }

  it.each<[string, Readonly<Record<string, string>>]>([
    ['from another site', { Origin: 'http://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' }],
    ['from a neighbour', { Origin: 'http://other.desk.test', 'Sec-Fetch-Site': 'same-site' }],
    ['from nowhere', { Origin: 'null' }],
    ['without its origin', { Origin: '' }],
    ['that says another site than its origin', { ...own, 'Sec-Fetch-Site': 'cross-site' }],
    ['as JSON from another site', { Origin: 'http://elsewhere.test', 'Content-Type': 'application/json' }],
  ])('%s does nothing', async (_, headers) => {
    const { ask, cookie, page } = await givenDesk()
    const { status, html } = await ask('/sign-out', {
      method: 'POST',
      headers: { Cookie: cookie, Accept: 'application/json', ...headers },
      body: 'x',
    })
    expect([status, JSON.parse(html).code]).toEqual([403, 'csrf'])
    expect((await page('/')).status).toBe(200)
  }) // prettier-ignore

  it.each(['', '0'.repeat(32), 'x'])('with the token %j does nothing', async (token) => {
    const { send, page } = await givenDesk()
    const { status, text } = await send('/sign-out', { token })
    expect(status).toBe(403)
    expect(text).toContain('csrf')
    expect((await page('/')).status).toBe(200)
  })

  it('with the token of another session does nothing', async () => {
    const { send, seatFor, newKey, page } = await givenDesk()
    const { key } = await newKey(otherFiler)
    const { token } = await seatFor(key)
    expect((await send('/sign-out', { token })).status).toBe(403)
    expect((await page('/')).status).toBe(200)
  })
})

describe('a machine that is late', () => {
  it('turns filings away, and nobody who signs in or sends a form', async () => {
    const { limits } = await import('../../src/config.ts').then(({ readConfig }) => {
      const reading = readConfig({})
      if (!reading.ok) throw new Error('the defaults are wrong')
      return reading.config
    })
    const { page, send, post } = await givenDesk({ app: { limits, lag: () => 60_000 } })
    expect((await post('/v1/entries', {})).status).toBe(503)
    expect((await page('/')).status).toBe(200)
    expect((await send('/sign-out', {})).status).toBe(303)
  })
})

describe('an address beside the desk', () => {
  it.each(['//entries', '/ENTRIES', '/entries%2f1', '/entries;x', '/admin', '/_mock'])(
    '%s wants an API key, like everything that is no page',
    async (path) => {
      const { page } = await givenDesk()
      expect((await page(path)).status).toBe(401)
    },
  )

  it('does not take the session for an API key', async () => {
    const { page } = await givenDesk()
    expect((await page('/v1/entries')).status).toBe(401)
  })
})

describe('what a page loads', () => {
  it('comes from our own origin, and nothing in it is inline', async () => {
    const { page } = await givenDesk()
    const { html, headers } = await page('/')
    const policy = headers.get('Content-Security-Policy')
    expect(policy).toContain("script-src 'self'; style-src 'self'")
    expect(html).not.toMatch(/<style|<script(?! src="\/)|\son\w+=|\sstyle=/)
    for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(address).toMatch(/^(?:\/|#|data:image)/)
    }
  })

  it.each(['desk.css', 'desk.js', 'htmx.js', 'idiomorph.js'])('has %s', async (name) => {
    const { nodeAssets } = await import('../../src/web/node.ts')
    const { ask } = await givenDesk({ desk: { packaged: nodeAssets() } })
    const { status, headers } = await ask(`/assets/${name}`)
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toMatch(/^text\/(css|javascript)/)
    expect(headers.get('Set-Cookie')).toBeNull()
  })

  it('has nothing of another name', async () => {
    const { ask } = await givenDesk()
    expect((await ask('/assets/other.js')).status).toBe(404)
  })
})
