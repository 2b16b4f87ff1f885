/**
 * Silence: which word of CBP's an entry waits for, since when, and how late it is. Without a word,
 * wait and look; a Replace never makes CBP answer (CSMS 15-000938).
 * @module
 */
import { addDays, after, hour, millisBetween } from './day.ts'
import type { Instant } from './day.ts'
import type { Entry } from './entry.ts'

/** `reply`: to what was asked. `status`: the first after acceptance. `release`: after arrival. */
export type Word = 'reply' | 'status' | 'release'

export type Awaited = { readonly word: Word; readonly since: Instant }

type Expectation = readonly [word: Word, since: (entry: Entry) => Instant | null]

const notBefore = (one: Instant, other: Instant) => (one > other ? one : other)

/** The end of the day of arrival, wherever the port is: 12 hours behind UTC. */
const arrived = ({ shipment }: Entry): Instant =>
  `${addDays(shipment.estimatedArrivalDate, 1)}T12:00:00.000Z`

/** What is due when. The first row that gives an instant is the word that is awaited. */
const expectations: readonly Expectation[] = [
  ['reply', ({ pending }) => pending?.since ?? null],
  [
    'status',
    ({ status, latest, acceptedAt }) => (status === 'submitted' && !latest ? acceptedAt : null),
  ],
  [
    'release',
    (entry) => {
      const { status, updatedAt } = entry
      const open = status === 'submitted' || status === 'under_review'
      // A hold that CBP spoke of after the arrival is no silence until it has lasted as long.
      return open ? notBefore(arrived(entry), updatedAt) : null
    },
  ],
]

export function awaited(entry: Entry): Awaited | null {
  for (const [word, sinceOf] of expectations) {
    const since = sinceOf(entry)
    if (since !== null) return { word, since }
  }
  return null
}

/** The alarms of silence: each is given once, as soon as so many hours have passed. */
export const lateness = [
  { hours: 1, alarm: 'cbp_silent_1h' },
  { hours: 4, alarm: 'cbp_silent_4h' },
  { hours: 24, alarm: 'cbp_silent_24h' },
] as const

export type Overdue = Awaited & {
  /** The longest of the limits that have passed. */
  readonly hours: (typeof lateness)[number]['hours']
}

export function overdue(entry: Entry, now: Instant): Overdue | null {
  const waits = awaited(entry)
  if (!waits) return null
  const passed = lateness.findLast(({ hours }) => millisBetween(waits.since, now) >= hours * hour)
  return passed ? { ...waits, hours: passed.hours } : null
}

/** What waits since then or longer is overdue. */
export const overdueSince = (now: Instant): Instant => after(now, -lateness[0].hours * hour)
