/**
 * An entry as it stands: what its events have made of it.
 * @module
 */
import type { Instant } from './day.ts'
import type { DispositionRecord } from './disposition.ts'
import type { Action, Condition, Notice } from './event.ts'
import type { Judged } from './judged.ts'
import type { EntryNumber, FilerCode } from './number.ts'
import type { EntryType, Shipment } from './shipment.ts'
import type { Status } from './status.ts'

/** A shipment with what the law said of it. */
export type OnFile = { readonly shipment: Shipment; readonly judged: Judged | null }

/** What was asked of CBP and is not answered yet. */
export type Pending = {
  readonly action: Action
  readonly since: Instant
  /** The transmission that carries it; `null` while it waits for one. */
  readonly messageId: string | null
  /** What CBP has on file, should a correction be refused. */
  readonly previous: OnFile | null
}

/** A correction or cancellation that CBP took in and has still to decide. */
export type Review = {
  readonly action: 'R' | 'D'
  readonly previous: OnFile | null
}

/** CBP's newest word on the entry. */
export type Disposed = {
  readonly code: string
  readonly record: DispositionRecord
  readonly text: string
  readonly at: Instant
  readonly documentType?: string
}

export type Entry = {
  readonly filer: FilerCode
  readonly entryNumber: EntryNumber
  readonly entryType: EntryType
  readonly shipment: Shipment
  /** What the law said of this shipment; `null` in journals older than the rules. */
  readonly judged: Judged | null
  /** Counts the shipments declared for this entry, from 1. */
  readonly version: number
  readonly status: Status
  readonly admissible: boolean
  readonly oneUsg: boolean
  readonly acceptedAt: Instant | null
  readonly disposition: Disposed | null
  readonly conditions: readonly Condition[]
  readonly pending: Pending | null
  readonly review: Review | null
  /** CBP's time and sequence of the newest notification heard. */
  readonly latest: Moment | null
  /** Content keys of the newest notifications heard, so that a repeat under a new id is known. */
  readonly heard: readonly string[]
  /** CBP's time of the newest whose key was let go; the journal has what is not newer. */
  readonly forgotten?: Instant
  /** What CBP said since the last step that was not CBP's own; `null` before it says anything. */
  readonly told: Told | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** The position of the newest event in the journal. */
  readonly seq: number
}

/** CBP's time and, where that is equal, CBP's sequence. */
export type Moment = {
  readonly at: Instant
  readonly sequence: number
  /** The time has no seconds. */
  readonly toTheMinute?: true
}

export type Spoken = Moment & { readonly notices: readonly Notice[] }

/** The part of an entry that CBP's notifications decide. */
export type Standing = Pick<Entry, 'status' | 'admissible' | 'oneUsg' | 'disposition'>

/** The newest notifications that count, in CBP's order, and where the entry stood before the first. */
export type Told = {
  readonly before: Standing
  /** Older ones that count too: the journal has them. */
  readonly past?: Past
  /** The newest notification that was settled by a later reply; what is older changes nothing. */
  readonly settled: Moment | null
  readonly spoken: readonly Spoken[]
}

/** How many there are, the newest of them, and where the entry stood before them all. */
export type Past = {
  readonly before: Standing
  readonly newest: Moment
  readonly count: number
}
