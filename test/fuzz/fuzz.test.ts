import { describe, expect, it } from 'vitest'
import { chanceOf, stream } from '../sim/chance.ts'
import { fuzzBodies } from './bodies.ts'
import { garble } from './garble.ts'
import { memory } from './memory.ts'
import { fuzzReplies } from './replies.ts'
import { spoil } from './spoil.ts'

describe('fuzzing', () => {
  it('gets an answer of the contract to every body, from every route', { timeout: 60_000 }, async () => {
    const { found, codes, routes } = await fuzzBodies(7, 1500, memory())
    expect(found).toEqual([])
    expect(routes).toBeGreaterThan(20)
    // Chance that reached only one door would prove little.
    expect([...codes.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404, 409, 415, 422]))
  }) // prettier-ignore

  it('finds the gateway at work after anything that CBP says', { timeout: 60_000 }, async () => {
    const { found, heard, quarantined, released } = await fuzzReplies(7, 2500, memory())
    expect(found).toEqual([])
    expect(heard).toBeGreaterThanOrEqual(2500)
    expect(released).toBe(2)
    expect(quarantined).toBeGreaterThan(50)
  })

  it('draws the same for the same seed', () => {
    const drawn = (seed: number) => {
      const draws = stream(chanceOf(seed), 'x')
      return [spoil(draws, { a: { b: [1, 'two'] } }), garble(draws, '<a><code>98</code></a>')]
    }
    expect(drawn(1)).toEqual(drawn(1))
    expect(drawn(1)).not.toEqual(drawn(2))
  })
})
