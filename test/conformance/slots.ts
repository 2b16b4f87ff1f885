/**
 * Stores that are used again: to make a schema takes half a second on PostgreSQL and on D1, to empty
 * one a few milliseconds. A slot is a schema there and a binding here; each worker has its own.
 * @module
 */
import { setTimeout as pause } from 'node:timers/promises'
import { inject, onTestFinished } from 'vitest'
import { d1 } from '../../src/store/d1.ts'
import type { Db } from '../../src/store/db.ts'
import { appliedMigrations, migrate } from '../../src/store/migrations.ts'
import { openPostgres, widenIntegers } from '../../src/store/postgres.ts'
import { schema } from '../../src/store/schema.ts'
import { d1At, emptied } from '../d1.ts'
import type { OpenStore } from './engine.ts'
import { d1Slots } from './served.ts'

export type Served = 'd1' | 'postgres'

type Slot = {
  readonly db: Db
  /** Away with all that is there. */
  readonly raze: () => Promise<void>
  /** Our tables. */
  readonly build: () => Promise<void>
  readonly busy: Set<Promise<unknown>>
  /** The texts of what was written since it was clean. */
  readonly written: Set<string>
}

const worker = Number(process.env['VITEST_POOL_ID'] ?? '1') - 1

const makers: Readonly<Record<Served, (n: number) => Promise<Slot>>> = {
  d1: async (n) => {
    if (n >= d1Slots) throw new Error(`more than ${d1Slots} stores at once: close some`)
    const database = d1At(inject('d1'), `DB${worker * d1Slots + n}`)
    const db = d1(database)
    return {
      db,
      raze: async () => void (await emptied(database)),
      build: () => migrate(db, schema),
      busy: new Set(),
      written: new Set(),
    }
  },
  postgres: async (n) => {
    const name = `slot_${worker}_${n}`
    const url = new URL(inject('postgres'))
    url.searchParams.set('options', `-c search_path=${name}`)
    const db = await openPostgres(url.href, { pause, readers: 3 })
    return {
      db,
      raze: async () => {
        await db.write([{ sql: `drop schema if exists ${name} cascade`, values: [] }])
        await db.write([{ sql: `create schema ${name}`, values: [] }])
      },
      build: async () => {
        await migrate(db, schema)
        await widenIntegers(db)
      },
      busy: new Set(),
      written: new Set(),
    }
  },
}

const free: Slot[] = []
let made = 0

/** Given back when it is closed, or else with the test that asked; in a hook with the file. */
export async function claimStore(engine: Served, { bare = false } = {}): Promise<OpenStore> {
  const slot = free.pop() ?? (await makers[engine](made++))
  await Promise.allSettled(slot.busy)
  await (bare ? slot.raze() : clean(slot))
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    free.push(slot)
  }
  try {
    onTestFinished(close)
  } catch {
    // No test runs: it is a hook that asks.
  }
  const watched = async <T>(call: () => Promise<T>): Promise<T> => {
    if (closed) throw new Error('this store is closed')
    const doing = call()
    slot.busy.add(doing)
    try {
      return await doing
    } finally {
      slot.busy.delete(doing)
    }
  }
  return {
    read: (statement) => watched(() => slot.db.read(statement)),
    write: (statements) => {
      for (const { sql } of statements) slot.written.add(sql)
      return watched(() => slot.db.write(statements))
    },
    close,
    settled: async () => {
      while (slot.busy.size > 0) await Promise.allSettled(slot.busy)
    },
  }
}

const aboutTables = /^\s*(?:create|drop|alter)\b/
const intoTable = /\b(?:insert into|update|delete from)\s+(\w+)/

/** Away with what was written, and with nothing else: to look into every table takes D1 0.3 s. */
async function clean({ db, raze, build, written }: Slot): Promise<void> {
  const texts = [...written]
  written.clear()
  const tables = new Set(texts.flatMap((text) => intoTable.exec(text)?.[1] ?? []))
  const done = await appliedMigrations(db).catch(() => undefined)
  if (done?.size === schema.length && !texts.some((text) => aboutTables.test(text))) {
    const deletes = [...tables].map((name) => ({ sql: `delete from ${name}`, values: [] }))
    if (deletes.length > 0) await db.write(deletes)
  } else {
    await raze()
    await build()
  }
}
