/**
 * Where a new filer goes: weighted rendezvous hashing. Every shard draws a number for the filer; the
 * highest wins, and a shard of twice the size wins twice as often. A new shard takes filers from all
 * others alike, and none moves between those.
 * @module
 */

/** Of a filer, measured or agreed; of a shard, the sum of its filers. */
export type Load = { readonly entriesADay: number; readonly bytes: number }

/** What one store may carry. */
export type Shard = { readonly name: string; readonly most: Load }

export type Choice =
  /** `rank`: how many shards that drew more had no room. */
  | { readonly kind: 'placed'; readonly shard: string; readonly rank: number }
  | { readonly kind: 'full' }

export const none: Load = { entriesADay: 0, bytes: 0 }

export const both = (a: Load, b: Load): Load => ({
  entriesADay: a.entriesADay + b.entriesADay,
  bytes: a.bytes + b.bytes,
})

export const fits = (load: Load, { most }: Shard): boolean =>
  load.entriesADay <= most.entriesADay && load.bytes <= most.bytes

/** The shards as the filer ranks them. Entries a day are the weight: bytes only set a bound. */
export function ranked(filer: string, shards: readonly Shard[]): Shard[] {
  const drawn = shards.map((shard) => ({ shard, score: score(filer, shard) }))
  return drawn
    .sort((a, b) => b.score - a.score || (a.shard.name < b.shard.name ? -1 : 1))
    .map(({ shard }) => shard)
}

/** The first in the filer's rank that has room for it. */
export function place(
  filer: string,
  load: Load,
  shards: readonly Shard[],
  carried: ReadonlyMap<string, Load>,
): Choice {
  const order = ranked(filer, shards)
  const rank = order.findIndex((shard) => fits(both(carried.get(shard.name) ?? none, load), shard))
  const shard = order[rank]
  return shard ? { kind: 'placed', shard: shard.name, rank } : { kind: 'full' }
}

/** -w / ln(u) is the greatest for a shard with the probability w / sum of w (Schindelhauer, Schomaker 2005). */
const score = (filer: string, { name, most }: Shard) =>
  -most.entriesADay / Math.log(drawn(`${filer} ${name}`))

/** Between 0 and 1, neither of them: the same text draws the same number everywhere. */
export function drawn(text: string): number {
  const high = hash(text, 0x811c9dc5)
  const low = hash(text, 0x01234567)
  return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) / 2 ** 52
}

/** FNV-1a, then the last steps of murmur3: names that differ in one character draw apart. */
function hash(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
