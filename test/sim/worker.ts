/**
 * A thread that runs seeds, one after the other, as it is told them.
 * @module
 */
import { parentPort } from 'node:worker_threads'
import { simulate } from './simulate.ts'
import type { Run } from './simulate.ts'

export type Wanted = { readonly seed: number; readonly twice: boolean }

/** `again`: the hash of the second run, where there was one. */
export type Ran = { readonly run: Run; readonly again: string | undefined }

parentPort?.on('message', async ({ seed, twice }: Wanted) => {
  const run = await simulate(seed)
  const again = twice ? (await simulate(seed)).hash : undefined
  parentPort?.postMessage({ run, again } satisfies Ran)
})
