/**
 * Signs of life of this process: when it last ticked, and how long calls take. Kept in memory; a new
 * process knows nothing yet.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import type { Clock, Send } from './deps.ts'
import type { Meters } from './meters.ts'

export type Pulse = {
  readonly ticked: () => void
  readonly lastTick: () => Instant | undefined
  /** The same way to CBP, with a watch in the hand. */
  readonly timed: (send: Send) => Send
}

export function createPulse(clock: Clock, meters: Meters): Pulse {
  let lastTick: Instant | undefined
  return {
    ticked: () => void (lastTick = clock.now()),
    lastTick: () => lastTick,
    timed: (send) => async (request) => {
      const begun = clock.now()
      const response = await send(request)
      meters.observe('transmit_seconds', Math.max(0, millisBetween(begun, clock.now()) / 1000))
      return response
    },
  }
}
