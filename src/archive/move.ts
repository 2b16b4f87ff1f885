/**
 * What a whole and verified archive holds is taken out of the store: journals in small writes beside
 * the gateway, then the messages and documents that nobody else stands on. Every step may be done
 * again; what a crash left is done by the next run, from the file.
 * @module
 */
import { join } from 'node:path'
import { documentKey } from '../move/house.ts'
import { dropMessage, finishArchive, moveOut } from '../store/archives.ts'
import type { Archive } from '../store/archives.ts'
import { sql } from '../store/db.ts'
import type { Db, Row } from '../store/db.ts'
import { readArchive } from './file.ts'
import { documentsIn } from './lines.ts'
import type { Keeping } from './lines.ts'

/** Of a write, so that the gateway beside it waits for some milliseconds at most. */
const entriesInWrite = 25
const messagesInWrite = 50
const pageSize = 5000

export async function moveToArchive(
  keeping: Keeping,
  { n, name, sha256 }: Archive,
  folder: string,
): Promise<void> {
  const { db } = keeping
  const path = join(folder, name)
  const heads: { id: string; seq: number; head: string }[] = []
  const messages = new Set<string>()
  const documents = new Set<string>()
  for await (const line of readArchive(path, sha256)) {
    if (line.kind === 'message') messages.add(line.id)
    if (line.kind === 'document') documents.add(line.sha256)
    if (line.kind === 'entry' && line.head !== null) {
      heads.push({ id: line.id, seq: line.seq, head: line.head })
    }
  }
  for (const some of slices(heads, entriesInWrite)) {
    await db.write(some.flatMap((head) => moveOut(n, head)))
  }
  for (const id of await stillLinked(db, messages)) messages.delete(id)
  for (const some of slices([...messages], messagesInWrite))
    await db.write(some.flatMap(dropMessage))
  await dropDocuments(keeping, documents, path)
  await db.write([finishArchive(n)])
}

function* slices<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

/** One transmission carries many entries, some of which may stay. */
async function stillLinked(db: Db, messages: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>()
  let [entry, seq, message] = ['', 0, '']
  for (;;) {
    const rows = await db.read<Row & { entry_id: string; seq: number; message_id: string }>(
      sql`select entry_id, seq, message_id from entry_message
        where (entry_id, seq, message_id) > (${entry}, ${seq}, ${message})
        order by entry_id, seq, message_id limit ${pageSize}`,
    )
    for (const { message_id } of rows) if (messages.has(message_id)) found.add(message_id)
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return found
    ;[entry, seq, message] = [last.entry_id, last.seq, last.message_id]
  }
}

/**
 * The same document may go with another answer, even with one that comes meanwhile: so it is looked
 * again, and what somebody has named since is put back.
 */
async function dropDocuments({ db, files }: Keeping, documents: ReadonlySet<string>, path: string) {
  if (documents.size === 0 || !files.remove) return
  const needed = await stillNamed(db, documents)
  for (const sha256 of documents) {
    if (!needed.has(sha256)) await files.remove(documentKey(sha256))
  }
  const late = await stillNamed(db, documents)
  if (late.size === needed.size) return
  for await (const line of readArchive(path)) {
    if (line.kind !== 'document' || !late.has(line.sha256)) continue
    await files.put(documentKey(line.sha256), new Uint8Array(Buffer.from(line.base64, 'base64')))
  }
}

async function stillNamed(db: Db, documents: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>()
  let [entry, seq] = ['', 0]
  for (;;) {
    const rows = await db.read<Row & { entry_id: string; seq: number; data: string }>(
      sql`select entry_id, seq, data from event where type = 'answered'
        and (entry_id, seq) > (${entry}, ${seq}) order by entry_id, seq limit 200`,
    )
    for (const { data } of rows) {
      for (const sha256 of documentsIn({ type: 'answered', data })) {
        if (documents.has(sha256)) found.add(sha256)
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < 200) return found
    ;[entry, seq] = [last.entry_id, last.seq]
  }
}
