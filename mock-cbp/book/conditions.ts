/**
 * What is wrong with a filing by itself: the conditions of CBP's reply, all of them, one row a rule.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import type { Day } from '../../src/domain/day.ts'
import { billsOf } from '../../src/message/bills.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'
import { billRules } from './billed.ts'
import { goodsRules } from './goods.ts'
import { partyRules } from './parties.ts'
import { is86 } from './refusal.ts'
import type { Rule } from './refusal.ts'

const datesOf = ({ references }: Filing) =>
  references.filter(({ qualifier }) => qualifier === 'EDA').map(({ value }) => value)
const refersTo = ({ references }: Filing, wanted: string) =>
  references.some(({ qualifier }) => qualifier === wanted)

/** The limit of 19 USC 1321(a)(2)(C), in the whole dollars of SE10 40-49. */
export const deMinimisUsd = 800

const taken: readonly string[] = ['86', '11', '01']

/** Of a cancellation: what took the place of the entry (SE13 60-61, SE20). */
const replacedBy: Readonly<Record<string, string>> = { '02': 'IB', '03': 'EN', '04': 'FTZ' }

/** The port is not only for type 86: a bill outside the manifests or in bond, an agency, the end. */
const needsPort = (filing: Filing) =>
  is86(filing) ||
  filing.actionCode === 'D' ||
  billsOf(filing).some(({ billType, nonAms }) => nonAms || billType === 'I') ||
  filing.lines.some(({ tariffs }) => tariffs.some(({ pga }) => pga.length > 0))

const every = ['A', 'R', 'U', 'D'] as const

export const rules: readonly Rule[] = [
  {
    code: '010',
    when: `the entry type is not one of ${taken.join(', ')}`,
    differs: 'ACE takes a dozen types; the mock takes three.',
    wrong: ({ entryType }) => !taken.includes(entryType),
  },
  {
    code: '288',
    when: 'a type 86 has more than one estimated date of arrival',
    actions: ['A', 'R', 'U'],
    wrong: (filing) => is86(filing) && datesOf(filing).length > 1,
  },
  {
    code: '282',
    when: 'a type 86 has no estimated date of arrival, or one that is no day',
    wrong: (filing) => {
      const [date = '', ...more] = datesOf(filing)
      return is86(filing) && more.length === 0 && parseDay(date) === undefined
    },
  },
  {
    code: 'Z01',
    when: `a type 86 is worth more than ${deMinimisUsd} dollars`,
    source: '19 USC 1321(a)(2)(C); CATAIR SE10 40-49',
    wrong: (filing) => is86(filing) && filing.entryValueUsd > deMinimisUsd,
  },
  ...billRules,
  {
    code: 'Z08',
    when: 'no port of entry is named: of a type 86, a cancellation, a bill outside AMS or in bond, or where an agency is told anything',
    source: 'CATAIR SE10 50-54',
    actions: every,
    wrong: (filing) => filing.plannedPortOfEntry === undefined && needsPort(filing),
  },
  {
    code: 'Z24',
    when: 'no mode of transportation is named',
    source: 'CATAIR SE10 37-38',
    differs: "CBP's own number may be 015, by its place in the list.",
    actions: every,
    wrong: ({ modeOfTransportation }) => modeOfTransportation === undefined,
  },
  {
    code: 'Z12',
    when: 'a type 86 comes by mail',
    source: '84 FR 40079, which leaves mail out',
    actions: ['A', 'R', 'U'],
    wrong: (filing) => is86(filing) && filing.modeOfTransportation === '50',
  },
  {
    code: 'Z23',
    when: 'nobody is named whom CBP may call',
    source: 'CATAIR SE13',
    actions: ['A', 'R', 'D'],
    wrong: ({ contact }) => contact === undefined,
  },
  {
    code: 'Z25',
    when: 'documents are announced without their reference DIS',
    source: 'CATAIR SE13 63 and SE20',
    actions: every,
    wrong: (filing) => filing.documentImages !== undefined && !refersTo(filing, 'DIS'),
  },
  ...partyRules,
  ...goodsRules,
  {
    code: 'Z30',
    when: 'a cancellation for reason 02, 03 or 04 does not name the in-bond (IB), the entry (EN) or the zone admission (FTZ) in its place',
    source: 'CATAIR SE13 60-61 and SE20',
    actions: ['D'],
    wrong: (filing) => {
      const qualifier = replacedBy[filing.cancellationReason ?? '']
      return qualifier !== undefined && !refersTo(filing, qualifier)
    },
  },
  {
    code: 'Z49',
    when: 'an update says anything of parties or goods, or a cancellation of anything but itself',
    source: 'CATAIR SE10 note 1',
    actions: ['U', 'D'],
    wrong: ({ actionCode, additionalHeader, billGroupings, parties, lines }) =>
      parties.length + lines.length > 0 ||
      (actionCode === 'D' && (billGroupings.length > 0 || additionalHeader !== undefined)),
  },
]

const declaring: NonNullable<Rule['actions']> = ['A', 'R']

const rulesFor = (action: Filing['actionCode']) =>
  rules.filter(({ actions = declaring }) => actions.includes(action))

const byAction = {
  A: rulesFor('A'),
  R: rulesFor('R'),
  U: rulesFor('U'),
  D: rulesFor('D'),
} as const

/** A loop: nearly always nothing is wrong. */
export function conditionsOf(filing: Filing): ConditionCode[] {
  const found: ConditionCode[] = []
  for (const { code, wrong } of byAction[filing.actionCode]) if (wrong(filing)) found.push(code)
  return found
}

/** Since 2024-02-15 type 86 is filed on or before arrival (89 FR 2630). */
export function isLate(filing: Filing, today: Day): boolean {
  return is86(filing) && datesOf(filing).some((day) => parseDay(day) !== undefined && day < today)
}
