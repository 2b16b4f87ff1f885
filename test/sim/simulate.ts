/**
 * One seed: nodes, clients and CBP on one thread and one clock, trouble for a while, then peace, and
 * in the end everything is held against the invariants.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { badDayNames } from '../../mock-cbp/fault/days.ts'
import type { MockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { wireNames } from '../../src/domain/wire.ts'
import type { Files } from '../../src/document/files.ts'
import type { Log } from '../../src/gateway/deps.ts'
import { keys } from '../../src/gateway/keys.ts'
import { scopes } from '../../src/store/keys.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { insertWebhook } from '../../src/store/webhooks.ts'
import { sha256 } from '../../mock-cbp/node.ts'
import { engine, openStore } from '../conformance/engine.ts'
import { chanceOf, stream } from './chance.ts'
import { client } from './client.ts'
import { digestAtOnce } from './digest.ts'
import { breachesOf } from './invariants.ts'
import type { When } from './invariants.ts'
import { lineOf } from './line.ts'
import { memoryFiles, startNode } from './node.ts'
import type { Node } from './node.ts'
import { faultsOf } from './plan.ts'
import { hookOf, receiversOf } from './receiver.ts'
import { mortal, restful } from './store.ts'
import type { Life } from './store.ts'
import { oracle as newOracle } from './told.ts'
import type { Breach } from './told.ts'
import { trace as newTrace } from './trace.ts'
import { viewOf } from './view.ts'
import { witnessOf } from './witness.ts'

export type Run = {
  readonly seed: number
  readonly hash: string
  readonly breaches: readonly Breach[]
  readonly faults: readonly string[]
  readonly filings: number
  readonly days: number
  readonly statuses: readonly string[]
  readonly last: readonly string[]
}

export type Options = {
  /** The faults that may strike; all of them unless told. */
  readonly only?: ReadonlySet<string>
  readonly print?: (line: string) => void
}

const start = '2026-11-23T14:00:00.000Z'
const troubledRounds = 30
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const month = 26 * day
/** When the trouble is over: every deadline there is passes, then the goods arrive. */
const peace = [0, minute, minute, 2 * minute, 16 * minute, hour, hour, 5 * hour, ...Array.from({ length: 4 }, () => day), month] // prettier-ignore

/** The mock is made once: its world and what it counts are emptied for each seed. */
type Stage = { readonly mock: MockCbp; at: string; requests: number }
let staged: Stage | undefined

function stage(): Stage {
  if (staged) return staged
  const made: Stage = {
    at: start,
    requests: 0,
    mock: createMockCbp({
      db: openSqlite(':memory:'),
      clock: { now: () => made.at },
      ids: () => `R${++made.requests}`,
      hash: sha256,
      pace: 'real',
      onError: () => undefined,
    }),
  }
  staged = made
  return made
}

/** Turns of the event loop; a store in another process answers after many. */
const patience = engine === 'sqlite' ? 2000 : 200_000

export async function simulate(seed: number, { only, print }: Options = {}): Promise<Run> {
  const undo = digestAtOnce()
  try {
    return await live(seed, { ...(only ? { only } : {}), ...(print ? { print } : {}) })
  } finally {
    undo()
  }
}

async function live(seed: number, { only, print }: Options): Promise<Run> {
  const scene = stage()
  scene.at = start
  scene.requests = 0
  const { mock } = scene
  await mock.reset()
  // What is met for the first time is written, and so answered a turn later.
  await mock.fetch(new Request('http://mock-cbp.test/_mock/coverage', { method: 'DELETE' }))
  const chance = chanceOf(seed)
  const faults = faultsOf(chance, only)
  const oracle = newOracle()
  const trace = newTrace(() => scene.at, 40, print)
  const draws = stream(chance, 'world')

  const store = restful(await openStore())
  const wire = draws.one(wireNames)
  const filers = ['ZZ9', 'AB1', 'QK7'].slice(0, 1 + draws.upTo(2)) as FilerCode[]
  const hooks = new Map(
    filers
      .slice(0, 2)
      .map((filer) => hookOf(filer, 1, start))
      .map((hook) => [hook.url, hook]),
  )
  await store.write([...hooks.values()].map(insertWebhook))
  const nodeCount = draws.one([1, 1, 2, 3])
  const trouble = draws.one([0.25, 0.4, 0.6])
  const badDay = draws.hits(0.3) ? draws.one(badDayNames) : undefined
  const lossy = badDay !== undefined && faults.strikes(`cbp=${badDay}`, 1)
  await mock.control('settings', { seed, inspectionRate: 0.2, ...(lossy ? { badDay } : {}) })

  const made = { entries: 0, nodes: 0 }
  const entryId = () => `01SIM${String(++made.entries).padStart(21, '0')}`
  const files: Files = memoryFiles()
  const log: Log = (level, event, { request_id: _, ...fields }) => {
    if (level !== 'info') trace.say('log', `${level} ${event} ${JSON.stringify(fields)}`)
  }
  let waking: (() => void)[] = []
  const held = () => new Promise<void>((resolve) => waking.push(resolve))
  const letGo = () => {
    for (const wake of waking) wake()
    waking = []
  }

  const boot = async (): Promise<Node> => {
    const name = `node${++made.nodes}`
    const life: Life = { dead: false }
    const skewMillis = faults.strikes(`${name}=clock is wrong`, 0.15)
      ? Math.round((chance(`skew ${name}`) - 0.5) * 10 * minute)
      : 0
    const node = startNode(name, {
      db: mortal(store, name, life, faults),
      life,
      send: lineOf({
        ...{ cbp: mock.fetch, node: name, wire, life, chance, faults, trouble },
        witness: witnessOf(oracle, name, store, trace.say),
        held: nodeCount > 1 ? held : undefined,
      }),
      now: () => scene.at,
      skewMillis,
      chance: stream(chance, `${name} jitter`).next,
      entryId,
      wire,
      files,
      log,
      receivers: receiversOf({
        ...{ node: name, now: () => scene.at, life, faults, oracle, hooks },
        say: trace.say,
      }),
    })
    trace.say(name, `starts, ${skewMillis} ms off`)
    if (nodeCount === 1) await survive(node, () => node.gateway.recover())
    return node
  }

  const survive = async (node: Node, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      const why = error instanceof Error ? `${error.name} ${error.message}` : String(error)
      trace.say(node.name, node.life.dead ? 'dies' : `fails: ${why}`)
    }
  }

  /** A tick that waits for a reply that is held back goes on beside the rounds. */
  const tick = async (node: Node): Promise<void> => {
    if (node.ticking) return
    const before = waking.length
    let over = false
    node.ticking = survive(node, () => node.gateway.tick()).then(() => {
      over = true
      node.ticking = undefined
    })
    for (let turn = 0; !over && turn < patience; turn++) {
      if (waking.length > before && turn > 200) return
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const check = async (when: When) => {
    const look = () => viewOf(store, mock, oracle, faults.struck.length, when === 'end')
    const view = await store.atRest(look)
    for (const breach of breachesOf(view, when)) oracle.breaches.push(breach)
    return view
  }

  const secrets = await Promise.all(
    filers.map(async (filer) => {
      const wanted = { name: 'simulated', scopes, expiresAt: null }
      return keys({ db: store, clock: { now: () => start } }).create(filer, wanted)
    }),
  )
  const clients = Array.from({ length: filers.length + 1 }, (_, n) =>
    client({
      name: `C${n}`,
      filer: filers[n % filers.length] ?? '',
      apiKey: secrets[n % filers.length]?.key ?? '',
      draws: stream(chance, `client ${n}`),
      ...{ oracle, filings: 3, changes: 3, say: trace.say },
    }),
  )

  let nodes: Node[] = []
  const round = async () => {
    while (nodes.length < nodeCount) nodes.push(await boot())
    const alive = nodes.filter(({ life }) => !life.dead)
    await Promise.all([
      ...clients.map((each) => each.act(alive)),
      ...alive.map((node) => tick(node)),
    ])
    const dead = nodes.filter(({ life }) => life.dead)
    nodes = nodes.filter(({ life }) => !life.dead)
    if (dead.length > 0) await check('always')
    return dead.length
  }

  /** A lane of a webhook takes some twenty at a time. */
  const tellAll = async () => {
    for (const { life, gateway } of nodes) {
      for (let more = !life.dead; more;) {
        const { started, done } = await gateway.deliver()
        await done
        more = started > 0
      }
    }
  }

  for (let n = 1; n <= troubledRounds && oracle.breaches.length === 0; n++) {
    await round()
    if (draws.hits(0.4)) letGo()
    const jumped = faults.strikes(`clock ${n}=jumps`, 0.05)
    const step = draws.hits(0.6) ? 20 * second : draws.hits(0.7) ? 10 * minute : 4 * hour
    scene.at = after(scene.at, Math.ceil(draws.next() * step) + (jumped ? 9 * hour : 0))
  }
  const spoiled = await spoiledAtCbp(mock)
  faults.stop()
  letGo()
  await mock.control('settings', { badDay: null })
  for (const step of oracle.breaches.length === 0 ? peace : []) {
    if (step === month && oracle.breaches.length === 0) await check('told')
    scene.at = after(scene.at, step)
    let rounds = 0
    while ((await round()) > 0 || (clients.some((each) => each.busy()) && ++rounds < 10));
    await Promise.all(nodes.map(({ ticking }) => ticking))
    await tellAll()
  }
  const view = await check(oracle.breaches.length === 0 ? 'end' : 'always')
  const statuses = view.entries.map(({ status }) => status)
  trace.say('end', `${statuses.join()} ${view.held.map(({ status }) => status).join()}`)
  store.close()
  return {
    seed,
    hash: trace.hash(),
    breaches: oracle.breaches,
    faults: [...faults.struck, ...spoiled],
    filings: view.entries.length,
    days: (Date.parse(scene.at) - Date.parse(start)) / day,
    statuses,
    last: trace.last(),
  }
}

/** The faults of a bad day are drawn by the mock; its journal has them. */
async function spoiledAtCbp(mock: MockCbp): Promise<string[]> {
  const { items } = (await mock.control('journal?limit=1000')) as {
    items: { fault: string | null; headers?: Readonly<Record<string, string>> }[]
  }
  const own = items.filter(({ fault, headers }) => fault && !headers?.['x-mock-fault'])
  return own.map(({ fault }, n) => `cbp ${n}=${fault}`)
}
