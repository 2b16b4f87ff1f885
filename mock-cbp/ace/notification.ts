/**
 * A notification as the mailbox shows it.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { entryNumberFields } from '../../src/domain/number.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Said } from '../book/book.ts'
import type { Declared } from '../book/held.ts'

type Shown = {
  readonly notificationId: string
  readonly entryNumber: EntryNumber
  readonly sequence: number
  readonly at: Instant
  readonly said: Said
  readonly declared: Declared
}

/** What is said, with the declaration it is about. */
export function notification(shown: Shown): StatusNotification {
  const { notificationId, entryNumber, sequence, at, said, declared } = shown
  const { portOfEntry, entryType, references, bills } = declared
  const { filerCode, serial } = entryNumberFields(entryNumber)
  return {
    ...{ notificationId, sequence, at },
    filerCode,
    entryNumber: serial,
    ...(portOfEntry === undefined ? {} : { portOfEntry }),
    entryType,
    references: [...references, ...(said.references ?? [])],
    bills,
    notices: said.notices,
  }
}
