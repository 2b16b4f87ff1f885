/**
 * What can be wrong with a transmission's records: one table from the fault to the condition that
 * CBP names for it and to how much is refused. A fault of the envelope or of the order of records
 * refuses the whole batch (X1); one inside a field refuses its entry alone (SE90). Source: CATAIR
 * Batch & Block Control v23, X1; codes that begin with Z are private, see ../condition.ts.
 * @module
 */
import type { ConditionCode } from '../condition.ts'

export type Scope = 'batch' | 'entry'

type Row = { readonly scope: Scope; readonly condition: ConditionCode }

const batch = (condition: ConditionCode): Row => ({ scope: 'batch', condition })
const entry = (condition: ConditionCode): Row => ({ scope: 'entry', condition })

export const faults = {
  character_set: batch('Z40'),
  lower_case: batch('Z40'),
  line_length: batch('Z41'),
  unknown_record: batch('X34'),
  out_of_sequence: batch('X35'),
  missing_record: batch('X37'),
  non_contiguous: batch('X38'),
  repeated_record: batch('Z42'),
  filler: batch('X39'),
  application: batch('X12'),
  trailer: batch('Z43'),
  count: batch('Z43'),
  wrong_class: entry('Z44'),
  not_justified: entry('Z44'),
  missing_field: entry('Z45'),
  unknown_code: entry('Z46'),
  wrong_form: entry('Z47'),
  not_a_day: entry('Z47'),
  bill_sequence: entry('Z03'),
  not_filed: entry('Z48'),
  not_for_action: entry('Z49'),
} as const satisfies Record<string, Row>

export type FaultCode = keyof typeof faults

export type Fault = {
  readonly code: FaultCode
  /** Of the transmission, from 1. */
  readonly line: number
  /** From 1; 0 is the whole record. */
  readonly column: number
  /** What was wrong, where, what to do. */
  readonly message: string
}

/** Between the envelope's own records every fault refuses the batch. */
const enveloping = /^[ABYZX]/

export const scopeOf = ({ code }: Fault, record: string): Scope =>
  enveloping.test(record) ? 'batch' : faults[code].scope
