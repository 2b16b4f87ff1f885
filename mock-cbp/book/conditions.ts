/**
 * What is wrong with a filing by itself: the conditions of CBP's reply, all of them.
 * @module
 */
import { parseDay } from '../../src/domain/day.ts'
import type { Day } from '../../src/domain/day.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'

type Check = (filing: Filing, today: Day) => readonly ConditionCode[]

const when = (code: ConditionCode, wrong: boolean): ConditionCode[] => (wrong ? [code] : [])
const is86 = ({ entryType }: Filing) => entryType === '86'
const tariffs = ({ lines }: Filing) => lines.flatMap((line) => line.tariffs)
const datesOf = ({ references }: Filing) =>
  references.filter(({ qualifier }) => qualifier === 'EDA').map(({ value }) => value)

/** The limit of 19 USC 1321(a)(2)(C), in the whole dollars of SE10 40-49. */
export const deMinimisUsd = 800

const checks: readonly Check[] = [
  ({ entryType }) => when('010', !['86', '11', '01'].includes(entryType)),
  (filing) => {
    const dates = datesOf(filing)
    if (!is86(filing)) return []
    if (dates.length > 1) return ['288']
    return when('282', parseDay(dates[0] ?? '') === undefined)
  },
  (filing) => when('Z01', is86(filing) && filing.entryValueUsd > deMinimisUsd),
  billConditions,
  quantityConditions,
  (filing) =>
    when(
      'Z05',
      tariffs(filing).some(({ lineValueUsd }) => lineValueUsd === undefined),
    ),
  ({ parties }) =>
    when('Z06', parties.filter(({ entityCode }) => entityCode === 'CN').length !== 1),
  ({ parties }) => when('Z07', !parties.some(({ entityCode }) => entityCode === 'SE')),
  ({ bills, conveyance }) => when('Z09', bills.some(({ nonAms }) => nonAms) && !conveyance),
  (filing) => when('Z10', tariffs(filing).some(impossibleChapter)),
  // Mail is outside the type 86 test.
  (filing) => when('Z12', is86(filing) && filing.modeOfTransportation === '50'),
  ({ lines }) => when('Z15', lines.length === 0),
  (filing) => {
    const sum = tariffs(filing).reduce((total, { lineValueUsd = 0 }) => total + lineValueUsd, 0)
    return when('Z17', sum !== filing.entryValueUsd)
  },
]

export function conditionsOf(filing: Filing, today: Day): ConditionCode[] {
  return checks.flatMap((check) => check(filing, today))
}

/** Since 2024-02-15 type 86 is filed on or before arrival (89 FR 2630). */
export function isLate(filing: Filing, today: Day): boolean {
  return is86(filing) && datesOf(filing).some((day) => parseDay(day) !== undefined && day < today)
}

/** One regular bill, or one master with one house (CATAIR SE15); other types may repeat it. */
function billConditions(filing: Filing): readonly ConditionCode[] {
  const types = filing.bills.map(({ billType }) => billType).join('')
  if (/^(R|MH)$/.test(types)) return []
  if (!/^(R|MH+)+$/.test(types)) return ['Z03']
  return when('Z02', is86(filing))
}

/** The quantity stands on the lowest bill of each grouping. */
function quantityConditions({ bills }: Filing): readonly ConditionCode[] {
  const lowest = bills.filter(({ billType }) => billType !== 'M')
  return [
    ...when('Z04', lowest.some(({ packageQuantity }) => packageQuantity === undefined)),
    ...when('030', lowest.some(({ packageQuantity }) => packageQuantity === 0)),
  ] // prettier-ignore
}

/** The tariff has chapters 1 to 99; 77 is kept free. */
const impossibleChapter = ({ htsNumber }: { readonly htsNumber: string }) =>
  htsNumber.startsWith('00') || htsNumber.startsWith('77')
