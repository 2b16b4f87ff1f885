import { describe, expect, it } from 'vitest'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import type { Facts } from '../../../src/domain/law/facts.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import type { Verdict } from '../../../src/domain/law/shape.ts'
import { answerTo, idsOf, laneOf, line, shipment } from './shipment.ts'
import { vectors } from './vectors.ts'
import type { Expected, Vector, VectorFacts } from './vectors.ts'

function factsOf(given: VectorFacts): Facts {
  const parcels = given.dayParcelsCents ?? [given.valueCents ?? 5000]
  const valueCents = parcels.at(-1) ?? 0
  const origin = given.origin === undefined ? 'GB' : given.origin
  const { importation, arrival, entered, filed, lookups } = given
  const dates = { importation, arrival, entered, filed }
  return shipment(given.date ?? null, {
    provision: given.provision ?? 'C',
    mode: given.mode === undefined ? 'express' : given.mode,
    sender: given.sender ?? 'business',
    shippedFrom: given.shippedFrom ?? origin,
    goods: goodsOf(given.goods ?? [], given.goodsUnknown),
    valueCents,
    dayTotalCents: parcels.reduce((sum, cents) => sum + cents, 0),
    lines: [line({ origin, enteredValueCents: valueCents, lookups })],
    ...(given.estimatedArrivalDate === null ? { estimatedArrivalDate: null } : {}),
    ...Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined)),
  })
}

/** What the verdict says of the keys that are expected. */
function found(verdict: Verdict, expected: Expected): Expected {
  const ofLanes = <Value>(keys: object | undefined, of: (code: never) => Value) =>
    Object.fromEntries(Object.keys(keys ?? {}).map((code) => [code, of(code as never)]))
  return {
    decision: verdict.decision,
    grounds: idsOf(verdict.grounds),
    ...(expected.refer ? { refer: idsOf(verdict.refer) } : {}),
    ...(expected.lanes
      ? { lanes: ofLanes(expected.lanes, (code) => laneOf(verdict, code).allowed) }
      : {}),
    ...(expected.laneWhy
      ? { laneWhy: ofLanes(expected.laneWhy, (code) => idsOf(laneOf(verdict, code).why)) }
      : {}),
    ...('routedTo' in expected ? { routedTo: verdict.routedTo } : {}),
  }
}

function judged({ facts, dropRules = [] }: Vector) {
  const rows = allRows.filter(({ id }) => !dropRules.includes(id))
  return answerTo(factsOf(facts), { rows, knownOn: facts.knownOn })
}

const expecting = (layer: 'statutory' | 'enforced') =>
  vectors.flatMap((vector) => {
    const { id, name, [layer]: expected } = vector
    return expected ? [{ id, name, vector, expected }] : []
  })
const byStatute = expecting('statutory')
const asEnforced = expecting('enforced')

describe('vectors', () => {
  it('are 63, each its own, and nearly all ask of both layers', () => {
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(63)
    expect([byStatute.length, asEnforced.length]).toEqual([57, 62])
  })

  it.each(byStatute)('$id holds by statute: $name', ({ vector, expected }) => {
    expect(found(judged(vector).statutory, expected)).toEqual(expected)
  })

  it.each(asEnforced)('$id holds as enforced: $name', ({ vector, expected }) => {
    expect(found(judged(vector).enforced, expected)).toEqual(expected)
  })
})
