import { describe, expect, it } from 'vitest'
import { hour } from '../../src/domain/day.ts'
import { schedule } from '../../src/gateway/schedule.ts'
import { readJournal } from '../../src/store/journal.ts'
import { answers, breaks, hangs, listened, verified } from './receiver.ts'
import { file, filer, parcel } from './world.ts'

type Listened = Awaited<ReturnType<typeof listened>>

const stateOf = async ({ gateway }: Listened, id: string) =>
  (await gateway.webhooks.deliveries(filer, id, undefined, { limit: 9 }))?.[0]

describe('an announcement', () => {
  it('tells of every event of an entry, in order, signed by the official library', async () => {
    const here = await listened()
    const { secret } = await here.register('shop.example.com')
    const { id, entryNumber, reference } = await file(here.gateway, parcel('SIMREL1'))
    for (let second = 0; second < 8; second++) {
      await here.gateway.tick()
      here.pass(1000)
    }
    const told = here.heard.map((heard) => verified(heard, secret))
    const journal = await readJournal(here.db, id)
    expect(told.map(({ data }) => data.sequence)).toEqual(journal.map(({ seq }) => seq))
    expect(told.map(({ data }) => data.previousSequence)).toEqual([null, 1, 2, 3, 4].slice(0, journal.length))
    expect(told.map(({ type }) => type)).toEqual([
      'entry.queued', 'entry.updated', 'entry.submitted', 'entry.under_review', 'entry.released',
    ])
    expect(told.at(-1)?.data).toEqual({
      simulated: true,
      entry: { id, entryNumber, reference, status: 'released', version: 1 },
      sequence: 5,
      previousSequence: 4,
      position: 5,
    })
  }) // prettier-ignore

  it('has nothing of a shipment but its reference, and is small', async () => {
    const here = await listened()
    await here.register('shop.example.com')
    const draft = parcel('HB1')
    await file(here.gateway, draft)
    await here.gateway.tick()
    const [heard] = here.heard
    for (const word of [draft.consignee.name, draft.seller.name, '100 Main St', 'HB1"', '30.00']) {
      expect(heard?.body.replace('SHP-HB1"', '')).not.toContain(word)
    }
    expect(heard?.body.length).toBeLessThan(1000)
    expect(heard?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-simulated': 'gate321',
      'webhook-id': expect.stringMatching(/^msg_\w+_1$/),
    })
  })

  it('is told once, also by two nodes on one store', async () => {
    const here = await listened()
    await here.register('shop.example.com')
    const other = here.restart()
    for (const name of ['A', 'B', 'C', 'D', 'E']) await file(here.gateway, parcel(name))
    await Promise.all([here.gateway.tick(), other.tick(), here.gateway.tick(), other.tick()])
    const ids = here.heard.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is signed at the time of its receiver, whatever day it is here', async () => {
    const here = await listened()
    const { secret } = await here.register('shop.example.com')
    await file(here.gateway, parcel('HB1'))
    here.clock.advance(90 * 24 * hour)
    await here.gateway.tick()
    expect(here.heard).not.toEqual([])
    for (const heard of here.heard) verified(heard, secret)
  })
})

describe('a receiver that is down', () => {
  it('is asked by the published schedule, then disabled, and shown', async () => {
    const here = await listened()
    const { id } = await here.register('down.example.com', { types: ['entry.queued'] })
    here.behave('down.example.com', breaks)
    await file(here.gateway, parcel('HB1'))
    const begun = Date.parse(here.clock.now())
    for (let attempt = 0; attempt < 12; attempt++) {
      await here.gateway.tick()
      const due = (await stateOf(here, id))?.dueAt ?? ''
      const wait = Date.parse(due) - Date.parse(here.clock.now())
      if (wait > 0) {
        // A second before its time nothing is sent.
        here.pass(wait - 1000)
        await here.gateway.tick()
        here.pass(1000)
      }
    }
    const times = here.at('down.example.com').map(({ at }) => Date.parse(at) - begun)
    const waits = times.map((time, n) => time - (times[n - 1] ?? 0))
    expect(waits).toHaveLength(schedule.length)
    waits.forEach((wait, n) => {
      expect(wait).toBeGreaterThanOrEqual(schedule[n] ?? 0)
      expect(wait).toBeLessThanOrEqual(1.1 * (schedule[n] ?? 0))
    })
    expect(new Set(here.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(here.heard.map(({ body }) => body)).size).toBe(1)
    expect(await here.gateway.webhooks.read(filer, id)).toMatchObject({
      enabled: false,
      disabledReason: expect.stringContaining('10 attempts at one announcement failed, the last with: connect ECONNREFUSED'),
      deliveries: { due: 0, failed: 1 },
    })
    expect(here.logged).toContainEqual(expect.objectContaining({ level: 'alarm', event: 'webhook_disabled' }))
  }) // prettier-ignore

  it('loses nothing: what happens while it is disabled waits, and goes out when it is enabled', async () => {
    const here = await listened()
    const { id } = await here.register('shop.example.com', { types: ['entry.queued'] })
    await here.gateway.webhooks.change(filer, id, { enabled: false })
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    expect(here.heard).toEqual([])
    expect(await here.gateway.webhooks.read(filer, id)).toMatchObject({
      disabledReason: 'Switched off by its owner.',
      deliveries: { due: 1 },
    })
    await here.gateway.webhooks.change(filer, id, { enabled: true })
    await here.gateway.tick()
    expect(here.heard).toHaveLength(1)
    expect(await here.gateway.webhooks.read(filer, id)).toMatchObject({
      disabledAt: null,
      disabledReason: null,
      deliveries: { due: 0 },
    })
  })

  it('keeps nobody waiting, neither other receivers nor CBP', async () => {
    const here = await listened()
    await here.register('slow.example.com')
    await here.register('fast.example.com')
    here.behave('slow.example.com', hangs)
    for (const name of ['A', 'B', 'C']) await file(here.gateway, parcel(`SIMREL${name}`))
    for (let second = 0; second < 8; second++) {
      await here.gateway.carry()
      await here.gateway.deliver()
      here.pass(1000)
    }
    await settle(() => here.at('fast.example.com').length === 15)
    expect(here.at('fast.example.com')).toHaveLength(15)
    // Four sockets, and no more, however much there is to say.
    expect(here.at('slow.example.com').length).toBeLessThanOrEqual(4)
  })
})

describe('an answer', () => {
  const given = async (behaviour: Parameters<Listened['behave']>[1]) => {
    const here = await listened()
    const { id } = await here.register('shop.example.com', { types: ['entry.queued'] })
    here.behave('shop.example.com', behaviour)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    const waits = async () =>
      Date.parse((await stateOf(here, id))?.dueAt ?? '') - Date.parse(here.clock.now())
    return { ...here, id, waits, state: await stateOf(here, id) }
  }

  it.each([200, 201, 202, 204, 299])('of %i is success, whatever it says', async (status) => {
    const body = status === 204 ? null : '{"error":"no"}'
    expect((await given(answers(status, body))).state).toMatchObject({ state: 'delivered', lastStatus: status })
  }) // prettier-ignore

  it.each([300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503])(
    'of %i is a failure, and comes again',
    async (status) => {
      const { state, waits } = await given(answers(status, null, { Location: 'https://10.0.0.1/' }))
      expect(state).toMatchObject({ state: 'due', attempts: 1, lastStatus: status })
      expect(await waits()).toBe(5250)
    },
  )

  it('of 410 disables at once', async () => {
    const { gateway, id, state } = await given(answers(410))
    expect(state).toMatchObject({ state: 'failed', attempts: 1, lastStatus: 410 })
    expect(await gateway.webhooks.read(filer, id)).toMatchObject({
      enabled: false,
      disabledReason: 'The receiver answered 410: it wants nothing more.',
    })
  })

  it.each([
    ['120', 120_000],
    ['Mon, 23 Nov 2026 14:10:00 GMT', 600_000],
    ['1', 5250],
    ['0', 5250],
    ['-5', 5250],
    ['9999999999', 24 * hour],
    ['Mon, 23 Nov 2020 14:10:00 GMT', 5250],
    ['soon', 5250],
    ['', 5250],
  ])('with Retry-After "%s" is waited for %i ms, and never less than by the schedule', async (header, wait) => {
    const { waits } = await given(answers(429, null, { 'Retry-After': header }))
    expect(await waits()).toBe(wait)
  }) // prettier-ignore

  it('is shown short, in characters that do nothing', async () => {
    const { state } = await given(answers(500, `\u001b[2J<b>\u202e${'x'.repeat(5000)}`))
    expect(state?.lastNote).toMatch(/^\\u001b\[2J<b>\\u202ex+$/)
    expect(state?.lastNote?.length).toBe(256)
  })

  it('that cannot be read is shown as far as it came', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('begun'))
        controller.error(new Error('reset'))
      },
    })
    expect((await given(() => new Response(body))).state).toMatchObject({ state: 'delivered' })
  })

  it('without end is read for 16 KiB', async () => {
    let read = 0
    const body = new ReadableStream({
      pull: (controller) => {
        read += 1024
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect((await given(() => new Response(body))).state).toMatchObject({ state: 'delivered' })
    expect(read).toBeLessThanOrEqual(18 * 1024)
  })

  it('of an address that is not allowed any more is told as such', async () => {
    const { state } = await given(() => {
      throw new Error('not sent: its host name leads to an address that is not public')
    })
    expect(state).toMatchObject({ state: 'due', lastStatus: null, lastNote: expect.stringMatching(/^not sent/) })
  }) // prettier-ignore
})

describe('a process that dies while it tells', () => {
  it('is followed by one that tells again, under the same id', async () => {
    const here = await listened()
    const { id } = await here.register('shop.example.com', { types: ['entry.queued'] })
    here.behave('shop.example.com', hangs)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.deliver()
    await settle(() => here.heard.length === 1)
    const next = here.restart()
    here.behave('shop.example.com', answers(200))
    // Another node leaves it alone for as long as the first may still be at work.
    await next.tick()
    expect(here.heard).toHaveLength(1)
    here.pass(60_000)
    await next.tick()
    expect(here.heard.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(here.heard[0]?.headers['webhook-id']),
    )
    expect(await stateOf(here, id)).toMatchObject({ state: 'delivered', attempts: 2 })
  })

  it('as the only one on its store is not waited for', async () => {
    const here = await listened()
    await here.register('shop.example.com', { types: ['entry.queued'] })
    here.behave('shop.example.com', hangs)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.deliver()
    await settle(() => here.heard.length === 1)
    const next = here.restart()
    here.behave('shop.example.com', answers(200))
    await next.recover()
    await next.tick()
    expect(here.heard).toHaveLength(2)
  })
})

describe('a secret that is replaced', () => {
  it('signs beside the new one for a day, and then no more', async () => {
    const here = await listened()
    const { id, secret: old } = await here.register('shop.example.com', { types: ['entry.queued'] })
    here.behave('shop.example.com', breaks)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    const rotated = await here.gateway.webhooks.rotate(filer, id, 24)
    const secret = rotated?.secret ?? ''
    here.behave('shop.example.com', answers(200))
    here.pass(6000)
    await here.gateway.tick()
    const [before, during] = here.heard
    if (!before || !during) throw new Error('nothing was heard')
    expect(verified(during, secret)).toEqual(verified(before, old))
    expect(verified(during, old)).toBeDefined()
    expect(() => verified(before, secret)).toThrow('No matching signature')
    here.pass(24 * hour)
    await file(here.gateway, parcel('HB2'))
    await here.gateway.tick()
    const last = here.heard.at(-1)
    if (!last) throw new Error('nothing was heard')
    expect(verified(last, secret)).toBeDefined()
    expect(() => verified(last, old)).toThrow('No matching signature')
  })

  it('because it leaked signs no more at once', async () => {
    const here = await listened()
    const { id, secret: old } = await here.register('shop.example.com')
    const rotated = await here.gateway.webhooks.rotate(filer, id, 0)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    const [heard] = here.heard
    if (!heard) throw new Error('nothing was heard')
    expect(verified(heard, rotated?.secret ?? '')).toBeDefined()
    expect(() => verified(heard, old)).toThrow('No matching signature')
  })
})

describe('a webhook that is deleted while it is tried', () => {
  it('hears nothing more', async () => {
    const here = await listened()
    const { id } = await here.register('shop.example.com')
    here.behave('shop.example.com', breaks)
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    const { length } = here.heard
    expect(await here.gateway.webhooks.remove(filer, id)).toBe(true)
    here.pass(48 * hour)
    await here.gateway.tick()
    expect(here.heard).toHaveLength(length)
  })
})

describe('what is asked for again', () => {
  it('has the same id and body, and a new timestamp', async () => {
    const here = await listened()
    const { id, secret } = await here.register('shop.example.com', { types: ['entry.queued'] })
    await file(here.gateway, parcel('HB1'))
    await here.gateway.tick()
    here.pass(hour)
    const [first] = here.heard
    const messageId = first?.headers['webhook-id'] ?? ''
    expect(await here.gateway.webhooks.redeliver(filer, id, messageId)).toMatchObject({ state: 'due' })
    await here.gateway.tick()
    const [, second] = here.heard
    if (!first || !second) throw new Error('it was not heard twice')
    expect(second.headers['webhook-id']).toBe(messageId)
    expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp'])
    expect(verified(second, secret)).toEqual(verified(first, secret))
  }) // prettier-ignore

  it('may be a range by position or by time, also from before the webhook was there', async () => {
    const here = await listened()
    for (const name of ['A', 'B', 'C', 'D']) {
      await file(here.gateway, parcel(name))
      here.pass(hour)
    }
    const { id } = await here.register('shop.example.com', { types: ['entry.queued'] })
    const references = async (from: string | number, to?: string | number) => {
      const count = await here.gateway.webhooks.redeliverRange(filer, id, from, to)
      const before = here.heard.length
      await (await here.gateway.deliver()).done
      const told = here.heard.slice(before).map(({ body }) => JSON.parse(body).data.entry.reference)
      return [count, ...told.sort()]
    }
    expect(await references(2, 3)).toEqual([2, 'SHP-B', 'SHP-C'])
    expect(await references('2026-11-23T15:00:00.000Z')).toEqual([3, 'SHP-B', 'SHP-C', 'SHP-D'])
    expect(await references('2026-11-23T14:00:00.000Z', '2026-11-23T15:00:00.000Z')).toEqual([2, 'SHP-A', 'SHP-B'])
    expect(await references('2026-12-01T00:00:00.000Z')).toEqual([0])
    expect(await references(1, 900)).toEqual([4, 'SHP-A', 'SHP-B', 'SHP-C', 'SHP-D'])
    expect(await here.gateway.webhooks.redeliverRange(filer, 'whk_none', 1, 2)).toBeUndefined()
  }) // prettier-ignore
})

describe('announcements that are old', () => {
  it('are forgotten after thirty days, unless they are still to be told', async () => {
    const here = await listened()
    await here.register('fine.example.com', { types: ['entry.queued'] })
    const { id } = await here.register('down.example.com', { types: ['entry.queued'] })
    await file(here.gateway, parcel('A'))
    await here.gateway.webhooks.change(filer, id, { enabled: false })
    await file(here.gateway, parcel('B'))
    await here.gateway.tick()
    here.pass(31 * 24 * hour)
    await (await here.gateway.deliver()).done
    await here.gateway.webhooks.change(filer, id, { enabled: true })
    await (await here.gateway.deliver()).done
    expect(here.at('down.example.com').map(({ body }) => JSON.parse(body).data.entry.reference).sort()).toEqual(['SHP-A', 'SHP-B'])
  }) // prettier-ignore
})

/** Turns of the event loop until it is so; the deadline is the test's own. */
async function settle(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((turn) => setImmediate(turn))
}
