/**
 * Everything there is to hold against the invariants, read past all faults.
 * @module
 */
import type { MockCbp } from '../../mock-cbp/app.ts'
import type { Event } from '../../src/domain/event.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Row } from '../../src/store/db.ts'
import { entriesByIds } from '../../src/store/entries.ts'
import { nodeDigest } from '../../src/record/file.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import type { Oracle } from './told.ts'

export type Held = {
  readonly entryNumber: string
  readonly status: string
  readonly effectiveFilings: number
  readonly transmissions: number
}

export type View = Awaited<ReturnType<typeof viewOf>>

/** `whole`: with its record verified too, which takes as long as all the rest. */
export async function viewOf(db: Db, mock: MockCbp, oracle: Oracle, faults: number, whole = false) {
  const columns = await db.read<Row & { id: string; filer: string; status: string }>(
    sql`select id, filer, status from entry order by id`,
  )
  const stored = await entriesByIds(
    db,
    columns.map(({ id }) => id),
  )
  const entries = stored.flatMap(({ entry }, n) => {
    const row = columns[n]
    return row ? [{ ...row, entry }] : []
  })
  const rows = await db.read<Row & { entry_id: string; seq: number; data: string }>(
    sql`select entry_id, seq, data from event order by entry_id, seq`,
  )
  const events = rows.map(({ entry_id, seq, data }) => ({
    ...{ id: entry_id, seq },
    event: JSON.parse(data) as Event,
  }))
  const { items } = (await mock.control('entries?limit=1000')) as { items: Held[] }
  return {
    oracle,
    faults,
    entries,
    journals: Map.groupBy(events, ({ id }) => id),
    held: items,
    inbox: await db.read<Row & { id: string; outcome: string; entry_number: string }>(
      sql`select id, outcome, entry_number from inbox order by id`,
    ),
    transmissions: await db.read<
      Row & { message_id: string; state: string; in_doubt: number; attempts: number; note: string }
    >(
      sql`select message_id, state, in_doubt, attempts, note from transmission order by message_id`,
    ),
    attempts: await db.read<Row & { message_id: string; n: number; finished_at: string | null }>(
      sql`select message_id, n, finished_at from attempt order by message_id, n`,
    ),
    carried: await db.read<Row & { message_id: string; entry_id: string; action: string }>(
      sql`select message_id, entry_id, action from transmission_entry`,
    ),
    outbox: await db.read<Row & { entry_id: string }>(sql`select entry_id from outbox`),
    days: await db.read<Row & { person: string; day: string; cents: number; filer: string }>(
      sql`select filer, person, day, cents from ledger_day where cents <> 0`,
    ),
    lots: await db.read<Row & { entry_id: string; lot: string }>(
      sql`select entry_id, lot from order_lot`,
    ),
    hooks: await db.read<Row & { id: string; filer: string; enabled: number }>(
      sql`select id, filer, enabled from webhook`,
    ),
    deliveries: await db.read<Row & { webhook_id: string; message_id: string; state: string }>(
      sql`select webhook_id, message_id, state from delivery`,
    ),
    record: whole ? await verify(recordLines(db), { hashOf: nodeDigest }) : undefined,
    messages: await db.read<Row & { n: number }>(sql`select count(*) as n from message`),
  }
}
