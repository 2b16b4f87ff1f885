/**
 * CBP asks for a document.
 * @module
 */
import { failed, notApplicable, passed } from '../check.ts'
import type { Check } from '../check.ts'
import { byNewIds, byOtherBytes, ids, times } from './look.ts'

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
  {
    id: 'resends-document',
    title: 'Resends a document whose reply was lost under the same id, with the same bytes',
    good: 'Asks by the message id, or sends the same bytes under the same id.',
    why: 'Under a new id port staff get the same document twice, and take time over it twice.',
    source: 'failure model: reset after sending; C9',
    grade: 'should',
    steps: ['document CBP01', 'admit', 'release'],
    faults: [{ fault: 'lost-reply', on: 'documents', skip: 0, times: 1 }],
    ends: 'released',
    asks: 'document',
    judge: ({ documents, filings }) => {
      if (documents.length === 0) return notApplicable('sent no document', filings)
      if (byNewIds(documents).length > 0) return failed(`sent again under a new id: ${ids(documents)}`, documents) // prettier-ignore
      return byOtherBytes(documents).length > 0
        ? failed(`${ids(documents)} was sent again with other bytes`, documents)
        : passed(`${ids(documents)} was sent ${times(documents.length)}, the same bytes`, documents)
    },
  },
]
