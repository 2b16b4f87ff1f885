import { describe, expect, it } from 'vitest'
import { fullness, transfers } from '../../src/shard/balance.ts'
import type { Housed } from '../../src/shard/balance.ts'
import { carriedBy } from '../../src/shard/balance.ts'
import { none, place, ranked } from '../../src/shard/place.ts'
import type { Shard } from '../../src/shard/place.ts'

const sized = (name: string, size = 1): Shard => ({
  name,
  most: { entriesADay: size * 1000, bytes: size * 1e6 },
})
const filers = Array.from({ length: 4000 }, (_, n) => n.toString(36).toUpperCase().padStart(3, '0'))
const winners = (shards: readonly Shard[]) => filers.map((filer) => ranked(filer, shards)[0]?.name)
const share = (names: readonly (string | undefined)[], name: string) =>
  names.filter((each) => each === name).length / names.length

describe('placement', () => {
  it('gives shards of one size equal shares, and one of three times the size three times as much', () => {
    const names = winners([sized('a'), sized('b'), sized('c', 3)])
    expect(share(names, 'a')).toBeCloseTo(0.2, 1)
    expect(share(names, 'b')).toBeCloseTo(0.2, 1)
    expect(share(names, 'c')).toBeCloseTo(0.6, 1)
  })

  it('moves nobody between the shards that were there when one is added', () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => sized(name))
    const before = winners(four)
    const after = winners([...four, sized('e')])
    const moved = after.filter((name, n) => name !== before[n])
    expect(new Set(moved)).toEqual(new Set(['e']))
    expect(moved.length / filers.length).toBeCloseTo(0.2, 1)
  })

  it('does not depend on the order in which the shards are listed', () => {
    const shards = ['a', 'b', 'c'].map((name) => sized(name))
    expect(winners(shards)).toEqual(winners([...shards].reverse()))
  })

  it('passes by a shard that has no room, for entries or for bytes', () => {
    const shards = ['a', 'b'].map((name) => sized(name))
    const [first, second] = ranked('ZZ9', shards)
    const full = new Map([[first?.name ?? '', { entriesADay: 10, bytes: 999_999 }]])
    const load = { entriesADay: 100, bytes: 2 }
    const small = { entriesADay: 100, bytes: 1 }
    expect(place('ZZ9', load, shards, full)).toEqual({ kind: 'placed', shard: second?.name, rank: 1 }) // prettier-ignore
    expect(place('ZZ9', small, shards, full)).toEqual({ kind: 'placed', shard: first?.name, rank: 0 }) // prettier-ignore
  })

  it('says so when no shard has room', () => {
    expect(place('ZZ9', { entriesADay: 1001, bytes: 0 }, [sized('a')], new Map())).toEqual({
      kind: 'full',
    })
  })
})

describe('balance', () => {
  const housed = (filer: string, shard: string, entriesADay: number): Housed => ({
    filer,
    shard,
    load: { entriesADay, bytes: 0 },
  })

  it('moves nobody while every shard is within its bound', () => {
    const lived = [housed('AAA', 'a', 100), housed('BBB', 'b', 90)]
    expect(transfers([sized('a'), sized('b')], lived, 0.25)).toEqual([])
  })

  it('takes the largest filer that another shard has room for', () => {
    const lived = [housed('AAA', 'a', 100), housed('BBB', 'a', 60), housed('CCC', 'a', 40)]
    const made = transfers([sized('a'), sized('b')], lived, 0.1)
    expect(made).toEqual([{ filer: 'AAA', from: 'a', to: 'b' }])
  })

  it('leaves a shard alone whose only filer is too large for any bound', () => {
    const lived = [housed('AAA', 'a', 900), housed('BBB', 'b', 10)]
    expect(transfers([sized('a'), sized('b')], lived, 0.1)).toEqual([])
  })

  it('brings every shard within the bound', () => {
    const shards = ['a', 'b', 'c', 'd'].map((name) => sized(name))
    const lived = filers.slice(0, 400).map((filer, n) => housed(filer, 'a', 1 + (n % 5)))
    const to = new Map(transfers(shards, lived, 0.05).map((each) => [each.filer, each.to]))
    const now = lived.map((each) => ({ ...each, shard: to.get(each.filer) ?? each.shard }))
    const full = shards.map((shard) => fullness(carriedBy(now).get(shard.name) ?? none, shard))
    expect(Math.max(...full)).toBeLessThanOrEqual(1.05 * (full.reduce((a, b) => a + b) / 4))
  })
})
