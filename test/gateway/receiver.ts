/**
 * Receivers of webhooks: what they heard, and how they answer until told otherwise. A receiver
 * checks what it hears with the official library.
 * @module
 */
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'
import type { Announcement } from '../../src/gateway/announce.ts'
import type { Receivers } from '../../src/gateway/deps.ts'
import type { WantedWebhook } from '../../src/gateway/webhooks.ts'
import { filer, handClock, world } from './world.ts'

export type Heard = {
  readonly url: string
  readonly at: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Behaviour = (request: Request) => Response | Promise<Response>

export const answers =
  (status: number, body: string | null = null, headers: Record<string, string> = {}): Behaviour =>
  () =>
    new Response(body, { status, headers })

/** A receiver that takes the request and says nothing, ever. */
export const hangs: Behaviour = () => new Promise(() => undefined)

export const breaks: Behaviour = () => {
  throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 8.8.8.8:443') })
}

export function receiving(clock = handClock()) {
  const heard: Heard[] = []
  const behaviours = new Map<string, Behaviour>()
  const receivers: Receivers = {
    clock,
    refuse: async () => undefined,
    send: async (request) => {
      const { url } = request
      const headers = Object.fromEntries(request.headers)
      heard.push({ url, at: clock.now(), headers, body: await request.clone().text() })
      return (behaviours.get(new URL(url).hostname) ?? answers(204))(request)
    },
  }
  return {
    receivers,
    heard,
    at: (host: string) => heard.filter(({ url }) => new URL(url).hostname === host),
    /** From now on `host` behaves like this. */
    behave: (host: string, behaviour: Behaviour) => void behaviours.set(host, behaviour),
  }
}

/** What the library makes of it at the time it was sent; it throws where something is wrong. */
export function verified({ at, headers, body }: Heard, secret: string): Announcement {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) })
  try {
    return new Webhook(secret).verify(body, { ...headers }) as Announcement
  } finally {
    vi.useRealTimers()
  }
}

/** A world with receivers on its clock. */
export async function listened() {
  const clock = handClock()
  const made = receiving(clock)
  const around = await world({ receivers: made.receivers })
  const register = async (host: string, wanted: Partial<WantedWebhook> = {}) => {
    const url = `https://${host}/hook`
    const all = { url, description: '', types: null, enabled: true, ...wanted }
    const created = await around.gateway.webhooks.create(filer, all)
    if (created.kind !== 'created') throw new Error(created.kind)
    return { id: created.webhook.id, secret: created.secret }
  }
  return {
    ...around,
    ...made,
    register,
    /** Both clocks: receivers live in the same time. */
    pass: (millis: number) => {
      clock.advance(millis)
      around.clock.advance(millis)
    },
  }
}
