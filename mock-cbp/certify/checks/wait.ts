/**
 * CBP asks for time: Retry-After is a promise of when it will be able to answer.
 * @module
 */
import type { PlannedFault } from '../../world/settings.ts'
import { failed, passed } from '../check.ts'
import type { Check, Judgement } from '../check.ts'
import type { Evidence } from '../evidence.ts'
import type { Heard } from '../journal.ts'
import { times } from './look.ts'

/** When the same may be asked again, by the mock's clock. */
function notBefore({ at, retryAfter }: Heard): number | undefined {
  if (retryAfter === null) return undefined
  const wait = Number(retryAfter)
  const until = Number.isNaN(wait) ? Date.parse(retryAfter) : Date.parse(at) + wait * 1000
  return Number.isNaN(until) ? undefined : until
}

/** Each request that was put off, with the next one of its kind, which must not come too early. */
function waited(asked: readonly Heard[]): Judgement {
  const off = asked.filter(({ status }) => status === 429 || status === 503)
  if (off.length === 0) return failed('made no request that could be put off', asked)
  for (const line of off) {
    const next = asked.find(({ position }) => position > line.position)
    const until = notBefore(line)
    if (!next) return failed('gave up where CBP only asked it to wait', [line])
    if (until !== undefined && Date.parse(next.at) < until) {
      const seconds = (Date.parse(next.at) - Date.parse(line.at)) / 1000
      const said = `${line.status} with Retry-After: ${line.retryAfter}`
      return failed(`came back ${seconds} s after ${said}`, [line, next])
    }
  }
  const [first] = off
  const said = `${first?.status} with Retry-After: ${first?.retryAfter}`
  return passed(`put off ${times(off.length)} by ${said}, and waited`, off)
}

type Row = Pick<Check, 'id' | 'title'> & Pick<PlannedFault, 'fault' | 'on' | 'times'>

const honours = (
  { id, title, ...planned }: Row,
  asked: (evidence: Evidence) => readonly Heard[],
): Check => ({
  ...{ id, title },
  good: 'Makes no such request before the time is over; other work goes on.',
  why: 'Who comes back early keeps CBP busy, and is cut off at last.',
  source: 'failure model: 429, 503; N17, N18; RFC 9110 10.2.3',
  grade: 'must',
  steps: ['review', 'admit', 'release'],
  faults: [{ ...planned, skip: 0 }],
  ends: 'released',
  judge: (evidence) => waited(asked(evidence)),
})

const filings = (evidence: Evidence) => evidence.filings
const looks = (evidence: Evidence) => evidence.looks

export const waitChecks: readonly Check[] = [
  honours({ id: 'waits-429', title: 'Honours Retry-After of 429 in seconds', fault: 'busy-429', on: 'transmissions', times: 2 }, filings),
  honours({ id: 'waits-429-date', title: 'Honours Retry-After of 429 as a date', fault: 'busy-429-date', on: 'transmissions', times: 1 }, filings),
  honours({ id: 'waits-503', title: 'Honours Retry-After of 503', fault: 'unavailable-503', on: 'transmissions', times: 3 }, filings),
  honours({ id: 'waits-mailbox', title: 'Honours Retry-After when it reads the mailbox', fault: 'busy-429', on: 'mailbox', times: 2 }, looks),
] // prettier-ignore
