/**
 * The queue of wakes. A message says that something waits, and nothing of it: the store is the
 * truth, so a lost one costs the time to the next cron trigger, and a doubled one a look.
 * @module
 */
import type { Log } from '../gateway/deps.ts'

export type QueueLike = { readonly send: (message: Wake) => Promise<unknown> }

/** The id goes with all rounds that follow from one wake. */
export type Wake = { readonly wake: string }

export const isWake = (message: unknown): message is Wake =>
  typeof message === 'object' && message !== null && 'wake' in message

/** Nothing is lost when the queue takes no message, so nobody is told but the log. */
export async function enqueue(queue: QueueLike | undefined, log: Log, wake: string) {
  try {
    await queue?.send({ wake })
  } catch (error) {
    log('warn', 'wake_lost', { why: error instanceof Error ? error.message : String(error) })
  }
}
