/**
 * What goes into an archive: the messages, journals and documents of some entries, as lines of the
 * five-year record.
 * @module
 */
import type { Files } from '../document/files.ts'
import { documentKey } from '../move/house.ts'
import type { DocumentLine, MessageLine, RecordLine } from '../record/line.ts'
import { eventsOf } from '../record/lines.ts'
import type { Head } from '../store/archives.ts'
import { sql } from '../store/db.ts'
import type { Db, Row } from '../store/db.ts'
import { bodyOf } from '../store/messages.ts'

export type Keeping = { readonly db: Db; readonly files: Files }

/** In the order in which the verifier needs them. */
export async function* archiveLines(
  { db, files }: Keeping,
  heads: readonly Head[],
): AsyncGenerator<RecordLine, void, undefined> {
  for (const id of await linked(db, heads)) yield* messageLine(db, id)
  const documents = new Set<string>()
  for (const { id, entryNumber, seq, head } of heads) {
    const filer = entryNumber.split('-')[0] ?? ''
    yield { kind: 'entry', id, filer, entryNumber, seq, head }
    for await (const event of eventsOf(db, id)) {
      // What happened since is not of this file.
      if (event.seq > seq) continue
      for (const sha256 of documentsIn(event)) documents.add(sha256)
      yield event
    }
  }
  for (const sha256 of documents) yield* documentLine(files, sha256)
}

/** The messages of all of them, each once. */
async function linked(db: Db, heads: readonly Head[]): Promise<string[]> {
  const ids = new Set<string>()
  for (const { id } of heads) {
    const rows = await db.read<Row & { message_id: string }>(
      sql`select message_id from entry_message where entry_id = ${id}`,
    )
    for (const { message_id } of rows) ids.add(message_id)
  }
  return [...ids].sort()
}

type MessageRow = Row & Omit<MessageLine, 'kind' | 'body'>

async function* messageLine(db: Db, id: string): AsyncGenerator<MessageLine> {
  const [row] = await db.read<MessageRow>(
    sql`select id, filer, direction, kind as what, format, at, sha256 from message where id = ${id}`,
  )
  if (row) yield { kind: 'message', ...row, body: await bodyOf(db, id) }
}

export function documentsIn({ type, data }: { readonly type: string; readonly data: string }) {
  if (type !== 'answered') return []
  const { documents } = JSON.parse(data) as { documents: readonly { sha256: string }[] }
  return documents.map(({ sha256 }) => sha256)
}

/** One that is gone already was gone before; its hash stands in the answer. */
async function* documentLine(files: Files, sha256: string): AsyncGenerator<DocumentLine> {
  const bytes = await files.get(documentKey(sha256))
  if (!bytes) return
  const base64 = Buffer.from(bytes).toString('base64')
  yield { kind: 'document', sha256, bytes: bytes.length, base64 }
}
