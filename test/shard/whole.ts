/**
 * What has to hold of a town, whatever befell it: nothing lost, nothing twice, nobody in two places.
 * @module
 */
import { countRows } from '../../src/shard/copy.ts'
import { seatsOf } from '../../src/shard/seat.ts'
import { heldByCbp, town } from './town.ts'
import type { Town } from './town.ts'

export const filers = ['AAA', 'BBB', 'CCC']

/** Two shards; all three filers live in the first, each with a webhook. */
export async function settled(options: Partial<Parameters<typeof town>[0]> = {}) {
  const t = await town({ shards: ['east', 'west'], hooked: filers, ...options })
  for (const filer of filers) await t.settle(filer, 'east')
  return t
}

/** Until everything that was filed is released. */
export async function atPeace(t: Town, seconds = 60) {
  for (let n = 0; n < seconds && t.parcels.some(({ releasedAt }) => !releasedAt); n++) {
    await t.second()
  }
}

/** The shards in which somebody could write for the filer. */
export async function writable(t: Town, filer: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, store] of t.stores) {
    const seat = (await seatsOf(store)).find((each) => each.filer === filer)
    if (seat && (seat.state === 'serving' || seat.state === 'draining')) found.push(name)
  }
  return found
}

export async function breaches(t: Town): Promise<string[]> {
  const found: string[] = []
  for (const { filer, shard, stage } of await t.directory.list()) {
    if (stage !== 'serving') found.push(`${filer} is ${stage}`)
    for (const [name, store] of t.stores) {
      const rows = await countRows(store, filer)
      if (name !== shard && rows > 0) found.push(`${rows} rows of ${filer} are in ${name}`)
    }
    const open = await writable(t, filer)
    if (open.join() !== shard) found.push(`${filer} may be written in ${open.join()}`)
  }
  const held = await heldByCbp(t)
  for (const { entryNumber, effectiveFilings } of held) {
    if (effectiveFilings !== 1) found.push(`CBP has ${entryNumber} ${effectiveFilings} times`)
  }
  const numbers = new Set(t.parcels.map(({ number }) => number))
  if (held.length !== t.parcels.length)
    found.push(`CBP holds ${held.length} of ${t.parcels.length}`)
  if (numbers.size !== t.parcels.length) found.push('an entry number was given twice')
  for (const { name, releasedAt } of t.parcels) {
    if (!releasedAt) found.push(`${name} is not released`)
  }
  return found
}
