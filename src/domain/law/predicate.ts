/**
 * Three-valued truth, and the parts the scope's predicates are made of.
 * @module
 */
import { findingOf } from './case.ts'
import type { Case } from './case.ts'
import type { LineFacts } from './facts.ts'
import type { Row, Scope } from './row.ts'
import type { GoodsClass, ValueBasis } from './vocabulary.ts'

/** `undefined` is unknown. */
export type Truth = boolean | undefined

export function and(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false
  return a === undefined || b === undefined ? undefined : true
}

export type Test = {
  readonly key: string
  readonly holds: (kase: Case, line: LineFacts) => Truth
  /** The facts it would need, where they are unknown. */
  readonly needs: (kase: Case, line: LineFacts) => readonly string[]
}

/** Whether goods of this case count as `name` by another row than their declaration. */
export type Inferred = (row: Row, name: GoodsClass, kase: Case) => Truth

export const listed = (list: readonly string[] = [], value: string | null): Truth =>
  value === null ? undefined : list.includes(value)

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

export const valueOf: Readonly<Record<ValueBasis, (kase: Case) => number | null>> = {
  fair_retail_parcel: (kase) => kase.valueCents,
  fair_retail_day_total: (kase) => kase.dayTotalCents,
  entered_value: (kase) => kase.enteredValueCents,
}

export const valueField: Readonly<Record<ValueBasis, string>> = {
  fair_retail_parcel: 'valueCents',
  fair_retail_day_total: 'dayTotalCents',
  entered_value: 'enteredValueCents',
}

/** A split order is a finding; every other class must be declared. */
export function isA(name: GoodsClass, row: Row, kase: Case, inferred: Inferred): Truth {
  const declared = kase.goods[name]
  if (declared === true) return true
  const otherwise = inferred(row, name, kase)
  if (otherwise === true) return true
  const known = declared === false || (declared === undefined && name === 'split_order')
  return known ? otherwise : undefined
}

export function anyOf(
  names: readonly GoodsClass[],
  row: Row,
  kase: Case,
  inferred: Inferred,
): Truth {
  let truth: Truth = false
  for (const name of names) {
    const is = isA(name, row, kase, inferred)
    if (is === true) return true
    if (is === undefined) truth = undefined
  }
  return truth
}

export function compare(basis: ValueBasis | undefined, holds: (value: number) => boolean) {
  return (kase: Case): Truth => {
    const value = basis === undefined ? null : valueOf[basis](kase)
    return value === null ? undefined : holds(value)
  }
}

export const found = (kase: Case, line: LineFacts, name: Scope['lookup']): Truth => {
  const finding = name === undefined ? null : findingOf(kase, line, name)
  return finding === null ? undefined : finding !== false
}
