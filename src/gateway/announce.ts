/**
 * What is told of an event: to webhooks, and on the stream. Of a shipment nothing but its reference.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
import type { Event } from '../domain/event.ts'
import { statuses } from '../domain/status.ts'
import type { Status } from '../domain/status.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Announcement as Announced, FeedRow } from '../store/feed.ts'

/** An entry came to this status, or something else happened to it. */
export type AnnouncedType = `entry.${Status}` | 'entry.updated'

export const announcedTypes: readonly [AnnouncedType, ...AnnouncedType[]] = [
  'entry.updated',
  ...statuses.map((status) => `entry.${status}` as const),
]

/** What is told of `event`, by which `before` became `after`. */
export function announced(
  id: string,
  before: Entry | undefined,
  event: Event,
  after: Entry,
): Announced {
  const type: AnnouncedType =
    before?.status === after.status ? 'entry.updated' : `entry.${after.status}`
  return {
    entryId: id,
    seq: after.seq,
    type,
    at: event.at,
    entryNumber: after.entryNumber,
    reference: after.shipment.reference,
    status: after.status,
    version: after.version,
  }
}

export type Announcement = {
  readonly type: string
  readonly timestamp: string
  readonly data: {
    readonly simulated: true
    readonly entry: {
      readonly id: string
      readonly entryNumber: string
      readonly reference: string
      readonly status: string
      readonly version: number
    }
    /** Of the entry's journal. */
    readonly sequence: number
    /** The one told before of this entry; whoever does not have it has missed something. */
    readonly previousSequence: number | null
    /** Of the filer's feed. */
    readonly position: number
  }
}

type Told = Omit<FeedRow, 'type' | 'at'> & { readonly previousSeq: number | null }

const announcement = (type: string, timestamp: string, told: Told): Announcement => ({
  type,
  timestamp,
  data: {
    simulated: true,
    entry: {
      id: told.entryId,
      entryNumber: told.entryNumber,
      reference: told.reference,
      status: told.status,
      version: told.version,
    },
    sequence: told.seq,
    previousSequence: told.previousSeq,
    position: told.position,
  },
})

/** The stream tells everything, so that the one before is the one before. */
export const streamed = (row: FeedRow): Announcement =>
  announcement(row.type, row.at, { ...row, previousSeq: row.seq > 1 ? row.seq - 1 : null })

/** The same bytes for every attempt. */
export function delivered({ type, at, about, webhookId }: Delivery): string {
  const test = { type, timestamp: at, data: { simulated: true, webhook: webhookId } }
  return JSON.stringify(about === null ? test : announcement(type, at, about))
}
