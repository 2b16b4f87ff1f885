/**
 * CBP's notifications on one entry as they came, without the long messages that carried its filing.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row } from './db.ts'

type PartRow = Row & { message_id: string; body: string }

/** The newest first. */
export async function notificationsOf(db: Db, entryId: string): Promise<string[]> {
  const parts = await db.read<PartRow>(
    sql`select message_part.message_id, message_part.body
      from entry_message
      join message on message.id = entry_message.message_id
      join message_part on message_part.message_id = message.id
      where entry_message.entry_id = ${entryId} and message.kind = 'notification'
      order by entry_message.seq desc, message_part.message_id, message_part.n`,
  )
  const bodies = Map.groupBy(parts, ({ message_id }) => message_id)
  return [...bodies.values()].map((of) => of.map(({ body }) => body).join(''))
}
