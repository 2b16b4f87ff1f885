/**
 * Waiting, for the homes that have timers.
 * @module
 */
import type { Sleep } from './act.ts'

/** Rejects with the signal's reason when what it waits for is given up. */
export const sleeper =
  <Timer>(
    start: (wake: () => void, millis: number) => Timer,
    stop: (timer: Timer) => void,
  ): Sleep =>
  (millis, signal) =>
    new Promise((resolve, reject) => {
      const giveUp = () => {
        stop(timer)
        reject(signal?.reason)
      }
      const timer = start(() => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }, millis)
      if (signal?.aborted) giveUp()
      signal?.addEventListener('abort', giveUp, { once: true })
    })

/** Where time that is waited has passed at once. */
export const noSleep: Sleep = () => Promise.resolve()
