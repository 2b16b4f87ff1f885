/**
 * What this process has room for: bodies on their way in, requests at work. Who finds no room hears
 * so at once (P12); a request that only queues up would be answered when nobody waits any more. How
 * many at once is soon enough is found out: fewer while answers come late, one more at a time while
 * they come in time.
 * @module
 */

export type Room = {
  /** `undefined`: there is no room; otherwise what gives it back. */
  readonly hold: (bytes: number) => Leave | undefined
  readonly enter: () => Leave | undefined
  /** How many may be at work just now. */
  readonly limit: () => number
}
export type Leave = () => void

export type Bounds = {
  readonly working: number
  readonly incomingBytes: number
  /** The event loop is this late: whoever comes now waits as long before anything happens. */
  readonly lagMillis: number
  /** Longer at work than this is late. */
  readonly lateMillis: number
}

const fewest = 4
const shrink = 0.7

export function room(bounds: Bounds, millis: () => number, lag: () => number = () => 0): Room {
  let working = 0
  let incoming = 0
  let limit = bounds.working
  let shrunkAt = -Infinity

  const learn = (begun: number) => {
    const now = millis()
    if (now - begun <= bounds.lateMillis) {
      limit = Math.min(bounds.working, limit + 1 / limit)
    } else if (now - shrunkAt > bounds.lateMillis) {
      // All that were at work together are late together; that is one reason to shrink and not many.
      shrunkAt = now
      limit = Math.max(Math.min(fewest, bounds.working), limit * shrink)
    }
  }

  return {
    limit: () => Math.floor(limit),
    hold: (bytes) => {
      // A body larger than all the room still gets in where nothing else is on its way.
      if (incoming > 0 && incoming + bytes > bounds.incomingBytes) return undefined
      incoming += bytes
      return () => void (incoming -= bytes)
    },
    enter: () => {
      if (working >= Math.floor(limit) || lag() > bounds.lagMillis) return undefined
      working += 1
      const begun = millis()
      return () => {
        working -= 1
        learn(begun)
      }
    },
  }
}
