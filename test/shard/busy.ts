/**
 * A quarter of a minute of many filers on several shards, the same filings each time: in peace, with one filer
 * that floods its shard, with a shard that is down, and with filers moved while movers die.
 * @module
 */
import { drawn } from '../../src/shard/place.ts'
import type { Shard } from '../../src/shard/place.ts'
import { filersOf, settle } from './country.ts'
import { whole } from './print.ts'
import type { Table } from './print.ts'
import { town } from './town.ts'
import type { Town } from './town.ts'
import { breaches } from './whole.ts'

export type Size = {
  readonly filers: number
  readonly shards: number
  /** Of the largest; the n-th files an n-th of it, and everybody something. */
  readonly largest: number
  readonly flood: number
  readonly seed: number
}

export const fullSize: Size = { filers: 1000, shards: 16, largest: 120, flood: 500, seed: 1 }
export const smallSize: Size = { filers: 40, shards: 4, largest: 8, flood: 250, seed: 1 }

const seconds = 16
const floodedAt = 3
const outage = { from: 4, until: 10 }
const movedFrom = 2
const mostSeconds = 180

type Filing = { readonly filer: string; readonly name: string; readonly second: number }
type Trouble = 'none' | 'flood' | 'outage' | 'moves'

export type Course = {
  readonly trouble: Trouble
  /** Of each shipment, how long it took from the first try to its release, in seconds. */
  readonly waits: ReadonlyMap<string, number>
  readonly homes: ReadonlyMap<string, string>
  readonly struck: { readonly filers: ReadonlySet<string>; readonly shard: string }
  readonly breaches: readonly string[]
  readonly alarms: number
  readonly moves: number
  readonly deaths: number
}

function filingsOf({ filers, largest, seed }: Size): Filing[] {
  return filersOf(filers, 1, 1, seed).flatMap(({ filer }, n) =>
    Array.from({ length: Math.max(1, Math.round(largest / (n + 1))) }, (_, each) => ({
      filer,
      name: `${filer}${each}`,
      second: Math.floor(seconds * drawn(`second ${filer} ${each} ${seed}`)),
    })),
  )
}

export async function course(trouble: Trouble, size: Size): Promise<Course> {
  const sized = filersOf(size.filers, 1000 * size.filers, 1, size.seed)
  const total = sized.reduce((sum, { load }) => sum + load.entriesADay, 0)
  const most = { entriesADay: (1.6 * total) / size.shards, bytes: Infinity }
  const shards = Array.from({ length: size.shards }, (_, n): Shard => ({ name: `s${n + 1}`, most: { ...most, bytes: 1e15 } })) // prettier-ignore
  const [giant, ...others] = sized
  const first = shards[0]?.name ?? ''
  const housed = [
    ...(giant ? [{ ...giant, shard: first }] : []),
    ...settle(others, shards.slice(1), size.seed),
  ]
  const homes = new Map(housed.map(({ filer, shard }) => [filer, shard]))
  const t = await town({ shards: shards.map(({ name }) => name), transmissionSize: 2 })
  for (const { filer, shard } of housed) await t.settle(filer, shard)

  const shard = shards[1]?.name ?? ''
  const living = housed.filter((each) => each.shard === shard).map(({ filer }) => filer).sort() // prettier-ignore
  const flooder = living[0] ?? ''
  const leavers = living.slice(0, 3)
  const filers = {
    none: [],
    flood: [flooder],
    outage: living,
    moves: leavers,
  }[trouble]
  const asked = new Map<string, number>()
  const waiting = filingsOf(size)
  if (trouble === 'flood') {
    for (let n = 0; n < size.flood; n++) {
      waiting.push({ filer: flooder, name: `FLOOD${n}`, second: floodedAt })
    }
  }
  const filings = waiting.length
  const moving = movesOf(t, leavers, shards.at(-1)?.name ?? '')

  for (let second = 0; second < mostSeconds; second++) {
    if (trouble === 'outage' && second === outage.from) t.down.add(shard)
    if (trouble === 'outage' && second === outage.until) t.down.delete(shard)
    if (trouble === 'moves' && second >= movedFrom) await moving.step()
    for (const filing of waiting.filter((each) => each.second <= second)) {
      if (!asked.has(filing.name)) asked.set(filing.name, second)
      const filed = await t.file(filing.filer, filing.name)
      if (filed) waiting.splice(waiting.indexOf(filing), 1)
    }
    await t.second()
    if (t.parcels.length === filings && t.parcels.every(({ releasedAt }) => releasedAt)) break
  }
  const began = Date.parse('2026-11-23T14:00:00.000Z')
  return {
    trouble,
    homes,
    waits: new Map(
      t.parcels.map(({ name, releasedAt = '' }) => [
        name,
        (Date.parse(releasedAt) - began) / 1000 - (asked.get(name) ?? 0),
      ]),
    ),
    struck: { filers: new Set(filers), shard: trouble === 'none' ? '' : shard },
    breaches: await breaches(t),
    alarms: t.alarms.length,
    ...moving.counts(),
  }
}

/** One step of one move a second; behind every second step the mover dies and another takes over. */
function movesOf(t: Town, filers: readonly string[], to: string) {
  const left = [...filers]
  let steps = 0
  let [moves, deaths] = [0, 0]
  return {
    step: async () => {
      const [filer] = left
      if (filer === undefined) return
      const at = await t.directory.read(filer)
      if (at?.stage === 'serving') {
        if (at.shard === to) {
          left.shift()
          moves++
        } else await t.mover.begin(filer, to)
        return
      }
      steps++
      if (steps % 2 === 0) {
        deaths++
        await t.mover.takeOver(filer)
      }
      const now = await t.directory.read(filer)
      if (now) await t.mover.goOn(now)
    },
    counts: () => ({ moves, deaths }),
  }
}

const ofFiler = (name: string, { homes }: Course) => homes.get(name.slice(0, 3))

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0

export type Group = {
  readonly who: string
  readonly entries: number
  readonly median: number
  readonly longest: number
  /** Shipments whose time to release is not what it was in peace. */
  readonly changed: number
}

export function groups(calm: Course, troubled: Course): Group[] {
  const { struck } = troubled
  const whoIs = (name: string) =>
    name.startsWith('FLOOD') || struck.filers.has(name.slice(0, 3))
      ? 'the filers it is about'
      : ofFiler(name, troubled) === struck.shard
        ? 'the others in their shard'
        : 'the other shards'
  return ['the filers it is about', 'the others in their shard', 'the other shards'].flatMap(
    (who) => {
      const names = [...troubled.waits.keys()].filter((name) => whoIs(name) === who)
      const waits = names.map((name) => troubled.waits.get(name) ?? 0).sort((a, b) => a - b)
      const changed = names.filter(
        (name) => calm.waits.has(name) && calm.waits.get(name) !== troubled.waits.get(name),
      )
      return names.length === 0
        ? []
        : [{ who, entries: names.length, median: median(waits), longest: waits.at(-1) ?? 0, changed: changed.length }] // prettier-ignore
    },
  )
}

const titles: Readonly<Record<Trouble, string>> = {
  none: 'in peace',
  flood: 'a filer floods its shard',
  outage: 'a shard is down for 6 s',
  moves: 'three filers are moved, movers die',
}

export function isolationTable(courses: readonly Course[], name: string): Table {
  const [calm] = courses
  if (!calm) throw new Error('nothing was run')
  return {
    name,
    head: ['', 'who', 'entries', 'median to release, s', 'longest, s', 'otherwise than in peace'],
    rows: courses.flatMap((each) =>
      groups(calm, each).map(({ who, entries, median, longest, changed }) => [
        titles[each.trouble],
        each.trouble === 'none' ? 'all' : who,
        whole(entries),
        whole(median),
        whole(longest),
        whole(changed),
      ]),
    ),
  }
}

export async function courses(size: Size): Promise<Course[]> {
  const made: Course[] = []
  for (const trouble of ['none', 'flood', 'outage', 'moves'] as const) {
    made.push(await course(trouble, size))
  }
  return made
}
