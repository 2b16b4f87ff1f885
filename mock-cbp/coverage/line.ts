/**
 * Outcomes of the line itself: what a client meets whatever it files.
 * @module
 */
import { documentReplies } from '../ace/documents.ts'
import { aceRefusals } from '../http/problem.ts'
import { outcomeId } from './id.ts'
import type { Group } from './outcome.ts'

const lines = {
  'not-due': ['202, the reply is not due yet', 'house bill SIMLAT1'],
  again: ['the first reply again', 'the same transmission twice'],
  asked: ['the reply, asked for by its message id', 'GET /ace/transmissions/{messageId}'],
  entry: ['an entry as CBP holds it', 'GET /ace/entries/{entryNumber}'],
  empty: ['a mailbox with nothing due', 'GET /ace/mailbox before anything is'],
  full: ['a full page of the mailbox; more may wait', 'GET /ace/mailbox?limit=1'],
  acknowledged: ['notifications acknowledged', 'POST /ace/mailbox/acknowledgements'],
} as const satisfies Record<string, readonly [means: string, provoke: string]>

export type LineOutcome = keyof typeof lines

export const lineOutcomes: Group = {
  title: 'The line',
  outcomes: [
    ...Object.entries(lines).map(([name, [means, provoke]]) => ({
      ...{ id: outcomeId.line(name as LineOutcome), name, means, provoke },
    })),
    ...Object.values(documentReplies).map(({ disposition, narrative, provoke }) => ({
      ...{ id: outcomeId.document(disposition), name: `document ${disposition}` },
      ...{ means: narrative, provoke },
    })),
  ],
}

export const refusals: Group = {
  title: 'Refusals',
  outcomes: aceRefusals.map(({ code, status, title, provoke }) => ({
    ...{ id: outcomeId.refusal(code), name: `${status} ${code}`, means: title, provoke },
  })),
}
