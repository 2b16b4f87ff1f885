/**
 * What a lane costs, as the answer shows it: duty and user fees.
 * @module
 */

export type Duty = {
  readonly status: 'zero' | 'priced' | 'choice' | 'refer'
  readonly enteredValueCents: number | null
  readonly rateDate: string
  readonly lines: readonly DutyLine[]
  readonly totalCents: number | null
  readonly choices?: readonly DutyChoice[]
}

export type DutyChoice = {
  readonly method: 'ad_valorem' | 'specific'
  readonly amountCents: number | null
  readonly chosenBy: string
}

export type DutyLine = {
  /** Null: column 1, which the tariff table holds. */
  readonly ruleId: string | null
  readonly name: string
  readonly htsHeading: string | null
  readonly rateBp: number | null
  readonly amountCents: number | null
  readonly status: 'priced' | 'lookup_needed' | 'refer'
  readonly citation: string
}

export type Fees = {
  readonly status: 'zero' | 'priced' | 'refer'
  readonly lines: readonly FeeLine[]
  readonly totalCents: number | null
  readonly ruleIds: readonly string[]
}

export type FeeCode =
  | 'MPF_FORMAL'
  | 'MPF_INFORMAL_AUTO'
  | 'MPF_INFORMAL_MANUAL'
  | 'MPF_INFORMAL_CBP'
  | 'MANUAL_SURCHARGE'
  | 'ECCF'
  | 'HMF'
  | 'DUTIABLE_MAIL'

export type FeeLine = {
  readonly ruleId: string
  readonly code: FeeCode
  readonly amountCents: number
  /** Computed from a base fee, not published. */
  readonly derived: boolean
  readonly citation: string
}
