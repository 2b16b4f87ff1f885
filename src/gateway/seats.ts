/**
 * Of a store that is one of several, the filers that live in it. The others' entries are left alone:
 * nothing of theirs is put together, sent or collected here.
 * @module
 */
import type { Breaker } from './breaker.ts'

export type Seats = {
  readonly serves: (filer: string) => boolean
  /** Those that have rows here and are being moved. */
  readonly leaving: () => readonly string[]
}

/** A filer that lives elsewhere is to a tick as one that CBP does not let in. */
export const within = (breaker: Breaker, seats: Seats | undefined): Breaker =>
  seats
    ? {
        ...breaker,
        isClosed: (filer) =>
          (filer === undefined || seats.serves(filer)) && breaker.isClosed(filer),
        mayLook: (filer) => seats.serves(filer) && breaker.mayLook(filer),
        paused: () => [...breaker.paused(), ...seats.leaving()],
      }
    : breaker
