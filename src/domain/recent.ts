/**
 * What an entry keeps at hand of CBP's notifications: the newest, so that one more costs the same
 * whether it is the tenth or the ten thousandth. One that belongs before them sends for the journal.
 * @module
 */
import type { Entry, Moment, Spoken, Standing, Told } from './entry.ts'
import type { Event, Notified } from './event.ts'
import { isNewer, momentOf, noticeKey } from './moment.ts'
import type { Said } from './moment.ts'

/** With more at hand half are let go. CBP's messages overtake each other by minutes, not by weeks. */
export const mostAtHand = 32

export type Heard = Pick<Entry, 'heard' | 'forgotten'>

export function remember({ heard, forgotten }: Heard, said: Said): Heard {
  const all = [...heard, noticeKey(said)]
  if (all.length <= mostAtHand) return { heard: all, ...(forgotten ? { forgotten } : {}) }
  // A key begins with CBP's time.
  const newestFirst = all.toSorted((a, b) => order(timeOf(b), timeOf(a)))
  const kept = newestFirst.slice(0, mostAtHand / 2)
  const newestGone = timeOf(newestFirst[kept.length] ?? '')
  return {
    heard: kept,
    forgotten: forgotten !== undefined && forgotten > newestGone ? forgotten : newestGone,
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const timeOf = (key: string) => key.slice(0, key.indexOf('|'))

export const inOrder = (spoken: readonly Spoken[]): Spoken[] =>
  spoken.toSorted((a, b) => Number(isNewer(a, b)) - Number(isNewer(b, a)))

/** `fold` is where the entry stands after them; what is of one moment stays together. */
export function keepNewest(
  told: Told,
  fold: (before: Standing, spoken: readonly Spoken[]) => Standing,
): Told {
  const { before, settled, spoken, past } = told
  if (spoken.length <= mostAtHand) return told
  let cut = spoken.length - mostAtHand / 2
  while (cut > 0 && isOneMoment(spoken[cut - 1], spoken[cut])) cut--
  const newest = spoken[cut - 1]
  if (!newest) return told
  const { notices: _, ...moment } = newest
  return {
    before: fold(before, spoken.slice(0, cut)),
    past: { before: past?.before ?? before, newest: moment, count: (past?.count ?? 0) + cut },
    settled,
    spoken: spoken.slice(cut),
  }
}

const isOneMoment = (a: Moment | undefined, b: Moment | undefined) =>
  a !== undefined && b !== undefined && !isNewer(a, b) && !isNewer(b, a)

/** Whether it can be judged only with what was let go. */
export function isBeyond({ told, forgotten }: Entry, said: Said): boolean {
  if (forgotten !== undefined && said.cbpAt <= forgotten) return true
  return told?.past !== undefined && !isNewer(momentOf(said), told.past.newest)
}

/**
 * So much of a journal is read for one late notification: three hundred times what CBP says of an
 * entry in its life. Beyond that each would cost more than the one before it, and ten thousand of them
 * minutes, so a person decides whether it is worth reading.
 */
export const mostReread = 1000

export const isTooFarBack = (entry: Entry, said: Said): boolean =>
  entry.seq > mostReread && isBeyond(entry, said)

/** The entry with everything at hand again; `events` are its journal. */
export function withAll(entry: Entry, events: readonly Event[]): Entry {
  const notified = events
    .slice(0, entry.seq)
    .filter((event): event is Notified => event.type === 'notified')
  const { told, forgotten: _, ...rest } = entry
  return { ...rest, heard: notified.map(noticeKey), told: told && withPast(told, notified) }
}

function withPast(told: Told, notified: readonly Notified[]): Told {
  const { past, settled, spoken } = told
  if (!past) return told
  const counted = notified.filter((event) => !settled || !isNewer(settled, momentOf(event)))
  const all = counted.slice(-(past.count + spoken.length))
  return {
    before: past.before,
    settled,
    spoken: inOrder(all.map((event) => ({ ...momentOf(event), notices: event.notices }))),
  }
}
