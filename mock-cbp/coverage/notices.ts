/**
 * Outcomes of the mailbox: the dispositions that notifications carry, as far as a built-in rule, a
 * flight, port staff or a reminder says them, and all others.
 * @module
 */
import { dispositionOf, dispositions } from '../../src/domain/disposition.ts'
import type { DispositionRecord } from '../../src/domain/disposition.ts'
import { events } from '../book/conveyed.ts'
import { reminders } from '../book/course.ts'
import { decisions } from '../book/effect.ts'
import { builtIn } from '../scenario/builtin.ts'
import type { Rule } from '../scenario/rule.ts'
import { outcomeId } from './id.ts'
import { byHeader, byRule } from './outcome.ts'
import type { Group, Outcome } from './outcome.ts'

const words = { grant: 'granted', refuse: 'refused', ask: 'asks' } as const
const reviews = {
  R: ['correction', 'then replace the entry'],
  D: ['cancellation', 'then cancel it'],
} as const

type Said = readonly [record: DispositionRecord, code: string, provoke: string]

/** Of a rule's notices those that come by themselves, and those behind something it waits for. */
const saidBy = (rule: Rule, waited: boolean): Said[] => {
  const { steps } = rule.course
  const wait = steps.findIndex((step) => 'waitFor' in step)
  const first = wait === -1 ? steps.length : wait
  return (waited ? steps.slice(first) : steps.slice(0, first)).flatMap((step) =>
    'notices' in step
      ? step.notices.map(({ record, code }): Said => [record, code, byRule(rule)])
      : [],
  )
}

const byRules = [false, true].flatMap((waited) => builtIn.flatMap((rule) => saidBy(rule, waited)))

const byReview = (['R', 'D'] as const).flatMap((action) =>
  Object.entries(decisions[action]).map(([decision, code]): Said => {
    const [review, then] = reviews[action]
    return ['SO60', code, byHeader(`${review} ${words[decision as keyof typeof words]}`, then)]
  }),
)

const byReminder = reminders.map(([days, code]): Said => [
  'SO60',
  code,
  byHeader('NO-MANIFEST', `then advance P${days}D`),
])

const byFlight = [
  ['departure', 'depart'],
  ['arrival', 'arrive'],
] as const

const said: readonly Said[] = [
  ...byRules,
  ...byFlight.map(([event, call]): Said => [
    'SO50',
    events[event],
    `POST /_mock/flights/{flight}/${call}`,
  ]),
  ...byReview,
  ...byReminder,
]

/** By code; of several ways to come by one, the first. */
const own = new Map(
  said.toReversed().map(([record, code, provoke]) => [`${record} ${code}`, provoke]),
)

const outcomeOf = (name: string, means: string, provoke: string): Outcome => {
  const [record = '', code = ''] = name.split(' ')
  return { id: outcomeId.notice(record, code), name, means, provoke }
}

export const notices: Group = {
  title: 'Notifications',
  outcomes: [...dispositions.keys()].flatMap((name) => {
    const provoke = own.get(name)
    return provoke === undefined ? [] : [outcomeOf(name, textOf(name), provoke)]
  }),
}

/** Codes that are said only where a scenario says so. */
export const sayable: Group = {
  title: 'Dispositions by `say` alone',
  outcomes: [...dispositions.keys()]
    .filter((name) => !own.has(name))
    .map((name) => outcomeOf(name, textOf(name), byHeader(`say ${name}`))),
}

function textOf(name: string): string {
  const [record, code = ''] = name.split(' ')
  return dispositionOf(record === 'SO50' ? 'SO50' : 'SO60', code)?.text ?? code
}
