/**
 * The gateway lives through bad days: what is filed is filed once, and ends where it would end on
 * any other day.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { badDayNames, badDays } from '../../mock-cbp/fault/days.ts'
import type { BadDayName } from '../../mock-cbp/fault/days.ts'
import { wireNames } from '../../src/domain/wire.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { file, heldByCbp, live, parcel, statusOf, world } from '../gateway/world.ts'

/**
 * Where waits are long: of a Retry-After of thirty years the gateway waits a quarter of an hour,
 * eight answers in a row may be cut, by which of two calls came first, and a line that broke five
 * times is tried each half minute. Where more than half of the answers are not CBP's, so is one that
 * was not understood as often.
 */
const patience: Readonly<Partial<Record<BadDayName, number>>> = {
  ...{ 'rate-limited': 4000, 'truncated-documents': 900, storm: 600 },
  'flaky-line': 900,
  'proxy-trouble': 900,
}

/** Twenty parcels, one every other second: at this pace a day of the mock has 24 seconds. */
async function gothrough(badDay: BadDayName, wire: WireName) {
  const w = await world({ transmissionSize: 1, wire })
  await w.mock.control('settings', { badDay })
  const ids: string[] = []
  for (let n = 1; n <= 20; n++) {
    ids.push((await file(w.gateway, parcel(`HAWB${n}`))).id)
    await live(w, w.gateway, 2)
  }
  await live(w, w.gateway, patience[badDay] ?? 120)
  const statuses = await Promise.all(ids.map((id) => statusOf(w.gateway, id)))
  const held = await heldByCbp(w)
  const { items } = (await w.mock.control('journal?limit=1000')) as {
    items: readonly { readonly fault: string | null }[]
  }
  w.close()
  return {
    statuses: new Set(statuses),
    held: held.length,
    filings: new Set(held.map(({ effectiveFilings }) => effectiveFilings)),
    faults: new Set(items.flatMap(({ fault }) => fault ?? [])),
  }
}

describe('the gateway gets through the bad day', () => {
  const days = wireNames.flatMap((wire) => badDayNames.map((name) => [name, wire] as const))
  it.each(days)('%s on %s: twenty entries are released, each filed once', async (name, wire) => {
    const { faults, ...end } = await gothrough(name, wire)
    expect(end).toEqual({ statuses: new Set(['released']), held: 20, filings: new Set([1]) })
    const meant = badDays[name].troubles.map(({ fault }) => fault)
    expect(faults.size).toBeGreaterThan(0)
    expect(meant).toEqual(expect.arrayContaining([...faults]))
  })
})
