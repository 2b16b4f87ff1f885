/**
 * When the mailbox has something of an entry: the earliest of its notifications that were not
 * acknowledged. It stands in the entry's own row. An index of the notifications themselves would be
 * written at three places for each filing, a tenth of what one costs.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import type { Statement } from '../../src/store/db.ts'
import { eachIn } from '../world/rows.ts'
import type { Notification } from './held.ts'

/** Of notifications none of which was acknowledged. */
export const firstDue = (notifications: readonly Notification[]): Instant | null =>
  notifications.reduce<Instant | null>(
    (first, { due }) => (first === null || due < first ? due : first),
    null,
  )

/** After a write to the notifications of these entries. */
export const settleDue = (world: string, numbers: readonly string[]): Statement[] =>
  eachIn(
    `update mock_entry set due = (
       select min(n.due) from mock_notice n where n.world = mock_entry.world
         and n.entry_number = mock_entry.entry_number and n.acknowledged = 0
     ) where world = ? and entry_number in`,
    numbers,
    '',
    [world],
  )
