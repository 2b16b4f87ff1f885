/**
 * Everything that can happen to an entry. Events are facts: past tense, never changed.
 * @module
 */
import type { Instant } from './day.ts'
import type { DispositionRecord } from './disposition.ts'
import type { Judged } from './judged.ts'
import type { EntryNumber, FilerCode } from './number.ts'
import type { EntryType, Shipment } from './shipment.ts'
import type { Replacement } from './replacement.ts'

/** What a transmission asks of CBP: SE10 5 add, replace, update, delete; or a document (DIS). */
export type Action = 'A' | 'R' | 'U' | 'D' | 'answer'

/** One line of a reply: SE90 5-6, 7-9 and 10-49. */
export type Condition = {
  readonly messageType: string
  readonly conditionCode: string
  readonly narrative: string
}

/** One SO50 or SO60 of a status notification. */
export type Notice = {
  readonly record: DispositionRecord
  readonly code: string
  readonly narrative: string
  /** SO60 57-62, only with codes 22 and 98. */
  readonly releaseDate?: string
  readonly releaseOrigin?: string
  /** SO60 65-70, which document code 96 asks for. */
  readonly documentType?: string
}

export type Reference = { readonly qualifier: string; readonly value: string }

export type AnswerDocument = {
  readonly type: string
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: number
}

export type Filed = {
  readonly type: 'filed'
  readonly at: Instant
  readonly filer: FilerCode
  readonly entryNumber: EntryNumber
  readonly entryType: EntryType
  readonly shipment: Shipment
  /** What the law said; absent from journals older than the rules. */
  readonly judged?: Judged
}
export type Amended = {
  readonly type: 'amended'
  readonly at: Instant
  readonly shipment: Shipment
  readonly judged?: Judged
  /** How CBP is told of it; absent where CBP has nothing on file yet, and in journals before U. */
  readonly action?: 'R' | 'U'
}
export type CancellationRequested = Replacement & {
  readonly type: 'cancellation_requested'
  readonly at: Instant
  readonly reason: string
}
/** Cancelled on our side alone: CBP never had the entry on file. */
export type Withdrawn = {
  readonly type: 'withdrawn'
  readonly at: Instant
  readonly reason: string
}
export type Answered = {
  readonly type: 'answered'
  readonly at: Instant
  readonly text?: string
  readonly documents: readonly AnswerDocument[]
}
export type Transmitted = {
  readonly type: 'transmitted'
  readonly at: Instant
  readonly messageId: string
  readonly action: Action
}
/** Taken out of a transmission that CBP refused whole: it waits for another. */
export type Requeued = {
  readonly type: 'requeued'
  readonly at: Instant
  readonly messageId: string
  readonly action: Action
}

type Replied = {
  readonly at: Instant
  readonly messageId: string
  readonly action: Action
  readonly cbpAt: Instant
  readonly narrative: string
  readonly conditions: readonly Condition[]
}
/** SE90 02 or 03. */
export type Accepted = Replied & { readonly type: 'accepted' }
/** SE90 01. */
export type Rejected = Replied & { readonly type: 'rejected' }
/** SE90 04: a person at CBP looks at the request. */
export type Referred = Replied & { readonly type: 'referred' }

export type Notified = {
  readonly type: 'notified'
  readonly at: Instant
  readonly notificationId: string
  readonly cbpAt: Instant
  readonly sequence: number
  readonly notices: readonly Notice[]
  readonly references: readonly Reference[]
  /** CBP's time has no seconds. */
  readonly toTheMinute?: true
  /** CBP said something newer before this arrived: kept, and counted in its place in CBP's order. */
  readonly superseded: boolean
}

export type Event =
  | Filed
  | Amended
  | CancellationRequested
  | Withdrawn
  | Answered
  | Transmitted
  | Requeued
  | Accepted
  | Rejected
  | Referred
  | Notified
