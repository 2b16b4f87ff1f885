/**
 * What a change of an entry does to the counts, and to what its filer has to do by when.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import type { Entry } from '../domain/entry.ts'
import { nextStep } from '../domain/next.ts'
import { spanOf } from '../domain/pace.ts'
import { setDue } from '../store/agenda.ts'
import type { Statement } from '../store/db.ts'
import type { Mark } from '../store/tally.ts'

export function tally(before: Entry | undefined, after: Entry): Mark[] {
  return [
    ...moved(before ? standing(before) : [], standing(after)),
    ...(before ? [] : [mark('filed', after.createdAt.slice(0, 13))]),
    ...(before ? released(before, after) : []),
  ]
}

export function due(id: string, before: Entry | undefined, after: Entry): Statement[] {
  const day = nextStep(after).due
  return day === (before ? nextStep(before).due : null) ? [] : [setDue(id, day)]
}

const mark = (kind: Mark['kind'], at = '', name = '', part = '', n = 1): Mark => {
  return { kind, at, name, part, n }
}

const standing = ({ status, shipment }: Entry): Mark[] => [
  mark('arrival', shipment.estimatedArrivalDate, shipment.bill.masterBill, status),
  mark('status', '', '', status),
]

/** Taken from where it stood and added where it stands, unless that is the same place. */
function moved(from: readonly Mark[], to: readonly Mark[]): Mark[] {
  return to.flatMap((there, n) => {
    const here = from[n]
    if (!here) return [there]
    const same = here.at === there.at && here.name === there.name && here.part === there.part
    return same ? [] : [{ ...here, n: -1 }, there]
  })
}

/** From CBP's acceptance to CBP's release, by CBP's clock, under the hour in which it was heard. */
function released(before: Entry, after: Entry): Mark[] {
  if (before.status === 'released' || after.status !== 'released') return []
  const { acceptedAt, disposition, updatedAt } = after
  if (acceptedAt === null) return []
  const seconds = Math.max(0, millisBetween(acceptedAt, disposition?.at ?? updatedAt) / 1000)
  return [mark('release', updatedAt.slice(0, 13), '', String(spanOf(seconds)))]
}
