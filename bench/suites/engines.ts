/**
 * The same three steps (accept, submit and read the reply, apply the release), durable at each, on
 * engines that others use, each on a real PostgreSQL and at the best of the sizes tried; beside
 * the gateway. All against the bare CBP.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../test/postgres.ts'
import type { LocalPostgres } from '../../test/postgres.ts'
import { carryBatch, floorCarrier, gatewayCarrier } from '../carried.ts'
import type { Carriage, Carrier } from '../carried.ts'
import { start } from '../child.ts'
import type { Child } from '../child.ts'
import { met } from '../goals.ts'
import type { Goal } from '../goals.ts'
import { versionOf } from '../install.ts'
import { median } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { root, startBareCbp, startGateway } from '../servers.ts'
import type { Settings } from '../servers.ts'
import { figure, table } from '../table.ts'

const sizes = {
  full: { rows: 10_000, tried: 1000, own: 2000, rounds: 3 },
  quick: { rows: 2000, tried: 300, own: 300, rounds: 2 },
  smoke: { rows: 50, tried: 50, own: 20, rounds: 1 },
} as const

type Engine = {
  /** Of its npm package. */
  readonly name: string
  readonly file: string
  readonly unit: string
  readonly sizes: readonly number[]
  /** How many times as fast the gateway is to be. */
  readonly goal: number
}

const engines: readonly Engine[] = [
  { name: '@dbos-inc/dbos-sdk', file: 'dbos.ts', unit: 'workflows at once (0: all)', sizes: [0, 50, 200], goal: 10 },
  { name: 'graphile-worker', file: 'worker.ts', unit: 'jobs at once', sizes: [10, 50, 200], goal: 10 },
  { name: 'pg-boss', file: 'boss.ts', unit: 'jobs in a batch', sizes: [50, 250, 999], goal: 3 },
] // prettier-ignore

type Runner = {
  readonly name: string
  readonly manner: string
  readonly goal?: number
  readonly carrier: Carrier
  /** Slow ones are given fewer, or they would take all the time there is. */
  readonly rows: number
  readonly rounds: Carriage[]
}

export async function run({ size, say }: Mode): Promise<Outcome> {
  const lengths = sizes[size]
  const folder = mkdtempSync(join(tmpdir(), 'gate321-bench-'))
  const servers: Child[] = []
  const absent: string[] = []
  let postgres: LocalPostgres | undefined
  try {
    postgres = await startPostgres()
    const runners: Runner[] = [
      await gateway(folder, servers, lengths.rows),
      await gateway(folder, servers, lengths.rows, await postgres.database()),
    ]
    for (const engine of engines) {
      try {
        const best = await bestSize(engine, postgres, lengths.tried, say)
        const carrier = await startEngine(engine, best.size, postgres, servers)
        await carryBatch(carrier, lengths.tried)
        const { name, unit, goal } = engine
        const manner = `PostgreSQL, ${best.size} ${unit}; tried: ${best.tried}`
        runners.push({ name: `${name} ${versionOf(name)}`, manner, goal, carrier, rows: best.rate * 8 < lengths.rows ? lengths.own : lengths.rows, rounds: [] }) // prettier-ignore
      } catch (error) {
        absent.push(`${engine.name}: not measured: ${error instanceof Error ? error.message : String(error)}`) // prettier-ignore
      }
    }
    for (let round = 1; round <= lengths.rounds; round += 1) {
      for (const { name, carrier, rows, rounds } of runners) {
        say(`round ${round}, ${name}`)
        rounds.push(await carryBatch(carrier, rows))
      }
    }
    return outcome(runners, absent, lengths)
  } finally {
    for (const server of servers.reverse()) await server.stop()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** On SQLite; with `database` on PostgreSQL, as the engines are. */
async function gateway(
  folder: string,
  servers: Child[],
  rows: number,
  database?: string,
): Promise<Runner> {
  const cbp = await startBareCbp()
  servers.push(cbp)
  const name = database === undefined ? 'gate321' : 'gate321 on PostgreSQL'
  const data = join(folder, name.replaceAll(' ', '-'))
  mkdirSync(data)
  const settings: Settings = database === undefined ? {} : { GATE321_DATABASE_URL: database }
  const server = await startGateway(data, cbp.url, settings)
  servers.push(server)
  const carrier = gatewayCarrier(name, server)
  await carryBatch(carrier, Math.min(rows, 2000))
  const store = database === undefined ? 'SQLite' : 'PostgreSQL'
  return { name, manner: `${store}, its whole work`, carrier, rows, rounds: [] }
}

async function startEngine(
  { name, file }: Engine,
  size: number,
  postgres: LocalPostgres,
  servers: Child[],
): Promise<Carrier> {
  const cbp = await startBareCbp()
  servers.push(cbp)
  const database = await postgres.database()
  const server = await start((port) => ({
    file: process.execPath,
    args: [join('bench/engines', file)],
    folder: root,
    env: { NODE_ENV: 'production', PORT: String(port), CBP: cbp.url, DATABASE: database, SIZE: String(size) },
  })) // prettier-ignore
  servers.push(server)
  return { ...floorCarrier(server), name }
}

/** Each size for a moment, on a database of its own. */
async function bestSize(
  engine: Engine,
  postgres: LocalPostgres,
  count: number,
  say: Mode['say'],
): Promise<{ readonly size: number; readonly rate: number; readonly tried: string }> {
  const tried: { size: number; rate: number }[] = []
  for (const size of engine.sizes) {
    say(`${engine.name} with ${size} ${engine.unit}`)
    const servers: Child[] = []
    try {
      const carrier = await startEngine(engine, size, postgres, servers)
      await carryBatch(carrier, count)
      tried.push({ size, rate: (await carryBatch(carrier, count)).rate })
    } finally {
      for (const server of servers.reverse()) await server.stop()
    }
  }
  const [best] = tried.toSorted((a, b) => b.rate - a.rate)
  if (!best) throw new Error('no size to try')
  return { ...best, tried: tried.map(({ size, rate }) => `${size}: ${figure(rate)}/s`).join(', ') }
}

function outcome(runners: readonly Runner[], absent: readonly string[], lengths: object): Outcome {
  const ours = runners[0]?.rounds ?? []
  const rows = runners.map(({ name, manner, goal, carrier, rows, rounds }) => ({
    ...{ name, manner, goal, rows, rounds },
    rate: median(rounds.map(({ rate }) => rate)),
    cpuMicros: median(rounds.map(({ cpuMicros }) => cpuMicros)),
    peakMb: carrier.server.peakMb(),
    /** Of the gateway's rate to this one, round by round. */
    ratio: median(rounds.map(({ rate }, round) => (ours[round]?.rate ?? NaN) / rate)),
  }))
  const goals: Goal[] = rows.flatMap(
    ({ name, goal, ratio }) =>
    goal === undefined ? [] : [{ what: `times as many entries a second as ${name}`, least: goal, measured: ratio }], // prettier-ignore
  )
  const text = [
    table([
      ['accept, submit, release', 'entries/s', 'gate321 is', 'CPU us', 'peak MB'],
      ...rows.map(({ name, rate, ratio, cpuMicros, peakMb }) => [
        name,
        figure(rate), `${ratio.toFixed(1)}x`, figure(cpuMicros), figure(peakMb),
      ]),
    ]),
    '',
    ...rows.map(({ name, manner }) => `${name}: ${manner}`),
    'CPU and memory are of the Node process alone; PostgreSQL has its own.',
    ...absent,
    '',
    met(goals),
  ].join('\n') // prettier-ignore
  const bars = rows.map(({ name, rate }) => ({
    name,
    value: rate,
    ours: name.startsWith('gate321'),
  }))
  const plots = [
    { file: 'engines', title: 'Accept, submit, apply the release', unit: 'entries a second', bars },
  ]
  return { text, figures: { lengths, rows, absent }, goals, plots }
}
