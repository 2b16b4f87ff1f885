/**
 * The time, for the commands that are handed it.
 * @module
 */
export type Time = {
  /** ISO 8601, UTC. */
  readonly now: () => string
  /** Only differences count. */
  readonly millis: () => number
  /** With the thread stopped: for a command that has nothing else to do. */
  readonly sleep: (millis: number) => void
}

const asleep = new Int32Array(new SharedArrayBuffer(4))

export const wallTime: Time = {
  now: () => new Date().toISOString(),
  millis: () => performance.now(),
  sleep: (millis) => void Atomics.wait(asleep, 0, 0, millis),
}
