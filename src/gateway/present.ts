/**
 * An entry as callers see it (design, section 4).
 * @module
 */
import { can } from '../domain/can.ts'
import type { Capabilities } from '../domain/can.ts'
import type { Entry } from '../domain/entry.ts'
import { printAmount, sum } from '../domain/money.ts'
import { nextStep } from '../domain/next.ts'
import type { Next } from '../domain/next.ts'
import type { Shipment } from '../domain/shipment.ts'
import type { Status } from '../domain/status.ts'
import { lineCents } from '../domain/valuation.ts'
import type { Transmission } from '../store/outbox.ts'
import { spelling } from './spelling.ts'
import type { Advice } from './spelling.ts'

/** Stands on everything that could be taken for CBP's word. */
export const notice = 'simulated, not filed with CBP'

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
  readonly advice: readonly Advice[]
  readonly next: Next
  readonly can: Capabilities
  readonly shipment: Shipment
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

export function present(id: string, entry: Entry, transmission?: Transmission): PresentedEntry {
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
    totals: totals(entry.shipment, entry.entryType),
    advice: spelling(entry.shipment).advice,
    next: nextStep(entry),
    can: can(entry),
    shipment: entry.shipment,
    version: entry.version,
    createdAt: entry.createdAt,
    updatedAt: entry.updatedAt,
  }
}

/** Entry type 86 bears neither duty nor fees (19 USC 1321(a)(2)(C)). */
export function totals(shipment: Shipment, entryType: string): Totals {
  const free = entryType === '86' ? '0.00' : null
  const fairRetailValue = printAmount(sum(lineCents(shipment)))
  return { fairRetailValue, duty: free, fees: free }
}
