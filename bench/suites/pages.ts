/**
 * What people and programs read, with ever more entries in the store: lists, searches, one entry, the
 * desk; and how long a start takes. The stores are made once; the gateways on them take turns.
 * @module
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { entryNumber } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { carryBatch, gatewayCarrier, key } from '../carried.ts'
import type { Carriage, Carrier } from '../carried.ts'
import type { Child } from '../child.ts'
import { met } from '../goals.ts'
import type { Goal } from '../goals.ts'
import { load, median } from '../load.ts'
import type { Load } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { databaseName } from '../../src/record/refused.ts'
import { bill, counter, masterBill, reference, wide } from '../parcels.ts'
import { startBareCbp, startGateway } from '../servers.ts'
import { makeStores } from '../store/stores.ts'
import type { Filled } from '../store/stores.ts'
import { figure, table } from '../table.ts'

const sizes = {
  full: { stores: [10_000, 100_000, 1_000_000], rounds: 3, seconds: 1, starts: 3, rows: 3000 },
  quick: { stores: [5000, 25_000], rounds: 1, seconds: 1, starts: 1, rows: 1000 },
  smoke: { stores: [1000, 4000], rounds: 1, seconds: 1, starts: 1, rows: 50 },
} as const

/** People at their desks at once, each asking for the next page when the last one is there. */
const readers = 4

type Page = {
  readonly name: string
  /** Of a store of so many entries, any of them. */
  readonly path: (entries: number) => string
  /** What must stand in the answer. */
  readonly holds: string
  readonly goal?: boolean
}

const any = (entries: number) => 1 + Math.floor(Math.random() * entries)
const filer = 'ZZ9' as FilerCode

const pages: readonly Page[] = [
  { name: 'list, newest 50', path: () => '/v1/entries', holds: '"items":[{', goal: true },
  { name: 'list, 50 that need their filer', path: () => '/v1/entries?status=discrepancy', holds: '"items":[{', goal: true },
  { name: 'list, 50 of a week long ago', path: () => '/v1/entries?from=2026-09-14&to=2026-09-21', holds: '"items":[', goal: true },
  { name: 'list, a status of a week', path: () => '/v1/entries?status=released&from=2026-10-05&to=2026-10-12', holds: '"items":[', goal: true },
  { name: 'list, 50 of a flight', path: (n) => `/v1/entries?masterBill=${masterBill(Math.floor(any(n) / 1000))}`, holds: '"items":[', goal: true },
  { name: 'search by reference', path: (n) => `/v1/entries?reference=${reference(any(n))}`, holds: '"items":[{', goal: true },
  { name: 'search by house bill', path: (n) => `/v1/entries?houseBill=${bill(any(n))}`, holds: '"items":[', goal: true },
  { name: 'search by consignee', path: (n) => `/v1/entries?consignee=jane%20smith%20${wide(any(n))}`, holds: '"items":[{', goal: true },
  { name: 'one entry', path: (n) => `/v1/entries/${entryNumber(filer, any(n))}`, holds: '"entryNumber"', goal: true },
  { name: 'its journal', path: (n) => `/v1/entries/${entryNumber(filer, any(n))}/events`, holds: '"items":[{' },
  { name: 'its messages', path: (n) => `/v1/entries/${entryNumber(filer, any(n))}/messages`, holds: '"items":[{' },
  { name: "desk, the filer's day", path: () => '/', holds: '<html' },
  { name: 'desk, newest entries', path: () => '/entries', holds: '<html' },
  { name: 'desk, any reference, whole', path: (n) => `/entries?q=${reference(any(n))}`, holds: 'SHP-' },
  { name: 'desk, any reference, its beginning', path: (n) => `/entries?q=SHP-${wide(any(n)).slice(0, 6)}`, holds: '<html' },
] // prettier-ignore

/** Before the rounds, of each page. */
const warmUp = 60

type Store = Filled & {
  readonly starts: number[]
  readonly carried: Carriage[]
  readonly rounds: Map<Page, Load[]>
}

export async function run(mode: Mode): Promise<Outcome> {
  const { say, size } = mode
  const lengths = sizes[size]
  const folder = mode.stores ?? mkdtempSync(join(tmpdir(), 'gate321-bench-'))
  const servers: Child[] = []
  try {
    const stores = (await makeStores(folder, lengths.stores, say)).map((filled): Store => ({
      ...filled,
      ...{ starts: [], carried: [], rounds: new Map(pages.map((page) => [page, []])) },
    }))
    const far = await startBareCbp()
    servers.push(far)
    for (let n = 0; n < lengths.starts; n += 1) {
      for (const store of stores) {
        say(`a start with ${figure(store.entries)} entries`)
        store.starts.push(await timedStart(store, far.url))
      }
    }
    const desks: Desk[] = []
    for (const store of stores) {
      const desk = await openDesk(store, servers)
      desks.push(desk)
      await carryBatch(desk.carrier, lengths.rows)
      for (const page of pages) await reading(desk, page, store.entries, { amount: warmUp })
    }
    for (let round = 1; round <= lengths.rounds; round += 1) {
      say(`round ${round}, the stores are read through`)
      for (const { folder } of stores) await readThrough(join(folder, databaseName))
      for (const [index, desk] of desks.entries()) {
        say(`round ${round}, a batch with ${figure(stores[index]?.entries ?? 0)} entries there`)
        stores[index]?.carried.push(await carryBatch(desk.carrier, lengths.rows))
      }
      for (const page of pages) {
        say(`round ${round}, ${page.name}`)
        for (const [index, desk] of desks.entries()) {
          const store = stores[index]
          const length = { duration: lengths.seconds }
          store?.rounds.get(page)?.push(await reading(desk, page, store.entries, length))
        }
      }
    }
    const resident = desks.map(({ carrier }) => carrier.server.peakMb())
    return outcome(stores, resident)
  } finally {
    for (const server of servers.reverse()) await server.stop()
    if (mode.stores === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** From the start of the process to the first answer that needs the store, in milliseconds. */
async function timedStart({ folder }: Store, cbp: string): Promise<number> {
  const begun = performance.now()
  const gateway = await startGateway(folder, cbp)
  const response = await fetch(`${gateway.url}/v1/entries?limit=1`, {
    headers: { Authorization: key },
  })
  const took = performance.now() - begun
  await gateway.stop()
  if (response.status !== 200) throw new Error(`the first answer was ${response.status}`)
  return took
}

/**
 * From the disk into memory, so that the rounds compare what the gateway does. Else it is left to
 * chance, and to the machine, how much of a large store is at hand.
 */
async function readThrough(path: string): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  await finished(file.resume(), { writable: false })
}

/** A browser's session; its cookie. */
async function signIn({ url }: Child): Promise<string> {
  const body = new URLSearchParams({ key: key.slice('Bearer '.length), next: '/' })
  const headers = { Origin: url }
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
  })
  return answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

type Desk = { readonly carrier: Carrier; readonly cookie: string }

/** Its own CBP too: the mailbox of one filer is for one gateway. */
async function openDesk({ entries, folder }: Filled, servers: Child[]): Promise<Desk> {
  const cbp = await startBareCbp()
  servers.push(cbp)
  const server = await startGateway(folder, cbp.url)
  servers.push(server)
  const name = `with ${figure(entries)} entries`
  // A store that is used again has more than it began with.
  const given = counter(entries + Math.floor(Math.random() * 1e8))
  const carrier = { ...gatewayCarrier(name, server), given }
  return { carrier, cookie: await signIn(server) }
}

function reading(
  { carrier, cookie }: Desk,
  page: Page,
  entries: number,
  length: { readonly duration: number } | { readonly amount: number },
): Promise<Load> {
  const isPage = !page.path(1).startsWith('/v1/')
  const headers: Record<string, string> = isPage
    ? { Cookie: cookie, Accept: 'text/html' }
    : { Authorization: key }
  const next = () => ({ method: 'GET', path: page.path(entries), headers, body: '' })
  const sound = (status: number, body: string) => status === 200 && body.includes(page.holds)
  return load({ url: carrier.server.url, next, sound }, length, readers)
}

function outcome(stores: readonly Store[], resident: readonly number[]): Outcome {
  const of = (store: Store | undefined, page: Page, pick: (load: Load) => number) =>
    median((store?.rounds.get(page) ?? []).map(pick))
  const rows = pages.map((page) => ({
    name: page.name,
    at: stores.map((store) => ({
      entries: store.entries,
      rate: of(store, page, ({ rate }) => rate),
      p50: of(store, page, ({ p50 }) => p50),
      p99: of(store, page, ({ p99 }) => p99),
      unsound: (store.rounds.get(page) ?? []).reduce((sum, { unsound }) => sum + unsound, 0),
      wrong: store.rounds.get(page)?.find(({ wrong }) => wrong !== undefined)?.wrong,
    })),
    /** Of the rate in the largest store to that in the smallest, round by round. */
    ratio: median(
      (stores.at(-1)?.rounds.get(page) ?? []).map(
        ({ rate }, round) => rate / (stores[0]?.rounds.get(page)?.[round]?.rate ?? NaN),
      ),
    ),
    goal: page.goal === true,
  }))
  const batches = stores.map(({ entries, carried }) => ({
    ...{ entries, carried, rate: median(carried.map(({ rate }) => rate)) },
  }))
  const kept = median(
    (stores.at(-1)?.carried ?? []).map(
      ({ rate }, round) => rate / (stores[0]?.carried[round]?.rate ?? NaN),
    ),
  )
  const starts = stores.map(({ entries, starts }) => ({ entries, millis: median(starts), starts }))
  const largest = stores.at(-1)?.entries ?? 0
  const worst = rows
    .filter(({ goal }) => goal)
    .map(({ name, at }) => ({ name, p99: at.at(-1)?.p99 ?? NaN }))
    .toSorted((a, b) => b.p99 - a.p99)[0]
  const goals: Goal[] = [
    { what: `lists, searches, one entry at ${figure(largest)} entries, p99 of the slowest (${worst?.name}), ms`, below: 50, measured: worst?.p99 },
    { what: `start with ${figure(largest)} entries to the first answer, ms`, below: 1000, measured: starts.at(-1)?.millis },
    { what: 'a batch carried in the largest store, of its rate in the smallest', least: 0.9, measured: kept },
    { what: 'pages: rate in the largest store to that in the smallest, the lowest', least: 0.9, measured: Math.min(...rows.filter(({ goal }) => goal).map(({ ratio }) => ratio)) },
    { what: 'pages: gateway resident memory at its most, MB', below: 300, measured: Math.max(...resident) },
  ] // prettier-ignore
  const heading = stores.flatMap(({ entries }) => [
    `req/s at ${figure(entries)}`,
    'p50 ms',
    'p99 ms',
  ])
  const text = [
    table([
      ['page', ...heading, 'ratio'],
      ...rows.map(({ name, at, ratio }) => [
        name,
        ...at.flatMap(({ rate, p50, p99 }) => [rate, p50, p99].map(figure)),
        ratio.toFixed(2),
      ]),
    ]),
    ...rows.flatMap(({ name, at }) =>
      at.flatMap(({ wrong }) => (wrong === undefined ? [] : [`${name} answered otherwise: ${wrong}`])),
    ),
    '',
    ...batches.map(({ entries, rate }) => `A batch with ${figure(entries)} entries there: ${figure(rate)} released a second.`),
    ...starts.map(({ entries, millis }) => `A start with ${figure(entries)} entries: ${figure(millis)} ms to the first answer.`),
    `Resident at its most: ${resident.map(figure).join(', ')} MB.`,
    '',
    met(goals),
  ].join('\n') // prettier-ignore
  const bars = rows.flatMap(({ name, at }) =>
    [at[0], at.at(-1)].map((each, index) => ({
      name: `${name} (${figure(each?.entries ?? 0)})`,
      value: each?.p50 ?? NaN,
      ours: index === 1,
    })),
  )
  const plots = [{ file: 'pages', title: 'A page, the median', unit: 'milliseconds', bars }]
  return { text, figures: { readers, rows, batches, starts, resident }, goals, plots }
}
