/**
 * The predicates a row's scope is written in. Each is true, false or unknown; with AND any false
 * is false, else any unknown is unknown.
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

const listed = (list: readonly string[] = [], value: string | null): Truth =>
  value === null ? undefined : list.includes(value)

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

export const valueOf: Readonly<Record<ValueBasis, (kase: Case) => number | null>> = {
  fair_retail_parcel: (kase) => kase.valueCents,
  fair_retail_day_total: (kase) => kase.dayTotalCents,
  entered_value: (kase) => kase.enteredValueCents,
}

const valueField: Readonly<Record<ValueBasis, string>> = {
  fair_retail_parcel: 'valueCents',
  fair_retail_day_total: 'dayTotalCents',
  entered_value: 'enteredValueCents',
}

/** A split order is a finding; every other class must be declared. */
function isA(name: GoodsClass, row: Row, kase: Case, inferred: Inferred): Truth {
  const declared = kase.goods[name]
  if (declared === true) return true
  const otherwise = inferred(row, name, kase)
  if (otherwise === true) return true
  const known = declared === false || (declared === undefined && name === 'split_order')
  return known ? otherwise : undefined
}

function anyOf(names: readonly GoodsClass[], row: Row, kase: Case, inferred: Inferred): Truth {
  let truth: Truth = false
  for (const name of names) {
    const is = isA(name, row, kase, inferred)
    if (is === true) return true
    if (is === undefined) truth = undefined
  }
  return truth
}

function compare(basis: ValueBasis | undefined, holds: (value: number) => boolean) {
  return (kase: Case): Truth => {
    const value = basis === undefined ? null : valueOf[basis](kase)
    return value === null ? undefined : holds(value)
  }
}

const found = (kase: Case, line: LineFacts, name: Scope['lookup']): Truth => {
  const finding = name === undefined ? null : findingOf(kase, line, name)
  return finding === null ? undefined : finding !== false
}

type Make = (row: Row, inferred: Inferred) => Test['holds']
type Need = (row: Row, inferred: Inferred) => Test['needs']

const one =
  (field: string): Need =>
  () =>
  () => [field]
const basis: Need = (row) => () => [row.scope.valueBasis ? valueField[row.scope.valueBasis] : 'scope.valueBasis'] // prettier-ignore
const classes =
  (key: 'goodsAny' | 'goodsNone'): Need =>
  (row, inferred) =>
  (kase) =>
    (row.scope[key] ?? [])
      .filter((name) => isA(name, row, kase, inferred) === undefined)
      .map((name) => `goods.${name}`)
const table =
  (key: 'lookup' | 'exceptLookup'): Need =>
  (row) =>
  () => [`lookups.${row.scope[key]}`]

type Predicates = Readonly<Record<string, readonly [make: Make, need: Need]>>

export const shipmentPredicates: Predicates = {
  provisions: [
    ({ scope }) =>
      (k) =>
        listed(scope.provisions, k.provision),
    one('provision'),
  ],
  shippedFrom: [
    ({ scope }) =>
      (k) =>
        listed(scope.shippedFrom, k.shippedFrom),
    one('shippedFrom'),
  ],
  modes: [
    ({ scope }) =>
      (k) =>
        listed(scope.modes, k.mode),
    one('mode'),
  ],
  modesExcept: [
    ({ scope }) =>
      (k) =>
        not(listed(scope.modesExcept, k.mode)),
    one('mode'),
  ],
  goodsAny: [
    (row, inferred) => (k) => anyOf(row.scope.goodsAny ?? [], row, k, inferred),
    classes('goodsAny'),
  ],
  goodsNone: [
    (row, inferred) => (k) => not(anyOf(row.scope.goodsNone ?? [], row, k, inferred)),
    classes('goodsNone'),
  ],
  maxValueCents: [
    ({ scope }) => compare(scope.valueBasis, (value) => value <= (scope.maxValueCents ?? -1)),
    basis,
  ],
  minValueCentsExclusive: [
    ({ scope }) =>
      compare(scope.valueBasis, (value) => value > (scope.minValueCentsExclusive ?? -1)),
    basis,
  ],
  senderKinds: [
    ({ scope }) =>
      (k) =>
        listed(scope.senderKinds, k.sender),
    one('sender'),
  ],
  recipientKinds: [
    ({ scope }) =>
      (k) =>
        listed(scope.recipientKinds, k.recipient),
    one('recipient'),
  ],
  iorKinds: [
    ({ scope }) =>
      (k) =>
        listed(scope.iorKinds, k.iorKind),
    one('iorKind'),
  ],
  iorIdleDaysMin: [
    ({ scope }) =>
      (k) =>
        k.iorKind === 'none' ? false : k.iorIdleDays === null ? undefined : k.iorIdleDays >= (scope.iorIdleDaysMin ?? 0), // prettier-ignore
    one('iorIdleDays'),
  ],
}

/** These must hold together for one and the same line. */
export const linePredicates: Predicates = {
  origins: [
    ({ scope }) =>
      (_, line) =>
        listed(scope.origins, line.origin),
    one('origin'),
  ],
  lookup: [
    ({ scope }) =>
      (k, line) =>
        found(k, line, scope.lookup),
    table('lookup'),
  ],
  exceptLookup: [
    ({ scope }) =>
      (k, line) =>
        not(found(k, line, scope.exceptLookup)),
    table('exceptLookup'),
  ],
}
