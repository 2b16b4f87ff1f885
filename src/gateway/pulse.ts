/**
 * Signs of life of this process: when it last ticked, and how CBP answered last. Kept in memory;
 * a new process knows nothing yet.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import type { Clock, Send } from './deps.ts'
import type { Meters } from './meters.ts'

export type Pulse = {
  readonly ticked: () => void
  readonly lastTick: () => Instant | undefined
  /** The same way to CBP, listened to. */
  readonly listen: (send: Send) => Send
  readonly cbp: () => { readonly failures: number; readonly lastAnswer: Instant | undefined }
}

export function createPulse(clock: Clock, meters: Meters): Pulse {
  let lastTick: Instant | undefined
  let lastAnswer: Instant | undefined
  let failures = 0

  const answered = ({ status }: Response) => {
    const well = status < 500 && status !== 401 && status !== 403 && status !== 429
    failures = well ? 0 : failures + 1
    if (well) lastAnswer = clock.now()
  }

  return {
    ticked: () => void (lastTick = clock.now()),
    lastTick: () => lastTick,
    listen: (send) => async (request) => {
      const begun = clock.now()
      try {
        const response = await send(request)
        answered(response)
        meters.observe('transmit_seconds', Math.max(0, millisBetween(begun, clock.now()) / 1000))
        return response
      } catch (error) {
        failures += 1
        throw error
      }
    },
    cbp: () => ({ failures, lastAnswer }),
  }
}
