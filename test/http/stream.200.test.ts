import { describe, expect, it, onTestFinished } from 'vitest'
import type { Streams } from '../../src/gateway/deps.ts'
import { announce } from '../../src/store/feed.ts'
import { expectContract } from './contract.ts'
import { filer, givenApp, otherFiler, refusal } from './given.ts'
import type { Given } from './given.ts'

/** Waiting that ends when the gateway wakes its listeners, or when the test lets time go by. */
function waits(more: Partial<Streams> = {}) {
  const waiting = new Set<() => void>()
  const streams: Streams = {
    pollMillis: 1000,
    pause: (_, signal) =>
      new Promise((resume) => {
        const end = () => {
          waiting.delete(end)
          resume()
        }
        if (signal?.aborted) return resume()
        signal?.addEventListener('abort', end)
        waiting.add(end)
      }),
    ...more,
  }
  return { streams, waiting, elapse: () => waiting.forEach((end) => end()) }
}

type Event = { readonly id?: string; readonly event?: string; readonly data?: string }

/** One listener that reads event after event, and can be told to read no more. */
async function listen(given: Given, request: { key?: string; after?: string; last?: string } = {}) {
  const { key = given.key, after, last } = request
  const sent = new Request(`http://gateway.test/v1/stream${after === undefined ? '' : `?after=${after}`}`, {
    headers: {
      Authorization: `Bearer ${key}`,
      Accept: 'text/event-stream',
      ...(last === undefined ? {} : { 'Last-Event-ID': last }),
    },
  })
  const response = await given.app.fetch(sent)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('there is no body')
  onTestFinished(() => reader.cancel())
  let text = ''
  const next = async (): Promise<Event | undefined> => {
    while (!text.includes('\n\n')) {
      const { value, done } = await reader.read()
      if (done) return undefined
      text += value
    }
    const [block = '', ...rest] = text.split('\n\n')
    text = rest.join('\n\n')
    return Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2)))
  }
  const rest = async () => {
    const events: Event[] = []
    for (let event = await next(); event; event = await next()) events.push(event)
    return events
  }
  return { response, reader, next, rest, opening: await next() }
} // prettier-ignore

const referenceOf = (event: Event | undefined) =>
  JSON.parse(event?.data ?? '{}').data?.entry.reference

describe('GET /v1/stream, 200', () => {
  it('tells what happens from now on, each event with its position', async () => {
    const { streams } = waits()
    const given = await givenApp({ streams })
    await given.file({ reference: 'BEFORE' })
    const { response, opening, next } = await listen(given)
    expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expectContract(given.app, new Request('http://gateway.test/v1/stream'), response, '')
    expect(opening).toEqual({ retry: '2000', id: '1' })
    const entry = await given.file({ reference: 'AFTER' })
    const event = await next()
    expect(event).toMatchObject({ id: '2', event: 'entry.queued' })
    expect(JSON.parse(event?.data ?? '')).toEqual({
      type: 'entry.queued',
      timestamp: '2026-11-23T14:00:00.000Z',
      data: {
        simulated: true,
        entry: { id: entry.id, entryNumber: entry.entryNumber, reference: 'AFTER', status: 'queued', version: 1 },
        sequence: 1,
        previousSequence: null,
        position: 2,
      },
    })
  }) // prettier-ignore

  it('goes on from Last-Event-ID, which goes before the parameter', async () => {
    const given = await givenApp()
    for (const reference of ['A', 'B', 'C']) await given.file({ reference })
    const from = async (request: object) =>
      (await (await listen(given, request)).rest()).map(referenceOf)
    expect(await from({ last: '1' })).toEqual(['B', 'C'])
    expect(await from({ after: '2' })).toEqual(['C'])
    expect(await from({ after: '2', last: '0' })).toEqual(['A', 'B', 'C'])
    expect(await from({ after: '2', last: '' })).toEqual(['C'])
    expect(await from({ last: '3' })).toEqual([])
    expect(await from({})).toEqual([])
  })

  it('loses nothing and repeats nothing, however often a reader drops and resumes', async () => {
    const { streams } = waits()
    const given = await givenApp({ streams })
    const heard: unknown[] = []
    let last = '0'
    for (let round = 0; round < 5; round++) {
      for (let n = 0; n < 3; n++) await given.file({ reference: `R${round}N${n}` })
      const { next, reader } = await listen(given, { last })
      for (let n = 0; n < 2; n++) {
        const event = await next()
        heard.push(referenceOf(event))
        last = event?.id ?? last
      }
      await reader.cancel()
    }
    const { next } = await listen(given, { last })
    while (heard.length < 15) heard.push(referenceOf(await next()))
    expect(heard).toEqual(Array.from({ length: 15 }, (_, n) => `R${Math.floor(n / 3)}N${n % 3}`))
  })

  it('is of the own filer alone', async () => {
    const given = await givenApp()
    await given.file({ reference: 'OURS' })
    await given.file({ reference: 'THEIRS' }, { key: given.otherKey })
    const events = await (await listen(given, { key: given.otherKey, after: '0' })).rest()
    expect(events.map(referenceOf)).toEqual(['THEIRS'])
    expect(events.map(({ id }) => id)).toEqual(['1'])
  })

  it('finds what another node wrote when it looks again', async () => {
    const { streams, waiting, elapse } = waits()
    const given = await givenApp({ streams })
    const { next } = await listen(given)
    const event = next()
    await turn(() => waiting.size === 1)
    await given.db.write(announce(filer, [{ entryId: 'E', seq: 1, type: 'entry.queued', at: '2026-11-23T14:00:00.000Z', entryNumber: 'N', reference: 'ELSEWHERE', status: 'queued', version: 1 }]))
    elapse()
    expect(referenceOf(await event)).toBe('ELSEWHERE')
  }) // prettier-ignore

  it('speaks now and then when nothing happens', async () => {
    const { streams, waiting, elapse } = waits()
    const given = await givenApp({ streams })
    const { next } = await listen(given)
    const spoken = next()
    await turn(() => waiting.size === 1)
    given.move(15_000)
    elapse()
    expect(await spoken).toEqual({ '': 'nothing new' })
  })

  it('serves many listeners with one reading', async () => {
    let readings = 0
    const { streams, waiting } = waits()
    const given = await givenApp({
      streams,
      store: (db) => ({
        ...db,
        read: (statement) => {
          if (statement.sql.includes('from feed where filer = ? and position > ?')) readings++
          return db.read(statement)
        },
      }),
    })
    const listeners = await Promise.all(Array.from({ length: 200 }, () => listen(given)))
    const heard = Promise.all(listeners.map(({ next }) => next()))
    await turn(() => waiting.size === 1)
    readings = 0
    await given.file({ reference: 'NEWS' })
    expect(new Set((await heard).map(referenceOf))).toEqual(new Set(['NEWS']))
    expect(readings).toBeLessThan(5)
  })

  it('keeps nothing for a reader that stalls; it goes on where it was', async () => {
    let readings = 0
    const given = await givenApp({
      streams: waits().streams,
      store: (db) => ({
        ...db,
        read: (statement) => {
          if (statement.sql.includes('from feed where filer = ? and position > ?')) readings++
          return db.read(statement)
        },
      }),
    })
    const { next } = await listen(given, { after: '0' })
    for (let n = 0; n < 300; n++) await given.file({ reference: `N${n}` })
    // The test's own decoder reads a little ahead.
    expect(readings).toBeLessThanOrEqual(3)
    for (let n = 0; n < 300; n++) expect(referenceOf(await next())).toBe(`N${n}`)
  })

  it('ends with the process, and at once', async () => {
    const { streams, waiting } = waits()
    const given = await givenApp({ streams })
    const listeners = await Promise.all([listen(given), listen(given)])
    const ends = Promise.all(listeners.map(({ next }) => next()))
    await turn(() => waiting.size === 1)
    given.gateway.endStreams()
    expect(await ends).toEqual([undefined, undefined])
    expect(refusal(await given.get('/v1/stream'))).toBe('503 stream_full')
  })

  it('ends when its time is over, where it has one', async () => {
    const { streams, waiting, elapse } = waits({ apart: true, lifeMillis: 60_000 })
    const given = await givenApp({ streams })
    const { next } = await listen(given)
    const end = next()
    await turn(() => waiting.size === 1)
    given.move(60_000)
    elapse()
    expect(await end).toBeUndefined()
  })

  it('ends when its key is revoked', async () => {
    const { streams, waiting, elapse } = waits()
    const given = await givenApp({ streams })
    const { id, key } = await given.newKey(filer)
    const { next } = await listen(given, { key })
    const end = next()
    await turn(() => waiting.size === 1)
    await given.gateway.keys.revoke(filer, id)
    given.move(30_000)
    elapse()
    expect(await end).toBeUndefined()
  })

  it('to HEAD is its headers', async () => {
    const given = await givenApp({ streams: waits().streams })
    const { status, text, headers } = await given.call('HEAD', '/v1/stream')
    expect([status, text, headers.get('Content-Type')]).toEqual([200, '', 'text/event-stream; charset=utf-8'])
  }) // prettier-ignore
})

describe('GET /v1/stream, refused', () => {
  it('position_gone: what would come next is not kept, or never was', async () => {
    const given = await givenApp()
    for (const reference of ['A', 'B']) await given.file({ reference })
    await given.db.write([{ sql: 'delete from feed where position = 1', values: [] }])
    expect(refusal(await given.get('/v1/stream?after=0'))).toBe('410 position_gone')
    expect(refusal(await given.get('/v1/stream?after=3'))).toBe('410 position_gone')
    expect((await given.get('/v1/stream?after=1')).status).toBe(200)
    expect((await given.get('/v1/stream?after=2')).status).toBe(200)
  })

  it.each(['-1', '1.5', 'x', '1e3', '9'.repeat(16)])('"%s" is no position', async (place) => {
    const given = await givenApp()
    expect(refusal(await given.get(`/v1/stream?after=${place}`))).toBe('400 query_invalid')
    const headers = { 'Last-Event-ID': place }
    expect(refusal(await given.get('/v1/stream', { headers }))).toBe('400 last_event_id')
  })

  it('scope_missing: a key that may not read', async () => {
    const given = await givenApp()
    const { key } = await given.newKey(otherFiler, ['webhooks'])
    expect(refusal(await given.get('/v1/stream', { key }))).toBe('403 scope_missing')
  })
})

/** Turns of the event loop until it is so; the deadline is the test's own. */
async function turn(until: () => boolean): Promise<void> {
  while (!until()) await new Promise((resume) => setImmediate(resume))
}
