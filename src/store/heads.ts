/**
 * The messages of an entry without their bodies: one of them may carry a thousand entries more.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row } from './db.ts'
import type { Message } from './messages.ts'

export type MessageHead = Omit<Message, 'body' | 'filer'> & {
  /** The event of the entry that it caused or followed. */
  readonly seq: number
  readonly bytes: number
}

export const messageHeadsOf = (db: Db, entryId: string): Promise<MessageHead[]> =>
  db.read<Row & MessageHead>(
    sql`select entry_message.seq, message.id, message.direction, message.kind, message.format,
        message.sha256, message.bytes, message.at
      from entry_message join message on message.id = entry_message.message_id
      where entry_message.entry_id = ${entryId} order by entry_message.seq, message.id`,
  )
