/**
 * What is wrong with a filing beside what CBP holds of its entry, one row a rule.
 * @module
 */
import type { Status } from '../../src/domain/status.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'
import { isLate } from './conditions.ts'
import type { Refusal } from './refusal.ts'
import type { Circumstances } from './effect.ts'
import { isPending, statusOf } from './held.ts'
import type { Held } from './held.ts'
import { easternDay } from './timing.ts'

type Standing = {
  readonly filing: Filing
  readonly held: Held | undefined
  readonly status: Status | undefined
  readonly circumstances: Circumstances
}

type StandingRule = Refusal & {
  readonly actions: readonly Filing['actionCode'][]
  readonly wrong: (standing: Standing) => boolean
}

/** Nothing else is asked of an entry that has no number. */
export const numbered: Refusal = {
  code: '006',
  when: 'the check digit is wrong, or the number is of another filer',
  differs: 'That a wrong check digit is refused under this code is inferred.',
}

export const standings: readonly StandingRule[] = [
  {
    code: '007',
    when: 'an entry of this number was accepted before',
    actions: ['A'],
    wrong: ({ held }) => held !== undefined,
  },
  {
    code: 'Z11',
    when: 'a type 86 is filed after the day of arrival, or its flight has arrived',
    source: '89 FR 2630; CSMS 59889329',
    actions: ['A'],
    // A bill that has arrived is too late, whatever day was declared (SO50 95 at receipt).
    wrong: ({ filing, circumstances: { now, journey } }) => {
      const landed = journey?.arrivedAt != null && journey.arrivedAt <= now
      return isLate(filing, easternDay(now)) || (filing.entryType === '86' && landed)
    },
  },
  {
    code: '008',
    when: 'the entry to change or cancel is not on file, or is cancelled',
    actions: ['R', 'U', 'D'],
    wrong: ({ status }) => status === undefined || status === 'cancelled',
  },
  {
    code: 'Z16',
    when: 'a cancellation has no reason from 01 to 11',
    source: 'CATAIR SE13 60-61',
    differs: 'Reason 12 is for entries of type 06, which the mock does not take.',
    actions: ['D'],
    wrong: ({ filing }) => !/^(0[1-9]|1[01])$/.test(filing.cancellationReason ?? ''),
  },
  {
    code: '210',
    when: 'a change or cancellation names another entry type',
    actions: ['R', 'U', 'D'],
    wrong: onFile(({ filing, held }) => filing.entryType !== held.declared.entryType),
  },
  {
    code: 'Z13',
    when: 'an earlier correction or cancellation is not decided yet',
    source: 'CSMS 15-000938, of a second Replace',
    actions: ['R', 'U', 'D'],
    wrong: onFile(({ held, circumstances: { now } }) => isPending(held, now)),
  },
  {
    code: 'Z14',
    when: 'the entry is released',
    differs: 'After release CBP takes no correction of a type 86 in practice; how it says so is not known.',
    actions: ['R', 'U', 'D'],
    wrong: onFile(({ status }) => status === 'released'),
  },
] // prettier-ignore

/** Of an entry that is on file and not cancelled. */
function onFile(wrong: (standing: Standing & { readonly held: Held }) => boolean) {
  return ({ held, ...standing }: Standing) =>
    held !== undefined && standing.status !== 'cancelled' && wrong({ ...standing, held })
}

export function standingConditions(
  filing: Filing,
  held: Held | undefined,
  circumstances: Circumstances,
): ConditionCode[] {
  const status = held && statusOf(held.notifications, circumstances.now)
  return standings
    .filter(({ actions }) => actions.includes(filing.actionCode))
    .filter(({ wrong }) => wrong({ filing, held, status, circumstances }))
    .map(({ code }) => code)
}
