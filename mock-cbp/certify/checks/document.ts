/**
 * CBP asks for a document.
 * @module
 */
import { failed, notApplicable, passed } from '../check.ts'
import type { Check } from '../check.ts'
import { ids } from './look.ts'

export const documentChecks: readonly Check[] = [
  {
    id: 'answers-document-request',
    title: 'Answers a document request, and the entry goes on',
    good: 'Shows that CBP asks for a document (96), sends it, and follows the entry to its release.',
    why: 'An entry without its document stays where it is until CBP refuses it.',
    source: 'CATAIR SO60 96, SO60 65-70',
    grade: 'must',
    steps: ['document CBP01', 'admit', 'release'],
    ends: 'released',
    asks: 'document',
    judge: ({ documents, said, filings }) => {
      if (documents.length > 0) return passed(`sent it as ${ids(documents)}`, documents)
      return said.some(({ status }) => status === 'discrepancy')
        ? notApplicable('shows the request; nothing in the target says how it is answered', filings)
        : failed('does not show that CBP asks for a document', filings)
    },
  },
]
