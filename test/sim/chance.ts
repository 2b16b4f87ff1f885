/**
 * Chance that comes from a seed: each draw has a name, so that what one component draws does not
 * depend on what another has drawn before.
 * @module
 */

/** Between 0 and 1, for the name; the same name draws the same number. */
export type Chance = (name: string) => number

/** FNV-1a, then the last steps of murmur3: equal shares for names that differ in one character. */
export function chanceOf(seed: number): Chance {
  return (name) => {
    let hash = 0x811c9dc5 ^ seed
    for (let at = 0; at < name.length; at++) {
      hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A stream of one component: the n-th draw of it. */
export function stream(chance: Chance, component: string) {
  let n = 0
  const next = () => chance(`${component} ${++n}`)
  return {
    next,
    upTo: (most: number) => Math.floor(next() * (most + 1)),
    hits: (odds: number) => next() < odds,
    one: <T>(of: readonly T[]): T => {
      const drawn = of[Math.floor(next() * of.length)]
      if (drawn === undefined) throw new Error('nothing to draw from')
      return drawn
    },
  }
}
export type Stream = ReturnType<typeof stream>
