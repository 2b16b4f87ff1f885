import { describe, expect, it } from 'vitest'
import { receive } from '../../src/store/inbox.ts'
import type { Received } from '../../src/store/inbox.ts'
import { findings, givenApp, now, otherFiler, refusal } from './given.ts'

const aside = (id: string, changes: Partial<Received> = {}): Received => ({
  ...{ id, filer: 'ZZ9', entryNumber: 'ZZ9-0000001-1', raw: `raw of ${id}`, sha256: 'x' },
  ...{ cbpAt: now, sequence: 1, receivedAt: now, outcome: 'quarantined', detail: 'a code' },
  ...changes,
})

async function given() {
  const app = await givenApp()
  const ids = ['N1', 'N2', 'N3.with#odd characters/%']
  await app.db.write([
    ...ids.map((id) => receive(aside(id))),
    receive(aside('O1', { outcome: 'orphan' })),
    receive(aside('other', { filer: otherFiler })),
  ])
  return { ...app, ids }
}

const because = { why: 'CBP took it back' }

describe('/v1/quarantine', () => {
  it('lists what was put aside, page by page, of the own filer', async () => {
    const { get, ids } = await given()
    const seen: string[] = []
    let query = ''
    do {
      const { json } = await get(`/v1/quarantine?limit=1${query}`)
      seen.push(...(json['items'] as { id: string }[]).map(({ id }) => id))
      query = json['nextCursor'] === null ? '' : `&cursor=${json['nextCursor'] as string}`
    } while (query !== '')
    expect(seen).toEqual(ids)
    const orphans = await get('/v1/quarantine?state=orphan')
    expect(orphans.json['items']).toMatchObject([{ id: 'O1' }])
    expect(refusal(await get('/v1/quarantine?cursor=x.y'))).toBe('400 cursor_invalid')
  })

  it('shows one raw, and dismisses it with a reason that is kept', async () => {
    const { get, post, ids } = await given()
    const path = `/v1/quarantine/${encodeURIComponent(ids[2] ?? '')}`
    expect((await get(path)).json).toMatchObject({ raw: `raw of ${ids[2]}`, hands: [] })
    const done = await post(`${path}/dismiss`, because)
    expect(done.json).toMatchObject({ outcome: 'dismissed', hands: [{ action: 'dismiss', ...because }] }) // prettier-ignore
    expect(refusal(await post(`${path}/replay`, because))).toBe('409 notification_settled')
  })

  it('replays one, which stays aside when it still cannot be read', async () => {
    const { post } = await given()
    const { json } = await post('/v1/quarantine/N1/replay', because)
    expect(json).toMatchObject({ outcome: 'quarantined', hands: [{ action: 'replay' }] })
  })

  it.each(['show', 'replay', 'dismiss'])('404 alike for absent and foreign: %s', async (action) => {
    const { get, post } = await given()
    const answers = await Promise.all(
      ['other', 'nothing', '%00'].map((id) =>
        action === 'show'
          ? get(`/v1/quarantine/${id}`)
          : post(`/v1/quarantine/${id}/${action}`, because),
      ),
    )
    expect(answers.map(refusal)).toEqual(Array(3).fill('404 notification_not_found'))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it.each<[object, string, string]>([
    [{}, 'required', '/why'],
    [{ why: '' }, 'blank', '/why'],
    [{ why: 'x'.repeat(201) }, 'too_long', '/why'],
    [{ why: 'a\nb' }, 'text_line_break', '/why'],
    [{ why: 5 }, 'type', '/why'],
    [{ why: 'x', more: 1 }, 'unknown_field', '/more'],
  ])('422 reason_invalid: %j', async (body, code, pointer) => {
    const { post } = await given()
    const answer = await post('/v1/quarantine/N1/dismiss', body)
    expect([refusal(answer), ...findings(answer)]).toEqual(['422 reason_invalid', [code, pointer]])
  })
})

describe('/v1/transmissions', () => {
  const cut = () => () => {
    throw new TypeError('fetch failed')
  }

  it('lists and shows what went to CBP, and resends by asking first', async () => {
    const { file, gateway, get, post } = await givenApp({ send: cut })
    await file()
    await gateway.tick()
    const { json } = await get('/v1/transmissions?state=due')
    expect(json).toMatchObject({ items: [{ messageId: 'ZZ9-0-00000001', inDoubt: true }] })
    const path = '/v1/transmissions/ZZ9-0-00000001'
    expect((await get(path)).json).toMatchObject({ entries: [{ action: 'A' }], tries: [{ n: 1 }] })
    const resent = await post(`${path}/resend`, because)
    expect(resent.json).toMatchObject({ inDoubt: true, attempts: 2, hands: [{ ...because }] })
    expect(refusal(await post(`${path}/requeue`, because))).toBe('409 transmission_conflict')
    expect(refusal(await post(`${path}x/split`, because))).toBe('404 transmission_not_found')
  })

  it('says whether CBP answers', async () => {
    const { file, gateway, get, move } = await givenApp({ send: cut })
    await file()
    expect((await get('/v1/cbp')).json).toMatchObject({ state: 'operational', since: null })
    for (let second = 0; second < 10; second++) {
      await gateway.tick()
      move(1000)
    }
    expect((await get('/v1/cbp')).json).toMatchObject({ state: 'down', why: 'cbp_connection TypeError' }) // prettier-ignore
    expect((await file({ reference: 'SHP-LATER' })).status).toBe('queued')
  })
})
