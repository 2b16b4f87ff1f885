/**
 * A notification as the mailbox shows it.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { entryNumberFields, parseEntryNumber } from '../../src/domain/number.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Said } from '../book/book.ts'
import type { Declared } from '../book/held.ts'

/** Which of an entry's notifications it is; the mock's id of it says the same. */
export type Place = {
  readonly entryNumber: EntryNumber
  readonly sequence: number
  readonly copy: number
}

export const notificationId = ({ entryNumber, sequence, copy }: Place) =>
  `${entryNumber}-${sequence}${copy === 0 ? '' : `-${copy}`}`

const idForm = /^(.{13})-(\d{1,9})(?:-(\d{1,9}))?$/

/** `undefined` for what the mock never gave out. */
export function placeOf(id: string): Place | undefined {
  const [, number = '', sequence, copy = '0'] = idForm.exec(id) ?? []
  const entryNumber = parseEntryNumber(number)
  if (!entryNumber) return undefined
  const place = { entryNumber, sequence: Number(sequence), copy: Number(copy) }
  return notificationId(place) === id ? place : undefined
}

type Shown = Place & {
  readonly at: Instant
  readonly said: Said
  readonly declared: Declared
}

/** What is said, with the declaration it is about. */
export function notification(shown: Shown): StatusNotification {
  const { entryNumber, sequence, at, said, declared } = shown
  const { portOfEntry, entryType, references, bills } = declared
  const { filerCode, serial } = entryNumberFields(entryNumber)
  return {
    notificationId: notificationId(shown),
    ...{ sequence, at },
    filerCode,
    entryNumber: serial,
    ...(portOfEntry === undefined ? {} : { portOfEntry }),
    entryType,
    references: [...references, ...(said.references ?? [])],
    bills,
    notices: said.notices,
  }
}
