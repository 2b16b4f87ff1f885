/**
 * The mailbox: what comes twice, in the wrong order, unreadable or unheard of.
 * @module
 */
import { failed, passed } from '../check.ts'
import type { Check, Judgement } from '../check.ts'
import type { Evidence } from '../evidence.ts'
import { shownBetween } from './look.ts'

const plain = ['review', 'admit', 'release']
/** On every page with something in it. */
const always = { on: 'mailbox', skip: 0, times: 1_000_000 } as const

export const showing = ({ looks }: Evidence) => looks.filter((look) => look.ids.length > 0)

function cameThrough(evidence: Evidence, what: string): Judgement {
  const { looks, said } = evidence
  const met = looks.filter(({ fault }) => fault !== null)
  const last = said.at(-1)?.status
  if (last !== 'released') return failed(`stuck at ${last}: ${what} stopped what came with it`, met)
  return passed(`applied what came with ${what}, on ${met.length} pages`, met)
}

export const mailboxChecks: readonly Check[] = [
  {
    id: 'orders-by-cbp-time',
    title: "Orders notifications by CBP's time and sequence, not by arrival",
    good: 'Puts a late notification in its place; the newest by CBP time is what stands.',
    why: 'Messages overtake each other; by arrival a released entry falls back to review.',
    source: 'CSMS 16-000461; M4',
    grade: 'must',
    steps: ['reorder', ...plain],
    ends: 'released',
    judge: (evidence) => {
      const { said } = evidence
      return said.at(-1)?.status === 'under_review'
        ? failed(`went by arrival: ${shownBetween(said)}`, showing(evidence))
        : passed(`${shownBetween(said)}, though the release came first`, showing(evidence))
    },
  },
  {
    id: 'dedupes',
    title: 'Hears a notification once, however often it comes',
    good: 'Knows a repeat by its id, and by what it says and when; acknowledges it again.',
    why: 'Delivery is at least once. A repeat must neither count twice nor stop the mailbox.',
    source: 'M1, M3; CATAIR SO70 note 8',
    grade: 'must',
    steps: ['duplicate', ...plain],
    faults: [{ fault: 'acknowledged-again', on: 'acknowledgements', skip: 1, times: 1 }],
    ends: 'released',
    judge: (evidence) => {
      const { said, told, notices } = evidence
      const copies = showing(evidence).reduce((sum, { ids }) => sum + ids.length, 0)
      const last = said.at(-1)?.status
      if (last !== 'released') return failed(`stuck at ${last} behind a repeat`, showing(evidence))
      if (told !== undefined && told > notices) {
        return failed(`its history tells ${told} notifications where CBP made ${notices}`, showing(evidence)) // prettier-ignore
      }
      return passed(`${copies} copies of ${notices} notifications${told === undefined ? '' : `, told ${told} times`}`, showing(evidence)) // prettier-ignore
    },
  },
  {
    id: 'survives-unknown-code',
    title: 'Survives a disposition code that is in no table',
    good: 'Puts it aside for a person, changes no status, applies what comes with it and behind it.',
    why: 'CBP adds codes. Next year one of them must not stop every entry.',
    source: 'M8',
    grade: 'must',
    steps: plain,
    faults: [{ fault: 'unknown-code', ...always }],
    ends: 'released',
    judge: (evidence) => cameThrough(evidence, 'an unknown code'),
  },
  {
    id: 'survives-poison',
    title: 'Survives a notification that cannot be read',
    good: 'Puts it aside for a person; the others of the page and later ones still flow.',
    why: 'One damaged notification must not keep all entries from being told.',
    source: 'M9',
    grade: 'must',
    steps: plain,
    faults: [{ fault: 'poison-notice', ...always }],
    ends: 'released',
    judge: (evidence) => cameThrough(evidence, 'an unreadable notification'),
  },
]
