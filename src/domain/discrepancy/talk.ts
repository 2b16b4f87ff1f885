/**
 * The entry's journal as a conversation: what CBP asked when, what was sent when, and what became
 * of each thing that was sent.
 * @module
 */
import type { Instant } from '../day.ts'
import { dispositionOf } from '../disposition.ts'
import type { Action, AnswerDocument, Event, Notified } from '../event.ts'

/** `waiting`: CBP has not answered. `review`: it took it in, and a person decides. */
export type Outcome = 'waiting' | 'taken' | 'review' | 'refused'

export type Turn = {
  readonly seq: number
  readonly at: Instant
  readonly speaker: 'cbp' | 'filer'
  readonly title: string
  /** One paragraph each. */
  readonly text: readonly string[]
  /** What CBP asks for, where it does. */
  readonly asks: string | null
  readonly documents: readonly (AnswerDocument & { readonly outcome: Outcome })[]
  readonly outcome: { readonly of: Outcome; readonly says: string } | null
}

export type Journal = readonly { readonly seq: number; readonly event: Event }[]

/** What the reason of a refused correction or cancellation means (SO20 RSN). */
export type Reasons = (code: string) => string | undefined

export function conversation(journal: Journal, reasons: Reasons): Turn[] {
  return journal.flatMap(({ seq, event }, place) => {
    const later = journal.slice(place + 1).map((row) => row.event)
    const turn = turnOf(event, later, reasons)
    return turn ? [{ ...turn, seq, at: 'cbpAt' in event ? event.cbpAt : event.at }] : []
  })
}

type Said = Omit<Turn, 'seq' | 'at'>

const cbp = (title: string, text: readonly string[], asks: string | null = null): Said => ({
  ...{ speaker: 'cbp', title, text, asks, documents: [], outcome: null },
})

function turnOf(event: Event, later: readonly Event[], reasons: Reasons): Said | undefined {
  switch (event.type) {
    case 'notified':
      return noticed(event, reasons)
    case 'rejected':
      return cbp(event.narrative || 'Rejected', event.conditions.map(({ conditionCode, narrative }) => `${conditionCode} ${narrative}`)) // prettier-ignore
    case 'answered': {
      const { text, documents } = event
      const outcome = outcomeOf('answer', later)
      return {
        ...{ speaker: 'filer', title: 'Answered', text: text === undefined ? [] : [text] },
        documents: documents.map((document) => ({ ...document, outcome: outcome.of })),
        ...{ asks: null, outcome },
      }
    }
    case 'amended':
      return ours('Amended the entry', outcomeOf(event.action ?? 'A', later))
    case 'cancellation_requested':
      return ours(`Asked to cancel, reason ${event.reason}`, outcomeOf('D', later))
    default:
      return undefined
  }
}

const ours = (title: string, outcome: Said['outcome']): Said => ({
  ...{ speaker: 'filer', title, text: [], asks: null, documents: [], outcome },
})

/** What only tells where the goods are is no part of the conversation. */
function noticed({ notices, references }: Notified, reasons: Reasons): Said | undefined {
  const rows = notices.flatMap((notice) => {
    const known = dispositionOf(notice.record, notice.code)
    return known && (known.to !== undefined || known.owner === 'filer') ? [{ notice, known }] : []
  })
  const [first] = rows
  if (!first) return undefined
  const remarks = references.flatMap(({ qualifier, value }) => {
    if (qualifier === 'CMT') return [value]
    if (qualifier !== 'RSN') return []
    const meaning = reasons(String(Number(value)))
    return [`Reason ${value}${meaning === undefined ? '' : `: ${meaning}`}.`]
  })
  const document = rows.find(({ notice }) => notice.documentType !== undefined)?.notice
  const asking = rows.find(({ notice }) => documentCodes.has(notice.code) && notice.record === 'SO60') // prettier-ignore
  const asks = document?.documentType ?? (asking ? 'a document' : null)
  const titles = rows.map(({ known }) => `${known.record} ${known.code} ${known.text}`)
  return cbp(titles.join('; '), [...rows.map(({ known }) => known.meaning), ...remarks], asks)
}

const documentCodes = new Set(['96', '84', '85'])

const outcomes = { accepted: 'taken', rejected: 'refused', referred: 'review' } as const

/** The first reply to that action; another step of ours before it means that it is still awaited. */
function outcomeOf(action: Action, later: readonly Event[]): NonNullable<Said['outcome']> {
  const reply = later.find(
    (event) =>
      (event.type === 'accepted' || event.type === 'rejected' || event.type === 'referred') &&
      event.action === action,
  )
  if (!reply || !('narrative' in reply)) return { of: 'waiting', says: 'CBP has not answered yet.' }
  return { of: outcomes[reply.type], says: reply.narrative }
}
