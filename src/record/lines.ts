/**
 * The record of a store, line by line, in pages: of any store, SQLite or D1.
 * @module
 */
import type { SealedHead } from '../store/chain.ts'
import { archiveMigration } from '../store/archives.ts'
import { sql } from '../store/db.ts'
import type { Db, Row } from '../store/db.ts'
import { bodyOf } from '../store/messages.ts'
import { headsOf, sealsFrom } from '../store/seals.ts'
import type {
  ArchivedLine,
  EntryLine,
  EventLine,
  MessageLine,
  RecordLine,
  SealLine,
} from './line.ts'

const pageSize = 500

/** Without the first and the last line, which belong to a file. */
export async function* recordLines(db: Db): AsyncGenerator<RecordLine, void, undefined> {
  yield* sealLines(db)
  yield* heldLines(db)
}

/** What the store itself holds under its seals. */
export async function* heldLines(db: Db): AsyncGenerator<RecordLine, void, undefined> {
  yield* messages(db)
  yield* entries(db)
}

export async function* sealLines(db: Db): AsyncGenerator<SealLine, void, undefined> {
  for (let next = 0; ;) {
    const page = await sealsFrom(db, next, pageSize)
    for (const { n, at, previous, hash } of page) {
      const heads = (await headsOf(db, n)).split('\n').slice(0, -1).map(parseHead)
      yield { kind: 'seal', n, at, previous, hash: hash ?? '', heads }
      next = n + 1
    }
    if (page.length < pageSize) return
  }
}

export function parseHead(line: string): SealedHead {
  const [id = '', seq = '', hash = ''] = line.split(' ')
  return [id, Number(seq), hash]
}

type MessageRow = Row & Omit<MessageLine, 'kind' | 'body'>

async function* messages(db: Db): AsyncGenerator<MessageLine, void, undefined> {
  for (let last = ''; ;) {
    const page = await db.read<MessageRow>(
      sql`select id, filer, direction, kind as what, format, at, sha256 from message
        where id > ${last} order by id limit ${pageSize}`,
    )
    for (const row of page) {
      yield { kind: 'message', ...row, body: await bodyOf(db, row.id) }
      last = row.id
    }
    if (page.length < pageSize) return
  }
}

type EntryRow = Row & Omit<EntryLine, 'kind'>

async function* entries(
  db: Db,
): AsyncGenerator<EntryLine | ArchivedLine | EventLine, void, undefined> {
  const moved = await archivedRows(db)
  for (let last = ''; ;) {
    const page = await db.read<EntryRow>(
      sql`select id, filer, entry_number as "entryNumber", head_seq as seq, head from entry
        where id > ${last} order by id limit ${pageSize}`,
    )
    const archived = await moved(last, page.at(-1)?.id ?? last)
    for (const row of page) {
      yield { kind: 'entry', ...row }
      const elsewhere = archived.get(row.id)
      if (elsewhere) yield elsewhere
      yield* eventsOf(db, row.id)
      last = row.id
    }
    if (page.length < pageSize) break
  }
  yield* strays(db)
}

/** Which of a page of entries have their first events elsewhere; an older database has no archives. */
async function archivedRows(db: Db) {
  const [known] = await db.read(sql`select id from migration where id = ${archiveMigration.id}`)
  return async (after: string, to: string): Promise<ReadonlyMap<string, ArchivedLine>> => {
    if (!known) return new Map()
    const rows = await db.read<Row & Omit<ArchivedLine, 'kind'>>(
      sql`select archived.entry_id as "entryId", archived.seq, archived.head, archive.name
        from archived join archive on archive.n = archived.archive
        where archived.entry_id > ${after} and archived.entry_id <= ${to}`,
    )
    return new Map(rows.map((row) => [row.entryId, { kind: 'archived', ...row }]))
  }
}

/** Events whose entry is gone from its view: somebody has taken it out. */
async function* strays(db: Db): AsyncGenerator<EventLine, void, undefined> {
  const rows = await db.read<Row & { id: string }>(
    sql`select distinct entry_id as id from event
      where not exists (select 1 from entry where entry.id = event.entry_id) order by id`,
  )
  for (const { id } of rows) yield* eventsOf(db, id)
}

type EventRow = Row & { seq: number; type: string; at: string; actor: string | null; source: string | null; hash: string | null; data: string } // prettier-ignore

export async function* eventsOf(
  db: Db,
  entryId: string,
): AsyncGenerator<EventLine, void, undefined> {
  const links = Map.groupBy(
    await db.read<Row & { seq: number; message_id: string }>(
      sql`select seq, message_id from entry_message where entry_id = ${entryId}
        order by seq, message_id`,
    ),
    ({ seq }) => seq,
  )
  const rows = await db.read<EventRow>(
    sql`select seq, type, at, actor, source, hash, data from event where entry_id = ${entryId}
      order by seq`,
  )
  for (const { actor, ...row } of rows) {
    const messages = (links.get(row.seq) ?? []).map(({ message_id }) => message_id)
    yield { kind: 'event', entryId, ...row, by: actor, messages }
  }
}
