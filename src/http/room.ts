/**
 * What this process has room for: bodies on their way in, requests at work. Who finds no room hears
 * so at once (P12); a request that only queues up would be answered when nobody waits any more.
 * @module
 */

export type Room = {
  /** Whether a request that came now would be turned away. */
  readonly full: () => boolean
  /** `undefined`: there is no room; otherwise what gives it back. */
  readonly hold: (bytes: number) => Leave | undefined
  readonly enter: () => Leave | undefined
}
export type Leave = () => void

export type Bounds = {
  readonly working: number
  readonly incomingBytes: number
  /** The event loop is this late: whoever comes now waits as long before anything happens. */
  readonly lagMillis: number
}

export function room(bounds: Bounds, lag: () => number = () => 0): Room {
  let working = 0
  let incoming = 0
  const full = () => working >= bounds.working || lag() > bounds.lagMillis

  return {
    full,
    hold: (bytes) => {
      // A body larger than all the room still gets in where nothing else is on its way.
      if (incoming > 0 && incoming + bytes > bounds.incomingBytes) return undefined
      incoming += bytes
      return () => void (incoming -= bytes)
    },
    enter: () => {
      if (full()) return undefined
      working += 1
      return () => void (working -= 1)
    },
  }
}
