import { describe, expect, it } from 'vitest'
import { checkIds } from '../../src/domain/checks/severity.ts'
import type { Clock, Receivers } from '../../src/gateway/deps.ts'
import type { Scope } from '../../src/gateway/keys.ts'
import { guarded } from '../../src/webhook/guard.ts'
import { filer, otherFiler, refusal } from '../http/given.ts'
import { givenDesk, readable } from './given.ts'

const hostile = '<img src=x onerror=alert(1)>{{7*7}}javascript:alert(1)'

/** At public addresses, and answering as told. */
async function givenReceivers() {
  let status = 204
  const receivers = (clock: Clock): Receivers => ({
    clock,
    ...guarded({ private: false, ports: [] }, async () => ['8.8.8.8'], async () => new Response(status === 204 ? null : hostile, { status })),
  }) // prettier-ignore
  const given = await givenDesk({ receivers })
  const register = async (url = 'https://shop.example.com/hooks') => {
    await given.send('/settings/webhooks', { url, description: 'warehouse' })
    const [made] = await given.gateway.webhooks.list(filer)
    return made?.id ?? ''
  }
  const deliver = async () => (await given.gateway.deliver()).done
  return { ...given, register, deliver, answer: (code: number) => (status = code) }
}

/** Signed in with a key that holds only these scopes beside reading. */
const seated = async (...scopes: readonly Scope[]) => {
  const given = await givenDesk()
  const { key } = await given.newKey(filer, ['entries:read', ...scopes])
  return given.seatFor(key)
}

const locationOf = ({ headers }: { readonly headers: Headers }) => headers.get('Location')

describe('the settings', () => {
  it.each([
    ['/settings', 'Policy and fees'],
    ['/settings/checks', 'Checks'],
    ['/settings/keys', 'API keys'],
    ['/settings/webhooks', 'Webhooks'],
    ['/settings/session', 'This session'],
  ])('%s is a page with its own place in the navigation', async (path, title) => {
    const { page } = await givenDesk()
    const { status, html, text } = await page(path)
    expect(status).toBe(200)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(text).toContain(title)
    expect(html).toContain(`href="${path}" aria-current="true"`)
    expect(html).not.toMatch(/\son\w+=|\sstyle=/)
  })

  it.each<[string, Scope]>([
    ['/settings/keys', 'keys'],
    ['/settings/webhooks', 'webhooks'],
    ['/settings/webhooks/whk_x', 'webhooks'],
  ])('%s says which scope is missing, on the page', async (path, scope) => {
    const { page } = await seated('entries:write')
    const { status, text } = await page(path)
    expect(status).toBe(200)
    expect(text).toContain(`Your key lacks the scope ${scope} .`)
  })

  it('shows the profile to a key that may not change it, and takes no form of it', async () => {
    const { page, send } = await seated('entries:write')
    const { html, text } = await page('/settings')
    expect(text).toContain('The profile can be seen here and not changed.')
    expect(html).not.toContain('name="policy"')
    expect((await send('/settings', { policy: 'enforced' })).status).toBe(403)
    expect((await send('/settings/checks', { chapter_98: 'off' })).status).toBe(403)
    expect((await send('/settings/keys', { name: 'x', scope: 'keys' })).status).toBe(403)
  })

  it('say who sits here and with what', async () => {
    const { page } = await seated('webhooks')
    const { text } = await page('/settings/session')
    expect(text).toContain('Filer ZZ9')
    expect(text).toContain('webhooks : webhooks and their deliveries')
    expect(text).not.toContain('entries:write')
  })
})

describe('the policy', () => {
  it('says what the installation says, what the filer says, and which one acts', async () => {
    const { page, send } = await givenDesk()
    expect((await page('/settings')).text).toContain('What acts Statutory')
    const kept = await send('/settings', { policy: 'enforced', 'fee-11': '2.50', 'fee-86': '' })
    expect([kept.status, locationOf(kept)]).toEqual([303, '/settings?done=kept'])
    const { text, html } = await page('/settings?done=kept')
    expect(text).toContain('Kept.')
    expect(text).toContain('The installation says Statutory (unless set)')
    expect(text).toContain('What acts Enforced')
    expect(html).toMatch(/name="fee-11"\s+value="2\.50"/)
  })

  it('keeps nothing when a fee is no amount, and shows what was written', async () => {
    const { send, gateway } = await givenDesk()
    const answer = await send('/settings', { policy: 'enforced', 'fee-11': `9,50"><b>` })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('1 thing to put right')
    expect(answer.html).toContain('value="9,50&quot;&gt;&lt;b&gt;"')
    expect(answer.html).toContain('aria-invalid="true"')
    expect(await gateway.profile.read(filer)).toMatchObject({ policy: 'inherit' })
  })
})

describe('the checks', () => {
  it('each have a sentence of what they find', async () => {
    const { page } = await givenDesk()
    const { html } = await page('/settings/checks')
    for (const id of checkIds) expect(html).toContain(`<select name="${id}"`)
    expect(readable(html)).toContain('more than a kilogram for each dollar')
  })

  it('keep what differs from their default, and act', async () => {
    const { send, gateway, page } = await givenDesk()
    await send('/settings', { policy: 'enforced', 'fee-11': '1.00' })
    await send('/settings/checks', { chapter_98: 'off', description_thin: 'advice', goods_doubtful: 'error' }) // prettier-ignore
    expect(await gateway.profile.read(filer)).toEqual({
      policy: 'enforced',
      severities: { chapter_98: 'off', goods_doubtful: 'error' },
      filingFeeCents: { '11': 100 },
    })
    await send('/settings/checks', { chapter_98: 'loud', goods_doubtful: 'advice' })
    expect((await gateway.profile.read(filer)).severities).toEqual({ chapter_98: 'off' })
    expect((await page('/settings/checks')).html).toMatch(/value="off" selected/)
  })
})

describe('the keys', () => {
  it('are made with scopes and an end, and shown once', async () => {
    const { send, page, get } = await givenDesk()
    const made = await send('/settings/keys', {
      name: hostile,
      scope: 'entries:read',
      expiresAt: '2027-01-31',
    })
    expect(made.status).toBe(200)
    expect(made.headers.get('Cache-Control')).toBe('no-store')
    const [key = ''] = /gate321_\w{12}_\w{43}_\w{6}/.exec(made.html) ?? []
    expect((await get('/v1/entries', { key })).status).toBe(200)
    expect(refusal(await get('/v1/keys', { key }))).toBe('403 scope_missing')
    const { html, text } = await page('/settings/keys')
    expect(html).not.toContain(key.slice(20, 60))
    expect(html).not.toContain('<img')
    expect(text).toContain(hostile)
    expect(text).toContain('31 Jan 2027')
  })

  it('cannot hold more than the key in hand', async () => {
    const given = await givenDesk()
    const { key } = await given.newKey(filer, ['entries:read', 'keys'])
    const { send, page } = await given.seatFor(key)
    expect((await page('/settings/keys')).html).not.toContain('value="webhooks"')
    const { status, text } = await send('/settings/keys', { name: 'more', scope: 'webhooks' })
    expect(status).toBe(422)
    expect(text).toContain('At least 1 is needed here.')
  })

  it.each([
    ['', '2027-01-31', 'This is blank.'],
    ['late', '2029-01-31', '365'],
    ['late', '2020-01-31', '365'],
    ['never', 'some day', 'some day'],
  ])('are not made as %j until %j', async (name, expiresAt, why) => {
    const { send, gateway } = await givenDesk()
    const before = (await gateway.keys.list(filer)).length
    const { status, text } = await send('/settings/keys', { name, expiresAt, scope: 'keys' })
    expect(status).toBe(422)
    expect(text).toContain(why)
    expect(await gateway.keys.list(filer)).toHaveLength(before)
  })

  it('are revoked, the one in hand too, and another filer\'s never', async () => {
    const { send, page, newKey, get, key } = await givenDesk()
    const other = await newKey(otherFiler)
    expect(locationOf(await send(`/settings/keys/${other.id}/revoke`, {}))).toContain('key_gone')
    expect((await get('/v1/entries', { key: other.key })).status).toBe(200)
    const own = key.split('_')[1] ?? ''
    expect((await page('/settings/keys')).text).toContain('it ends your session at once')
    expect((await send(`/settings/keys/${own}/revoke`, {})).status).toBe(303)
    expect((await page('/settings/keys')).status).toBe(401)
  }) // prettier-ignore
})

describe('the webhooks', () => {
  it('are registered with a secret that is shown once', async () => {
    const { send, page, gateway } = await givenReceivers()
    const url = 'https://shop.example.com/hooks'
    const { status, html } = await send('/settings/webhooks', { url, type: 'entry.released' })
    expect(status).toBe(200)
    expect(html).toMatch(/whsec_[A-Za-z0-9+/]{43}=/)
    expect(await gateway.webhooks.list(filer)).toMatchObject([{ url, types: ['entry.released'] }])
    const list = await page('/settings/webhooks')
    expect(list.html).not.toContain('whsec_')
    expect(list.text).toContain('1 kind')
  })

  it.each(['http://shop.example.com/', 'https://127.0.0.1/', 'javascript:alert(1)', hostile])(
    'are not registered at %s',
    async (url) => {
      const { send, gateway } = await givenReceivers()
      const { status, text, html } = await send('/settings/webhooks', { url, description: hostile })
      expect(status).toBe(422)
      expect(text).toContain('cannot be the address of a webhook')
      expect(html).not.toContain('<img')
      expect(await gateway.webhooks.list(filer)).toEqual([])
    },
  )

  it('are tested, and show what came back as text', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    given.answer(500)
    expect(locationOf(await given.send(`/settings/webhooks/${id}/test`, {}))).toBe(
      `/settings/webhooks/${id}?done=webhook_tested`,
    )
    expect((await given.page(`/settings/webhooks/${id}`)).html).toContain('hx-trigger="every 1s"')
    await given.deliver()
    const { text, html } = await given.page(`/settings/webhooks/${id}`)
    expect(text).toContain(`500 ${hostile}`)
    expect(html).not.toContain('<img')
  })

  it('send one delivery again, or a range', async () => {
    const given = await givenReceivers()
    await given.file()
    const id = await given.register()
    const again = await given.send(`/settings/webhooks/${id}/redeliver`, { from: '1', to: '' })
    expect(locationOf(again)).toContain('done=redelivered')
    await given.deliver()
    const { text, html } = await given.page(`/settings/webhooks/${id}?state=delivered`)
    expect(text).toContain('entry.queued')
    const [, messageId = ''] = /name="delivery" value="([^"]+)"/.exec(html) ?? []
    await given.send(`/settings/webhooks/${id}/redeliver`, { delivery: messageId })
    expect(await given.deliver()).toBe(1)
    const refused = await given.send(`/settings/webhooks/${id}/redeliver`, { from: 'some day' })
    expect([refused.status, refused.text.includes('some day')]).toEqual([422, true])
  })

  it('are disabled, enabled and changed', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    const at = `/settings/webhooks/${id}`
    await given.send(`${at}/switch`, { enabled: 'false' })
    expect((await given.page(at)).text).toContain('Switched off by its owner.')
    expect(locationOf(await given.send(`${at}/test`, {}))).toContain('webhook_is_disabled')
    await given.send(`${at}/switch`, { enabled: 'true' })
    await given.send(at, { url: 'https://other.example.com/', description: 'night', all: 'on' })
    expect(await given.gateway.webhooks.read(filer, id)).toMatchObject({
      ...{ url: 'https://other.example.com/', description: 'night', types: null, enabled: true },
    })
    expect((await given.send(at, { url: 'https://127.0.0.1/' })).status).toBe(422)
  })

  it('get a new secret, with the old one beside it unless that has leaked', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    const soft = await given.send(`/settings/webhooks/${id}/secret`, {})
    expect(soft.html).toMatch(/whsec_/)
    expect(soft.text).toContain('The old one signs as well until')
    const hard = await given.send(`/settings/webhooks/${id}/secret`, { leaked: 'on' })
    expect(hard.text).toContain('The old one signs nothing any more.')
  })

  it('are deleted, and then are not there', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    const at = `/settings/webhooks/${id}`
    expect(locationOf(await given.send(`${at}/delete`, {}))).toContain('webhook_deleted')
    expect((await given.page(at)).status).toBe(404)
    for (const what of ['test', 'secret', 'delete', 'switch']) {
      expect((await given.send(`${at}/${what}`, {})).status).toBe(404)
    }
  })

  it('of another filer are as those that are not there', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    const { page, send } = await given.seatFor(given.otherKey)
    const [theirs, none] = [await page(`/settings/webhooks/${id}`), await page('/settings/webhooks/x')]
    expect([theirs.status, theirs.text]).toEqual([none.status, none.text])
    expect((await send(`/settings/webhooks/${id}/delete`, {})).status).toBe(404)
    expect(await given.gateway.webhooks.read(filer, id)).toBeDefined()
  }) // prettier-ignore

  it('page their deliveries by a cursor that is good for this list alone', async () => {
    const given = await givenReceivers()
    const id = await given.register()
    for (let made = 0; made < 30; made++) await given.gateway.webhooks.test(filer, id)
    const at = `/settings/webhooks/${id}`
    const { html } = await given.page(at)
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(html) ?? []
    const older = await given.page(next.replaceAll('&amp;', '&'))
    expect(older.html.match(/name="delivery"/g)).toHaveLength(5)
    expect((await given.page(`${next.replaceAll('&amp;', '&')}&state=due`)).status).toBe(400)
  })
})
