/**
 * The mailbox: what comes twice, in the wrong order, or unreadable, and what is acknowledged.
 * @module
 */
import { failed, passed } from '../check.ts'
import type { Check } from '../check.ts'
import type { Evidence } from '../evidence.ts'
import { shownBetween } from './look.ts'

const showing = ({ looks }: Evidence) => looks.filter((look) => look.ids.length > 0)

export const mailboxChecks: readonly Check[] = [
  {
    id: 'orders-by-cbp-time',
    title: "Orders notifications by CBP's time and sequence, not by arrival",
    good: 'Puts a late notification in its place; the newest by CBP time is what stands.',
    why: 'Messages overtake each other; by arrival a released entry falls back to review.',
    source: 'CSMS 16-000461; M4',
    grade: 'must',
    steps: ['reorder', 'review', 'admit', 'release'],
    ends: 'released',
    judge: (evidence) => {
      const { said } = evidence
      const last = said.at(-1)?.status
      return last === 'under_review'
        ? failed(`went by arrival: ${shownBetween(said)}`, showing(evidence))
        : passed(`${shownBetween(said)}, though the release came first`, showing(evidence))
    },
  },
  {
    id: 'acknowledges',
    title: 'Acknowledges what it has, and in the end everything',
    good: 'Stores each notification, then acknowledges it.',
    why: 'What is not acknowledged comes again for ever, and the mailbox fills.',
    source: 'P4, M10',
    grade: 'must',
    steps: ['review', 'admit', 'release'],
    ends: 'released',
    lingerSeconds: 3,
    judge: (evidence) => {
      const { looks, acknowledgements } = evidence
      const told = new Set(looks.flatMap((look) => look.ids))
      const taken = new Set(acknowledgements.flatMap((one) => one.ids))
      const left = [...told].filter((id) => !taken.has(id))
      return left.length > 0
        ? failed(`never acknowledged ${left.join(', ')}`, showing(evidence))
        : passed(`${told.size} notifications, all acknowledged`, acknowledgements)
    },
  },
]
