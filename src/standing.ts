/**
 * The client's calls about where things stand and by what they are judged: master bills, what waits
 * for you, your profile, the rules of a day.
 * @module
 */
import type { Severities } from './domain/checks/severity.ts'
import type { FilerPolicy } from './domain/law/policy.ts'
import type { Row } from './domain/law/row.ts'
import type { Policy } from './domain/law/vocabulary.ts'
import type { Status } from './domain/status.ts'
import type { BillStanding, MasterBill } from './gateway/bills.ts'
import type { Discrepancy as Found, Waiting as Asked } from './gateway/discrepancy.ts'
import type { PresentedEntry } from './gateway/present.ts'

export type { BillStanding, MasterBill }

/** An entry that waits for you: until when, and what CBP found. */
export type Waiting = Pick<Asked, 'entry' | 'findings'> & { readonly due: string }

/** What CBP holds against an entry. `correction.patch` is for `client.patch`, with `version`. */
export type Discrepancy = Pick<Found, 'findings' | 'compared' | 'day' | 'conversation'> &
  Pick<PresentedEntry, 'entryNumber' | 'version' | 'status'> & {
    readonly due: string | null
    readonly correction: Pick<
      NonNullable<Found['correction']>,
      'operations' | 'patch' | 'preview'
    > | null
  }

/** `policy` can only tighten what the installation says; fees are dollars, as in "2.50". */
export type Profile = {
  readonly policy: FilerPolicy
  readonly severities: Severities
  readonly filingFee: Readonly<Partial<Record<'86' | '11' | '01', string>>>
}

export type Rules = {
  readonly notice: string
  readonly on: string
  /** The day of the newest source that was read for them. */
  readonly sourcesThrough: string
  readonly items: readonly Row[]
}

type Page = { readonly limit?: number; readonly cursor?: string }
type Paged<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

type Call = <T>(
  method: string,
  path: string,
  init?: {
    readonly query?: Readonly<Record<string, string | number | undefined>>
    readonly body?: unknown
  },
) => Promise<T>

export function standingCalls(call: Call) {
  const bill = (masterBill: string, part = '') =>
    `v1/bills/${encodeURIComponent(masterBill)}${part}`
  return {
    bills: {
      /** Each with its counts by status, the latest arrival first. */
      list: (page: Page = {}) => call<Paged<BillStanding>>('GET', 'v1/bills', { query: page }),
      get: (masterBill: string) => call<MasterBill>('GET', bill(masterBill)),
      /** The house bills under it, those that need somebody first. */
      entries: (masterBill: string, page: Page & { readonly status?: Status } = {}) =>
        call<Paged<PresentedEntry>>('GET', bill(masterBill, '/entries'), { query: page }),
    },
    discrepancies: {
      /** What waits for you, the most urgent first. */
      list: (page: Page = {}) => call<Paged<Waiting>>('GET', 'v1/discrepancies', { query: page }),
      /** Declared beside found, what may mend it, and what was said; by our id or entry number. */
      get: (id: string) =>
        call<Discrepancy>('GET', `v1/entries/${encodeURIComponent(id)}/discrepancy`),
    },
    profile: {
      read: () => call<Profile>('GET', 'v1/profile'),
      /** All of it: what is left out is as if it had never been set. Takes a key with `keys`. */
      write: (profile: Partial<Profile>) => call<Profile>('PUT', 'v1/profile', { body: profile }),
    },
    /** The rules in force on a day, today without one, with their citations. */
    rules: (asked: { readonly on?: string; readonly layer?: Policy } = {}) =>
      call<Rules>('GET', 'v1/rules', { query: asked }),
  }
}
