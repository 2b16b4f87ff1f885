/**
 * Pages of CBP's book, as the mock's own views want them.
 * @module
 */
import type { EntryNumber } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Of } from '../book/book.ts'

type Row = {
  entry_number: EntryNumber
  bill: string
  accepted_at: string | null
  effective: number
  transmissions: number
}

/** Counted from the filings as they were answered, not from a number that is kept. */
export const pageOf = ({ db, name }: Of, cursor: string, limit: number) =>
  db.read<Row>(
    sql`select e.entry_number, e.bill, e.accepted_at,
        (select cast(count(*) as integer) from mock_filing f
          where f.world = e.world and f.entry_number = e.entry_number and f.action = 'A'
            and f.disposition <> '01'
        ) as effective,
        (select cast(count(distinct f.message_id) as integer) from mock_filing f
          where f.world = e.world and f.entry_number = e.entry_number
        ) as transmissions
      from mock_entry e where e.world = ${name} and e.entry_number > ${cursor}
      order by e.entry_number limit ${limit}`,
  )

type DocumentRow = {
  message_id: string
  type: string
  name: string
  media_type: string
  bytes: number
  sha256: string
  at: string
  outcome: string
}

export async function documentsOf({ db, name }: Of, entryNumber: EntryNumber) {
  const rows = await db.read<DocumentRow>(
    sql`select message_id, type, name, media_type, bytes, sha256, at, outcome from mock_document
      where world = ${name} and entry_number = ${entryNumber} order by at, message_id, place`,
  )
  return rows.map(({ message_id: messageId, media_type: mediaType, ...row }) => ({
    ...{ messageId, mediaType },
    ...row,
  }))
}
