/**
 * A mover that dies at the n-th write of a move, before it or after its effect, and another that ends
 * what it left: forward, or back where that is still possible.
 * @module
 */
import type { Db } from '../../src/store/db.ts'
import { finish } from './town.ts'
import type { Town } from './town.ts'
import { atPeace, breaches, filers, settled, writable } from './whole.ts'

class Dead extends Error {}

type When = 'before' | 'after'

async function movedDying(n: number, when: When): Promise<{ t: Town; died: boolean }> {
  const life = { writes: Infinity, died: false }
  const wrap = (_: string, db: Db): Db => ({
    read: db.read,
    write: async (statements) => {
      const last = --life.writes === 0
      if (last) life.died = true
      if (last && when === 'before') throw new Dead()
      const rows = await db.write(statements)
      if (last) throw new Dead()
      return rows
    },
  })
  const t = await settled({ wrap })
  for (const filer of filers) await t.file(filer, `${filer}1`)
  await t.second(2)
  await t.file('BBB', 'BBB2')
  await t.second(3)
  life.writes = n
  try {
    const begun = await t.mover.begin('BBB', 'west')
    if (begun.kind === 'went_on') await finish(t, 'BBB', begun.residence)
  } catch (error) {
    if (!(error instanceof Dead)) throw error
  }
  life.writes = Infinity
  return { t, died: life.died }
}

/** Throws with the first point that does not hold; the number of points that were tried. */
export async function sweep(stride = 1): Promise<number> {
  let points = 0
  for (let n = 1; ; n += stride) {
    for (const when of ['before', 'after'] as const) {
      const { t, died } = await movedDying(n, when)
      if (!died) return points
      points++
      const wrong = await mended(t, (n + (when === 'after' ? 1 : 0)) % 2 === 0)
      if (wrong.length > 0) throw new Error(`death ${when} write ${n}: ${wrong.join('; ')}`)
    }
  }
}

/** Somebody files while nobody moves, and somebody else ends the move. */
async function mended(t: Town, backward: boolean): Promise<string[]> {
  const owners = await writable(t, 'BBB')
  if (owners.length > 1) return [`BBB may be written in ${owners.join()}`]
  const filed = await t.file('BBB', 'BBB3')
  await t.second(2)
  const at = await t.directory.read('BBB')
  if (backward && (at?.stage === 'draining' || at?.stage === 'copying')) {
    await t.mover.abandon('BBB')
  }
  await finish(t, 'BBB')
  if (!filed) await t.file('BBB', 'BBB3')
  await atPeace(t)
  return breaches(t)
}
