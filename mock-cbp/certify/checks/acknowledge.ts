/**
 * Acknowledgements: only of what the client has, and in the end of everything.
 * @module
 */
import { failed, passed } from '../check.ts'
import type { Check } from '../check.ts'
import { showing } from './mailbox.ts'

const plain = ['review', 'admit', 'release']

export const acknowledgeChecks: readonly Check[] = [
  {
    id: 'acknowledges-all',
    title: 'Acknowledges everything in the end',
    good: 'Stores each notification, then acknowledges it.',
    why: 'What is not acknowledged comes again for ever, and the mailbox fills.',
    source: 'P4: no lost answer; M10',
    grade: 'must',
    steps: plain,
    ends: 'released',
    lingerSeconds: 3,
    judge: (evidence) => {
      const told = new Set(evidence.looks.flatMap((look) => look.ids))
      const taken = new Set(evidence.acknowledgements.flatMap((one) => one.ids))
      const left = [...told].filter((id) => !taken.has(id))
      return left.length > 0
        ? failed(`never acknowledged ${left.join(', ')}`, showing(evidence))
        : passed(`${told.size} notifications, all acknowledged`, evidence.acknowledgements)
    },
  },
  {
    id: 'acknowledges-only-read',
    title: 'Acknowledges nothing that it has not read whole',
    good: 'Acknowledges a notification once it is stored; of a page that is cut, at most the whole ones.',
    why: 'What is acknowledged never comes again: an answer of CBP would be lost.',
    source: 'P4: no lost answer; C13',
    grade: 'must',
    // All at once, so that a page that is cut has something in it.
    steps: ['immediate', ...plain],
    faults: [{ fault: 'cut-document', on: 'mailbox', skip: 0, times: 4 }],
    ends: 'released',
    judge: (evidence) => {
      const { looks, acknowledgements } = evidence
      for (const one of acknowledgements) {
        const read = new Set(
          looks.filter(({ position }) => position < one.position).flatMap((look) => look.ids),
        )
        const early = one.ids.filter((id) => !read.has(id))
        if (early.length > 0) {
          return failed(`acknowledged ${early.join(', ')}, of which it had half a page`, [...showing(evidence), one]) // prettier-ignore
        }
      }
      const cut = looks.filter(({ fault }) => fault !== null)
      return passed(`${cut.length} pages came cut, and nothing of them was acknowledged unread`, [...cut, ...acknowledgements]) // prettier-ignore
    },
  },
  {
    id: 'acknowledges-again',
    title: 'Acknowledges again when an acknowledgement is lost',
    good: 'Knows what comes again by its id, and acknowledges it once more.',
    why: 'CBP cannot tell an acknowledgement that was lost from one that was never sent.',
    source: 'C15',
    grade: 'should',
    steps: plain,
    faults: [{ fault: 'lost-acknowledgement', on: 'acknowledgements', skip: 0, times: 1 }],
    ends: 'released',
    lingerSeconds: 3,
    judge: ({ acknowledgements }) => {
      const lost = acknowledgements.filter(({ fault }) => fault !== null)
      const [first] = lost
      if (!first) return failed('acknowledged nothing that could be lost')
      const later = acknowledgements.filter(({ position }) => position > first.position)
      const again = new Set(later.flatMap(({ ids }) => ids))
      const left = first.ids.filter((id) => !again.has(id))
      return left.length > 0
        ? failed(`never acknowledged ${left.join(', ')} again`, [first])
        : passed(`acknowledged ${first.ids.join(', ')} again`, [first, ...later.slice(0, 1)])
    },
  },
]
