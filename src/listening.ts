/**
 * The client's calls about webhooks, and its reading of the stream.
 * @module
 */
import type { AnnouncedType, Announcement } from './gateway/announce.ts'

export type { AnnouncedType, Announcement }

export type WebhookWish = {
  readonly url: string
  readonly description?: string
  /** Left out or null: everything. */
  readonly types?: readonly AnnouncedType[] | null
  readonly enabled?: boolean
}

export type Webhook = {
  readonly id: string
  readonly url: string
  readonly description: string
  readonly types: readonly string[] | null
  readonly enabled: boolean
  readonly disabledAt: string | null
  readonly disabledReason: string | null
  readonly previousUntil: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly deliveries: { readonly due: number; readonly failed: number }
}

export type Delivery = {
  readonly id: string
  readonly type: string
  readonly at: string
  readonly state: 'due' | 'delivered' | 'failed'
  readonly attempts: number
  readonly nextAttemptAt: string | null
  readonly last: {
    readonly at: string
    readonly status: number | null
    readonly answer: string
  } | null
  readonly entry: {
    readonly id: string
    readonly entryNumber: string
    readonly sequence: number
    readonly position: number
  } | null
}

export type DeliveryFilter = {
  readonly state?: Delivery['state']
  readonly limit?: number
  readonly cursor?: string
}

type Call = <T>(
  method: string,
  path: string,
  init?: {
    readonly body?: unknown
    readonly mediaType?: string
    readonly query?: Readonly<Record<string, string | number | undefined>>
  },
) => Promise<T>

export function webhookCalls(call: Call) {
  const at = (id: string, part = '') => `v1/webhooks/${encodeURIComponent(id)}${part}`
  return {
    /** The secret is shown this once. */
    create: (wish: WebhookWish) =>
      call<Webhook & { readonly secret: string }>('POST', 'v1/webhooks', { body: wish }),
    list: async () => (await call<{ items: Webhook[] }>('GET', 'v1/webhooks')).items,
    get: (id: string) => call<Webhook>('GET', at(id)),
    change: (id: string, changes: Partial<WebhookWish>) => {
      const mediaType = 'application/merge-patch+json'
      return call<Webhook>('PATCH', at(id), { body: changes, mediaType })
    },
    delete: (id: string) => call<void>('DELETE', at(id)),
    /** The old secret signs too for `overlapHours`, usually 24. */
    rotate: (id: string, overlapHours?: number) => {
      const body = overlapHours === undefined ? {} : { overlapHours }
      const path = at(id, '/secret')
      return call<{ readonly secret: string; readonly previousUntil: string }>('POST', path, {
        body,
      })
    },
    test: (id: string) => call<Delivery>('POST', at(id, '/test'), { body: {} }),
    deliveries: (id: string, filter: DeliveryFilter = {}) =>
      call<{ readonly items: readonly Delivery[]; readonly nextCursor: string | null }>(
        'GET',
        at(id, '/deliveries'),
        { query: filter },
      ),
    redeliver: (id: string, deliveryId: string) =>
      call<Delivery>('POST', at(id, `/deliveries/${encodeURIComponent(deliveryId)}/redeliver`), {
        body: {},
      }),
    /** Positions of the feed, days or instants; both ends included. */
    redeliverRange: async (id: string, from: number | string, to?: number | string) =>
      (await call<{ redelivered: number }>('POST', at(id, '/redeliver'), { body: { from, to } }))
        .redelivered,
  }
}

/**
 * The events of a stream as they come; it ends when the server ends it, and can be resumed. `opened`
 * is told where it begins, so that it can be resumed before anything was heard.
 */
export async function* announcementsOf(
  body: ReadableStream<Uint8Array> | null,
  opened: (position: number) => void = () => undefined,
): AsyncGenerator<Announcement, void, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data !== undefined) yield JSON.parse(data) as Announcement
      else if (/^id: \d+$/m.test(block)) opened(Number(/^id: (\d+)$/m.exec(block)?.[1]))
    }
  }
}
