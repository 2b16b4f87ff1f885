/**
 * An entry as callers see it (design, section 4).
 * @module
 */
import { can } from '../domain/can.ts'
import type { Capabilities } from '../domain/can.ts'
import type { Instant } from '../domain/day.ts'
import type { Entry } from '../domain/entry.ts'
import type { Judged } from '../domain/judged.ts'
import type { Answer } from '../domain/law/shape.ts'
import { notice } from '../domain/law/messages.ts'
import { manufacturerId } from '../domain/manufacturer.ts'
import { printAmount, sum } from '../domain/money.ts'
import { nextStep } from '../domain/next.ts'
import type { Next } from '../domain/next.ts'
import { overdue } from '../domain/overdue.ts'
import type { Overdue } from '../domain/overdue.ts'
import type { EntryType, Shipment } from '../domain/shipment.ts'
import type { Status } from '../domain/status.ts'
import { lineCents } from '../domain/valuation.ts'
import type { Transmission } from '../store/outbox.ts'
import type { Standing } from './breaker.ts'
import type { Advice } from './saying.ts'
import { shownLane } from './judge.ts'
import { spelling } from './spelling.ts'

export type Totals = {
  readonly fairRetailValue: string
  /** `null` where no rate is known: informal and formal entries are assessed by CBP. */
  readonly duty: string | null
  readonly fees: string | null
}

export type PresentedEntry = {
  readonly notice: typeof notice
  readonly id: string
  readonly entryNumber: string
  readonly entryType: string
  readonly reference: string
  readonly status: Status
  readonly admissible: boolean
  readonly oneUsg: boolean
  readonly gateway: { readonly accepted: true; readonly at: string }
  readonly cbp: { readonly accepted: boolean; readonly at: string | null }
  readonly disposition: Entry['disposition']
  readonly conditions: Entry['conditions']
  /** The unanswered transmission, if one is under way. */
  readonly transmission: {
    readonly messageId: string
    readonly inDoubt: boolean
    readonly attempts: number
    readonly note: string | null
  } | null
  readonly totals: Totals
  readonly manufacturerId: string | null
  /** Both verdicts; `null` for entries older than the rules. */
  readonly verdict: Answer | ReturnType<typeof summary> | null
  readonly advice: readonly Advice[]
  readonly next: Next & { readonly overdue: Overdue | null }
  readonly can: Capabilities
  readonly shipment: Shipment
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** What is said of the entry beyond its own state. */
export type Beside = {
  readonly transmission?: Transmission | undefined
  /** Left out in lists, where the decisions are enough. */
  readonly answer?: Answer
  readonly advice?: readonly Advice[]
  readonly now?: Instant
  readonly cbp?: Standing | undefined
}

export function present(id: string, entry: Entry, beside: Beside = {}): PresentedEntry {
  const { transmission, answer, advice = spelling(entry.shipment).advice, now, cbp } = beside
  return {
    notice,
    id,
    entryNumber: entry.entryNumber,
    entryType: entry.entryType,
    reference: entry.shipment.reference,
    status: entry.status,
    admissible: entry.admissible,
    oneUsg: entry.oneUsg,
    gateway: { accepted: true, at: entry.createdAt },
    cbp: { accepted: entry.acceptedAt !== null, at: entry.acceptedAt },
    disposition: entry.disposition,
    conditions: entry.conditions,
    transmission: transmission
      ? {
          messageId: transmission.messageId,
          inDoubt: transmission.inDoubt,
          attempts: transmission.attempts,
          note: transmission.note,
        }
      : null,
    totals: totals(entry.shipment, entry.entryType, answer ?? null),
    manufacturerId: makerOf(entry.shipment, entry.entryType),
    verdict: answer ?? (entry.judged ? summary(entry.judged) : null),
    advice,
    next: {
      ...nextStep(entry),
      ...whileAway(entry, cbp),
      overdue: now === undefined ? null : overdue(entry, now),
    },
    can: can(entry),
    shipment: entry.shipment,
    version: entry.version,
    createdAt: entry.createdAt,
    updatedAt: entry.updatedAt,
  }
}

/** What waits for CBP says so when CBP is not there. */
function whileAway({ pending }: Entry, cbp: Standing | undefined): { meaning?: string } {
  if (!pending || cbp?.since == null) return {}
  return {
    meaning:
      cbp.state === 'down'
        ? `CBP has not answered since ${cbp.since}; gate321 keeps what was asked until it does.`
        : `CBP has refused the filer's credentials since ${cbp.since}; nothing is sent until they are mended.`,
  }
}

/** Entry type 86 bears neither duty nor fees; of the others the law says what is known. */
export function totals(shipment: Shipment, entryType: EntryType, answer: Answer | null): Totals {
  const fairRetailValue = printAmount(sum(lineCents(shipment)))
  if (entryType === '86') return { fairRetailValue, duty: '0.00', fees: '0.00' }
  const lane = answer ? shownLane(answer, entryType) : undefined
  const print = (cents: number | null | undefined) => (cents == null ? null : printAmount(cents))
  return {
    fairRetailValue,
    duty: print(lane?.duty?.totalCents),
    fees: print(lane?.fees?.totalCents),
  }
}

/** The seller stands for the manufacturer, whom a parcel does not name. */
export function makerOf({ seller }: Shipment, entryType: EntryType): string | null {
  return entryType === '86' ? null : manufacturerId({ name: seller.name, ...seller.address })
}

/** Without the grounds, for lists. */
const summary = ({ policy, statutory, enforced }: Judged) => ({
  policy,
  decision: policy === 'statutory' ? statutory : enforced,
  divergent: statutory !== enforced,
  statutory: { decision: statutory },
  enforced: { decision: enforced },
})
