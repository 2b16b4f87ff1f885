/**
 * Once for all test files of a run: the server of the engine that they are on, and where it is.
 * @module
 */
import type { TestProject } from 'vitest/node'
import { startD1 } from '../d1.ts'
import { startPostgres } from '../postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Worker with the bindings listens. */
    d1: string
    /** A database of its own. */
    postgres: string
  }
}

/** Databases of one worker of vitest. */
export const d1Slots = 8

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const { env = {}, maxWorkers } = project.config
  const engine = env['ENGINE'] ?? process.env['ENGINE']
  if (engine === 'd1') {
    const local = await startD1(d1Slots * (Number(maxWorkers) || 2))
    project.provide('d1', local.url)
    return local.dispose
  }
  if (engine === 'postgres') {
    const local = await startPostgres({ fleeting: true })
    project.provide('postgres', await local.database())
    return local.stop
  }
  return async () => undefined
}
