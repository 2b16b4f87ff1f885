/**
 * What is wrong with a filing by itself: the conditions of CBP's reply, all of them, one row a rule.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import type { Day } from '../../src/domain/day.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'

/** A reason to refuse, as a row: what the mock refuses under a code, and where that rule stands. */
export type Refusal = {
  readonly code: ConditionCode
  /** Completes "refused when": what is wrong. */
  readonly when: string
  /** Of the rule; that of a number of CBP's own is beside the code. */
  readonly source?: string
  /** Where the mock knows less than CBP does. */
  readonly differs?: string
}

type Rule = Refusal & { readonly wrong: (filing: Filing) => boolean }

const is86 = ({ entryType }: Filing) => entryType === '86'
const tariffs = ({ lines }: Filing) => lines.flatMap((line) => line.tariffs)
const datesOf = ({ references }: Filing) =>
  references.filter(({ qualifier }) => qualifier === 'EDA').map(({ value }) => value)
/** The quantity stands on the lowest bill of each grouping. */
const lowest = ({ bills }: Filing) => bills.filter(({ billType }) => billType !== 'M')
const types = ({ bills }: Filing) => bills.map(({ billType }) => billType).join('')
const grouped = /^(R|MH+)+$/

/** The limit of 19 USC 1321(a)(2)(C), in the whole dollars of SE10 40-49. */
export const deMinimisUsd = 800

const taken: readonly string[] = ['86', '11', '01']

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
  {
    code: 'Z03',
    when: 'no bill is there, or a master bill without its house bill',
    source: 'CATAIR SE15',
    wrong: (filing) => !grouped.test(types(filing)),
  },
  {
    code: 'Z02',
    when: 'a type 86 names more than one grouping of bills',
    source: 'CATAIR SE15, notes 7, 11 and 12',
    wrong: (filing) =>
      is86(filing) && grouped.test(types(filing)) && !/^(R|MH)$/.test(types(filing)),
  },
  {
    code: 'Z04',
    when: 'a house or regular bill has no quantity',
    source: 'CATAIR SE15 60-67',
    wrong: (filing) => lowest(filing).some(({ packageQuantity }) => packageQuantity === undefined),
  },
  {
    code: '030',
    when: 'a house or regular bill has the quantity 0',
    differs: 'What else CBP finds wrong with a quantity is not known.',
    wrong: (filing) => lowest(filing).some(({ packageQuantity }) => packageQuantity === 0),
  },
  {
    code: 'Z05',
    when: 'a tariff line has no value',
    source: 'CATAIR SE60 15-24',
    wrong: (filing) => tariffs(filing).some(({ lineValueUsd }) => lineValueUsd === undefined),
  },
  {
    code: 'Z06',
    when: 'there is no consignee, or more than one',
    source: 'CATAIR SE30, entity CN',
    wrong: ({ parties }) => parties.filter(({ entityCode }) => entityCode === 'CN').length !== 1,
  },
  {
    code: 'Z07',
    when: 'there is no seller',
    source: 'CATAIR SE30 note 1, entity SE',
    wrong: ({ parties }) => !parties.some(({ entityCode }) => entityCode === 'SE'),
  },
  {
    code: 'Z09',
    when: 'a bill outside AMS comes without its conveyance',
    source: 'CATAIR SE15 73 and SE16',
    wrong: ({ bills, conveyance }) => bills.some(({ nonAms }) => nonAms) && !conveyance,
  },
  {
    code: 'Z10',
    when: 'a tariff number is of chapter 00 or 77',
    source: 'HTSUS, chapters 1 to 99, of which 77 is kept free',
    differs: 'CBP looks up the whole number.',
    wrong: (filing) => tariffs(filing).some(({ htsNumber }) => /^(00|77)/.test(htsNumber)),
  },
  {
    code: 'Z12',
    when: 'a type 86 comes by mail',
    source: '84 FR 40079, which leaves mail out',
    wrong: (filing) => is86(filing) && filing.modeOfTransportation === '50',
  },
  {
    code: 'Z15',
    when: 'there is no line',
    source: 'CATAIR SE40',
    wrong: ({ lines }) => lines.length === 0,
  },
  {
    code: 'Z17',
    when: 'the values of the lines do not add up to the value of the entry',
    wrong: (filing) => {
      const sum = tariffs(filing).reduce((total, { lineValueUsd = 0 }) => total + lineValueUsd, 0)
      return sum !== filing.entryValueUsd
    },
  },
]

export function conditionsOf(filing: Filing): ConditionCode[] {
  return rules.filter(({ wrong }) => wrong(filing)).map(({ code }) => code)
}

/** Since 2024-02-15 type 86 is filed on or before arrival (89 FR 2630). */
export function isLate(filing: Filing, today: Day): boolean {
  return is86(filing) && datesOf(filing).some((day) => parseDay(day) !== undefined && day < today)
}
