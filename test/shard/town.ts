/**
 * Several shards in one process, each a real gateway on a store of its own behind the fence, with one
 * directory, one mock CBP and one clock that moves when told.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Receivers, Send } from '../../src/gateway/deps.ts'
import { directory as openDirectory, directorySchema } from '../../src/shard/directory.ts'
import type { Filed } from '../../src/shard/directory.ts'
import { door as openDoor } from '../../src/shard/door.ts'
import type { Dialect } from '../../src/shard/fence.ts'
import { mover as makeMover } from '../../src/shard/move.ts'
import { openShard } from '../../src/shard/shard.ts'
import type { Shard } from '../../src/shard/shard.ts'
import { sql, StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { insertWebhook } from '../../src/store/webhooks.ts'
import { memoryFiles, parcel } from '../gateway/world.ts'
import { hookOf } from '../sim/receiver.ts'

export const start = '2026-11-23T14:00:00.000Z'

export type Parcel = {
  readonly filer: string
  readonly name: string
  readonly id: string
  readonly number: string
  readonly filedAt: string
  /** When it was first seen released. */
  releasedAt?: string
}

type Options = {
  readonly shards: readonly string[]
  /** Filers with a webhook. */
  readonly hooked?: readonly string[]
  readonly transmissionSize?: number
  readonly store?: (name: string) => Promise<{ readonly db: Db; readonly dialect: Dialect }>
  readonly wrap?: (name: string, db: Db) => Db
}

export type Town = Awaited<ReturnType<typeof town>>

const inMemory = async (): Promise<{ db: Db; dialect: Dialect }> => ({
  db: openSqlite(':memory:'),
  dialect: 'sqlite',
})

export async function town({
  shards: names,
  hooked = [],
  transmissionSize = 100,
  store = inMemory,
  wrap = (_, db) => db,
}: Options) {
  let now = start
  const clock = { now: () => now }
  let made = 0
  const mock = createMockCbp({
    db: openSqlite(':memory:'),
    clock,
    ids: () => `R${++made}`,
    pace: 'fast',
    inspectionRate: 0,
  })
  /** What receivers of webhooks were told: each id with how often. */
  const told = new Map<string, number>()
  const receivers: Receivers = {
    clock,
    refuse: async () => undefined,
    send: async (request) => {
      const id = `${new URL(request.url).host} ${request.headers.get('webhook-id')}`
      told.set(id, (told.get(id) ?? 0) + 1)
      return new Response(null, { status: 204 })
    },
  }
  let line: Send = mock.fetch
  const alarms: string[] = []
  const down = new Set<string>()

  const open = async (
    name: string,
    restored?: Awaited<ReturnType<typeof store>>,
  ): Promise<Shard> => {
    const { db, dialect } = restored ?? (await store(name))
    const failing: Db = {
      read: async (statement) => {
        if (down.has(name)) throw new StoreUnavailable('failed')
        return db.read(statement)
      },
      write: async (statements) => {
        if (down.has(name)) throw new StoreUnavailable('failed')
        return db.write(statements)
      },
    }
    return openShard(
      name,
      wrap(name, failing),
      dialect,
      directory,
      (seated) =>
        createGateway({
          ...seated,
          clock,
          ids: { entry: () => `01SHARD${String(++made).padStart(19, '0')}` },
          chance: () => 0.5,
          send: (request) => line(request),
          files: memoryFiles(),
          log: (level, event) => {
            if (level === 'alarm') alarms.push(`${name} ${event}`)
          },
          cbp: { url: 'http://cbp.test', password: () => 'mock' },
          contact: { name: 'PAT FILER', phone: '7185550100' },
          wake: () => undefined,
          receivers,
          transmissionSize,
        }),
      4,
    )
  }

  const directoryDb = openSqlite(':memory:')
  await migrate(directoryDb, directorySchema)
  const book = wrap('directory', directoryDb)
  const directory = openDirectory(book, clock.now)
  const shards = new Map<string, Shard>()
  for (const name of names) shards.set(name, await open(name))
  const stores = new Map([...shards].map(([name, { store }]) => [name, store]))
  const mover = makeMover({ directory, stores, now: clock.now })
  const door = openDoor(directory, shards)
  const parcels: Parcel[] = []

  /** `undefined`: the filer is being moved, or its shard is down, and the caller comes again. */
  const file = async (filer: string, name: string): Promise<Parcel | undefined> => {
    try {
      const found = await door.shardOf(filer)
      if (found.kind !== 'open') return undefined
      const draft = parcel(name)
      const filed = await found.shard.gateway.file(
        filer as FilerCode,
        { draft, problems: [] },
        () => [],
      )
      if (filed.kind === 'duplicate') {
        const entry = await found.shard.gateway.get(filer as FilerCode, filed.entryId)
        return keep(filer, name, filed.entryId, entry?.entryNumber ?? '')
      }
      if (filed.kind !== 'filed') throw new Error(`not filed: ${JSON.stringify(filed)}`)
      return keep(filer, name, filed.entry.id, filed.entry.entryNumber)
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      return undefined
    }
  }

  const keep = (filer: string, name: string, id: string, number: string): Parcel => {
    const kept = { filer, name, id, number, filedAt: now }
    parcels.push(kept)
    return kept
  }

  const look = async () => {
    const open = parcels.filter(({ releasedAt }) => releasedAt === undefined)
    if (open.length === 0) return
    const released = new Set<unknown>()
    for (const { name, store } of shards.values()) {
      if (down.has(name)) continue
      const rows = await store.read(sql`select id from entry where status = 'released'`)
      for (const { id } of rows) released.add(id)
    }
    for (const each of open) if (released.has(each.id)) each.releasedAt = now
  }

  return {
    clock, open, shards, stores, directory, mover, door, mock, told, alarms, parcels, down, file,
    /** Every shard ticks once, then a second passes. */
    second: async (seconds = 1) => {
      for (let n = 0; n < seconds; n++) {
        for (const { name, tick } of shards.values()) {
          if (!down.has(name)) await tick()
        }
        await look()
        now = after(now, 1000)
      }
    },
    /** Puts `send` between the gateways and CBP; without it the line is sound again. */
    line: (send: Send = mock.fetch) => {
      line = send
    },
    pass: (millis: number) => {
      now = after(now, millis)
    },
    settle: async (filer: string, shard: string) => {
      await mover.settle(filer, shard)
      if (!hooked.includes(filer)) return
      await shards.get(shard)?.store.write([insertWebhook(hookOf(filer, 1, start))])
    },
  } // prettier-ignore
}

/** Goes on with a move until it rests; time passes while something is under way. */
export async function finish(t: Town, filer: string, from?: Filed): Promise<void> {
  let at = from
  if (!at) {
    const taken = await t.mover.takeOver(filer)
    at = taken.kind === 'went_on' ? taken.residence : await t.directory.read(filer)
  }
  for (let tries = 0; at && at.stage !== 'serving'; tries++) {
    const step = await t.mover.goOn(at)
    if (step.kind === 'refused') throw new Error(step.why)
    if (step.kind === 'went_on') at = step.residence
    else await t.second()
    if (tries > 200) throw new Error(`${filer} is still ${at.stage}`)
  }
}

/** What CBP holds of each entry. */
export async function heldByCbp({ mock }: Town) {
  const held: { entryNumber: string; effectiveFilings: number; status: string }[] = []
  for (let cursor = ''; ;) {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const response = await mock.fetch(new Request(`http://cbp.test/_mock/entries?limit=1000${query}`)) // prettier-ignore
    const { items, nextCursor } = (await response.json()) as {
      items: typeof held
      nextCursor: string | null
    }
    held.push(...items)
    if (nextCursor === null) return held
    cursor = nextCursor
  }
}
