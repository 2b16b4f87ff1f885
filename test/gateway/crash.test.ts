import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { replay } from '../../src/domain/evolve.ts'
import { entryOfFiler } from '../../src/store/entries.ts'
import { readJournal } from '../../src/store/journal.ts'
import { wireNames } from '../../src/domain/wire.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

class Crash extends Error {}

/** The n-th write dies, before or after its effect, and so does everything after it. */
function dying(n: number, when: 'before' | 'after') {
  let writes = 0
  let dead = false
  return (db: Db): Db => ({
    read: async (statement) => {
      if (dead) throw new Crash()
      return db.read(statement)
    },
    write: async (statements) => {
      if (dead) throw new Crash()
      dead = ++writes === n
      if (dead && when === 'before') throw new Crash()
      const rows = await db.write(statements)
      if (dead) throw new Crash()
      return rows
    },
  })
}

const untilCrash = async (work: () => Promise<unknown>) => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

const points = Array.from({ length: 14 }, (_, index) => index + 1)

const crashes = wireNames.flatMap((wire) =>
  (['before', 'after'] as const).map((when) => [when, wire] as const),
)

describe.each(crashes)('a crash %s the effect of write, on %s, number', (when, wire) => {
  it.each(points)('%i: what was accepted reaches its end, filed once', async (n) => {
    const w = await world({ wire, wrap: dying(n, when) })
    let accepted: string | undefined
    await untilCrash(async () => {
      accepted = (await file(w.gateway, parcel('HAWB1'))).id
      await live(w, w.gateway, 6)
    })
    const gateway = w.restart()
    await gateway.recover()
    if (accepted === undefined) {
      // The caller was never told; filing again with the same reference is what it does.
      const again = await gateway.file(filer, { draft: parcel('HAWB1'), problems: [] }, () => [])
      accepted =
        again.kind === 'filed' ? again.entry.id : again.kind === 'duplicate' ? again.entryId : ''
    }
    await live(w, gateway, 90)

    expect(await statusOf(gateway, accepted)).toBe('released')
    expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 1 }])
    const stored = await entryOfFiler(w.db, filer, accepted)
    const journal = await readJournal(w.db, accepted)
    expect(stored?.entry).toEqual(replay(journal.map(({ event }) => event)))
  })
})

describe.each(wireNames)('two nodes on one store and one mailbox on %s', (wire) => {
  it('file every entry once and apply every notification once', async () => {
    const w = await world({ wire, transmissionSize: 7 })
    const other = w.restart()
    const ids: string[] = []
    for (let n = 0; n < 60; n++)
      ids.push((await file(n % 2 ? w.gateway : other, parcel(`HAWB${n}`))).id)

    for (let second = 0; second < 12; second++) {
      await Promise.all([w.gateway.tick(), other.tick()])
      w.clock.advance(1000)
    }

    const held = await heldByCbp(w)
    expect(held).toHaveLength(60)
    expect(
      held.filter(
        ({ effectiveFilings, transmissions }) => effectiveFilings !== 1 || transmissions !== 1,
      ),
    ).toEqual([])
    for (const id of ids) {
      expect(await statusOf(other, id)).toBe('released')
      expect(
        (await other.events(filer, id))?.filter(({ type }) => type === 'notified'),
      ).toHaveLength(3)
    }
  })
})
