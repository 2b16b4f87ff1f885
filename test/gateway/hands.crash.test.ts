/**
 * What a person does to a transmission, cut by a crash at each of its writes and asked for again.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

class Crash extends Error {}

/** From `arm` on the n-th write dies, before or after its effect, and so does everything after it. */
function dying() {
  let left = Infinity
  let when: 'before' | 'after' = 'before'
  let dead = false
  const alive = () => {
    if (dead) throw new Crash()
  }
  const wrap = (db: Db): Db => ({
    read: async (statement) => {
      alive()
      return db.read(statement)
    },
    write: async (statements) => {
      alive()
      dead = --left === 0
      if (dead && when === 'before') throw new Crash()
      const rows = await db.write(statements)
      alive()
      return rows
    },
  })
  return {
    wrap,
    arm: (n: number, at: 'before' | 'after') => {
      left = n
      when = at
    },
    hasDied: () => dead,
  }
}

const first = 'ZZ9-0-00000001'
const tooLarge = () => new Response('too large', { status: 413 })

async function parked(count: number) {
  const death = dying()
  const w = await world({ wrap: death.wrap })
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push((await file(w.gateway, parcel(`SIMREL${n}`))).id)
  w.line((request) =>
    request.method === 'POST' && request.url.endsWith('/ace/transmissions')
      ? tooLarge()
      : w.cbp(request),
  )
  await w.gateway.tick()
  w.line()
  return { w, ids, death }
}

const cuts = (['requeue', 'split'] as const).flatMap((act) =>
  (['before', 'after'] as const).map((when) => [act, when] as const),
)

describe.each(cuts)('a %s that dies %s a write, and is asked for again', (act, when) => {
  it.each(Array.from({ length: 9 }, (_, n) => n + 1))(
    'of write %i: each entry is filed once and comes to its end',
    async (n) => {
      const { w, ids, death } = await parked(4)
      death.arm(n, when)
      const cut = w.gateway.transmissions[act](filer, first, 'key', 'too large')
      const outcome = await cut.catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
      expect(outcome === undefined).toBe(death.hasDied())
      const gateway = w.restart()
      await gateway.recover()
      // Some ticks may come before somebody asks again.
      if (n % 2 === 0) await live(w, gateway, 3)
      const shown = await gateway.transmissions.show(filer, first)
      if (shown?.state === 'parked') {
        // What was sent meanwhile is on file, and only what is left is moved.
        const again = await gateway.transmissions[act](filer, first, 'key', 'again')
        expect(again).toMatchObject({ kind: 'done', transmission: { state: 'replaced' } })
      }
      await live(w, gateway, 40)
      for (const id of ids) expect([id, await statusOf(gateway, id)]).toEqual([id, 'released'])
      const held = await heldByCbp(w)
      expect(held.map(({ effectiveFilings }) => effectiveFilings)).toEqual([1, 1, 1, 1])
      w.close()
    },
  )
})
