/**
 * A world in the hands of a test: its address, its clock, its snapshots. Everything goes over the
 * same road as a request from outside, so that the journal tells it too.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { ClockRefused } from './clock.ts'
import type { ClockCommand, WorldTime } from './clock.ts'

export type Fetch = (request: Request) => Promise<Response>

export type WorldClock = {
  readonly now: () => Promise<Instant>
  readonly read: () => Promise<WorldTime>
  /** By a duration: `PT4H` or `4h`. */
  readonly advance: (duration: string) => Promise<Instant>
  readonly set: (instant: string) => Promise<Instant>
  readonly freeze: () => Promise<Instant>
  readonly run: () => Promise<Instant>
  /** To when the next notice or reply is due; stays where it is when none is. */
  readonly jumpToNext: () => Promise<Instant>
  readonly next: () => Promise<Instant | null>
}

export type MockWorld = {
  readonly name: string
  readonly fetch: Fetch
  readonly clock: WorldClock
  /** Any call of `/_mock`: `control('scenarios', {...})`. Throws with the mock's own words. */
  readonly control: (path: string, body?: unknown) => Promise<unknown>
  readonly reset: () => Promise<void>
  readonly snapshot: (name: string) => Promise<void>
  readonly restore: (name: string) => Promise<void>
  readonly fork: (name: string) => Promise<MockWorld>
}

/** What the mock answered when it did not do as it was told. */
export class MockRefused extends Error {
  override readonly name = 'MockRefused'
  readonly code: string

  constructor(code: string, detail: string) {
    super(detail)
    this.code = code
  }
}

export function worldIn(mock: Fetch, name: string): MockWorld {
  const fetch = (request: Request) => {
    const headers = new Headers(request.headers)
    if (!headers.has('X-Mock-World') && name !== 'main') headers.set('X-Mock-World', name)
    return mock(name === 'main' ? request : new Request(request, { headers }))
  }
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const url = `http://mock-cbp.invalid/_mock/${path}`
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(new Request(url, init))
    const answer = (await response.json()) as { code?: string; detail?: string }
    if (response.ok) return answer
    const { code = '', detail = '' } = answer
    if (code === 'clock_backwards' || code === 'clock_invalid') throw new ClockRefused(code, detail)
    throw new MockRefused(code, detail)
  }
  const clock = async (command?: ClockCommand) =>
    (await control('clock', command)) as WorldTime & { next: Instant | null }
  const moved = async (command: ClockCommand) => (await clock(command)).now
  return {
    ...{ name, fetch, control },
    clock: {
      now: async () => (await clock()).now,
      read: async () => {
        const { now, frozen } = await clock()
        return { now, frozen }
      },
      advance: (advance) => moved({ advance }),
      set: (set) => moved({ set }),
      freeze: () => moved({ freeze: true }),
      run: () => moved({ run: true }),
      jumpToNext: () => moved({ jump: true }),
      next: async () => (await clock()).next,
    },
    reset: async () => void (await control('reset', {})),
    snapshot: async (as) => void (await control('snapshots', { name: as })),
    restore: async (as) => void (await control(`snapshots/${encodeURIComponent(as)}/restore`, {})),
    fork: async (as) => {
      await control('fork', { name: as })
      return worldIn(mock, as)
    },
  }
}
