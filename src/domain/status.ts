/**
 * The seven statuses of an entry, and what each means to the people who wait for it.
 * @module
 */

export const statuses = [
  'queued',
  'submitted',
  'under_review',
  'released',
  'discrepancy',
  'rejected',
  'cancelled',
] as const

export type Status = (typeof statuses)[number]

/** Those that something is still awaited of. */
export const openStatuses = ['queued', 'submitted', 'under_review', 'discrepancy'] as const

/** Who has to do something next. */
export type Owner = 'filer' | 'cbp' | 'carrier' | 'gateway' | 'nobody'

export type Step = { readonly meaning: string; readonly owner: Owner; readonly action: string }

/** What stands behind a status as long as no disposition of CBP says it better. */
export const steps: Readonly<Record<Status, Step>> = {
  queued: {
    meaning: 'gate321 has stored the entry; CBP has not answered yet.',
    owner: 'gateway',
    action: 'Wait: it is sent with the next transmission, and again until CBP answers.',
  },
  submitted: {
    meaning: 'CBP accepted the entry into cargo release.',
    owner: 'cbp',
    action: 'Wait for the first status notification.',
  },
  under_review: {
    meaning: 'CBP is looking at the entry.',
    owner: 'cbp',
    action: 'Wait for release, or for a request.',
  },
  released: {
    meaning: 'CBP released the goods.',
    owner: 'nobody',
    action: 'Nothing; a release can still be suspended.',
  },
  discrepancy: {
    meaning: 'CBP found something wrong or missing.',
    owner: 'filer',
    action: 'Answer, send the document, or amend the entry.',
  },
  rejected: {
    meaning: "CBP's reply refused the entry; it is not on file.",
    owner: 'filer',
    action: 'Mend what the conditions name and amend the entry: it is sent again as an add.',
  },
  cancelled: {
    meaning: 'The entry is cancelled.',
    owner: 'nobody',
    action: 'Nothing.',
  },
}
