/**
 * Bad days: the same trouble for the same seed, and windows by the world's clock.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { badDayNames, badDays } from '../../mock-cbp/fault/days.ts'
import type { BadDayName } from '../../mock-cbp/fault/days.ts'
import { faults } from '../../mock-cbp/fault/fault.ts'
import { callsOf } from '../../mock-cbp/fault/row.ts'
import { struckOn } from '../../mock-cbp/fault/struck.ts'
import { codes, file, filing, get, givenMock, json, mailbox, post } from './given.ts'
import type { Given } from './given.ts'

/** The faults that forty filings meet, in order. */
async function met(mock: Given) {
  for (let n = 1; n <= 40; n++) {
    await file(mock, `M-${n}`, filing('A', n, `HAWB${n}`)).catch(() => undefined)
  }
  const { items } = (await json(await get(mock, '/_mock/journal'))) as { items: { path: string; fault: string | null }[] } // prettier-ignore
  return items.flatMap(({ path, fault }) => (path === '/ace/transmissions' ? [fault] : []))
}

const have = (mock: Given, settings: object) =>
  post(mock, '/_mock/settings', JSON.stringify(settings))

describe('chance on a bad day', () => {
  it('is the same for the same seed, and another for another', async () => {
    const one = await met(givenMock({ badDay: 'flaky-line', seed: 7 }))
    expect(new Set(one).size).toBeGreaterThan(3)
    expect(await met(givenMock({ badDay: 'flaky-line', seed: 7 }))).toEqual(one)
    expect(await met(givenMock({ badDay: 'flaky-line', seed: 8 }))).not.toEqual(one)
  })

  it('begins and ends by call', async () => {
    const mock = givenMock()
    await have(mock, { badDay: 'flaky-line' })
    expect(new Set(await met(mock)).size).toBeGreaterThan(3)
    await have(mock, { badDay: null })
    for (let n = 0; n < 20; n++) expect((await get(mock, '/ace/mailbox')).status).toBe(200)
  })

  it('leaves what has nothing to do with the day alone', async () => {
    const mock = givenMock({ badDay: 'lost-replies' })
    for (let n = 0; n < 20; n++) expect((await get(mock, '/ace/mailbox')).status).toBe(200)
  })
})

const at = (name: BadDayName, hour: number) =>
  struckOn(name, 'mailbox', {
    ...{ seed: 1, position: 1, hourMillis: 3_600_000 },
    now: `2026-11-28T${String(hour).padStart(2, '0')}:30:00.000Z`,
  })

describe('a maintenance window', () => {
  it('is from two to five, and says when it ends', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => at('maintenance-window', hour))
    expect(hours.flatMap((struck, hour) => (struck ? [hour] : []))).toEqual([2, 3, 4])
    expect(hours[3]).toEqual({ fault: 'maintenance', until: '2026-11-28T05:00:00.000Z' })
  })

  it('is met by a clock that is moved into it, and left when Retry-After has passed', async () => {
    const mock = givenMock({ badDay: 'maintenance-window', pace: 'manual' })
    expect((await get(mock, '/ace/mailbox')).status).toBe(200)
    await mock.clock.set('2026-11-29T02:00:00Z')
    const response = await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '10800'])
    await mock.clock.advance('PT10799S')
    expect((await get(mock, '/ace/mailbox')).headers.get('Retry-After')).toBe('1')
    await mock.clock.advance('PT1S')
    expect((await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))).status).toBe(200)
  })

  it('has three seconds of twenty-four where an hour lasts one', async () => {
    const mock = givenMock({ badDay: 'maintenance-window' })
    const seen: number[] = []
    for (let second = 0; second < 48; second++) {
      mock.seconds(second)
      seen.push((await get(mock, '/ace/mailbox')).status)
    }
    expect(seen.filter((status) => status === 503)).toHaveLength(6)
    expect(seen.lastIndexOf(503) - seen.indexOf(503)).toBe(26)
  })
})

describe('a black hole', () => {
  it('swallows six hours, then gives everything at once', async () => {
    const mock = givenMock({ badDay: 'black-hole', pace: 'manual' })
    await mock.clock.set('2026-11-29T05:00:00Z')
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    for (const hour of ['06', '09', '11']) {
      await mock.clock.set(`2026-11-29T${hour}:59:00Z`)
      expect(await mailbox(mock)).toEqual([])
    }
    await mock.clock.set('2026-11-29T12:00:00Z')
    expect(codes(await mailbox(mock))).toEqual(['SO60 97', 'SO60 98'])
  })
})

describe.each(badDayNames)('the bad day %s', (name) => {
  const { title, after, goodClient, troubles } = badDays[name]

  it('has a title, what it is modelled on, and what a good client does', () => {
    expect(title).toMatch(/^[A-Z0-9].{10,}$/)
    expect(after).toMatch(/^[A-Z].{10,}$/)
    expect(goodClient.length).toBeGreaterThanOrEqual(3)
  })

  it('lets every call through now and then', () => {
    for (const call of [
      'transmissions',
      'mailbox',
      'acknowledgements',
      'documents',
      'queries',
    ] as const) {
      const here = troubles.filter(({ on }) => on?.includes(call) ?? true)
      const odds = here.reduce((sum, trouble) => sum + ('odds' in trouble ? trouble.odds : 0), 0)
      expect(odds).toBeLessThan(0.9)
      for (const trouble of here) {
        if ('hours' in trouble) expect(trouble.hours[1] - trouble.hours[0]).toBeLessThan(12)
      }
    }
  })

  it('commits its faults only where they can be', () => {
    for (const { fault, on } of troubles) {
      const possible = callsOf(faults[fault])
      if (on) expect(possible).toEqual(expect.arrayContaining([...on]))
      else expect(possible).toHaveLength(5)
    }
  })
})
