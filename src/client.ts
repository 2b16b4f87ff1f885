/**
 * A typed client for the gateway's API, on `fetch` alone.
 *
 * @example
 * const client = createClient({ url: 'http://127.0.0.1:3321', key: 'dev-key' })
 * const entry = await client.file(shipment, { idempotencyKey: crypto.randomUUID() })
 * for await (const { reference, next } of client.all({ status: 'discrepancy' })) { ... }
 * @module
 */
import type { Explained, ServedRevision, TariffHit } from './gateway/tariff.ts'
import type { Problem } from './domain/problem.ts'
import type { Replacement } from './domain/replacement.ts'
import type { Shipment } from './domain/shipment.ts'
import type { Status } from './domain/status.ts'
import type { WireName } from './domain/wire.ts'
import type { Checked } from './gateway/check.ts'
import type { HistoryItem } from './gateway/history.ts'
import type { ListedKey, Scope } from './gateway/keys.ts'
import type { Plan } from './gateway/plan.ts'
import type { PresentedEntry } from './gateway/present.ts'
import type { Quote } from './gateway/quote.ts'
import type { Order } from './domain/plan/order.ts'
import { batchCalls } from './files.ts'
import { announcementsOf, webhookCalls } from './listening.ts'
import type { Announcement } from './listening.ts'
import { operatorCalls } from './operating.ts'
import { paperCalls } from './printing.ts'
import { standingCalls } from './standing.ts'

export type { Checked, HistoryItem, ListedKey, PresentedEntry, Problem, Scope, Shipment, Status }
export type { Order, Plan, Quote }
export type { Batch, BatchRow, Mapping } from './gateway/batches.ts'
export type { BatchFile, BatchFormat, Mappings } from './files.ts'
export type { AnnouncedType, Announcement, Delivery, Webhook, WebhookWish } from './listening.ts'
export type { ListedAside, Reconciled, Sending, ShownAside, Standing } from './operating.ts'
export type { ListedTransmission, ShownTransmission, TransmissionState } from './operating.ts'
export type { PaperForm, PaperName, PaperOffer } from './printing.ts'
export type { BillStanding, Discrepancy, MasterBill, Profile, Rules, Waiting } from './standing.ts'

export type ClientOptions = {
  readonly url: string | URL
  readonly key: string
  readonly fetch?: typeof fetch
}

/** Days are `YYYY-MM-DD`, instants ISO 8601 with a zone. */
export type ListFilter = {
  readonly status?: Status
  readonly reference?: string
  readonly houseBill?: string
  readonly masterBill?: string
  readonly consignee?: string
  readonly from?: string
  readonly to?: string
  /** Those alone that wait too long for a word of CBP's. */
  readonly overdue?: true
  /** Entries a page, 1 to 200. */
  readonly limit?: number
}

export type EntryPage = {
  readonly items: readonly PresentedEntry[]
  readonly nextCursor: string | null
}

export type Message = {
  readonly id: string
  readonly seq: number
  readonly direction: 'sent' | 'received'
  readonly kind: 'filing' | 'reply' | 'notification' | 'document' | 'document_reply'
  readonly format: string
  readonly sha256: string
  readonly at: string
  readonly body: string
}

/** With the same key and the same request the answer is the first one again. */
export type WriteOptions = { readonly idempotencyKey?: string }
/** `version` is the one you saw: nothing is changed when the entry has moved on since. */
export type ChangeOptions = WriteOptions & { readonly version?: number }

export type AmendOptions = ChangeOptions

export type Cancellation = Replacement & { readonly reason: string }

export type Answer = {
  readonly text?: string
  readonly documents?: readonly {
    readonly type: string
    readonly name: string
    readonly mediaType: string
    /** Base64. */
    readonly content: string
  }[]
}

/** By the law of this day, as if it arrived and were filed then. */
export type AsOf = { readonly asOf?: string }
/** `wire`: how the message would be carried; without it the installation's wire. */
export type CheckOptions = AsOf & { readonly wire?: WireName }
/** `express`: parcels by air or truck clear at an express hub, which pays by the waybill. */
export type QuoteOptions = AsOf & { readonly express?: boolean }

export type TariffHits = {
  readonly revision: ServedRevision
  readonly items: readonly TariffHit[]
}

export type WantedKey = {
  readonly name: string
  readonly scopes?: readonly Scope[]
  readonly expiresAt?: string
}

/** What the gateway refused: branch on `code`, show `detail` and `errors`. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly Problem[]

  constructor(status: number, body: unknown) {
    const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<GatewayProblem>
    super(said.detail ?? `The answer is HTTP ${status}, and not gate321's.`)
    this.status = status
    this.code = said.code ?? 'not_a_problem'
    this.detail = this.message
    this.errors = said.errors ?? []
  }
}

type Init = WriteOptions & {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly mediaType?: string
  readonly version?: number
}

export type Client = ReturnType<typeof createClient>

export function createClient({
  url,
  key,
  fetch: send = (input, init) => fetch(input, init),
}: ClientOptions) {
  const base = new URL(url)
  if (!base.pathname.endsWith('/')) base.pathname += '/'

  const call = async <T>(method: string, path: string, init: Init = {}): Promise<T> => {
    const { query = {}, body, mediaType = 'application/json', idempotencyKey, version } = init
    const address = new URL(path, base)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value))
    }
    const headers = new Headers({ Accept: 'application/json', Authorization: `Bearer ${key}` })
    if (body !== undefined) headers.set('Content-Type', mediaType)
    if (idempotencyKey !== undefined) headers.set('Idempotency-Key', idempotencyKey)
    if (version !== undefined) headers.set('If-Match', `"${version}"`)
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await send(address, { method, headers, ...content })
    const answer = parse(await response.text())
    if (!response.ok) throw new GatewayProblem(response.status, answer)
    if (answer === undefined && response.status !== 204) {
      throw new GatewayProblem(response.status, undefined)
    }
    return answer as T
  }

  /** For what is no JSON when all is well. */
  const taken = async (address: URL, init: RequestInit): Promise<Response> => {
    const response = await send(address, init)
    if (response.ok) return response
    throw new GatewayProblem(response.status, parse(await response.text()))
  }

  /** What happens from now on, or from behind `after`; to resume, hand in the last position. */
  async function* stream({
    after,
    signal,
    opened,
  }: {
    readonly after?: number | undefined
    readonly signal?: AbortSignal
    /** Told where it begins: from there it can be resumed before anything was heard. */
    readonly opened?: (position: number) => void
  } = {}): AsyncGenerator<Announcement, void, undefined> {
    const address = new URL('v1/stream', base)
    if (after !== undefined) address.searchParams.set('after', String(after))
    const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${key}` }
    const response = await taken(address, { headers, ...(signal ? { signal } : {}) })
    yield* announcementsOf(response.body, opened)
  }

  const entry = (id: string, part = '') => `v1/entries/${encodeURIComponent(id)}${part}`
  const items = async <T>(path: string) => (await call<{ items: T[] }>('GET', path)).items

  const list = (filter: ListFilter & { readonly cursor?: string } = {}) =>
    call<EntryPage>('GET', 'v1/entries', { query: filter })

  /** Every entry that fits, newest first, page after page. */
  async function* all(filter: ListFilter = {}): AsyncGenerator<PresentedEntry, void, undefined> {
    let cursor: string | null = null
    do {
      const page: EntryPage = await list(cursor === null ? filter : { ...filter, cursor })
      yield* page.items
      cursor = page.nextCursor
    } while (cursor !== null)
  }

  return {
    check: (shipment: Shipment, { asOf, wire }: CheckOptions = {}) =>
      call<Checked>('POST', 'v1/check', { body: shipment, query: { asOf, wire } }),
    /** What each lane would cost a basket of 1 to 200 shipments. */
    quote: (shipments: readonly Shipment[], { asOf, express }: QuoteOptions = {}) => {
      const query = { asOf, express: express === undefined ? undefined : String(express) }
      return call<Quote>('POST', 'v1/quote', { body: { shipments }, query })
    },
    /** How 1 to 1,000 orders may travel lawfully; nothing is filed. */
    plan: (orders: readonly Order[]) => call<Plan>('POST', 'v1/plan', { body: { orders } }),
    file: (shipment: Shipment, options: WriteOptions = {}) =>
      call<PresentedEntry>('POST', 'v1/entries', { ...options, body: shipment }),
    /** By our id, or by the entry number with or without hyphens. */
    get: (id: string) => call<PresentedEntry>('GET', entry(id)),
    list,
    all,
    events: (id: string) => items<HistoryItem>(entry(id, '/events')),
    messages: (id: string) => items<Message>(entry(id, '/messages')),
    amend: (id: string, shipment: Shipment, options: AmendOptions = {}) =>
      call<PresentedEntry>('PUT', entry(id), { ...options, body: shipment }),
    /** A JSON merge patch (RFC 7396): `null` removes. */
    patch: (id: string, patch: object, options: AmendOptions = {}) => {
      const mediaType = 'application/merge-patch+json'
      return call<PresentedEntry>('PATCH', entry(id), { ...options, body: patch, mediaType })
    },
    cancel: (id: string, cancellation: Cancellation, options: ChangeOptions = {}) =>
      call<PresentedEntry>('POST', entry(id, '/cancel'), { ...options, body: cancellation }),
    answer: (id: string, answer: Answer, options: ChangeOptions = {}) =>
      call<PresentedEntry>('POST', entry(id, '/answers'), { ...options, body: answer }),
    /** Tariff numbers for everyday words, best first. */
    searchTariff: (q: string, limit?: number) =>
      call<TariffHits>('GET', 'v1/tariff', { query: { q, limit } }),
    tariffLine: (hts: string) => call<Explained>('GET', `v1/tariff/${encodeURIComponent(hts)}`),
    webhooks: webhookCalls(call),
    papers: paperCalls(call, (path, Accept) =>
      taken(new URL(path, base), { headers: { Accept, Authorization: `Bearer ${key}` } }),
    ),
    stream,
    ...batchCalls(call, (path, init) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', `Bearer ${key}`)
      return taken(new URL(path, base), { ...init, headers })
    }),
    ...operatorCalls(call),
    ...standingCalls(call),
    keys: {
      list: () => items<ListedKey>('v1/keys'),
      /** The secret, `key`, is shown this once. */
      create: (wanted: WantedKey) =>
        call<ListedKey & { readonly key: string }>('POST', 'v1/keys', { body: wanted }),
      revoke: (id: string) => call<void>('DELETE', `v1/keys/${encodeURIComponent(id)}`),
    },
  }
}

/** `undefined` for what is no JSON: a proxy's page, the empty body of a 204. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
