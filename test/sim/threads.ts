/**
 * Seeds on as many threads as there are cores. A seed knows nothing of the others, so its trace is
 * the same on any of them.
 * @module
 */
import { Worker } from 'node:worker_threads'
import type { Ran, Wanted } from './worker.ts'

/** The books of CBP stay in memory for as long as their thread; a new one begins with empty ones. */
const seedsOfThread = 100

/** As they end; the order is not that of the seeds. After a `take` that says false no more begin. */
export async function onThreads(
  threads: number,
  wanted: readonly Wanted[],
  take: (ran: Ran) => boolean,
): Promise<void> {
  let next = 0
  let on = true
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      let left = seedsOfThread
      const give = () => {
        const one = on && left-- > 0 ? wanted[next++] : undefined
        if (one) worker.postMessage(one)
        else void worker.terminate().then(() => resolve())
      }
      worker.on('error', reject)
      worker.on('message', (ran: Ran) => {
        on = take(ran) && on
        give()
      })
      give()
    })
  const oneAfterTheOther = async () => {
    while (on && next < wanted.length) await work()
  }
  await Promise.all(Array.from({ length: Math.min(threads, wanted.length) }, oneAfterTheOther))
}
