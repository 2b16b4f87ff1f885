/**
 * CBP rules on one filing: what its reply says, and what it holds of the entry afterwards. Pure.
 * @module
 */
import { parseEntryNumber } from '../../src/domain/number.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import { conditionRow } from '../../src/message/condition.ts'
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { Result } from '../../src/message/reply.ts'
import { conditionsOf, isLate } from './conditions.ts'
import { accept, cancel, correct } from './effect.ts'
import type { Circumstances } from './effect.ts'
import { enforcedConditions } from './enforcement.ts'
import { isPending, statusOf } from './held.ts'
import type { Held } from './held.ts'
import { easternDay } from './timing.ts'

export type Ruling = { readonly result: Result; readonly held?: Held }

const narratives = {
  '01': 'ENTRY REJECTED',
  '02': 'ENTRY ACCEPTED',
  '03': 'ENTRY ACCEPTED WITH WARNINGS',
  '04': 'REFERRED FOR REVIEW',
} as const

/** Of an entry that was filed under `filer`'s code; nobody else's number is an entry number. */
export function numberOf(filing: Filing, filer: string): EntryNumber | undefined {
  const number = parseEntryNumber(filing.filerCode + filing.entryNumber)
  return filing.filerCode === filer ? number : undefined
}

export function rule(filing: Filing, held: Held | undefined, circumstances: Circumstances): Ruling {
  const { matched, filer } = circumstances
  const entryNumber = numberOf(filing, filer)
  const conditions = conditionsAgainst(filing, held, entryNumber, circumstances)
  const rejected = filing.actionCode === 'A' ? matched?.course.reject : undefined
  const refusals = conditions.length === 0 ? (rejected ?? []) : conditions
  if (refusals.length > 0 || !entryNumber) return { result: result(filing, '01', refusals) }
  switch (filing.actionCode) {
    case 'A': {
      const warnings = matched?.course.warn ?? []
      const disposition = warnings.length > 0 ? '03' : '02'
      const accepted = accept(filing, entryNumber, circumstances)
      return { result: result(filing, disposition, warnings, '13'), held: accepted }
    }
    // After acceptance port staff look at every change, which is disposition 04.
    case 'R':
      return { result: result(filing, '04'), held: held && correct(filing, held, circumstances) }
    case 'D':
      return { result: result(filing, '04'), held: held && cancel(held, circumstances) }
  }
}

function conditionsAgainst(
  filing: Filing,
  held: Held | undefined,
  entryNumber: EntryNumber | undefined,
  circumstances: Circumstances,
): ConditionCode[] {
  const { now, settings } = circumstances
  const known: ConditionCode[] = entryNumber ? againstHeld(filing, held, circumstances) : ['006']
  if (filing.actionCode === 'D') return known
  const enforced = settings.policy === 'enforced' ? enforcedConditions(filing, now) : []
  return [...known, ...conditionsOf(filing, easternDay(now)), ...enforced]
}

function againstHeld(
  filing: Filing,
  held: Held | undefined,
  { now, journey }: Circumstances,
): ConditionCode[] {
  if (filing.actionCode === 'A') {
    // A bill that has arrived is too late, whatever day was declared (SO50 95 at receipt).
    const landed = journey?.arrivedAt != null && journey.arrivedAt <= now
    const late = isLate(filing, easternDay(now)) || (filing.entryType === '86' && landed)
    return [...when('007', held !== undefined), ...when('Z11', late)]
  }
  const reason = filing.cancellationReason ?? ''
  const found = when('Z16', filing.actionCode === 'D' && !/^(0[1-9]|1[01])$/.test(reason))
  const status = held && statusOf(held.notifications, now)
  if (!held || status === 'cancelled') return ['008', ...found]
  return [
    ...found,
    ...when('210', filing.entryType !== held.declared.entryType),
    ...when('Z13', isPending(held, now)),
    ...when('Z14', status === 'released'),
  ]
}

const when = (code: ConditionCode, wrong: boolean): ConditionCode[] => (wrong ? [code] : [])

function result(
  { actionCode, filerCode, entryNumber }: Filing,
  sxDisposition: Result['sxDisposition'],
  codes: readonly string[] = [],
  messageType: '11' | '13' = '11',
): Result {
  return {
    actionCode,
    filerCode,
    entryNumber,
    sxDisposition,
    narrative: narratives[sxDisposition],
    conditions: codes.map((conditionCode) => ({
      messageType,
      conditionCode,
      narrative: conditionRow(conditionCode)?.narrative ?? `CONDITION ${conditionCode}`,
    })),
  }
}
