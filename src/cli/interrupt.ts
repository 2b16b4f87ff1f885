/**
 * Ctrl-C asks for an end, the second one takes it. And waits that end with it.
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises'

export function interruption(): AbortController {
  const ending = new AbortController()
  const end = () => ending.abort()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  return ending
}

/** No error when it is aborted: whoever waits looks at the signal. */
export const rest = (millis: number, signal: AbortSignal): Promise<void> =>
  wait(millis, undefined, { signal }).catch(() => undefined)
