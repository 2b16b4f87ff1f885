/**
 * Gateway processes on one database, killed one after the other and started again, and the CBP they
 * share.
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reserve } from '../crash/child.ts'
import type { Child } from '../crash/child.ts'

export type Started = { readonly base: string; readonly since: number }

export type Fleet = {
  readonly mockUrl: string
  /** Those that listen just now. */
  readonly urls: () => string[]
  /** Ends this one at once, wherever it is, and puts another in its place. */
  readonly kill: (n: number) => Promise<void>
  readonly close: () => Promise<void>
}

export async function startFleet(size: number, databaseUrl: string, started: Started) {
  const mock = spawn(
    process.execPath,
    ['test/nodes/mock.ts', started.base, String(started.since)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [said] = (await once(mock.stdout, 'data')) as [Buffer]
  const mockUrl = said.toString().trim()
  const folder = mkdtempSync(join(tmpdir(), 'gate321-nodes-'))
  const spare = await reserve(started)
  const nodes: (Child | undefined)[] = []

  const start = async (n: number) => {
    const env = {
      ...{ PORT: '0', GATE321_DATA: join(folder, String(n)), GATE321_DATABASE_URL: databaseUrl },
      ...{ GATE321_CBP_URL: mockUrl, GATE321_CBP_FILER: 'ZZ9', GATE321_CBP_PASSWORD: 'mock' },
      ...{ GATE321_API_KEY: 'dev-key', GATE321_MAX_WAITING: '1000000', GATE321_LOG: 'alarm' },
    }
    const child = await spare.start(env, undefined)
    if (!child) throw new Error('a node does not start')
    nodes[n] = child
  }

  const end = async (n: number) => {
    const child = nodes[n]
    nodes[n] = undefined
    child?.process.kill('SIGKILL')
    await child?.ended
  }

  for (let n = 0; n < size; n++) await start(n)
  const fleet: Fleet = {
    mockUrl,
    urls: () => nodes.flatMap((child) => child?.url ?? []),
    kill: async (n) => {
      await end(n)
      await start(n)
    },
    close: async () => {
      for (let n = 0; n < size; n++) await end(n)
      await spare.close()
      mock.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return fleet
}
