/**
 * Whoever carries parcels from a caller to CBP's release, each with the far side it speaks to, as
 * processes of their own.
 * @module
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from './child.ts'
import type { Child } from './child.ts'
import { filingDay } from './filing.ts'

export const root = join(import.meta.dirname, '..')

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<'start' | 'mock', string>>
}

/** As npm runs it, without npm between: a process that is not ours to measure or stop. */
const argsOf = (script: string): string[] => script.split(' ').slice(1)

export type Settings = Readonly<Record<string, string>>

const common = { NODE_ENV: 'production', GATE321_TODAY: filingDay, GATE321_LOG: 'alarm' }

export const startMock = (folder: string, settings: Settings = {}): Promise<Child> =>
  start((port) => ({
    file: process.execPath,
    args: argsOf(scripts.mock),
    folder: root,
    env: {
      ...{ NODE_ENV: 'production', GATE321_TODAY: filingDay, MOCK_PORT: String(port) },
      ...{ GATE321_DATA: folder, GATE321_MOCK_INSPECTION_RATE: '0', ...settings },
    },
  }))

/** For a rate: the built-in rule takes two seconds of CBP's time, which are nobody's work. */
export const atOnce: Settings = { GATE321_MOCK_SCENARIOS: join(root, 'bench/at-once.yaml') }

export const startBareCbp = (): Promise<Child> =>
  start((port) => ({
    file: process.execPath,
    args: ['bench/cbp.ts'],
    folder: root,
    env: { NODE_ENV: 'production', PORT: String(port) },
  }))

/** As `npm start` does. Without `cbp` nobody is there to be sent to. */
export const startGateway = (
  folder: string,
  cbp: string | undefined,
  settings: Settings = {},
  flags: readonly string[] = [],
): Promise<Child> =>
  start((port) => ({
    file: process.execPath,
    args: [...flags, ...argsOf(scripts.start)],
    folder: root,
    env: {
      ...common,
      ...{ PORT: String(port), GATE321_DATA: folder, GATE321_CBP_FILER: 'ZZ9' },
      ...{ GATE321_CBP_URL: cbp ?? nobody, GATE321_CBP_PASSWORD: 'mock', ...settings },
    },
  }))

/** The port of TCP's own discard, where nobody listens: refused at once. */
const nobody = 'http://127.0.0.1:9009'

export function startFloor(folder: string, cbp: string): Promise<Child> {
  mkdirSync(folder, { recursive: true })
  return start((port) => ({
    file: process.execPath,
    args: ['bench/floor.ts', join(folder, 'floor.sqlite')],
    folder: root,
    env: { NODE_ENV: 'production', PORT: String(port), CBP: cbp },
  }))
}
