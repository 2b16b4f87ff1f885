/**
 * Everything that may be asked of an entry, by a caller or by CBP's messages.
 * @module
 */
import type { Instant } from './day.ts'
import type { Action, AnswerDocument, Condition, Notice, Reference } from './event.ts'
import type { Judged } from './judged.ts'
import type { EntryNumber, FilerCode } from './number.ts'
import type { Replacement } from './replacement.ts'
import type { Shipment } from './shipment.ts'

export type File = {
  readonly type: 'file'
  readonly filer: FilerCode
  readonly entryNumber: EntryNumber
  readonly shipment: Shipment
  readonly judged?: Judged
}
export type Amend = {
  readonly type: 'amend'
  readonly shipment: Shipment
  readonly judged?: Judged
  /** Nothing changes of the parties, the goods and their value: an update tells it (SE10 5 U). */
  readonly transportOnly?: boolean
}
export type Cancel = Replacement & { readonly type: 'cancel'; readonly reason: string }
export type Answer = {
  readonly type: 'answer'
  readonly text?: string
  readonly documents: readonly AnswerDocument[]
}
/** Put the entry's waiting action into a transmission. */
export type Transmit = { readonly type: 'transmit'; readonly messageId: string }
/** Take it out of a transmission that was parked, for another one. */
export type Requeue = { readonly type: 'requeue'; readonly messageId: string }

/** CBP's result for one entry of a transmission (SE90 5-6). */
export type Disposed = '01' | '02' | '03' | '04'

export type Reply = {
  readonly type: 'reply'
  readonly messageId: string
  readonly action: Action
  readonly cbpAt: Instant
  readonly disposed: Disposed
  readonly narrative: string
  readonly conditions: readonly Condition[]
}
export type Notify = {
  readonly type: 'notify'
  readonly notificationId: string
  readonly cbpAt: Instant
  readonly sequence: number
  readonly notices: readonly Notice[]
  readonly references: readonly Reference[]
  readonly toTheMinute?: true
}

export type Command = File | Amend | Cancel | Answer | Transmit | Requeue | Reply | Notify
