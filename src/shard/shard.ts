/**
 * One shard: its store behind the fence, and the gateway that carries whoever has a seat in it.
 * @module
 */
import type { Gateway } from '../gateway/gateway.ts'
import type { Seats } from '../gateway/seats.ts'
import { CheckFailed, StoreUnavailable } from '../store/db.ts'
import type { Db } from '../store/db.ts'
import { migrate } from '../store/migrations.ts'
import { numbers } from '../store/numbers.ts'
import type { Numbers } from '../store/numbers.ts'
import { schema } from '../store/schema.ts'
import type { Directory } from './directory.ts'
import { fence, fenceCheck } from './fence.ts'
import type { Dialect } from './fence.ts'
import { seatsOf, unconfirmed } from './seat.ts'
import type { Seat } from './seat.ts'

export type Shard = {
  readonly name: string
  /** As a mover uses it: the fence's refusals as they are. */
  readonly store: Db
  readonly gateway: Gateway
  /**
   * Filers that had a seat here and live elsewhere, or have lived elsewhere since: this is an older
   * state of the store. Their rows are left for a person to look at, and nobody carries them.
   */
  readonly astray: readonly string[]
  /** A tick of those who have their seat here. */
  readonly tick: () => Promise<void>
}

/** What a gateway of a shard is made of, beside all that every gateway is handed. */
export type Seated = { readonly db: Db; readonly seats: Seats; readonly numbers: Numbers }

/** Brings the schema and the fence up to date, and makes the gateway. */
export async function openShard(
  name: string,
  store: Db,
  dialect: Dialect,
  directory: Pick<Directory, 'read'>,
  make: (seated: Seated) => Gateway,
  blockSize = 32,
): Promise<Shard> {
  await migrate(store, schema)
  await fence(store, dialect)
  const astray = await unseat(name, store, directory)
  const db = movedAway(store)
  const given = numbers(db, blockSize)
  let known = new Map<string, Seat>()
  /** Numbers taken before a filer left are not given when it is back. */
  const look = async () => {
    const seats = new Map((await seatsOf(store)).map((seat) => [seat.filer, seat]))
    if ([...seats].some(([filer, { epoch }]) => known.get(filer)?.epoch !== epoch)) given.forget()
    known = seats
  }
  const seats: Seats = {
    serves: (filer) => known.get(filer)?.state === 'serving',
    leaving: () =>
      [...known.values()]
        .filter(({ state }) => state === 'draining' || state === 'closed')
        .map(({ filer }) => filer),
  }
  const gateway = make({ db, seats, numbers: given })
  return {
    name,
    store,
    gateway,
    astray,
    tick: async () => {
      await look()
      await gateway.tick()
    },
  }
}

/**
 * At the start, because a store that was restored says what was true once: a seat that the directory
 * does not confirm is closed before anything is carried.
 */
async function unseat(
  name: string,
  store: Db,
  directory: Pick<Directory, 'read'>,
): Promise<string[]> {
  const astray: string[] = []
  for (const seat of await seatsOf(store)) {
    if (seat.state !== 'serving' && seat.state !== 'draining') continue
    const at = await directory.read(seat.filer)
    const older = at?.stage === 'serving' && at.epoch !== seat.epoch
    if (at?.shard === name && !older) continue
    await store.write([unconfirmed(seat.filer, seat.epoch)])
    astray.push(seat.filer)
  }
  return astray
}

/** To the gateway, a filer that is being moved is a store that is busy: ask again in a moment. */
function movedAway(db: Db): Db {
  return {
    read: db.read,
    write: async (statements) => {
      try {
        return await db.write(statements)
      } catch (error) {
        const fenced = error instanceof CheckFailed && error.check === fenceCheck
        throw fenced ? new StoreUnavailable('busy', error) : error
      }
    },
  }
}
