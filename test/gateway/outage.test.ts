import { describe, expect, it } from 'vitest'
import { createDrain } from '../../src/gateway/drain.ts'
import { lateness } from '../../src/domain/overdue.ts'
import { within } from '../conformance/engine.ts'
import { file, filer, handClock, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const refusedConnection = () => {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
  })
}

const events = ({ logged }: World, event: string) => logged.filter((line) => line.event === event)

const hours = (count: number) => count * 3_600_000

describe('while CBP does not answer', () => {
  it('calls it once each 30 s, takes filings, and says since when', async () => {
    const w = await world()
    let calls = 0
    w.line(() => {
      calls++
      refusedConnection()
      return new Response()
    })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await live(w, w.gateway, 30)
    const since = w.gateway.cbp().since
    expect(w.gateway.cbp()).toMatchObject({ state: 'down', why: 'cbp_unreachable ECONNREFUSED' })
    calls = 0
    const late = await file(w.gateway, parcel('HAWB2'))
    await live(w, w.gateway, 300)

    expect(calls).toBe(10)
    expect(events(w, 'cbp_circuit_open')).toHaveLength(1)
    expect((await w.gateway.get(filer, id))?.next.meaning).toContain(`not answered since ${since}`)
    expect(await w.gateway.get(filer, late.id)).toMatchObject({
      status: 'queued',
      transmission: null,
      can: { amend: { allowed: true } },
    })

    w.line()
    await live(w, w.gateway, 120)
    expect(w.gateway.cbp()).toMatchObject({ state: 'operational', since: null })
    for (const one of [id, late.id]) expect(await statusOf(w.gateway, one)).toBe('released')
    expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual([1, 1])
  })

  it.each([301, 404, 405, 410])('HTTP %i to a filing opens the circuit at once', async (status) => {
    const w = await world()
    await file(w.gateway, parcel('HAWB1'))
    w.line(() => new Response('no', { status }))
    await w.gateway.tick()
    expect(w.gateway.cbp()).toMatchObject({ state: 'down' })
  })

  it.each([401, 403])(
    'HTTP %i pauses the filer alone, and burns no attempts',
    async (status) => {
      const w = await world()
      const { id } = await file(w.gateway, parcel('HAWB1'))
      w.line(() => new Response('no', { status }))
      await live(w, w.gateway, 1200)
      expect(w.gateway.cbp()).toMatchObject({ state: 'operational' })
      expect(w.gateway.cbp(filer)).toMatchObject({ state: 'paused' })
      expect(events(w, 'filer_paused')).toHaveLength(1)
      expect(await w.gateway.get(filer, id)).toMatchObject({
        transmission: { attempts: 1, inDoubt: false },
        next: { meaning: expect.stringContaining("refused the filer's credentials") },
      })
      w.line()
      await live(w, w.gateway, 330)
      expect(await statusOf(w.gateway, id)).toBe('released')
    },
    within(60_000).timeout,
  )

  it(
    'N24: a black hole for six hours, then everything at once, at the rate that CBP advises',
    async () => {
      const w = await world({ transmissionSize: 5 })
      w.line(refusedConnection)
      for (let n = 0; n < 60; n++) await file(w.gateway, parcel(`SIMREL${n}`))
      await live(w, w.gateway, 10)
      w.clock.advance(hours(6))
      w.line()
      const sizes: number[] = []
      w.line(async (request) => {
        if (request.method === 'POST' && request.url.endsWith('/ace/transmissions')) {
          sizes.push((await request.clone().text()).split('<entry>').length - 1)
        }
        return w.cbp(request)
      })
      await live(w, w.gateway, 120)
      expect(sizes).toHaveLength(12)
      expect(Math.max(...sizes)).toBe(5)
      const held = await heldByCbp(w)
      expect(held).toHaveLength(60)
      expect(held.every(({ effectiveFilings }) => effectiveFilings === 1)).toBe(true)
    },
    within(30_000).timeout,
  )
})

describe('a drain', () => {
  it('lets everything pass before an outage and after its backlog', () => {
    const drain = createDrain({ clock: handClock(), chance: () => 0 }, 999)
    expect(drain.allowance()).toBe(Infinity)
    drain.begin()
    expect(drain.allowance()).toBe(1)
    drain.end()
    expect(drain.allowance()).toBe(Infinity)
  })

  it.each([0, 0.5, 0.999])('lets at most the advised number pass in an hour, chance %f', (chance) => {
    const clock = handClock()
    const drain = createDrain({ clock, chance: () => chance }, 999, 20_000)
    drain.begin()
    let sent = 0
    for (let second = 0; second < 3600; second++) {
      while (drain.allowance() > 0) {
        drain.spend(999)
        sent += 999
      }
      clock.advance(1000)
    }
    expect(sent).toBeGreaterThan(18_000)
    expect(sent).toBeLessThanOrEqual(20_000 + 2 * 999)
  }) // prettier-ignore
})

describe('M13: silence', () => {
  it('is alarmed of once at 1 h, 4 h and 24 h, shown on the entry, counted and listed', async () => {
    const w = await world()
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await live(w, w.gateway, 5)
    const alarms = () => lateness.map(({ alarm }) => events(w, alarm).length)
    const seen: unknown[] = []
    for (const step of [0, 0.9, 0.2, 2.8, 0.2, 19.8, 0.2, 48]) {
      w.clock.advance(hours(step))
      await w.gateway.tick()
      seen.push([(await w.gateway.get(filer, id))?.next.overdue?.hours ?? 0, ...alarms()])
    }
    expect(seen).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [1, 1, 0, 0],
      [1, 1, 0, 0],
      [4, 1, 1, 0],
      [4, 1, 1, 0],
      [24, 1, 1, 1],
      [24, 1, 1, 1],
    ])
    expect(await w.gateway.overdue()).toEqual([{ word: 'status', hours: 24, entries: 1 }])
    expect(await w.gateway.list(filer, { overdue: true }, { limit: 9 })).toMatchObject([{ id }])
  })

  it('ends with the word that was missing, and is never answered with a Replace', async () => {
    const w = await world()
    const actions: string[] = []
    w.line(async (request) => {
      if (request.method === 'POST') actions.push(...((await request.clone().text()).match(/<actionCode>./g) ?? [])) // prettier-ignore
      return w.cbp(request)
    })
    await file(w.gateway, parcel('SIMSIL1'))
    await live(w, w.gateway, 5)
    for (let n = 0; n < 30; n++) {
      w.clock.advance(hours(1))
      await live(w, w.gateway, 2)
    }
    expect(actions).toEqual(['<actionCode>A'])
  })

  it('of the reply is silence too, while CBP is down', async () => {
    const w = await world()
    w.line(refusedConnection)
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await live(w, w.gateway, 10)
    w.clock.advance(hours(2))
    await w.gateway.tick()
    expect((await w.gateway.get(filer, id))?.next.overdue).toMatchObject({
      word: 'reply',
      hours: 1,
    })
    w.line()
    await live(w, w.gateway, 120)
    expect(await w.gateway.overdue()).toEqual([])
  })
})
