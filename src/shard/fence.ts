/**
 * The fence of a shard, kept by the database itself: no row of a filer comes in, changes or goes
 * unless the filer has its seat here, whoever writes and whatever an old process still believes.
 * @module
 */
import type { Db, Statement } from '../store/db.ts'
import { migrate } from '../store/migrations.ts'
import type { Migration } from '../store/migrations.ts'
import { kept } from './tables.ts'
import type { Kept } from './tables.ts'

/** SQLite is also D1's. */
export type Dialect = 'sqlite' | 'postgres'

/** What a refused write fails with, as a check of the schema. */
export const fenceCheck = 'shard_fence'

const seatSchema: readonly Migration[] = [
  {
    // Far behind the numbers of the gateway's own schema, in whose list of migrations it stands.
    id: 100_001,
    name: 'seats of this shard',
    statements: [
      `create table shard_seat (
        filer text primary key, epoch integer not null, state text not null,
        copier integer not null)`,
    ],
  },
]

/** After the gateway's own schema; again after each change of that. */
export async function fence(db: Db, dialect: Dialect): Promise<void> {
  await migrate(db, seatSchema)
  await db.write(kept.flatMap((each) => kinds.flatMap((kind) => trigger(each, kind, dialect))))
}

type Kind = 'insert' | 'update' | 'delete'
const kinds: readonly Kind[] = ['insert', 'update', 'delete']

/** A mover passes within its own write: nobody else ever sees `copier` set. */
const writable = `(shard_seat.state in ('serving', 'draining') or shard_seat.copier = 1)`

const seated = (filer: string) =>
  `exists (select 1 from shard_seat where shard_seat.filer = ${filer} and ${writable})`

/** When the row of this write may not be written. */
function closed({ owner, orphans }: Kept, kind: Kind): string {
  const row = kind === 'insert' ? 'new' : 'old'
  switch (owner.by) {
    case 'column':
      return `not ${seated(`${row}.filer`)}`
    case 'name':
      return `${row}.name <> 'ready' and not ${seated(`substr(${row}.name, length(${row}.name) - 2)`)}`
    case 'parent': {
      const { parent, on, key } = owner
      const found = `select 1 from ${parent} where ${parent}.${key} = ${row}.${on}`
      const open = seated(`${parent}.filer`)
      return orphans === 'refuse' && kind === 'insert'
        ? `not exists (${found} and ${open})`
        : `exists (${found} and not ${open})`
    }
  }
}

function trigger(each: Kept, kind: Kind, dialect: Dialect): Statement[] {
  const name = `shard_${each.table}_${kind}`
  const when = closed(each, kind)
  const refuses = kind === 'insert' || each.changes === 'refuse'
  const texts =
    dialect === 'sqlite'
      ? [
          `create trigger if not exists ${name} before ${kind} on ${each.table} when ${when}
            begin select raise(${refuses ? `abort, 'CHECK constraint failed: ${fenceCheck}'` : 'ignore'}); end`,
        ]
      : [
          `create or replace function ${name}() returns trigger language plpgsql as $body$ begin
            if ${when} then ${refuses ? `raise exception '${fenceCheck}' using errcode = '23514', constraint = '${fenceCheck}'` : 'return null'}; end if;
            return ${kind === 'delete' ? 'old' : 'new'}; end $body$`,
          `create or replace trigger ${name} before ${kind} on ${each.table}
            for each row execute function ${name}()`,
        ]
  return texts.map((text) => ({ sql: text.replace(/\s+/g, ' '), values: [] }))
}
