/**
 * Which outcomes callers have met, over all worlds and beyond their resets. Only what is new costs a
 * row; what is known to be on record costs a look into a set.
 *
 * Each process has a set of its own. Where several serve one store, an outcome that one of them knew
 * before the count began anew is not seen by that one again until it starts again.
 * @module
 */
import type { Db, Statement } from '../../src/store/db.ts'
import { sql } from '../../src/store/db.ts'
import type { Asking } from '../http/request.ts'
import { insertRows } from '../world/rows.ts'
import { outcomeId } from './id.ts'
import { counted } from './outcomes.ts'
import { arrivesWhole } from './troubles.ts'

export type Met = { readonly world: string; readonly at: string }

const known = new WeakMap<Db, Set<string>>()

function knownIn(db: Db): Set<string> {
  const set = known.get(db) ?? new Set()
  known.set(db, set)
  return set
}

type Meeting = Pick<Asking, 'world' | 'met' | 'noted' | 'countsAnew'>

/** Of a spoiled exchange the fault counts, and the answer only where it arrives all the same. */
function metIn({ world, met, noted: { fault } }: Meeting): readonly string[] {
  if (fault === undefined) return met
  const { badDay } = world.settings
  return [
    outcomeId.fault(fault),
    ...(badDay === null ? [] : [outcomeId.badDay(badDay)]),
    ...(arrivesWhole(fault) ? met : []),
  ]
}

/** To be written with the exchange. */
export function recordMet(meeting: Meeting): Statement[] {
  const { world } = meeting
  const on = knownIn(world.db)
  const met = metIn(meeting)
  if (met.every((id) => on.has(id))) return []
  const fresh = new Set(met.filter((id) => !on.has(id) && counted.has(id)))
  return insertRows(
    'mock_met',
    ['outcome', 'world', 'at'],
    [...fresh].map((id) => [id, world.name, world.baseNow]),
    'on conflict (outcome) do nothing',
  )
}

/** Once it was written. */
export function wroteMet(meeting: Meeting): void {
  const { db } = meeting.world
  if (meeting.countsAnew) known.delete(db)
  const on = knownIn(db)
  for (const id of metIn(meeting)) if (!on.has(id) && counted.has(id)) on.add(id)
}

/** The first time each outcome was met, by its id. */
export async function readMet(db: Db): Promise<ReadonlyMap<string, Met>> {
  const rows = await db.read<{ outcome: string; world: string; at: string }>(
    sql`select outcome, world, at from mock_met`,
  )
  return new Map(rows.map(({ outcome, world, at }) => [outcome, { world, at }]))
}

export const forgetMet = (): Statement => sql`delete from mock_met`
