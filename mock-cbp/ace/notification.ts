/**
 * A notification as the mailbox shows it.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { entryNumberFields, parseEntryNumber } from '../../src/domain/number.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Said } from '../book/book.ts'
import type { Declared } from '../book/declared.ts'

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
  const { entryType, arrivalDay, references, bills } = declared
  const { blockReference, portOfEntry, splitShipmentReleaseCode } = declared
  const { carrierCode, voyageFlightTrip } = declared
  const flight = {
    ...(carrierCode === undefined ? {} : { carrierCode }),
    ...(voyageFlightTrip === undefined ? {} : { voyageFlightTrip }),
  }
  const { filerCode, serial } = entryNumberFields(entryNumber)
  return {
    notificationId: notificationId(shown),
    ...{ sequence, at },
    ...(blockReference === undefined ? {} : { blockReference }),
    ...(portOfEntry === undefined ? {} : { portOfEntry }),
    filerCode,
    entryNumber: serial,
    entryType,
    ...flight,
    ...(arrivalDay === undefined ? {} : { estimatedArrivalDate: arrivalDay }),
    ...(splitShipmentReleaseCode === undefined ? {} : { splitShipmentReleaseCode }),
    references: [...references, ...(said.references ?? [])],
    bills,
    notices: said.notices.map((notice) =>
      notice.record === 'SO50' ? { ...notice, split: false, ...flight } : notice,
    ),
  }
}
