/**
 * The loop that carries the gateway forward on Node: at once while there is something to do, when
 * somebody files, and every quarter of a second otherwise. After a failure it waits longer each
 * time, and goes on by itself.
 * @module
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Log } from './gateway/deps.ts'

/** Between looks at CBP's mailbox when there is nothing else to do. */
const idleMillis = 250
const longestMillis = 10_000
/** Without a reason of ours each waking makes an exception with its stack (15 us of a filing). */
const woken = 'woken'

/** What one round moved, by kind. */
type Round = () => Promise<Readonly<Record<string, number>>>

export function ticker(round: Round, log: Log) {
  let stopped = false
  let waking = new AbortController()

  const run = async () => {
    let failures = 0
    while (!stopped) {
      const moved = await tick(round, log)
      failures = moved === undefined ? failures + 1 : 0
      if (moved) continue
      // Who wakes it during a tick has aborted this one already, and it does not wait at all.
      await pauseUnlessWoken(Math.min(idleMillis * 2 ** failures, longestMillis), waking.signal)
      waking = new AbortController()
    }
  }
  const wake = () => waking.abort(woken)
  const stop = () => {
    stopped = true
    wake()
  }
  return { run, wake, stop }
}

/** Whether anything moved; `undefined` when the tick failed. */
async function tick(round: Round, log: Log): Promise<boolean | undefined> {
  try {
    return Object.values(await round()).some((moved) => moved > 0)
  } catch (error) {
    log('alarm', 'tick_failed', { why: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

/** Rounds of the event loop: in most of them somebody who waits for CBP or the store goes a step on. */
const turnsGiven = 12

/** So that a long file does not come before those who carry what it became, nor before callers. */
export async function giveWay(): Promise<void> {
  for (let turn = 0; turn < turnsGiven; turn++) await nextTurn()
}

/** Waiting as the stream's listeners do it. */
export async function pauseUnlessWoken(millis: number, signal?: AbortSignal): Promise<void> {
  await pause(millis, undefined, signal && { signal }).catch(wasWoken)
}

function wasWoken(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
