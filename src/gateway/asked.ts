/**
 * What callers may ask of the gateway, and what they get.
 * @module
 */
import type { Cancel } from '../domain/command.ts'
import type { Instant } from '../domain/day.ts'
import type { Policy } from '../domain/law/vocabulary.ts'
import type { FilerCode } from '../domain/number.ts'
import type { Gauges } from './gauges.ts'
import type { AnswerRequest } from './answer.ts'
import type { Standing } from './breaker.ts'
import type { Carried } from './carry.ts'
import type { CheckAsked, Checked } from './check.ts'
import type { Begun } from './deliver.ts'
import type { Desk } from './desk.ts'
import type { OverdueCount } from '../store/silence.ts'
import type { Reading } from './examine.ts'
import type { Filed } from './file.ts'
import type { Follow } from './follow.ts'
import type { Check } from './health.ts'
import type { House } from './house.ts'
import type { Intake } from './intake.ts'
import type { Handled } from './handle.ts'
import type { Keys } from './keys.ts'
import type { Meters } from './meters.ts'
import type { Lookup } from './lookup.ts'
import type { ManifestRead } from './manifest.ts'
import type { Idempotency, Record } from './once.ts'
import type { OrdersReading, Planned } from './plan.ts'
import type { Profile } from './profile.ts'
import type { Quarantine } from './quarantine.ts'
import type { Quote, QuoteAsked } from './quote.ts'
import type { Reconciled } from './reconcile.ts'
import type { Batches } from './batches.ts'
import type { Bills } from './bills.ts'
import type { Discrepancies } from './discrepancy.ts'
import type { Beyond, Sending } from '../store/sending.ts'
import type { Sessions } from './sessions.ts'
import type { Tariff } from './tariff.ts'
import type { Trace } from './trace.ts'
import type { PresentedEntry } from './present.ts'
import type { Webhooks } from './webhooks.ts'
import type { Transmissions } from './transmissions.ts'

/** `version` is the one the caller saw; a newer one means that somebody changed the entry since. */
export type Expected = { readonly version?: number }

export type Changed =
  | { readonly kind: 'changed'; readonly entry: PresentedEntry; readonly body: string }
  | Exclude<Handled, { kind: 'done' | 'nothing' }>
  | { readonly kind: 'not_found' }

/** What one tick moved; all zero means that there is nothing to do for now. */
export type Ticked = Carried & {
  /** Shipments of batches that were filed or refused. */
  readonly dealt: number
  /** Attempts to tell a webhook. */
  readonly delivered: number
}

export type Gateway = Omit<Lookup, 'find' | 'show' | 'present'> & {
  readonly check: (filer: FilerCode, reading: Reading, asked?: CheckAsked) => Promise<Checked>
  /** What each lane would cost each of them, and all of them together. */
  readonly quote: (
    filer: FilerCode,
    readings: readonly Reading[],
    asked?: QuoteAsked,
  ) => Promise<Quote>
  readonly plan: (filer: FilerCode, reading: OrdersReading) => Promise<Planned>
  /** `by`: the id of the key that asks, for the record. */
  readonly file: (filer: FilerCode, reading: Reading, record: Record, by?: string) => Promise<Filed>
  readonly amend: (
    filer: FilerCode,
    idOrNumber: string,
    reading: Reading,
    expected: Expected,
    record: Record,
    by?: string,
  ) => Promise<Changed>
  readonly cancel: (
    filer: FilerCode,
    idOrNumber: string,
    cancel: Omit<Cancel, 'type'>,
    record: Record,
    by?: string,
    expected?: Expected,
  ) => Promise<Changed>
  readonly answer: (
    filer: FilerCode,
    idOrNumber: string,
    request: AnswerRequest,
    record: Record,
    by?: string,
    expected?: Expected,
  ) => Promise<Changed>
  /** Every house bill of the filer's under a master bill. */
  readonly manifest: (filer: FilerCode, masterBill: string) => Promise<ManifestRead>
  readonly batches: Batches
  /** Master bills, each with how its house bills stand. */
  readonly bills: Bills
  /** What CBP found wrong or missing, and what may mend it. */
  readonly discrepancies: Discrepancies
  /** What pages for people read beyond all this. */
  readonly desk: Desk
  readonly profile: {
    readonly read: (filer: FilerCode) => Promise<Profile>
    readonly write: (filer: FilerCode, profile: Profile) => Promise<void>
    /** What the installation says; a filer can only tighten it. */
    readonly installation: Policy | undefined
  }
  readonly keys: Keys
  /** Who sits at the desk. */
  readonly sessions: Sessions
  readonly webhooks: Webhooks
  /** The filer's feed as it grows. */
  readonly follow: Follow['follow']
  /** Before a process ends: no stream keeps it. */
  readonly endStreams: () => void
  readonly tariff: Tariff
  readonly once: Idempotency
  readonly now: () => Instant
  /** Counts over all filers, for operations. */
  readonly gauges: () => Promise<Gauges>
  /** How CBP stands for a filer, or for all of them, as this process sees it. */
  readonly cbp: (filer?: FilerCode) => Standing
  /** What the inbox put aside. */
  readonly quarantine: Quarantine
  readonly transmissions: Transmissions
  /** How many entries wait too long for which word of CBP's, of all filers. */
  readonly overdue: () => Promise<OverdueCount[]>
  /** Transmit, collect, apply, deliver: whatever is due, once. */
  readonly tick: () => Promise<Ticked>
  /** The part of a tick that is about CBP alone, for a runtime that does both side by side. */
  readonly carry: () => Promise<Carried>
  /** Files some of what waits in batches, and says how many shipments it dealt with. */
  readonly fileBatches: () => Promise<{ readonly dealt: number }>
  /** The other part: begins to tell webhooks, and waits for none of them. */
  readonly deliver: () => Promise<Begun>
  /** Whether this database may send, and what CBP was found to have beyond it. */
  readonly sending: () => Promise<Sending & { readonly beyond: readonly Beyond[] }>
  readonly pause: (why: string) => Promise<void>
  /** Asks CBP about `most` things that this database may not know; opens sending after the last. */
  readonly reconcile: (most: number) => Promise<Reconciled>
  /** At the start of the only process on a store: what a dead one left under way is due now. */
  readonly recover: () => Promise<void>
  /** Whether this process should get traffic, check by check. */
  readonly health: () => Promise<Check[]>
  readonly stops: Intake['stops']
  /** All that is kept, row by row, to be carried to another store or from one. */
  readonly house: House
  readonly meters: Meters
  readonly trace: Trace
}
