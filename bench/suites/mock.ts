/**
 * The simulated CBP as a server of its own: one entry filed by each request, ruled on, kept in
 * SQLite and answered. The peers answer the same POST, in turns with it.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../child.ts'
import type { Child } from '../child.ts'
import { filingDay, filings } from '../filing.ts'
import { versionOf } from '../install.ts'
import { load, median } from '../load.ts'
import type { Asked, Load } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { accepted, peers } from '../peers.ts'
import { table } from '../table.ts'

type Runner = {
  readonly name: string
  readonly manner: string
  readonly server: Child
  readonly asked: Asked
  readonly rounds: Load[]
}
type Absent = { readonly name: string; readonly why: string }

const goal = { rate: 2500, p99: 60, residentMb: 150 }

export async function run({ quick }: Mode): Promise<Outcome> {
  const lengths = quick
    ? { entries: 10_000, rounds: 3, seconds: 3, warmUp: 1 }
    : { entries: 100_000, rounds: 5, seconds: 8, warmUp: 4 }
  const folder = mkdtempSync(join(tmpdir(), 'gate321-bench-'))
  const runners: Runner[] = []
  const absent: Absent[] = []
  try {
    const mock = await startMock(folder)
    runners.push(mock)
    const filled = await load(mock.asked, { amount: lengths.entries })
    const residentMb = mock.server.residentMb()
    for (const peer of peers) {
      const name = `${peer.name} ${versionOf(peer.name)}`
      try {
        const own = mkdtempSync(join(folder, 'peer-'))
        const server = await start((port) => peer.command(own, port))
        const asked = { url: server.url, next: peer.next, sound: peer.sound }
        runners.push({ name, manner: peer.manner, server, asked, rounds: [] })
        await load(asked, { duration: lengths.warmUp })
      } catch (error) {
        absent.push({ name, why: error instanceof Error ? error.message : String(error) })
      }
    }
    for (let round = 1; round <= lengths.rounds; round += 1) {
      for (const { asked, rounds } of runners) {
        rounds.push(await load(asked, { duration: lengths.seconds }))
      }
    }
    const rows = runners.map((runner) => figuresOf(runner, mock.rounds))
    const first = { entries: lengths.entries, ...filled, residentMb }
    return { text: print(first, rows, absent), figures: { goal, filled: first, rows, absent } }
  } finally {
    for (const { server } of runners) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As `npm run mock` does, without npm between: a process that is not ours to measure or stop. */
async function startMock(folder: string): Promise<Runner> {
  const root = join(import.meta.dirname, '../..')
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { mock: string }
  }
  const [, ...args] = scripts.mock.split(' ')
  const server = await start((port) => ({
    file: process.execPath,
    args,
    folder: root,
    env: {
      NODE_ENV: 'production',
      MOCK_PORT: String(port),
      GATE321_DATA: join(folder, 'mock'),
      GATE321_TODAY: filingDay,
    },
  }))
  const asked = { url: server.url, next: filings('/ace/transmissions'), sound: accepted }
  const manner =
    'read, ruled on, kept in SQLite (synchronous NORMAL: answers outlive the process, not a power failure)'
  return { name: 'gate321 mock-cbp', manner, server, asked, rounds: [] }
}

function figuresOf({ name, manner, server, rounds }: Runner, mock: readonly Load[]) {
  return {
    name,
    manner,
    rate: median(rounds.map(({ rate }) => rate)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    unsound: rounds.reduce((sum, { unsound }) => sum + unsound, 0),
    residentMb: server.residentMb(),
    /** Of the mock's rate to this one, round by round. */
    ratio: median(rounds.map(({ rate }, round) => (mock[round]?.rate ?? NaN) / rate)),
    rounds,
  }
}

type First = Load & { readonly entries: number; readonly residentMb: number }

function print(
  { entries, rate, p50, p99, unsound, residentMb }: First,
  rows: readonly ReturnType<typeof figuresOf>[],
  absent: readonly Absent[],
): string {
  const figure = (value: number) => Math.round(value).toLocaleString('en-US')
  const heading = ['POST of one entry', 'req/s', 'p50 ms', 'p99 ms', 'RSS MB', 'unsound', 'ours is']
  const lines = rows.map((row) => [
    row.name,
    ...[row.rate, row.p50, row.p99, row.residentMb, row.unsound].map(figure),
    `${row.ratio.toFixed(1)}x`,
  ])
  return [
    table([heading, ...lines]),
    '',
    ...rows.map(({ name, manner }) => `${name}: ${manner}`),
    ...rows.flatMap(({ name, rounds }) => {
      const wrong = rounds.find((round) => round.wrong !== undefined)?.wrong
      return wrong === undefined ? [] : [`${name} answered otherwise, first: ${wrong}`]
    }),
    ...absent.map(({ name, why }) => `${name}: not measured: ${why}`),
    '',
    `The first ${figure(entries)} entries: ${figure(rate)} req/s, p50 ${figure(p50)} ms, p99 ${figure(p99)} ms, ` +
      `${figure(unsound)} not accepted; then ${figure(residentMb)} MB resident.`,
    `The goal: ${figure(goal.rate)} req/s, p99 under ${goal.p99} ms, under ${goal.residentMb} MB.`,
  ].join('\n')
}
