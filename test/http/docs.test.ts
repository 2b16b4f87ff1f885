import { describe, expect, it, vi } from 'vitest'
import { routesOf } from './contract.ts'
import { givenApp } from './given.ts'

const { app, get } = await givenApp()
const page = await get('/docs', { key: null })
const front = await get('/', { key: null })
const style = await get('/docs/style.css', { key: null })

/** Every address that a page would load or lead to. */
const addresses = (html: string) =>
  [...html.matchAll(/(?:src|href|action|srcset|data|poster)\s*=\s*"([^"]*)"/g)].map(
    ([, address = '']) => address,
  )

describe('GET /docs', () => {
  it.each(routesOf(app))('lists $method $path', ({ method, path }) => {
    expect(page.text).toContain(`<b>${method}</b> <code>${path}</code>`)
  })

  it('says that all is simulated', () => {
    expect(page.text).toContain('Simulated')
    expect(front.text).toContain('Simulated')
  })

  it.each([
    ['/docs', page],
    ['/', front],
  ])('%s comes from our own origin alone', (_, { text }) => {
    expect(text).not.toMatch(/https?:\/\//)
    for (const address of addresses(text)) expect(address).toMatch(/^(\/(?!\/)|#)/)
  })

  it.each([
    ['/docs', page],
    ['/', front],
  ])('%s needs nothing that its policy forbids', (_, { text, headers }) => {
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(headers.get('Content-Security-Policy')).toContain("style-src 'self'")
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i)
  })

  it('leads only to places that are there', async () => {
    const ids = new Set([...page.text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
    for (const address of [...addresses(page.text), ...addresses(front.text)]) {
      if (address.startsWith('#')) expect(ids).toContain(address.slice(1))
      else expect((await get(address, { key: null })).status).toBe(200)
    }
  })

  it.each(['/openapi.json', '/docs'])(
    '%s is made once, whoever asks for it and how often',
    async (path) => {
      const making = vi.spyOn(app, 'getOpenAPI31Document')
      const [first, second] = [await get(path, { key: null }), await get(path, { key: null })]
      expect(second.text).toBe(first.text)
      expect(making).not.toHaveBeenCalled()
      making.mockRestore()
    },
  )

  it('gives every section a name of its own', () => {
    const ids = [...page.text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('comes as HTML with its style', () => {
    expect(page.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(style.headers.get('Content-Type')).toMatch(/^text\/css/)
    expect(style.text).not.toMatch(/url\(|@import/)
  })

  it('names every shape and closes every element', () => {
    for (const tag of ['section', 'ul', 'li', 'details', 'main', 'nav', 'pre', 'a', 'p']) {
      const opened = page.text.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length
      const closed = page.text.match(new RegExp(`</${tag}\\s*>`, 'g'))?.length
      expect([tag, opened]).toEqual([tag, closed])
    }
    expect(page.text).toContain('id="schema-Shipment"')
  })
})
