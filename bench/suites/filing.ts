/**
 * Parcels from a caller to CBP's release: the gateway beside the floor, in turns. Each has its far
 * side as a process of its own; the load generator is a third on the same machine.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carryBatch, carrySingly, floorCarrier, gatewayCarrier } from '../carried.ts'
import type { Carriage, Carrier, Singly } from '../carried.ts'
import type { Child } from '../child.ts'
import { met } from '../goals.ts'
import type { Goal } from '../goals.ts'
import { median } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { atOnce, startBareCbp, startFloor, startGateway, startMock } from '../servers.ts'
import type { Settings } from '../servers.ts'
import type { Plot } from '../plot.ts'
import { figure, table } from '../table.ts'

type Runner = Carrier & {
  /** Nobody is there to send to. */
  readonly alone: boolean
  readonly batches: Carriage[]
  readonly singles: Singly[]
}

const catair: Settings = { GATE321_WIRE: 'catair' }
/** What waits has no bound where nothing is ever sent. */
const patient: Settings = { GATE321_MAX_WAITING: '100000000' }

const floor = 'the floor, bare CBP'
const bare = 'gate321 XML, bare CBP'
const xml = 'gate321 XML, mock-cbp'
const alone = 'gate321, intake alone'

const sizes = {
  full: { rows: 20_000, rounds: 3, seconds: 5, warmUp: 3000 },
  quick: { rows: 4000, rounds: 2, seconds: 2, warmUp: 1000 },
  smoke: { rows: 100, rounds: 2, seconds: 1, warmUp: 50 },
} as const

export async function run({ size, say }: Mode): Promise<Outcome> {
  const lengths = sizes[size]
  const folder = mkdtempSync(join(tmpdir(), 'gate321-bench-'))
  const children: Child[] = []
  try {
    const runners = await startAll(folder, children)
    for (const runner of runners) {
      say(`${runner.name} warms up`)
      await carryBatch(runner, lengths.warmUp, !runner.alone)
      await carrySingly(runner, { amount: lengths.warmUp }, !runner.alone)
    }
    for (let round = 1; round <= lengths.rounds; round += 1) {
      for (const runner of runners) {
        say(`round ${round}, batch, ${runner.name}`)
        runner.batches.push(await carryBatch(runner, lengths.rows, !runner.alone))
      }
      for (const runner of runners) {
        say(`round ${round}, singly, ${runner.name}`)
        const length = { duration: lengths.seconds }
        runner.singles.push(await carrySingly(runner, length, !runner.alone))
      }
    }
    const rows = runners.map((runner) => figuresOf(runner, runners))
    const goals = goalsOf(rows)
    const plots = plotsOf(rows)
    return { text: print(rows, lengths.rows, goals), figures: { lengths, rows }, goals, plots }
  } finally {
    for (const child of children.reverse()) await child.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startAll(folder: string, children: Child[]): Promise<Runner[]> {
  const own = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }
  const kept = async (starting: Promise<Child>) => {
    const child = await starting
    children.push(child)
    return child
  }
  const runner = (carrier: Carrier, alone = false): Runner => {
    return { ...carrier, alone, batches: [], singles: [] }
  }
  const gateway = async (name: string, data: string, cbp: string | undefined, set?: Settings) =>
    runner(gatewayCarrier(name, await kept(startGateway(own(data), cbp, set))), cbp === undefined)
  const mock = async (data: string) => (await kept(startMock(own(data), atOnce))).url
  const bareCbp = async () => (await kept(startBareCbp())).url
  const below = await kept(startFloor(own('floor'), await bareCbp()))
  return [
    runner({ ...floorCarrier(below), name: floor }),
    await gateway(bare, 'bare', await bareCbp()),
    await gateway(xml, 'xml', await mock('xml-mock')),
    await gateway('gate321 CATAIR, mock-cbp', 'catair', await mock('catair-mock'), catair),
    await gateway(alone, 'alone', undefined, patient),
  ]
}

function figuresOf({ name, server, alone, batches, singles }: Runner, all: readonly Runner[]) {
  const below = all.find((runner) => runner.name === floor)
  const ofBatches = (pick: (one: Carriage) => number) => median(batches.map(pick))
  const ofSingles = (pick: (one: Singly) => number) => median(singles.map(pick))
  const share = (mine: readonly number[], theirs: readonly number[] = []) =>
    median(mine.map((rate, round) => rate / (theirs[round] ?? NaN)))
  return {
    ...{ name, alone, batches, singles, peakMb: server.peakMb() },
    batch: {
      rate: ofBatches(({ rate }) => rate),
      received: ofBatches(({ received }) => received),
      filed: ofBatches(({ filed }) => filed),
      cpuMicros: ofBatches(({ cpuMicros }) => cpuMicros),
      /** Of the floor, round by round. */
      share: share(
        batches.map(({ rate }) => rate),
        below?.batches.map(({ rate }) => rate),
      ),
    },
    single: {
      rate: ofSingles(({ rate }) => rate),
      p50: ofSingles(({ p50 }) => p50),
      p99: ofSingles(({ p99 }) => p99),
      carried: ofSingles(({ carried }) => carried),
      cpuMicros: ofSingles(({ cpuMicros }) => cpuMicros),
      unsound: singles.reduce((sum, { unsound }) => sum + unsound, 0),
      wrong: singles.find(({ wrong }) => wrong !== undefined)?.wrong,
      share: share(
        singles.map(({ carried }) => carried),
        below?.singles.map(({ carried }) => carried),
      ),
    },
  }
}

type Row = ReturnType<typeof figuresOf>

function goalsOf(rows: readonly Row[]): Goal[] {
  const row = (name: string) => rows.find((each) => each.name === name)
  const most = Math.max(...rows.filter(({ name }) => name !== floor).map(({ peakMb }) => peakMb))
  return [
    { what: 'batch, intake to released, XML beside mock-cbp, entries a second', least: 2000, measured: row(xml)?.batch.rate },
    { what: 'of the floor, both against the bare CBP', least: 0.4, measured: row(bare)?.batch.share },
    { what: 'single filings over 32 connections while they are carried, a second', least: 2000, measured: row(xml)?.single.rate },
    { what: 'of these the 99th percentile, ms', below: 50, measured: row(xml)?.single.p99 },
    { what: 'batch intake alone, NDJSON, rows received a second', least: 10_000, measured: row(alone)?.batch.received },
    { what: 'gateway resident memory at its most, MB', below: 300, measured: most },
  ] // prettier-ignore
}

function plotsOf(rows: readonly Row[]): Plot[] {
  const bars = (pick: (row: Row) => number) =>
    rows.map((row) => ({ name: row.name, value: pick(row), ours: row.name !== floor }))
  return [
    { file: 'batch', title: 'A batch, intake to released', unit: 'entries a second', bars: bars(({ batch }) => batch.rate), goal: 2000 },
    { file: 'single', title: 'Filed singly over 32 connections', unit: 'requests a second', bars: bars(({ single }) => single.rate), goal: 2000 },
  ] // prettier-ignore
}

function print(rows: readonly Row[], count: number, goals: readonly Goal[]): string {
  const share = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2))
  return [
    table([
      [`batch of ${figure(count)}`, 'released/s', 'of floor', 'received/s', 'filed/s', 'CPU us', 'peak MB'],
      ...rows.map(({ name, batch, peakMb }) => [
        name,
        figure(batch.rate), share(batch.share), figure(batch.received), figure(batch.filed),
        figure(batch.cpuMicros), figure(peakMb),
      ]),
    ]),
    '',
    table([
      ['single, 32 connections', 'req/s', 'p50 ms', 'p99 ms', 'released/s', 'of floor', 'CPU us', 'unsound'],
      ...rows.map(({ name, single }) => [
        name,
        figure(single.rate), figure(single.p50), figure(single.p99), figure(single.carried),
        share(single.share), figure(single.cpuMicros), figure(single.unsound),
      ]),
    ]),
    ...rows.flatMap(({ name, single }) =>
      single.wrong === undefined ? [] : [`${name} answered otherwise, first: ${single.wrong}`],
    ),
    '',
    met(goals),
  ].join('\n') // prettier-ignore
}
