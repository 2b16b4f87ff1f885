/**
 * Parcels on their way: sent in as a file or one by one, and watched until CBP has released all.
 * @module
 */
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Child } from './child.ts'
import { load } from './load.ts'
import type { Length, Load } from './load.ts'
import { counter, lines, parcel } from './parcels.ts'

export const key = 'Bearer dev-key'
const lookMillis = 100
/** With nothing moving for so long, nothing will. */
const stuckMillis = 120_000

export type Carrier = {
  readonly name: string
  readonly server: Child
  readonly given: ReturnType<typeof counter>
  /** How many it has seen released since it started. */
  readonly released: () => Promise<number>
  /** Resolves when every row of the file has become an entry. */
  readonly filed: (id: string) => Promise<void>
}

export const floorCarrier = (server: Child): Carrier => ({
  ...{ name: 'the floor', server, given: counter() },
  released: async () =>
    ((await (await fetch(server.url)).json()) as { readonly released: number }).released,
  // It answers only when it has filed them all.
  filed: async () => {},
})

const releasedLine = /^gate321_status_seconds_count\{status="released"\} (\d+)/m

export const gatewayCarrier = (name: string, server: Child): Carrier => ({
  ...{ name, server, given: counter() },
  released: async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return Number(releasedLine.exec(text)?.[1] ?? 0)
  },
  filed: (id) =>
    until(async () => {
      const response = await fetch(`${server.url}/v1/batches/${id}`, {
        headers: { Authorization: key },
      })
      const { state, counts } = (await response.json()) as Batch
      if (counts.refused > 0) throw new Error(`${counts.refused} parcels were refused`)
      return state === 'done' ? undefined : counts.accepted
    }),
})

type Batch = {
  readonly state: string
  readonly counts: { readonly accepted: number; readonly refused: number }
}

/** Until `look` has nothing more to say. */
async function until(look: () => Promise<number | undefined>): Promise<void> {
  let seen = -1
  let moved = performance.now()
  for (;;) {
    const now = await look()
    if (now === undefined) return
    if (now !== seen) [seen, moved] = [now, performance.now()]
    if (performance.now() - moved > stuckMillis) throw new Error(`it stands still at ${now}`)
    await pause(lookMillis)
  }
}

const allReleased = (carrier: Carrier, before: number, count: number) =>
  until(async () => {
    const now = (await carrier.released()) - before
    return now >= count ? undefined : now
  })

export type Carriage = {
  /** Entries a second, from the first byte of the file to the last release. */
  readonly rate: number
  /** Rows a second until the file was answered, and until each of its rows was an entry. */
  readonly received: number
  readonly filed: number
  /** Processor time of the server, microseconds an entry. */
  readonly cpuMicros: number
}

/** `toRelease` false: CBP is not there, and only intake is looked at. */
export async function carryBatch(
  carrier: Carrier,
  count: number,
  toRelease = true,
): Promise<Carriage> {
  const { server, given } = carrier
  const body = lines(given.take(count), count)
  const before = await carrier.released()
  const cpu = server.cpuSeconds()
  const begun = performance.now()
  const rateOf = (at: number) => (count * 1000) / (at - begun)
  const { status, text } = await postUntilTaken(`${server.url}/v1/batches`, body)
  const receivedAt = performance.now()
  if (status !== 202) throw new Error(`${carrier.name} answered ${status} ${text.slice(0, 300)}`)
  // Looking on while it carries costs it something; who is asked for the release is not asked twice.
  if (!toRelease) await carrier.filed((JSON.parse(text) as { readonly id: string }).id)
  const filedAt = performance.now()
  if (toRelease) await allReleased(carrier, before, count)
  return {
    rate: toRelease ? rateOf(performance.now()) : NaN,
    received: rateOf(receivedAt),
    filed: toRelease ? NaN : rateOf(filedAt),
    cpuMicros: ((server.cpuSeconds() - cpu) * 1e6) / count,
  }
}

/** Whoever is told to come again does so; the wait counts. */
async function postUntilTaken(url: string, body: Buffer) {
  for (const begun = performance.now(); ; await pause(lookMillis)) {
    const answer = await post(url, body)
    if (answer.status !== 503 || performance.now() - begun > stuckMillis) return answer
  }
}

function post(url: string, body: Buffer): Promise<{ status: number; text: string }> {
  const headers = {
    Authorization: key,
    'Content-Type': 'application/x-ndjson',
    'Content-Length': body.length,
  }
  return new Promise((resolve, reject) => {
    const made = request(url, { method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (more: string) => (text += more))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    made.on('error', reject)
    made.end(body)
  })
}

export type Singly = Load & {
  /** Entries a second, from the first request to the last release. */
  readonly carried: number
  readonly cpuMicros: number
}

export async function carrySingly(
  carrier: Carrier,
  length: Length,
  toRelease = true,
): Promise<Singly> {
  const { server, given } = carrier
  const headers = { 'Content-Type': 'application/json', Authorization: key }
  const next = () => ({ method: 'POST', path: '/v1/entries', headers, body: parcel(given.take(1)) })
  const before = await carrier.released()
  const cpu = server.cpuSeconds()
  const begun = performance.now()
  const asked = { url: server.url, next, sound: (status: number) => status === 201 }
  const loaded = await load(asked, length)
  if (toRelease) await allReleased(carrier, before, loaded.replies)
  const seconds = (performance.now() - begun) / 1000
  return {
    ...loaded,
    carried: toRelease ? loaded.replies / seconds : NaN,
    cpuMicros: ((server.cpuSeconds() - cpu) * 1e6) / loaded.replies,
  }
}
