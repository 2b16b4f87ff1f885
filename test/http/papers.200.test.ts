import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { readPdf } from '../print/read.ts'
import { givenApp, mockCbp, refusal, scenario } from './given.ts'

const given = await givenApp({ send: mockCbp })
const { app, key, get, file, hours, otherKey } = given
const released = await file(scenario('SIMREL1'))
const rejected = await file(scenario('SIMREJ123'))
await hours(24 * 12)
await hours()

const fetched = (path: string, headers: object = {}) =>
  app.fetch(
    new Request(`http://gateway.test${path}`, {
      headers: { Authorization: `Bearer ${key}`, ...headers },
    }),
  )
const at = (paper: string, query = '') => `/v1/entries/${released.id}/papers/${paper}${query}`

describe('GET /v1/entries/{id}/papers', () => {
  it('says what can be printed, and why not the rest', async () => {
    const { json } = await get(`/v1/entries/${released.entryNumber}/papers`)
    expect(json['items']).toEqual([
      { paper: 'invoice', title: 'Commercial invoice', available: true, reason: null },
      { paper: 'worksheet', title: 'Pre-filing worksheet', available: true, reason: null },
      { paper: 'release', title: 'Release notice', available: true, reason: null },
    ])
    const other = await get(`/v1/entries/${rejected.id}/papers`)
    expect(other.json['items']).toContainEqual({
      paper: 'release',
      title: 'Release notice',
      available: false,
      reason: expect.stringContaining('this one is rejected'),
    })
  })
})

describe('GET /v1/entries/{id}/papers/{paper}', () => {
  it.each(['invoice', 'worksheet', 'release'])('prints the %s as a page', async (paper) => {
    const { status, headers, text } = await get(at(paper))
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
    expect(headers.get('Content-Security-Policy')).toContain("style-src 'self'")
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(text).toContain('Entry ZZ9-0000001-1')
  })

  it.each(['invoice', 'worksheet', 'release'])('prints the %s as a PDF to keep', async (paper) => {
    const response = await fetched(at(paper, '?format=pdf'))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/pdf')
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="ZZ9-0000001-1-${paper}.pdf"`,
    )
    const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(text).toContain('Entry ZZ9-0000001-1')
  })

  it.each([
    ['application/pdf', 'application/pdf'],
    ['text/html,application/pdf;q=0.9,*/*;q=0.8', 'text/html; charset=UTF-8'],
    ['*/*', 'text/html; charset=UTF-8'],
    ['application/json', 'text/html; charset=UTF-8'],
  ])('%s gets %s', async (Accept, type) => {
    expect((await fetched(at('invoice'), { Accept })).headers.get('Content-Type')).toBe(type)
  })

  it("tells when CBP let the goods go, by CBP's clock", async () => {
    const { json } = await get(`/v1/entries/${released.id}/events`)
    const events = json['items'] as { status: string; cbpAt: string }[]
    const { cbpAt = '' } = events.find(({ status }) => status === 'released') ?? {}
    const { text } = await get(at('release'))
    expect(text).toContain(`${cbpAt.slice(0, 10)} ${cbpAt.slice(11, 16)} UTC`)
  })

  it('is styled from our own origin, for whoever asks', async () => {
    const style = await get('/docs/paper.css', { key: null })
    expect(style.headers.get('Content-Type')).toBe('text/css')
    expect(style.text).toContain('@media print')
    expect(style.text).not.toMatch(/url\(|@import/)
  })

  it('comes through the client, to be read or kept', async () => {
    const send = (async (url, init) => app.fetch(new Request(url, init))) as typeof fetch
    const { papers } = createClient({ url: 'http://gateway.test', key, fetch: send })
    expect((await papers.list(released.id)).map(({ paper }) => paper)).toContain('release')
    const kept = await papers.print(released.id, 'invoice')
    expect((await kept.bytes()).slice(0, 5)).toEqual(new TextEncoder().encode('%PDF-'))
    expect(await (await papers.print(released.id, 'invoice', 'html')).text()).toContain('INV-9')
    expect(await (await papers.manifest('172-12345675', 'html')).text()).toContain('SIMREL1')
    const refused = papers.print(rejected.id, 'release')
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'paper_not_ready' })
  })
})

describe('a paper that cannot be had', () => {
  it('409 paper_not_ready: a release notice before the release', async () => {
    const answer = await get(`/v1/entries/${rejected.id}/papers/release`)
    expect(refusal(answer)).toBe('409 paper_not_ready')
    expect(answer.json['detail']).toMatch(/^Only a released entry has a release notice; this one is rejected\./) // prettier-ignore
  })

  it('404 paper_unknown: a kind that there is not', async () => {
    const answer = await get(at('passport'))
    expect(refusal(answer)).toBe('404 paper_unknown')
    expect(answer.json['detail']).toBe(
      'There is no paper "passport"; there are invoice, worksheet, release.',
    )
    expect(refusal(await get(at('__proto__')))).toBe('404 paper_unknown')
  })

  it("404 entry_not_found: another filer's, and one that never was", async () => {
    for (const kind of ['papers', 'papers/invoice']) {
      const other = await get(`/v1/entries/${released.id}/${kind}`, { key: otherKey })
      const never = await get(`/v1/entries/x/${kind}`)
      expect(refusal(other)).toBe('404 entry_not_found')
      expect(never.text).toBe(other.text)
    }
  })

  it.each(['?format=docx', '?format=', '?format=pdf&format=html', '?form=pdf'])(
    '400: %s',
    async (query) => {
      expect((await get(at('invoice', query))).status).toBe(400)
    },
  )
})
