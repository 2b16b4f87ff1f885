import { describe, expect, it } from 'vitest'
import { speech } from './speech.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const isFiling = (request: Request) =>
  request.method === 'POST' && request.url.endsWith('/ace/transmissions')

/** Filings are answered so; `count` entries were filed before. */
async function given(count: number, answer?: (w: World) => Response | Promise<Response>) {
  const w = await world()
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push((await file(w.gateway, parcel(`SIMREL${n}`))).id)
  if (answer) w.line((request) => (isFiling(request) ? answer(w) : w.cbp(request)))
  await w.gateway.tick()
  return { w, ids }
}

const first = 'ZZ9-0-00000001'
const refusedWhole = () => speech.xml.answer(speech.xml.rejection)
const tooLarge = () => new Response('too large', { status: 413 })
const why = 'mended'

const states = async ({ gateway }: World) =>
  (await Promise.all((['due', 'parked', 'answered', 'replaced'] as const).map((state) => gateway.transmissions.list(filer, state, { limit: 9 })))) // prettier-ignore
    .flat()
    .map(({ messageId, state }) => `${messageId.slice(-1)} ${state}`)
    .sort()

describe('requeue', () => {
  it('sends the entries of a refused transmission under a new id, once', async () => {
    const { w, ids } = await given(2, refusedWhole)
    expect(await states(w)).toEqual(['1 parked'])
    w.line()
    const moved = await w.gateway.transmissions.requeue(filer, first, 'key', why)
    expect(moved).toMatchObject({
      kind: 'done',
      transmission: { state: 'replaced', hands: [{ action: 'requeue', by: 'key', why }] },
    })
    await live(w, w.gateway, 20)
    expect(await states(w)).toEqual(['1 replaced', '2 answered'])
    for (const id of ids) expect(await statusOf(w.gateway, id)).toBe('released')
    expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual([1, 1])
    expect(await w.gateway.events(filer, ids[0] ?? '')).toContainEqual(
      expect.objectContaining({
        type: 'requeued',
        reason: `Taken out of transmission ${first}, to be sent with another.`,
      }),
    )
  })

  it('refuses what is not parked, and knows nothing of others', async () => {
    const { w } = await given(1)
    expect(await w.gateway.transmissions.requeue(filer, first, 'key', why)).toMatchObject({
      why: 'It is answered; only a parked transmission is put into others.',
    })
    const other = 'AB1' as typeof filer
    for (const act of ['resend', 'requeue', 'split'] as const) {
      expect(await w.gateway.transmissions[act](other, first, 'key', why)).toEqual({ kind: 'not_found' }) // prettier-ignore
    }
  })

  it('409: refuses while CBP has, or may have, an entry of it on file', async () => {
    const { w } = await given(1, async ({ cbp, deps }) => {
      const { messageId } = { messageId: first }
      const [part] = await deps.db.read<{ body: string }>({
        sql: 'select body from message_part where message_id = ?',
        values: [messageId],
      })
      const request = new Request('http://cbp.test/ace/transmissions', {
        method: 'POST',
        body: part?.body ?? '',
        headers: {
          'Content-Type': 'application/xml',
          'Message-Id': messageId,
          Authorization: `Basic ${btoa('ZZ9:mock')}`,
        },
      })
      await cbp(request)
      return new Response('other bytes', { status: 409 })
    })
    expect(await states(w)).toEqual(['1 parked'])
    expect(await w.gateway.transmissions.requeue(filer, first, 'key', why)).toEqual({
      kind: 'refused',
      why: 'CBP has, or may have, ZZ9-0000001-1 on file.',
    })
    w.line(() => new Response('oops', { status: 500 }))
    expect(await w.gateway.transmissions.requeue(filer, first, 'key', why)).toMatchObject({
      kind: 'refused',
    })
  })
})

describe('split', () => {
  it('413: sends the entries of one that was too large as two', async () => {
    const { w, ids } = await given(5, tooLarge)
    w.line()
    await w.gateway.transmissions.split(filer, first, 'key', 'too large')
    const sizes = await Promise.all(
      ['2', '3'].map(async (n) => (await w.gateway.transmissions.show(filer, `ZZ9-0-0000000${n}`))?.entries.length), // prettier-ignore
    )
    expect(sizes).toEqual([3, 2])
    await live(w, w.gateway, 20)
    for (const id of ids) expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('refuses a transmission of one entry', async () => {
    const { w } = await given(1, tooLarge)
    expect(await w.gateway.transmissions.split(filer, first, 'key', why)).toEqual({
      kind: 'refused',
      why: 'It carries one entry, which cannot be split.',
    })
  })
})

describe('resend', () => {
  it('asks CBP at once, and sends only what CBP does not know', async () => {
    const calls: string[] = []
    const { w, ids } = await given(1, () => {
      throw new TypeError('fetch failed')
    })
    w.line((request) => {
      calls.push(request.method)
      return w.cbp(request)
    })
    const moved = await w.gateway.transmissions.resend(filer, first, 'key', 'the line is back')
    expect(calls).toEqual(['GET', 'POST'])
    expect(moved).toMatchObject({
      transmission: { state: 'answered', tries: [{ n: 1 }, { n: 2, outcome: 'answered' }] },
    })
    await live(w, w.gateway, 10)
    expect(await statusOf(w.gateway, ids[0] ?? '')).toBe('released')
  })

  it('sends nothing while CBP cannot be asked', async () => {
    const { w } = await given(1, () => {
      throw new TypeError('fetch failed')
    })
    let sent = 0
    w.line((request) => {
      if (isFiling(request)) sent++
      throw new TypeError('fetch failed')
    })
    await w.gateway.transmissions.resend(filer, first, 'key', why)
    expect(sent).toBe(0)
    expect(await w.gateway.transmissions.show(filer, first)).toMatchObject({ inDoubt: true })
  })
})
