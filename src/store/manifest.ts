/**
 * What lies under a master bill: first which entries, without their content, then entry by entry.
 * @module
 */
import { join, list, sql } from './db.ts'
import type { Db, Row } from './db.ts'

export type UnderBill = {
  readonly id: string
  readonly houseBill: string
  readonly status: string
  readonly updatedAt: string
}

type UnderRow = Row & { id: string; house_bill: string; status: string; updated_at: string }

/** So many rows an answer: short ones, a hundred bytes each. */
const step = 5000

/** `spellings`: how filers write the one number. At most `most` and one more, by id. */
export async function entriesUnder(
  db: Db,
  filer: string,
  spellings: readonly string[],
  most: number,
): Promise<UnderBill[]> {
  const found: UnderBill[] = []
  for (;;) {
    const limit = Math.min(step, most + 1 - found.length)
    const rows = await db.read<UnderRow>(
      join([
        sql`select id, house_bill, status, updated_at from entry where filer = ${filer}`,
        sql`and master_bill in (`, list(spellings), sql`)`,
        sql`and id > ${found.at(-1)?.id ?? ''} order by id limit ${limit}`,
      ]),
    ) // prettier-ignore
    for (const { id, house_bill: houseBill, status, updated_at: updatedAt } of rows) {
      found.push({ id, houseBill, status, updatedAt })
    }
    if (rows.length < limit || found.length > most) return found
  }
}
