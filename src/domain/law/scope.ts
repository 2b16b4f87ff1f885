/**
 * The predicates a row's scope is written in. Each is true, false or unknown; with AND any false
 * is false, else any unknown is unknown.
 * @module
 */
import { anyOf, compare, found, isA, listed, not, valueField } from './predicate.ts'
import type { Inferred, Test } from './predicate.ts'
import type { Row } from './row.ts'

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
