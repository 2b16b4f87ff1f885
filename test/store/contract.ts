/**
 * What every store must do, whatever it is made of. A store's own test file is setup and a call of
 * this.
 * @module
 */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Db, Row, Statement } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { announcementsContract } from './announcements.ts'
import { batchesContract } from './batches.ts'
import { contentContract } from './content.ts'
import { deskContract } from './desk.ts'
import { entriesContract } from './entries.ts'
import { guardsContract } from './guards.ts'
import { inboxContract } from './inbox.ts'
import { journalContract } from './journal.ts'
import { keysContract } from './keys.ts'
import { ledgerContract } from './ledger.ts'
import { migrationsContract } from './migrations.ts'
import { numbersContract } from './numbers.ts'
import { outboxContract } from './outbox.ts'
import { sealsContract } from './seals.ts'
import { valuesContract } from './values.ts'
import { writeContract } from './write.ts'

export type Opened = { readonly db: Db; readonly close: () => void | Promise<void> }

/** Opens an empty store. */
export type Factory = { readonly open: () => Promise<Opened> }

export function storeContract(factory: Factory): void {
  migrationsContract(factory)
  writeContract(factory)
  valuesContract(factory)
  journalContract(factory)
  entriesContract(factory)
  numbersContract(factory)
  outboxContract(factory)
  inboxContract(factory)
  guardsContract(factory)
  keysContract(factory)
  ledgerContract(factory)
  sealsContract(factory)
  announcementsContract(factory)
  deskContract(factory)
  batchesContract(factory)
  contentContract(factory)
}

const ours = schema
  .flatMap(({ statements }) => statements)
  .flatMap((text) => /^create table (\w+)/.exec(text)?.[1] ?? [])

/** A store with our tables, without rows at the start of each test of the group that calls this. */
export function freshStore({ open }: Factory): Db {
  let opened: Opened
  beforeAll(async () => {
    opened = await open()
    await migrate(opened.db, schema)
  })
  beforeEach(async () => {
    await opened.db.write(ours.map((table) => ({ sql: `delete from ${table}`, values: [] })))
  })
  afterAll(() => opened.close())
  return {
    read: <R extends Row>(statement: Statement) => opened.db.read<R>(statement),
    write: (statements) => opened.db.write(statements),
  }
}

export async function count(db: Db, table: string): Promise<number> {
  const [row] = await db.read<Row & { found: number }>({
    sql: `select cast(count(*) as integer) as found from ${table}`,
    values: [],
  })
  return row?.found ?? 0
}

/** So many times at once; what each came to, in order. */
export function atOnce<T>(times: number, work: (index: number) => Promise<T>) {
  return Promise.allSettled(Array.from({ length: times }, (_, index) => work(index)))
}
