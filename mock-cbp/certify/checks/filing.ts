/**
 * Filings on a sound line: what CBP says is followed, late or not at all, yes or no.
 * @module
 */
import { failed, passed } from '../check.ts'
import type { Check } from '../check.ts'
import { byNewIds, ids, shownBetween, times } from './look.ts'

const changes = { A: 'a filing', R: 'a Replace', U: 'an Update', D: 'a cancellation' } as const

export const filingChecks: readonly Check[] = [
  {
    id: 'follows',
    title: 'Files an entry and follows it to its release',
    good: 'Sends the filing once, collects the mailbox, and shows the release.',
    why: 'Everything else is about trouble on this road.',
    source: 'CATAIR SE, SX, SO',
    grade: 'must',
    steps: ['review', 'admit', 'release'],
    ends: 'released',
    judge: ({ filings, held, looks }) => {
      const again = byNewIds(filings)
      if (again.length > 0) return failed(`filed more than once: ${ids(filings)}`, filings)
      const told = new Set(looks.flatMap((look) => look.ids))
      return passed(
        `filed once under ${ids(filings)}, ${told.size} notifications, ${held?.status}`,
        [...filings, ...looks.filter((look) => look.ids.length > 0)],
      )
    },
  },
  {
    id: 'shows-rejection',
    title: 'Shows a rejected entry as rejected, with its code',
    good: 'Shows the entry as rejected and the condition code beside it (282 here).',
    why: 'A rejected entry is not on file; without the code nobody can mend it.',
    source: 'CATAIR SX, SE90 7-9',
    grade: 'must',
    steps: ['reject 282'],
    ends: 'rejected',
    judge: ({ said, filings }) => {
      const last = said.at(-1)
      return last?.status !== 'rejected' || last.text.includes('282')
        ? passed('shows it rejected, with condition 282', filings)
        : failed('shows it rejected without its condition code 282', filings)
    },
  },
  {
    id: 'waits-for-reply',
    title: 'Follows a reply that is not there yet',
    good: 'Takes 202 for "not decided yet" and asks for the reply under the same message id.',
    why: 'CBP may take its time; a second filing would be a duplicate, giving up a lost entry.',
    source: 'P3: no silent unknown',
    grade: 'must',
    steps: ['delay 3h', 'admit', 'release'],
    ends: 'released',
    judge: ({ filings, queries, said }) => {
      const again = byNewIds(filings)
      if (again.length > 0) return failed(`did not wait, filed anew as ${ids(again)}`, filings)
      const wrong = said.find(({ status }) => status === 'rejected')
      if (wrong) return failed('took "not decided yet" for a rejection', filings)
      const waits = [...filings, ...queries].filter(({ status }) => status === 202)
      return passed(
        `put off ${times(waits.length)} with 202, asked on under ${ids(filings)}`,
        waits,
      )
    },
  },
  {
    id: 'sits-out-silence',
    title: 'Sits out silence without sending a Replace to provoke an answer',
    good: 'Waits, shows that it waits, asks with a query if it must.',
    why: 'A Replace goes to human review and stops the clock of the entry that was under way.',
    source: 'CSMS 15-000938: no Replace to provoke a message; M13: silence',
    grade: 'must',
    steps: ['wait 8h', 'admit', 'release'],
    ends: 'released',
    judge: ({ filings }) => {
      const sent = filings.filter(({ action = 'A' }) => action !== 'A')
      const [first] = sent
      if (first) {
        const what = changes[first.action ?? 'A']
        return failed(`sent ${what} as ${first.messageId} to break the silence`, sent)
      }
      const again = byNewIds(filings)
      if (again.length > 0) return failed(`filed anew as ${ids(again)} to break the silence`, again)
      return passed(`one filing, ${ids(filings)}, through eight hours without a word`, filings)
    },
  },
  {
    id: 'shows-suspension',
    title: 'Shows a release that is suspended',
    good: 'Takes 99 after 98: the entry is not released any more and somebody must act.',
    why: 'Goods that are delivered on a suspended release are a violation.',
    source: 'CATAIR SO60 98, 99; M5: an end that CBP takes back',
    grade: 'must',
    steps: ['admit', 'release', 'suspend after 2h'],
    ends: 'discrepancy',
    judge: ({ said, looks }) => {
      const shown = looks.filter((look) => look.ids.length > 0)
      return said.at(-1)?.status === 'released'
        ? failed('still shows it released after CBP suspended the release', shown)
        : passed(`shows ${shownBetween(said)}`, shown)
    },
  },
]
