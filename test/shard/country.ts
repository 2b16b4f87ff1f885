/**
 * The whole country placed on shards: the real placement, balance and no store. A thousand filers of
 * very different size, four million entries a day.
 * @module
 */
import { carriedBy, fullness, transfers } from '../../src/shard/balance.ts'
import type { Housed } from '../../src/shard/balance.ts'
import { both, drawn, none, place, ranked } from '../../src/shard/place.ts'
import type { Load, Shard } from '../../src/shard/place.ts'
import { whole } from './print.ts'
import type { Table } from './print.ts'

export type Sized = { readonly filer: string; readonly load: Load }

/** CBP gives three letters or digits. */
export const filerCode = (n: number) => (n + 36 * 36 * 10).toString(36).toUpperCase()

/**
 * The n-th largest has 1/n of the largest (Zipf), so the largest of a thousand files 13 % of all.
 * How many entries a filer has kept depends on the age of its record, drawn by the seed.
 */
export function filersOf(count: number, entriesADay: number, bytesAnEntry: number, seed: number) {
  const sum = Array.from({ length: count }, (_, n) => 1 / (n + 1)).reduce((a, b) => a + b)
  return Array.from({ length: count }, (_, n): Sized => {
    const filer = filerCode(n)
    const day = entriesADay / (n + 1) / sum
    const days = Math.ceil(365 * 5 * drawn(`age ${filer} ${seed}`))
    return { filer, load: { entriesADay: day, bytes: day * days * bytesAnEntry } }
  })
}

/** Each of the same size, so large that all of them are as full as `filled` says. */
export function shardsFor(
  filers: readonly Sized[],
  count: number,
  filled: number,
  name = (n: number) => `s${n}`,
): Shard[] {
  const all = filers.reduce((sum, { load }) => both(sum, load), none)
  const most = { entriesADay: all.entriesADay / count / filled, bytes: all.bytes / count / filled }
  return Array.from({ length: count }, (_, n) => ({ name: name(n + 1), most }))
}

/** Who weighs so much of a shard is agreed before it comes, and placed before the others. */
const heavy = 0.05

/** The others come in an order that the seed draws. */
export function settle(filers: readonly Sized[], shards: readonly Shard[], seed: number): Housed[] {
  const carried = new Map<string, Load>()
  const [first] = shards
  const turn = ({ filer, load }: Sized) =>
    first && fullness(load, first) > heavy ? -fullness(load, first) : drawn(`turn ${filer} ${seed}`)
  return [...filers]
    .sort((a, b) => turn(a) - turn(b))
    .map(({ filer, load }) => {
      const choice = place(filer, load, shards, carried)
      if (choice.kind === 'full') throw new Error(`no shard has room for ${filer}`)
      carried.set(choice.shard, both(carried.get(choice.shard) ?? none, load))
      return { filer, shard: choice.shard, load }
    })
}

/** By the rank alone, whatever it weighs. */
const byRank = (filers: readonly Sized[], shards: readonly Shard[]): Housed[] =>
  filers.map(({ filer, load }) => ({ filer, load, shard: ranked(filer, shards)[0]?.name ?? '' }))

export const moved = (housed: readonly Housed[], to: ReadonlyMap<string, string>): Housed[] =>
  housed.map((each) => ({ ...each, shard: to.get(each.filer) ?? each.shard }))

const percent = (n: number) => `${(100 * n).toFixed(1)} %`

function uneven(housed: readonly Housed[], shards: readonly Shard[]) {
  const carried = carriedBy(housed)
  const loads = shards.map(({ name }) => carried.get(name) ?? none)
  const over = (of: (load: Load) => number) => {
    const each = loads.map(of)
    return Math.max(...each) / (each.reduce((a, b) => a + b) / each.length)
  }
  return {
    entries: over(({ entriesADay }) => entriesADay),
    bytes: over(({ bytes }) => bytes),
    fullest: Math.max(...shards.map((shard, n) => fullness(loads[n] ?? none, shard))),
  }
}

type Country = {
  readonly filers: number
  readonly entriesADay: number
  readonly bytesAnEntry: number
  readonly seed: number
}

export const country: Country = {
  filers: 1000,
  entriesADay: 4_000_000,
  bytesAnEntry: 25_000,
  seed: 1,
}

const slack = 0.15

/** Alone on a store of its size: who files more in a day than half of what a mean shard does. */
export function apart(filers: readonly Sized[], shards: number) {
  const mean = filers.reduce((sum, { load }) => sum + load.entriesADay, 0) / shards
  const large = filers.filter(({ load }) => load.entriesADay > mean / 2)
  return { large, others: filers.filter((each) => !large.includes(each)) }
}

export function balanceTable({ filers: count, entriesADay, bytesAnEntry, seed } = country): Table {
  const all = filersOf(count, entriesADay, bytesAnEntry, seed)
  const rows = [4, 8, 16, 32].flatMap((n) => {
    const { large, others } = apart(all, n)
    const shards = shardsFor(others, n - large.length, 0.7)
    const row = (how: string, housed: readonly Housed[], moves: number) => {
      const { entries, bytes, fullest } = uneven(housed, shards)
      return [`${n}`, whole(large.length), how, entries.toFixed(2), bytes.toFixed(2), percent(fullest), whole(moves)] // prettier-ignore
    }
    const settled = settle(others, shards, seed)
    const made = transfers(shards, settled, slack)
    const after = moved(settled, new Map(made.map(({ filer, to }) => [filer, to])))
    return [
      row('by the hash alone', byRank(others, shards), 0),
      row('by the hash, within what a shard may carry', settled, 0),
      row(`then balanced to ${100 * slack} % over the mean`, after, made.length),
    ]
  })
  return {
    name: 'balance',
    head: ['shards', 'filers with a shard of their own', 'the others placed', 'max / mean entries', 'max / mean bytes', 'fullest', 'moves'], // prettier-ignore
    rows,
  }
}

export function growthTable({ filers: count, entriesADay, bytesAnEntry, seed } = country): Table {
  const { others: filers } = apart(filersOf(count, entriesADay, bytesAnEntry, seed), 10)
  const before = shardsFor(filers, 8, 0.7)
  const size = before[0]?.most ?? none
  const after = [...before, { name: 's9', most: size }]
  const settled = settle(filers, before, seed)
  const load = (names: ReadonlySet<string>) =>
    filers.filter(({ filer }) => names.has(filer)).reduce((sum, each) => sum + each.load.entriesADay, 0) // prettier-ignore
  const row = (how: string, names: readonly string[], strays: number) => [
    how,
    whole(names.length),
    percent(names.length / filers.length),
    percent(load(new Set(names)) / load(new Set(filers.map(({ filer }) => filer)))),
    whole(strays),
  ]
  const rank = new Map(byRank(filers, before).map(({ filer, shard }) => [filer, shard]))
  const ranks = byRank(filers, after).filter(({ filer, shard }) => rank.get(filer) !== shard)
  const modulo = filers.filter((_, n) => n % 8 !== n % 9)
  const made = transfers(after, settled, slack)
  const names = (of: readonly { readonly filer: string }[]) => of.map(({ filer }) => filer)
  return {
    name: 'growth',
    head: ['a ninth shard beside eight', 'filers moved', 'of all', 'of all entries', 'moved elsewhere than into it'], // prettier-ignore
    rows: [
      row('number of the filer modulo shards', names(modulo), modulo.filter((_, n) => n % 9 !== 8).length), // prettier-ignore
      row('every filer where it ranks highest now', names(ranks), ranks.filter(({ shard }) => shard !== 's9').length), // prettier-ignore
      row(`only what brings each within ${100 * slack} % of the mean`, names(made), made.filter(({ to }) => to !== 's9').length), // prettier-ignore
      row('nobody: only new filers go there', [], 0),
    ],
  }
}
