/**
 * A line that fails: replies that are lost, cut, or no replies at all.
 * @module
 */
import type { PlannedFault } from '../../world/settings.ts'
import { failed, passed } from '../check.ts'
import type { Check, Judgement } from '../check.ts'
import type { Evidence } from '../evidence.ts'
import { conditionsIn } from '../spoken.ts'
import { byNewIds, byOtherBytes, ids, spoiled, times } from './look.ts'

const plain = ['review', 'admit', 'release']
const once = (fault: PlannedFault['fault']): PlannedFault => ({
  ...{ fault, on: 'transmissions', skip: 0, times: 1 },
})

/** After an answer that says nothing, CBP is asked, or the filing is sent again. */
function askedAgain({ filings, queries, said }: Evidence, what: string): Judgement {
  const lines = spoiled(filings)
  const [first] = lines
  if (!first) return failed('sent no filing that could be answered so', filings)
  const after = [...queries, ...filings].filter(({ position }) => position > first.position)
  if (after.length === 0) return failed(`took ${what} for CBP's answer: never asked again`, lines)
  if (said.some(({ status }) => status === 'rejected')) {
    return failed(`took ${what} for a rejection`, lines)
  }
  const by = after[0]?.method === 'GET' ? 'asked by the message id' : 'sent it again'
  return passed(`took nothing from ${what}, then ${by}`, [first, ...after.slice(0, 1)])
}

export const lineChecks: readonly Check[] = [
  {
    id: 'resends-same-bytes',
    title: 'Resends a filing whose reply was lost under the same id, with the same bytes',
    good: 'Asks GET /ace/transmissions/{messageId}, or sends the same bytes under the same id.',
    why: 'CBP may have it already. Under a new id it is a second filing of one entry.',
    source: 'failure model: reset after sending; C9; P2: one effect',
    grade: 'must',
    steps: plain,
    faults: [once('lost-reply')],
    ends: 'released',
    judge: ({ filings, queries, held }) => {
      const again = byNewIds(filings)
      if (again.length > 0) return failed(`sent again under a new id: ${ids(filings)}`, filings)
      const other = byOtherBytes(filings)
      if (other.length > 0) return failed(`${ids(other)} was sent again with other bytes`, filings)
      if (filings.length + queries.length < 2) return failed('never asked and never sent again', filings) // prettier-ignore
      const how =
        queries.length > 0
          ? 'asked CBP by its message id'
          : `sent ${times(filings.length)}, the same bytes`
      return passed(`${ids(filings)}: ${how}; ${held?.effectiveFilings} effective filing`, [...filings, ...queries]) // prettier-ignore
    },
  },
  {
    id: 'takes-007-for-filed',
    title: 'Takes "already on file" on a resend for filed',
    good: 'After a first attempt, 007 means that it worked: asks for the entry, never says rejected.',
    why: 'The entry is on file. Whoever shows it rejected files it again or stops the goods.',
    source: 'failure model: 007 on a second attempt; CATAIR condition 007',
    grade: 'must',
    // Nothing else is said meanwhile, so that a wrong "rejected" stands long enough to be seen.
    steps: ['wait 5h', ...plain],
    settings: { dedupe: false },
    faults: [once('lost-reply'), { fault: 'forgetful-query', on: 'queries', skip: 0, times: 1 }],
    ends: 'released',
    judge: ({ filings, queries, said }) => {
      const told = filings.filter(({ reply, at }) => conditionsIn(reply, at).includes('007'))
      if (said.some(({ status }) => status === 'rejected')) {
        return failed('says rejected, though CBP has the entry on file', told)
      }
      return told.length > 0
        ? passed(`heard 007 for ${ids(told)} and does not say rejected`, told)
        : passed('asked until it was sure, so that 007 was never said', queries)
    },
  },
  {
    id: 'doubts-html',
    title: "Takes nothing from a proxy's HTML page with status 200",
    good: 'Knows by the document, not by the 200, that this is no answer; asks again.',
    why: 'Between filer and CBP stand proxies that answer in its name.',
    source: 'failure model: HTML; N19',
    grade: 'must',
    steps: plain,
    faults: [once('html-login')],
    ends: 'released',
    judge: (evidence) => askedAgain(evidence, 'an HTML page'),
  },
  {
    id: 'doubts-cut-document',
    title: 'Takes nothing from a document that is cut',
    good: 'Believes a document only when it is complete, to its last end tag or Z record; asks again.',
    why: 'What is missing may be the rejection.',
    source: 'failure model: cut document; N12',
    grade: 'must',
    steps: plain,
    faults: [once('cut-document')],
    ends: 'released',
    judge: (evidence) => askedAgain(evidence, 'half a document'),
  },
  {
    id: 'doubts-wrong-reply',
    title: 'Takes nothing from a reply to another transmission',
    good: 'Compares the message id of the reply with its own; asks again.',
    why: 'An answer that went astray says nothing of these entries.',
    source: 'failure model: 2xx with another message id',
    grade: 'must',
    steps: plain,
    faults: [once('wrong-message-id')],
    ends: 'released',
    judge: (evidence) => askedAgain(evidence, "another transmission's reply"),
  },
  {
    id: 'keeps-refused-batch',
    title: 'Shows no entry rejected when the whole transmission is refused',
    good: 'Keeps its entries as they were and calls a person; mended, they go under a new id.',
    why: 'X1 999 is about the envelope. No entry was looked at.',
    source: 'failure model: X1 999; CATAIR X1 5-7',
    grade: 'must',
    steps: plain,
    faults: [once('batch-rejected')],
    lingerSeconds: 5,
    judge: ({ filings, said }) => {
      const lines = spoiled(filings)
      if (lines.length === 0) return failed('sent no filing that could be refused', filings)
      if (said.some(({ status }) => status === 'rejected')) {
        return failed(
          `says rejected of an entry of ${ids(lines)}, which CBP never looked at`,
          lines,
        )
      }
      return passed(`${ids(lines)} was refused whole; it says ${said.at(-1)?.status}`, lines)
    },
  },
]
