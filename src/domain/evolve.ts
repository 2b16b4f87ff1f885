/**
 * How an entry changes with each event; an entry is the fold of its journal.
 * @module
 */
import type { Instant } from './day.ts'
import type { Entry, OnFile, Pending } from './entry.ts'
import type { Action, Amended, Condition, Event } from './event.ts'
import { hear, restored, turnPage } from './hear.ts'
import { isBeyond, withAll } from './recent.ts'
import type { Status } from './status.ts'

export function evolve(entry: Entry | undefined, event: Event): Entry {
  if (event.type === 'filed') {
    const { filer, entryNumber, entryType, shipment, judged = null, at } = event
    return {
      filer,
      entryNumber,
      entryType,
      shipment,
      judged,
      version: 1,
      status: 'queued',
      admissible: false,
      oneUsg: false,
      acceptedAt: null,
      disposition: null,
      conditions: [],
      pending: asked('A', at),
      review: null,
      latest: null,
      heard: [],
      told: null,
      createdAt: at,
      updatedAt: at,
      seq: 1,
    }
  }
  if (!entry) throw new Error(`a journal begins with "filed", not with "${event.type}"`)
  const next = { ...entry, ...changes(entry, event), updatedAt: event.at, seq: entry.seq + 1 }
  const moved = event.type !== 'notified' && next.status !== entry.status
  return moved ? turnPage(next) : next
}

/** What `event` may be judged by: the entry, with more of its journal where it takes more. */
export const ready = (entry: Entry, event: Event, journal: readonly Event[]): Entry =>
  event.type === 'notified' && isBeyond(entry, event) ? withAll(entry, journal) : entry

/** The entry after each event. */
export function* lives(events: readonly Event[]): Generator<Entry> {
  let entry: Entry | undefined
  for (const event of events) {
    entry = evolve(entry && ready(entry, event, events), event)
    yield entry
  }
}

export function replay(events: readonly Event[]): Entry | undefined {
  let entry: Entry | undefined
  for (const life of lives(events)) entry = life
  return entry
}

const asked = (action: Action, since: Instant, previous: OnFile | null = null): Pending => ({
  action,
  since,
  messageId: null,
  previous,
})

function changes(entry: Entry, event: Exclude<Event, { type: 'filed' }>): Partial<Entry> {
  switch (event.type) {
    case 'amended':
      return { ...amended(entry, event), judged: event.judged ?? entry.judged }
    case 'cancellation_requested':
      return { pending: asked('D', event.at) }
    case 'withdrawn':
      return { status: 'cancelled', pending: null }
    case 'answered':
      return { pending: asked('answer', event.at) }
    case 'transmitted':
      return entry.pending ? { pending: { ...entry.pending, messageId: event.messageId } } : {}
    case 'requeued':
      return entry.pending ? { pending: { ...entry.pending, messageId: null } } : {}
    case 'accepted':
      return accepted(entry, event.action, event.cbpAt, event.conditions)
    case 'rejected':
      return rejected(entry, event.action, event.conditions)
    case 'referred':
      return { ...referred(entry, event.action, event.cbpAt), conditions: event.conditions }
    case 'notified':
      return hear(entry, event)
  }
}

/** Before CBP has the entry an amendment changes what will be sent; afterwards CBP is told of it. */
function amended(entry: Entry, { shipment, at, action = 'R' }: Amended): Partial<Entry> {
  const version = entry.version + 1
  if (entry.status === 'queued') return { shipment, version }
  if (entry.status === 'rejected') {
    return { shipment, version, status: 'queued', conditions: [], pending: asked('A', at) }
  }
  const onFile = { shipment: entry.shipment, judged: entry.judged }
  return { shipment, version, pending: asked(action, at, onFile) }
}

function accepted(
  entry: Entry,
  action: Action,
  cbpAt: Instant,
  conditions: readonly Condition[],
): Partial<Entry> {
  switch (action) {
    case 'A':
      return { status: 'submitted', acceptedAt: cbpAt, conditions, pending: null }
    case 'R':
    case 'U':
    case 'answer':
      return { status: answeredStatus(entry.status), conditions, pending: null }
    case 'D':
      return { ...underDecision(entry, action), conditions }
  }
}

const answeredStatus = (status: Status): Status =>
  status === 'discrepancy' ? 'under_review' : status

const underReview = (status: Status): Status =>
  status === 'submitted' || status === 'discrepancy' ? 'under_review' : status

/** A refused add leaves nothing on file; a refused correction leaves what was there before. */
function rejected(entry: Entry, action: Action, conditions: readonly Condition[]): Partial<Entry> {
  if (action === 'A') return { status: 'rejected', conditions, pending: null }
  return { conditions, pending: null, ...restored(entry, entry.pending?.previous) }
}

function referred(entry: Entry, action: Action, cbpAt: Instant): Partial<Entry> {
  if (action === 'A') return { status: 'under_review', acceptedAt: cbpAt, pending: null }
  const status = underReview(entry.status)
  return action === 'answer'
    ? { status, pending: null }
    : { ...underDecision(entry, action), status }
}

/** An update that CBP has a person look at is decided like a correction. */
const underDecision = (entry: Entry, action: 'R' | 'U' | 'D'): Partial<Entry> => ({
  pending: null,
  review: { action: action === 'U' ? 'R' : action, previous: entry.pending?.previous ?? null },
})
