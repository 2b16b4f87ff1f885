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
import { fence, fenceCheck } from './fence.ts'
import type { Dialect } from './fence.ts'
import { seatsOf } from './seat.ts'
import type { Seat } from './seat.ts'

export type Shard = {
  readonly name: string
  /** As a mover uses it: the fence's refusals as they are. */
  readonly store: Db
  readonly gateway: Gateway
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
  make: (seated: Seated) => Gateway,
  blockSize = 32,
): Promise<Shard> {
  await migrate(store, schema)
  await fence(store, dialect)
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
    tick: async () => {
      await look()
      await gateway.tick()
    },
  }
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
