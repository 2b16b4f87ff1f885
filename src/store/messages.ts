/**
 * Messages as they went over the wire, byte for byte, with their SHA-256. Long ones are kept in
 * parts, because D1 limits a row.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Direction = 'sent' | 'received'
export type MessageKind = 'filing' | 'reply' | 'notification' | 'document' | 'document_reply'

export type Message = {
  readonly id: string
  readonly filer: string
  readonly direction: Direction
  readonly kind: MessageKind
  readonly format: string
  readonly sha256: string
  readonly at: string
  readonly body: string
}

/** Characters; at most four bytes each stays well under a megabyte. */
const partLength = 200_000
const part = new RegExp(`[^]{1,${partLength}}`, 'gu')
const encoder = new TextEncoder()

export function keepMessage(message: Message): Statement[] {
  const { id, filer, direction, kind, format, sha256, at, body } = message
  const bytes = bytesOf(body)
  const parts = body.length <= partLength ? [body] : (body.match(part) ?? [''])
  return [
    sql`insert into message (id, filer, direction, kind, format, sha256, bytes, at)
      values (${id}, ${filer}, ${direction}, ${kind}, ${format}, ${sha256}, ${bytes}, ${at})`,
    ...parts.map(
      (text, n) =>
        sql`insert into message_part (message_id, n, body) values (${id}, ${n}, ${text})`,
    ),
  ]
}

/** In UTF-8; most messages are plain, and as long as their text. */
const bytesOf = (text: string) =>
  beyondAscii.test(text) ? encoder.encode(text).length : text.length

const beyondAscii = /[^\0-\x7f]/

/** Ties a message to the event of an entry that it caused. */
export function linkMessage(entryId: string, seq: number, messageId: string): Statement {
  return sql`insert into entry_message (entry_id, seq, message_id)
    values (${entryId}, ${seq}, ${messageId})`
}

export async function messageExists(db: Db, id: string): Promise<boolean> {
  return (await db.read(sql`select 1 as found from message where id = ${id}`)).length > 0
}

type MessageRow = Row & Omit<Message, 'body'>
type PartRow = Row & { message_id: string; body: string }

export async function bodyOf(db: Db, messageId: string): Promise<string> {
  const parts = await db.read<PartRow>(
    sql`select message_id, body from message_part where message_id = ${messageId} order by n`,
  )
  return parts.map(({ body }) => body).join('')
}

export type LinkedMessage = Message & { readonly seq: number }

/** Every message of an entry in the order of its journal. */
export async function messagesOf(db: Db, entryId: string): Promise<LinkedMessage[]> {
  const rows = await db.read<MessageRow & { seq: number }>(
    sql`select entry_message.seq, message.id, message.filer, message.direction, message.kind,
        message.format, message.sha256, message.at
      from entry_message join message on message.id = entry_message.message_id
      where entry_message.entry_id = ${entryId} order by entry_message.seq, message.id`,
  )
  const parts = await db.read<PartRow>(
    sql`select message_id, body from message_part
      where message_id in (select message_id from entry_message where entry_id = ${entryId})
      order by message_id, n`,
  )
  const bodies = Map.groupBy(parts, ({ message_id }) => message_id)
  return rows.map((row) => ({
    ...row,
    body: (bodies.get(row.id) ?? []).map(({ body }) => body).join(''),
  }))
}

/** Which event of an entry stands on which message. */
export async function messageIdsBySeq(db: Db, entryId: string): Promise<Map<number, string[]>> {
  const rows = await db.read<Row & { seq: number; message_id: string }>(
    sql`select seq, message_id from entry_message where entry_id = ${entryId}
      order by seq, message_id`,
  )
  const bySeq = Map.groupBy(rows, ({ seq }) => seq)
  return new Map([...bySeq].map(([seq, found]) => [seq, found.map((row) => row.message_id)]))
}
