/**
 * The real application on an in-memory store, with a clock that is moved by hand and a CBP that
 * only answers when a test gives it one. Every answer is held against the contract.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import { parseFilerCode } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Clock, Deps, Log, Receivers, Send, Streams } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import type { PresentedEntry } from '../../src/gateway/present.ts'
import { createApp } from '../../src/http/app.ts'
import type { AppOptions } from '../../src/http/app.ts'
import type { Db } from '../../src/store/db.ts'
import { scopes } from '../../src/store/keys.ts'
import type { Scope } from '../../src/store/keys.ts'
import { numbers } from '../../src/store/numbers.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { openStore } from '../conformance/engine.ts'
import { shipment as sample } from '../domain/example.ts'
import { expectContract } from './contract.ts'

export const now = '2026-11-23T14:00:00.000Z'
export const filer = parseFilerCode('ZZ9') as FilerCode
export const otherFiler = parseFilerCode('AB1') as FilerCode

type Options = {
  readonly wire?: WireName
  readonly send?: (clock: Clock) => Send
  /** Puts a fault between gateway and store. */
  readonly store?: (db: Db) => Db
  readonly bounds?: Deps['bounds']
  readonly app?: AppOptions
  readonly log?: Log
  readonly trace?: Deps['trace']
  readonly receivers?: (clock: Clock) => Receivers
  readonly streams?: Streams
}

const noCbp = (): Send => () => {
  throw new Error('this test gives no CBP')
}

export const mockCbp = (clock: Clock): Send =>
  createMockCbp({
    db: openSqlite(':memory:'),
    clock,
    ids: () => 'R1',
    pace: 'real',
    inspectionRate: 0,
  }).fetch

export async function givenApp({
  wire,
  send = noCbp,
  bounds,
  app: appOptions = {},
  log: ownLog,
  trace,
  store = (db) => db,
  receivers,
  streams,
}: Options = {}) {
  let at = now
  let made = 0
  const clock = { now: () => at }
  const opened = await openStore()
  const db = store(opened)
  const lines: Parameters<Log>[] = []
  const log: Log = ownLog ?? ((...line) => void lines.push(line))
  const files = new Map<string, Uint8Array>()
  const gateway = createGateway({
    db,
    clock,
    ids: { entry: () => `01KAH4W3Z6${String(++made).padStart(16, '0')}` },
    chance: () => 0,
    numbers: numbers(db, 1),
    send: send(clock),
    files: {
      put: async (key, bytes) => void files.set(key, bytes),
      get: async (key) => files.get(key),
    },
    log,
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    wire,
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    receivers: receivers?.(clock),
    streams,
    transmissionSize: 999,
    bounds,
    mostTickMillis: 120_000,
    trace,
  })
  const app = createApp(gateway, log, appOptions)
  const newKey = async (of: FilerCode, held: readonly Scope[] = scopes, expiresAt?: string) =>
    gateway.keys.create(of, { name: 'test', scopes: held, expiresAt: expiresAt ?? null })
  const { key } = await newKey(filer)
  const call = caller(app, key)
  return {
    app, gateway, lines, files, key, newKey, ...call,
    db: opened,
    otherKey: (await newKey(otherFiler)).key,
    move: (millis: number) => (at = after(at, millis)),
    /** The gateway works until nothing moves, hours go by, and it works again. */
    hours: async (count = 0) => {
      await work(gateway)
      at = after(at, count * 3_600_000)
      await work(gateway)
    },
  } // prettier-ignore
}

async function work(gateway: Gateway): Promise<void> {
  while (Object.values(await gateway.tick()).some((moved) => moved > 0));
}

export type Given = Awaited<ReturnType<typeof givenApp>>

export type Call = {
  readonly key?: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What came back, read whole. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Json
}

export type Json = {
  readonly code?: string
  readonly errors?: readonly { readonly code: string; readonly pointer: string }[]
} & Readonly<Record<string, unknown>>

function caller(app: Given['app'], ownKey: string) {
  const call = async (method: string, path: string, request: Call = {}): Promise<Answer> => {
    const { key = ownKey, body, headers = {} } = request
    const raw = body === undefined || typeof body === 'string' || isRaw(body)
    const sent = new Request(`http://gateway.test${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...(raw && typeof body !== 'string' ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      duplex: 'half',
    } as RequestInit)
    const response = await app.fetch(sent)
    const text = await response.text()
    expectContract(app, sent, response, text)
    const json = /[/+]json/.test(response.headers.get('Content-Type') ?? '') && text !== ''
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: json ? JSON.parse(text) : {},
    }
  }
  const file = async (changes: object = {}, request: Call = {}): Promise<PresentedEntry> => {
    const { status, text } = await call('POST', '/v1/entries', {
      ...request,
      body: shipment(changes),
    })
    if (status !== 201) throw new Error(`${status} ${text}`)
    return JSON.parse(text) as PresentedEntry
  }
  return {
    call,
    file,
    get: (path: string, request?: Call) => call('GET', path, request),
    post: (path: string, body: unknown, request?: Call) => call('POST', path, { body, ...request }),
  }
}

const isRaw = (body: unknown) =>
  body instanceof Uint8Array || body instanceof FormData || body instanceof ReadableStream

/** The design's own sample, changed; each reference has an order and a front door of its own. */
export const shipment = (changes: object = {}): Shipment => {
  const made: Shipment = { ...sample, ...changes }
  const { reference, consignee } = made
  const street =
    reference === sample.reference ? '100 Main St Apt 4' : `100 Main St Apt ${reference}`
  const own = {
    orderNumber: `ORD-${reference}`,
    consignee: { ...consignee, address: { ...consignee?.address, street } },
  }
  return { ...made, ...own, ...changes }
}

/** A shipment that runs the mock's scenario of that name. */
export const scenario = (houseBill: string): object => ({
  reference: houseBill,
  bill: { masterBill: '172-12345675', houseBill },
})

/** `409 state_conflict` */
export const refusal = ({ status, json }: Answer) => `${status} ${json.code}`

/** `[code, pointer]` of every finding, sorted. */
export const findings = ({ json }: Answer) =>
  (json.errors ?? []).map(({ code, pointer }) => [code, pointer]).sort()

export const idempotent = (key: string) => ({ headers: { 'Idempotency-Key': key } })
