/**
 * What people did by hand, beside what they did it to: who, when, what, why. Never changed.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Hand = {
  readonly at: string
  readonly action: string
  /** The key that asked. */
  readonly by: string
  readonly why: string | null
}

/** `subject`: the notification or the transmission. */
export const noteHand = (filer: string, subject: string, hand: Hand): Statement =>
  sql`insert into hand (filer, subject, at, action, actor, why)
    values (${filer}, ${subject}, ${hand.at}, ${hand.action}, ${hand.by}, ${hand.why})
    on conflict (filer, subject, at, action) do nothing`

export async function handsOn(db: Db, filer: string, subject: string): Promise<Hand[]> {
  const rows = await db.read<
    Row & { at: string; action: string; actor: string; why: string | null }
  >(
    sql`select at, action, actor, why from hand where filer = ${filer} and subject = ${subject}
      order by at, action`,
  )
  return rows.map(({ actor, ...rest }) => ({ ...rest, by: actor }))
}
