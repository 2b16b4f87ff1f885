/**
 * What the verifier has met and has still to meet, beside the process: a table that SQLite keeps in a
 * file of its own, without a name, when it grows. A record of years has more heads and messages than
 * fit into memory.
 * @module
 */
import Database from 'better-sqlite3'

/** An event that a seal holds. */
export type Held = { readonly seq: number; readonly hash: string; readonly n: number }

/** Where the part of a journal that is in an archive ends. */
export type End = { readonly seq: number; readonly head: string | null }

export type Shelf = {
  readonly hold: (entryId: string, held: Held) => void
  /** What seals hold of an entry, in the order in which it came. */
  readonly heldOf: (entryId: string) => readonly Held[]
  /** Only these are still to be met. */
  readonly leave: (entryId: string, left: readonly Held[]) => void
  /** Of each entry that is left the first that a seal holds. */
  readonly left: () => Iterable<readonly [entryId: string, held: Held]>
  readonly putMessage: (id: string, sha256: string) => void
  readonly messageHash: (id: string) => string | undefined
  readonly messages: () => number
  readonly putEnd: (entryId: string, end: End) => void
  readonly endOf: (entryId: string) => End | undefined
  readonly ends: () => number
  readonly close: () => void
}

type HeldRow = Held & { readonly entry_id: string }

export function openShelf(): Shelf {
  const database = new Database('')
  // Nobody reads it again after this process.
  database.pragma('journal_mode = off')
  database.pragma('cache_size = -32000')
  database.exec(`
    create table held (entry_id text not null, seq integer not null, hash text not null, n integer not null);
    create index held_by_entry on held (entry_id);
    create table message (id text primary key, sha256 text not null) without rowid;
    create table ended (entry_id text primary key, seq integer not null, head text) without rowid;
    begin`)
  const put = database.prepare('insert into held (entry_id, seq, hash, n) values (?, ?, ?, ?)')
  const of = database.prepare('select seq, hash, n from held where entry_id = ? order by rowid')
  const drop = database.prepare('delete from held where entry_id = ?')
  const rest = database.prepare(`select entry_id, seq, hash, n from held
    where rowid in (select min(rowid) from held group by entry_id) order by rowid`)
  const putMessage = database.prepare('insert or replace into message (id, sha256) values (?, ?)')
  const message = database.prepare('select sha256 from message where id = ?').pluck()
  const messages = database.prepare('select count(*) from message').pluck()
  const putEnd = database.prepare(
    'insert or replace into ended (entry_id, seq, head) values (?, ?, ?)',
  )
  const ended = database.prepare('select seq, head from ended where entry_id = ?')
  const ends = database.prepare('select count(*) from ended').pluck()

  const hold = (entryId: string, { seq, hash, n }: Held) => void put.run(entryId, seq, hash, n)
  return {
    hold,
    heldOf: (entryId) => of.all(entryId) as Held[],
    leave: (entryId, left) => {
      drop.run(entryId)
      for (const held of left) hold(entryId, held)
    },
    left: function* () {
      for (const { entry_id, ...held } of rest.iterate() as Iterable<HeldRow>) {
        yield [entry_id, held] as const
      }
    },
    putMessage: (id, sha256) => void putMessage.run(id, sha256),
    messageHash: (id) => message.get(id) as string | undefined,
    messages: () => messages.get() as number,
    putEnd: (entryId, { seq, head }) => void putEnd.run(entryId, seq, head),
    endOf: (entryId) => ended.get(entryId) as End | undefined,
    ends: () => ends.get() as number,
    close: () => void database.close(),
  }
}
