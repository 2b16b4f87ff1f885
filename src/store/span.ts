/**
 * Entries of a span of time. Ids are in the order of the time they were made at, so a span of time is
 * a span of ids: every index that ends in the id reads from where the span begins and stops where it
 * ends, and nothing between is passed by.
 * @module
 */
import { sql } from './db.ts'
import type { Statement } from './db.ts'
import type { Migration } from './migrations.ts'

/** `lane`: of a type other than the usual one, of which there may be a handful among a million. */
export const spanMigration: Migration = {
  id: 21,
  name: 'lists at a million entries',
  statements: [
    `create index entry_by_time on entry (filer, created_at, id)`,
    `create index entry_by_lane on entry (filer, entry_type, id, status, silent_since, due_day)
      where entry_type <> '86'`,
    // At a start the leases of a dead process are sought among all deliveries there ever were.
    `create index delivery_by_lease on delivery (lease_until) where lease_until is not null`,
  ],
}

/** Filed at or after `from`, and before `until`. */
export const within = (
  filer: string,
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
): Statement[] => [
  ...(from === undefined
    ? []
    : [
        sql`id >= (select id from entry where filer = ${filer} and created_at >= ${from}
          order by created_at, id limit 1)`,
      ]),
  ...(until === undefined
    ? []
    : [
        sql`id <= (select id from entry where filer = ${filer} and created_at < ${until}
          order by created_at desc, id desc limit 1)`,
      ]),
]

/** The index over the few of another type is used only where the query says that it is one. */
export const ofType = (entryType: string): Statement[] => [
  sql`entry_type = ${entryType}`,
  ...(entryType === '86' ? [] : [sql`entry_type <> '86'`]),
]
