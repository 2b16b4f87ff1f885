/**
 * Changes of several entries as one write. What they have in common is written once: counters, and
 * the places in the feed of a filer.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
import type { Statement } from '../store/db.ts'
import { announce } from '../store/feed.ts'
import type { Announcement } from '../store/feed.ts'
import { inRows } from '../store/rows.ts'
import { addMarks } from '../store/tally.ts'
import type { Mark } from '../store/tally.ts'

/** An entry as it becomes, and all that makes it so. */
export type Change = {
  readonly entry: Entry
  /** The events of an entry that is there: their keys say first who was first. */
  readonly journal?: readonly Statement[]
  readonly statements: readonly Statement[]
  readonly told: readonly Announcement[]
  readonly marks: readonly Mark[]
}

export function together(changes: readonly Change[]): Statement[] {
  const byFiler = Map.groupBy(changes, ({ entry }) => entry.filer)
  return [
    ...inRows(changes.flatMap(({ journal = [] }) => journal)),
    ...changes.flatMap(({ statements }) => statements),
    ...[...byFiler].flatMap(([filer, ofFiler]) => [
      ...announce(
        filer,
        ofFiler.flatMap(({ told }) => told),
      ),
      ...addMarks(
        filer,
        ofFiler.flatMap(({ marks }) => marks),
      ),
    ]),
  ]
}
