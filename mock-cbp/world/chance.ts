/**
 * Chance without a stream: a draw depends on the seed and the name alone, so it is the same on
 * every runtime and in every order.
 * @module
 */

/** From 0 up to, not including, 1. FNV-1a over the characters, then MurmurHash3's last mix. */
export function draw(seed: number, name: string): number {
  let hash = 0x811c9dc5
  for (const character of `${seed} ${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
