/**
 * Which filers to move: as few as bring every shard within its bound. Filers that fit where they are
 * stay, whatever their rank says; a move costs more than an uneven shard.
 * @module
 */
import { both, fits, none, ranked } from './place.ts'
import type { Load, Shard } from './place.ts'

export type Housed = { readonly filer: string; readonly shard: string; readonly load: Load }
export type Transfer = { readonly filer: string; readonly from: string; readonly to: string }

export function carriedBy(housed: readonly Housed[]): Map<string, Load> {
  const carried = new Map<string, Load>()
  for (const { shard, load } of housed) carried.set(shard, both(carried.get(shard) ?? none, load))
  return carried
}

/** How full, by what is the scarcest there. */
export const fullness = (load: Load, { most }: Shard): number =>
  Math.max(load.entriesADay / most.entriesADay, load.bytes / most.bytes)

const without = (a: Load, b: Load): Load => ({
  entriesADay: a.entriesADay - b.entriesADay,
  bytes: a.bytes - b.bytes,
})

/**
 * `slack`: how much fuller than the mean a shard may be. Of a shard that is over, the largest filer
 * that another has room for goes to the emptiest; what no move mends is left.
 */
export function transfers(
  shards: readonly Shard[],
  housed: readonly Housed[],
  slack: number,
): Transfer[] {
  const carried = carriedBy(housed)
  const where = new Map(housed.map((each) => [each.filer, each.shard]))
  const of = (shard: Shard) => carried.get(shard.name) ?? none
  const all = shards.reduce((sum, shard) => both(sum, of(shard)), none)
  const mean = fullness(all, { name: 'all', most: shards.reduce((sum, { most }) => both(sum, most), none) }) // prettier-ignore
  const bounded = shards.map((shard) => ({
    ...shard,
    most: {
      entriesADay: shard.most.entriesADay * Math.min(1, mean * (1 + slack)),
      bytes: shard.most.bytes * Math.min(1, mean * (1 + slack)),
    },
  }))
  const bySize = [...housed].sort(
    (a, b) => b.load.entriesADay - a.load.entriesADay || (a.filer < b.filer ? -1 : 1),
  )
  const made: Transfer[] = []
  const stuck = new Set<string>()
  for (;;) {
    const over = bounded
      .filter((shard) => !stuck.has(shard.name) && !fits(of(shard), shard))
      .sort((a, b) => fullness(of(b), b) - fullness(of(a), a))[0]
    if (!over) return made
    const found = bySize
      .filter(({ filer }) => where.get(filer) === over.name)
      .map(({ filer, load }) => ({
        filer,
        load,
        to: ranked(filer, bounded)
          .filter((shard) => shard.name !== over.name && fits(both(of(shard), load), shard))
          .sort((a, b) => fullness(of(a), a) - fullness(of(b), b))[0],
      }))
      .find(({ to }) => to !== undefined)
    if (!found?.to) {
      stuck.add(over.name)
      continue
    }
    const { filer, load, to } = found
    carried.set(over.name, without(of(over), load))
    carried.set(to.name, both(of(to), load))
    where.set(filer, to.name)
    made.push({ filer, from: over.name, to: to.name })
  }
}
