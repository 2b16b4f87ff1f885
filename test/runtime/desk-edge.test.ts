import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'

describe('the desk on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge({ GATE321_API_KEY: 'dev-key', HOST: '127.0.0.1' }, {})
  }, 60_000)
  afterAll(() => edge.close())

  const signIn = () =>
    fetch(`${edge.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: edge.url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'key=dev-key&next=/entries',
    })

  it('signs in and shows its pages', async () => {
    const { status, headers } = await signIn()
    expect([status, headers.get('Location')]).toEqual([303, '/entries'])
    const cookie = headers.get('Set-Cookie')?.split(';')[0] ?? ''
    const page = await fetch(edge.url, { headers: { Cookie: cookie } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Filer <b>ZZ9</b>')
  })

  it.each(['desk.css', 'desk.js', 'htmx.js', 'idiomorph.js'])(
    'has %s from the platform, as on Node',
    async (name) => {
      const { own } = await import('../../src/web/assets.ts')
      const { nodeAssets } = await import('../../src/web/node.ts')
      const response = await fetch(`${edge.url}/assets/${name}`)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe(own[name] ?? nodeAssets()(name))
    },
  )
})
