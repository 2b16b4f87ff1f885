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
import { conditionsOf } from './conditions.ts'
import { accept, cancel, correct, update } from './effect.ts'
import type { Circumstances } from './effect.ts'
import { enforcedConditions } from './enforcement.ts'
import type { Held } from './held.ts'
import { numbered, standingConditions } from './standing.ts'

export type Ruling = { readonly result: Result; readonly held?: Held }

/** What the final SE90 of an entry says, by the action of its filing. */
export const dispositions = {
  A: { refused: '01', taken: '02', warned: '03' },
  // After acceptance port staff look at every change, which is disposition 04.
  R: { refused: '01', taken: '04' },
  // What brings the goods changes often, and nobody looks at it.
  U: { refused: '01', taken: '02' },
  D: { refused: '01', taken: '04' },
} as const

export const narratives = {
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
  const { refused, taken } = dispositions[filing.actionCode]
  if (refusals.length > 0 || !entryNumber) return { result: result(filing, refused, refusals) }
  switch (filing.actionCode) {
    case 'A': {
      const warnings = matched?.course.warn ?? []
      const disposition = warnings.length > 0 ? dispositions.A.warned : taken
      const accepted = accept(filing, entryNumber, circumstances)
      return { result: result(filing, disposition, warnings, '13'), held: accepted }
    }
    case 'R':
      return { result: result(filing, taken), held: held && correct(filing, held, circumstances) }
    case 'U':
      return { result: result(filing, taken), held: held && update(filing, held, circumstances) }
    case 'D':
      return { result: result(filing, taken), held: held && cancel(held, circumstances) }
  }
}

function conditionsAgainst(
  filing: Filing,
  held: Held | undefined,
  entryNumber: EntryNumber | undefined,
  circumstances: Circumstances,
): ConditionCode[] {
  const { now, settings } = circumstances
  const known = entryNumber ? standingConditions(filing, held, circumstances) : [numbered.code]
  const enforced = settings.policy === 'enforced' ? enforcedConditions(filing, now) : []
  return [...known, ...conditionsOf(filing), ...enforced]
}

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
