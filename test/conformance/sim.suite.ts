/**
 * The simulation where answers of the store take real time: its invariants hold for each seed, but
 * one seed does not give one trace there.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { simulate } from '../sim/simulate.ts'

const seeds = Array.from({ length: 12 }, (_, n) => n + 1)

describe('the simulation on this engine', () => {
  it.each(seeds)('holds every invariant with seed %i', { timeout: 600_000 }, async (seed) => {
    const { breaches, filings } = await simulate(seed)
    expect(breaches).toEqual([])
    expect(filings).toBeGreaterThan(0)
  })
})
