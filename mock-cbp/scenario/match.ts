/**
 * Which rule a filing meets, and why it met no other.
 * @module
 */
import { billsOf } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { Conditions, Rule } from './rule.ts'
import type { Course } from './step.ts'

/** What a rule can ask of a filing. What costs something is asked only when a rule does. */
export type Subject = {
  readonly filing: Filing
  readonly bill: string
  readonly flight: string | undefined
  readonly inspected: () => boolean
  readonly overDay: () => boolean
  readonly unmanifested: () => boolean
  readonly overManifest: () => boolean
}

export type Matched = { readonly rule: Rule; readonly course: Course }

/** Why a rule was not the one: the first of its conditions that does not hold. */
export type Miss = { readonly rule: string; readonly because: string }

export function matchRule(rules: readonly Rule[], subject: Subject): Matched | undefined {
  for (const rule of rules) {
    if (failingOf(rule, subject) === undefined) return matchedBy(rule, subject)
  }
  return undefined
}

/** Of the rules before `matched`; of all when none matched. */
export function missesOf(
  rules: readonly Rule[],
  subject: Subject,
  matched: Rule | undefined,
): Miss[] {
  const place = matched ? rules.indexOf(matched) : -1
  const before = place === -1 ? rules : rules.slice(0, place)
  return before.map((rule) => ({ rule: rule.id, because: whyNot(rule, subject) ?? 'it matches' }))
}

const whyNot = (rule: Rule, subject: Subject): string | undefined =>
  failingOf(rule, subject)?.because(subject)

function failingOf({ match, not }: Rule, subject: Subject): Check | undefined {
  const failed = failing(match, subject)
  if (failed !== undefined) return failed
  return not && failing(not, subject) === undefined ? unwanted : undefined
}

/**
 * What a rule asks, compiled. Most rules are not the one, and nobody asks why: the words are found
 * when they are asked for.
 */
type Check = {
  readonly holds: (subject: Subject) => boolean
  /** Why it does not hold. */
  readonly because: (subject: Subject) => string
}
/** `undefined` where a rule does not ask for it. */
type Condition = (conditions: Conditions) => Check | undefined

const unwanted: Check = { holds: () => false, because: () => 'what it must not be holds' }

const list = (wanted: string | readonly string[]) =>
  typeof wanted === 'string' ? [wanted] : wanted
const quoted = (values: readonly string[]) => values.map((value) => `"${value}"`).join(' or ')

/** A condition on one or several texts of a filing: one of the texts must be one of the wanted. */
const texts =
  (
    name: keyof Conditions & string,
    of: (subject: Subject) => readonly string[],
    fits: (text: string, wanted: string) => boolean,
    says: string,
  ): Condition =>
  (conditions) => {
    const asked = conditions[name] as string | readonly string[] | undefined
    if (asked === undefined) return undefined
    const wanted = list(asked)
    return {
      holds: (subject) => {
        for (const text of of(subject))
          for (const value of wanted) if (fits(text, value)) return true
        return false
      },
      because: (subject) => {
        const found = of(subject)
        return `${name}: ${found.length === 0 ? 'none' : quoted(found)} ${says} ${quoted(wanted)}`
      },
    }
  }

const given = (text: string | undefined) => (text === undefined ? [] : [text])
const equals = (text: string, wanted: string) => text === wanted
const begins = (text: string, wanted: string) => text.startsWith(wanted)
const fits = (text: string, wanted: string) => new RegExp(wanted, 'i').test(text)
const flags = ['inspected', 'overDay', 'unmanifested', 'overManifest'] as const

const named = (entityCode: 'CN' | 'SE') => ({ filing }: Subject) =>
  [filing, ...filing.lines]
    .flatMap(({ parties }) => parties)
    .flatMap((party) => (party.entityCode === entityCode ? given(party.name) : [])) // prettier-ignore

const known: readonly Condition[] = [
  texts('prefix', ({ bill }) => [bill], begins, 'does not begin with'),
  texts('pattern', ({ bill }) => [bill], (text, wanted) => new RegExp(wanted).test(text), 'is not like'), // prettier-ignore
  texts('masterBill', ({ filing }) => billsOf(filing).filter(({ billType }) => billType === 'M').map(({ billNumber }) => billNumber), equals, 'is not'), // prettier-ignore
  texts('entryNumber', ({ filing }) => [filing.filerCode + filing.entryNumber], (text, wanted) => text === wanted.replaceAll('-', ''), 'is not'), // prettier-ignore
  texts('filer', ({ filing }) => [filing.filerCode], equals, 'is not'),
  texts('entryType', ({ filing }) => [filing.entryType], equals, 'is not'),
  texts('portOfEntry', ({ filing }) => given(filing.plannedPortOfEntry), equals, 'is not'),
  texts(
    'modeOfTransportation',
    ({ filing }) => given(filing.modeOfTransportation),
    equals,
    'is not',
  ),
  texts('flight', ({ flight }) => given(flight), equals, 'is not'),
  texts('countryOfOrigin', ({ filing }) => filing.lines.map(({ countryOfOrigin }) => countryOfOrigin), equals, 'is not'), // prettier-ignore
  texts('htsNumber', ({ filing }) => filing.lines.flatMap(({ tariffs }) => tariffs.map(({ htsNumber }) => htsNumber)), begins, 'does not begin with'), // prettier-ignore
  texts('consignee', named('CN'), fits, 'is not like'),
  texts('seller', named('SE'), fits, 'is not like'),
  texts('description', ({ filing }) => filing.lines.flatMap(({ description }) => given(description)), fits, 'is not like'), // prettier-ignore
  ({ valueAtLeast }) =>
    valueAtLeast === undefined
      ? undefined
      : {
          holds: ({ filing }) => filing.entryValueUsd >= valueAtLeast,
          because: ({ filing }) => `valueAtLeast: ${filing.entryValueUsd} is less than ${valueAtLeast}`, // prettier-ignore
        },
  ...flags.map(
    (name): Condition =>
      (conditions) =>
        conditions[name] && { holds: (subject) => subject[name](), because: () => `${name}: it is not` }, // prettier-ignore
  ),
]

/** Of the twenty conditions that a rule can have most have one, and each filing is held against all. */
const compiled = new WeakMap<Conditions, readonly Check[]>()

function checksOf(conditions: Conditions): readonly Check[] {
  const before = compiled.get(conditions)
  if (before) return before
  const checks = known.flatMap((condition) => condition(conditions) ?? [])
  compiled.set(conditions, checks)
  return checks
}

/** The first of them that does not hold. */
function failing(conditions: Conditions, subject: Subject): Check | undefined {
  for (const check of checksOf(conditions)) if (!check.holds(subject)) return check
  return undefined
}

/** `$1` of a rejection is what the pattern caught; Z99 where that is no condition code. */
export function matchedBy(rule: Rule, { bill }: Pick<Subject, 'bill'>): Matched {
  const { course } = rule
  const { pattern } = rule.match
  if (!course.reject?.includes('$1')) return { rule, course }
  const caught = pattern === undefined ? undefined : new RegExp(pattern).exec(bill)?.[1]
  const code = /^[A-Z0-9]{3}$/.test(caught ?? '') ? (caught ?? '') : 'Z99'
  const reject = course.reject.map((wanted) => (wanted === '$1' ? code : wanted))
  return { rule, course: { ...course, reject } }
}
