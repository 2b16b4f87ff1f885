/**
 * What may be asked of an entry as it stands, each with the reason when it may not.
 * @module
 */
import type { Entry } from './entry.ts'

export type Capability = { readonly allowed: boolean; readonly reason: string | null }
export type Capabilities = Readonly<Record<'amend' | 'cancel' | 'answer' | 'resend', Capability>>

const yes: Capability = { allowed: true, reason: null }
const no = (reason: string): Capability => ({ allowed: false, reason })

export function can(entry: Entry): Capabilities {
  return {
    amend: changeable(entry, 'corrected'),
    cancel: changeable(entry, 'cancelled'),
    answer: answerable(entry),
    resend: resendable(entry),
  }
}

function changeable(entry: Entry, done: string): Capability {
  if (entry.status === 'cancelled') return no('The entry is cancelled.')
  if (entry.status === 'released') {
    return no(`A released entry cannot be ${done} by message; contact the port.`)
  }
  return busy(entry) ?? yes
}

const names = {
  A: 'filing',
  R: 'correction',
  U: 'update',
  D: 'cancellation',
  answer: 'answer',
} as const

/** Another message on the same entry has to be answered first (CSMS 15-000938). */
function busy({ pending, review, status }: Entry): Capability | undefined {
  if (review) {
    const what = names[review.action]
    return no(`CBP is still reviewing the ${what}; a second request would be refused.`)
  }
  if (!pending || (status === 'queued' && pending.messageId === null)) return undefined
  return no(`CBP has not answered the ${names[pending.action]} yet.`)
}

/** Allowed during a review too: CBP may ask for a document before it decides (84, 85). */
function answerable({ status, pending }: Entry): Capability {
  if (status !== 'discrepancy' && status !== 'under_review') return no('CBP has asked for nothing.')
  return pending ? no(`CBP has not answered the ${names[pending.action]} yet.`) : yes
}

function resendable({ pending }: Entry): Capability {
  return pending && pending.messageId !== null ? yes : no('Nothing sent is waiting for an answer.')
}
