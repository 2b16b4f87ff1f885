/**
 * The orders that an entry names beside its own `orderNumber`, so that it is found by each of them.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
import { join, sql } from './db.ts'
import type { Statement } from './db.ts'

/** An entry from before is found by them from its next change on. */
export const orderTables: readonly string[] = [
  `create table entry_order (
    filer text not null, order_number text not null, entry_id text not null,
    primary key (filer, order_number, entry_id)) without rowid`,
  `create index entry_order_by_entry on entry_order (entry_id)`,
]

const ordersOf = (entry: Entry | undefined): readonly string[] => entry?.shipment.orderNumbers ?? []

/** D1 binds at most a hundred values. */
const rowsAtOnce = 30

export function keepOrders(id: string, before: Entry | undefined, after: Entry): Statement[] {
  const [were, are] = [ordersOf(before), ordersOf(after)]
  if (were === are || (were.length === are.length && were.every((one, n) => one === are[n]))) {
    return []
  }
  const orders = [...new Set(are)]
  const statements: Statement[] =
    were.length === 0 ? [] : [sql`delete from entry_order where entry_id = ${id}`]
  for (let at = 0; at < orders.length; at += rowsAtOnce) {
    const rows = orders
      .slice(at, at + rowsAtOnce)
      .map((each) => sql`(${after.filer}, ${each}, ${id})`)
    const into = sql`insert into entry_order (filer, order_number, entry_id) values`
    statements.push(join([into, join(rows, ', ')]))
  }
  return statements
}
