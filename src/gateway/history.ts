/**
 * The journal of an entry as people read it: what happened, when, why, and on which message.
 * @module
 */
import { lives } from '../domain/evolve.ts'
import type { Event } from '../domain/event.ts'
import type { Status } from '../domain/status.ts'
import type { JournalRow } from '../store/journal.ts'

export type HistoryItem = {
  readonly seq: number
  readonly type: Event['type']
  readonly at: string
  /** Where the entry stood after it. */
  readonly status: Status
  readonly reason: string
  /** CBP's own time, for what CBP said. */
  readonly cbpAt: string | null
  readonly superseded: boolean
  /** The id of the key that asked, `cbp`, or `gateway`; `null` in journals older than this. */
  readonly by: string | null
  /** Chains it to the event before: `gate321 verify` computes it again. */
  readonly hash: string | null
  /** Ids of the messages behind it, as `GET /v1/entries/{id}/messages` lists them. */
  readonly messages: readonly string[]
}

export function history(
  rows: readonly JournalRow[],
  messages: ReadonlyMap<number, readonly string[]>,
  signatures: ReadonlyMap<number, Pick<HistoryItem, 'by' | 'hash'>>,
): HistoryItem[] {
  return [...lives(rows.map(({ event }) => event))].flatMap(({ status }, index) => {
    const row = rows[index]
    if (!row) return []
    const { seq, event } = row
    return {
      seq,
      type: event.type,
      at: event.at,
      status,
      reason: reasonOf(event),
      cbpAt: 'cbpAt' in event ? event.cbpAt : null,
      superseded: event.type === 'notified' && event.superseded,
      by: signatures.get(seq)?.by ?? null,
      hash: signatures.get(seq)?.hash ?? null,
      messages: messages.get(seq) ?? [],
    }
  })
}

const actions = {
  A: 'the filing (add)',
  R: 'the correction (replace)',
  U: 'the update of the transport (update)',
  D: 'the cancellation (delete)',
  answer: 'the answer',
} as const

function reasonOf(event: Event): string {
  switch (event.type) {
    case 'filed':
      return `Filed as ${event.entryNumber}, entry type ${event.entryType}.`
    case 'amended':
      return event.action === 'U' ? 'The transport was amended.' : 'The shipment was amended.'
    case 'cancellation_requested':
      return `Cancellation requested, reason ${event.reason}.`
    case 'withdrawn':
      return `Withdrawn before CBP had it on file, reason ${event.reason}.`
    case 'answered':
      return `Answered with ${event.documents.length} document(s)${event.text ? ' and a text' : ''}.`
    case 'transmitted':
      return `Transmission ${event.messageId} carries ${actions[event.action]}.`
    case 'requeued':
      return `Taken out of transmission ${event.messageId}, to be sent with another.`
    case 'accepted':
    case 'rejected':
    case 'referred':
      return [
        `${event.narrative}: ${actions[event.action]}.`,
        ...event.conditions.map(({ conditionCode, narrative }) => `${conditionCode} ${narrative}.`),
      ].join(' ')
    case 'notified':
      return [
        ...event.notices.map(({ record, code, narrative }) => `${record} ${code} ${narrative}.`),
        ...event.references
          .filter(({ qualifier }) => qualifier === 'RSN' || qualifier === 'CMT')
          .map(({ qualifier, value }) => `${qualifier} ${value}.`),
        ...(event.superseded ? ['CBP had said something newer before.'] : []),
      ].join(' ')
  }
}
