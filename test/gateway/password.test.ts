import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/gateway/digest.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Send } from '../../src/gateway/deps.ts'
import { tablesOf } from '../conformance/engine.ts'
import { file, filer, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const password = 'sEcr7t'
const columns = 'SECR7T'

const withPassword = (w: World, text: string) =>
  createGateway({ ...w.deps, cbp: { ...w.deps.cbp, password: () => text } })

/** All that is stored, table by table. */
async function stored({ db }: World): Promise<string> {
  const tables = await tablesOf(db)
  const rows = tables.map((name) => db.read({ sql: `select * from "${name}"`, values: [] }))
  return JSON.stringify(await Promise.all(rows))
}

/** A CBP that takes any password, and sends the A record back as it came. */
const echoing =
  (cbp: Send): Send =>
  async (request) => {
    const headers = new Headers(request.headers)
    headers.set('Authorization', `Basic ${btoa('ZZ9:mock')}`)
    const body = request.method === 'POST' ? await request.text() : undefined
    const response = await cbp(new Request(request.url, { method: request.method, headers, body }))
    const text = (await response.text()).replace(/^(A.{7}) {6}/gm, `$1${columns}`)
    return new Response(response.status === 204 ? null : text, response)
  }

describe('the password in columns 9-14 of record A', () => {
  it('is in the bytes that leave and in nothing that is kept, shown or logged', async () => {
    const w = await world({ wire: 'catair' })
    const gateway = withPassword(w, password)
    const sent: string[] = []
    const cbp = echoing(w.cbp)
    w.line(async (request) => {
      if (request.url.endsWith('/ace/transmissions')) sent.push(await request.clone().text())
      return cbp(request)
    })
    const { id } = await file(gateway, parcel('HAWB1'))
    await live(w, gateway, 8)

    expect(await statusOf(gateway, id)).toBe('released')
    expect(sent.map((body) => body.slice(0, 15))).toEqual([`A4701ZZ9${columns}1`])
    const messages = (await gateway.messages(filer, id)) ?? []
    const shown = JSON.stringify([messages, await gateway.get(filer, id), w.logged])
    for (const secret of [password, columns, btoa(`${filer}:${password}`)]) {
      expect(await stored(w)).not.toContain(secret)
      expect(shown).not.toContain(secret)
    }
    expect(messages[0]?.body.slice(0, 15)).toBe('A4701ZZ9      1')
    for (const { body, sha256: hash } of messages) expect(await sha256(body)).toBe(hash)
  })

  it('of an attempt is the one of its own day; the transmission stays the same', async () => {
    const w = await world({ wire: 'catair' })
    const bodies: string[] = []
    w.line(async (request) => {
      if (request.method === 'POST') bodies.push(await request.clone().text())
      if (bodies.length < 2) throw new TypeError('fetch failed')
      return echoing(w.cbp)(request)
    })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await w.gateway.tick()
    bodies.length = 1
    const later = withPassword(w, 'newer')
    const unknown = Response.json({ code: 'message_unknown' }, { status: 404 })
    w.line(async (request) => {
      if (request.method === 'POST') bodies.push(await request.clone().text())
      return request.url.includes('/ace/transmissions/') ? unknown.clone() : echoing(w.cbp)(request)
    })
    w.clock.advance(60_000)
    await later.tick()
    expect(await statusOf(later, id)).toBe('submitted')
    const [first = '', second = ''] = bodies
    expect([first.slice(8, 14), second.slice(8, 14)]).toEqual(['MOCK  ', 'NEWER '])
    expect(second.slice(14)).toBe(first.slice(14))
  })

  it('that its columns cannot carry sends nothing and calls a person', async () => {
    const w = await world({ wire: 'catair' })
    const gateway = withPassword(w, 'much-too-long')
    const { id } = await file(gateway, parcel('HAWB1'))
    const sent: string[] = []
    w.line((request) => {
      if (request.method === 'POST') sent.push(request.url)
      return w.cbp(request)
    })
    await gateway.tick()
    expect(sent).toEqual([])
    expect((await gateway.get(filer, id))?.transmission).toMatchObject({
      ...{ inDoubt: false, note: 'cbp_password_form' },
    })
    expect(w.logged).toContainEqual({
      ...{ level: 'alarm', event: 'cbp_unusable', fields: { why: 'cbp_password_form' } },
    })
  })
})
