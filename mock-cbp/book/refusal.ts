/**
 * A reason to refuse a filing, as a row of a table.
 * @module
 */
import type { ConditionCode } from '../../src/message/condition.ts'
import type { Filing } from '../../src/message/filing.ts'

/** What the mock refuses under a code, and where that rule stands. */
export type Refusal = {
  readonly code: ConditionCode
  /** Completes "refused when": what is wrong. */
  readonly when: string
  /** Of the rule; that of a number of CBP's own is beside the code. */
  readonly source?: string
  /** Where the mock knows less than CBP does. */
  readonly differs?: string
}

/** Of a filing by itself. */
export type Rule = Refusal & {
  /** Those that declare the goods, A and R, where nothing is said. */
  readonly actions?: readonly Filing['actionCode'][]
  readonly wrong: (filing: Filing) => boolean
}

export const is86 = ({ entryType }: Filing) => entryType === '86'
