import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'

/** Each page of the desk by the name of its picture. */
const pages: readonly (readonly [name: string, path: string])[] = [
  ['settings', '/settings'],
  ['settings-checks', '/settings/checks'],
  ['settings-keys', '/settings/keys'],
  ['settings-webhooks', '/settings/webhooks'],
  ['settings-session', '/settings/session'],
]

describe('every page of the desk', () => {
  let stack: DeskStack
  beforeAll(async () => {
    stack = await startDesk({ GATE321_WEBHOOK_ALLOW_PRIVATE: 'true' })
    const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
    const post = (path: string, body: unknown) =>
      fetch(stack.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    await post('/v1/keys', { name: 'warehouse', scopes: ['entries:read'] })
    await post('/v1/keys', { name: 'a-name-without-any-space-that-goes-on-and-on-and-on-and-on-for-ever' }) // prettier-ignore
    const made = await post('/v1/webhooks', { url: `${stack.mockUrl}/healthz/with/quite/a/long/path/of/a/receiver`, description: 'The warehouse in Brooklyn' }) // prettier-ignore
    const { id } = (await made.json()) as { id: string }
    await post(`/v1/webhooks/${id}/test`, {})
    webhook = `/settings/webhooks/${id}`
  }, 60_000)
  afterAll(() => stack.stop())
  let webhook = ''

  it.each(widths)('is usable and fits, %s pixels wide', { timeout: 120_000 }, async (width) => {
    for (const dark of [false, true]) {
      const page = await stack.open('/', { width, dark })
      for (const [name, path] of [...pages, ['settings-webhook', webhook]] as const) {
        await page.goto(stack.url + path)
        await picture(page, `${name}-${width}${dark ? '-dark' : ''}`)
        await expectUsable(page)
      }
      await page.context().close()
    }
  })
})
