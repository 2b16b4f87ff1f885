/**
 * An hour at the pace of a whole country's average, to see that nothing grows but the store: memory,
 * answers and processor time, a sixth of the time after the other.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carrySingly, gatewayCarrier } from '../carried.ts'
import type { Carrier, Singly } from '../carried.ts'
import type { Child } from '../child.ts'
import { met } from '../goals.ts'
import type { Goal } from '../goals.ts'
import { median } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { startGateway, startMock } from '../servers.ts'
import { figure, table } from '../table.ts'

const parts = 6
const seconds = { full: 3600, quick: 120, smoke: 12 } as const
/** Four million a day. The load generator sends a second's at its beginning. */
const pace = { overallRate: 46, connections: 8 }
const lookMillis = 1000

type Part = Singly & {
  /** Resident at the middle of all looks, megabytes. */
  readonly gatewayMb: number
  /** The most of all looks. */
  readonly gatewayMostMb: number
  readonly mockMb: number
}

export async function run({ size, say }: Mode): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-soak-'))
  const children: Child[] = []
  const started = async (name: string, starting: (path: string) => Promise<Child>) => {
    const path = join(folder, name)
    mkdirSync(path)
    const child = await starting(path)
    children.push(child)
    return child
  }
  try {
    const mock = await started('mock', (path) => startMock(path))
    const gateway = await started('gateway', (path) => startGateway(path, mock.url))
    const carrier = gatewayCarrier('gate321', gateway)
    const rows: Part[] = []
    for (let part = 1; part <= parts; part += 1) {
      say(`part ${part} of ${parts}`)
      rows.push(await watched(carrier, mock, seconds[size] / parts))
    }
    const goals = goalsOf(rows, gateway.peakMb())
    const figures = { rows, ...pace, peakMb: gateway.peakMb() }
    return { text: print(rows, seconds[size], goals), figures, goals, plots: [] }
  } finally {
    for (const child of children.reverse()) await child.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function watched(carrier: Carrier, mock: Child, duration: number): Promise<Part> {
  const looks: { readonly gateway: number; readonly mock: number }[] = []
  const looking = setInterval(() => {
    looks.push({ gateway: carrier.server.residentMb(), mock: mock.residentMb() })
  }, lookMillis)
  try {
    const singly = await carrySingly(carrier, { duration, ...pace })
    const middle = (of: 'gateway' | 'mock') => median(looks.map((look) => look[of]))
    const gatewayMostMb = Math.max(...looks.map(({ gateway }) => gateway))
    return { ...singly, gatewayMb: middle('gateway'), gatewayMostMb, mockMb: middle('mock') }
  } finally {
    clearInterval(looking)
  }
}

/** The first part is the warming up. */
function goalsOf(rows: readonly Part[], peakMb: number): Goal[] {
  const [second, last] = [rows[1]?.gatewayMb ?? NaN, rows.at(-1)?.gatewayMb ?? NaN]
  return [
    { what: 'soak: resident memory in the last sixth, to the second sixth', below: 1.1, measured: last / second },
    { what: 'soak: gateway resident memory at its most, MB', below: 300, measured: peakMb },
  ] // prettier-ignore
}

function print(rows: readonly Part[], whole: number, goals: readonly Goal[]): string {
  const minutes = whole / parts / 60
  const until = (part: number) => (minutes * part).toFixed(minutes < 1 ? 2 : 0)
  return [
    table([
      [`until minute, ${pace.overallRate} a second`, 'filings', 'unsound', 'p50 ms', 'p99 ms', 'CPU us', 'gateway MB', 'at most', 'mock MB'],
      ...rows.map(({ replies, unsound, p50, p99, cpuMicros, gatewayMb, gatewayMostMb, mockMb }, index) => [
        until(index + 1),
        ...[replies, unsound, p50, p99, cpuMicros, gatewayMb, gatewayMostMb, mockMb].map(figure),
      ]),
    ]),
    '',
    met(goals),
  ].join('\n') // prettier-ignore
}
