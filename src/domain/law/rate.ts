/**
 * A rate times an amount, in integers.
 * @module
 */
import type { Cents } from '../money.ts'

export const basisPoints = 10_000
export const centiBasisPoints = 1_000_000

/** Rounded half up to the cent. Split, because cents times rate can pass what a double holds. */
export function portion(cents: Cents, rate: number, scale: number): Cents {
  const rest = cents % scale
  return ((cents - rest) / scale) * rate + Math.floor((rest * rate + scale / 2) / scale)
}
