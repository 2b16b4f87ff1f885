import { describe, expect, it } from 'vitest'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import { answerTo, from, idsOf, laneOf, shipment } from './shipment.ts'

const without = (...ids: string[]) => allRows.filter(({ id }) => !ids.includes(id))

describe('a replay', () => {
  it('does not know what was not published', () => {
    const facts = shipment('2025-09-01')
    expect(answerTo(facts).enforced.decision).toBe('DENY')
    expect(answerTo(facts, { knownOn: '2025-07-29' }).enforced.decision).toBe('ALLOW')
    expect(answerTo(facts, { knownOn: '2025-07-30' }).enforced.decision).toBe('DENY')
  })

  it('does not know an end that was not announced, and shows none', () => {
    const basis = (day: string, knownOn: string) =>
      answerTo(shipment(day), { knownOn }).statutory.basis.map(({ effectiveTo }) => effectiveTo)
    expect(basis('2027-07-01', '2025-07-03')).toEqual([null])
    expect(basis('2026-11-21', '2025-07-03')).toEqual([null])
    expect(basis('2026-11-21', '2025-07-04')).toEqual(['2027-07-01'])
    expect(basis('2027-07-01', '2025-07-04')).toEqual([])
  })

  it('says that publication days were assumed, and only a replay does', () => {
    const facts = shipment('2025-09-01')
    expect(answerTo(facts, { knownOn: '2025-07-29' }).enforced.knownFromAssumed).toBe(true)
    expect('knownFromAssumed' in answerTo(facts).enforced).toBe(false)
  })

  it('of a day that is none is our mistake', () => {
    expect(() => answerTo(shipment('2025-09-01'), { knownOn: 'then' })).toThrow('then')
  })
})

describe('a denial and a row that wants a person', () => {
  const pause = allRows.find(({ id }) => id === 'EO-CN-FEB25-PAUSE')

  it.each([
    [79, 'DENY'],
    [80, 'DENY'],
    [81, 'REFER'],
  ])('of priority 80 and %d come to %s', (priority, decision) => {
    if (!pause) throw new Error('the pause is gone')
    const rows = [...allRows, { ...pause, id: 'PAUSE', effectiveTo: null, priority }]
    const { enforced } = answerTo(from('CN', '2025-06-01'), { rows })
    expect(enforced.decision).toBe(decision)
    expect(idsOf(enforced.grounds)).toEqual(['EO-CN-MAY25'])
    expect(idsOf(enforced.refer)).toEqual(['PAUSE'])
  })
})

describe('two independent grounds', () => {
  it.each([
    [['EO-ALL-AUG25'], ['REG-NONPOST-SUSP']],
    [['REG-NONPOST-SUSP'], ['EO-ALL-AUG25']],
  ])('without %j, %j still bars the exemption', (dropped, left) => {
    const { enforced } = answerTo(shipment('2026-11-21'), { rows: without(...dropped) })
    expect(enforced.decision).toBe('DENY')
    expect(idsOf(enforced.grounds)).toEqual(left)
  })

  it('both gone, the claim stands and type 86 stays ended', () => {
    const rows = without('EO-ALL-AUG25', 'REG-NONPOST-SUSP')
    const { enforced } = answerTo(shipment('2026-11-21'), { rows })
    expect(enforced.decision).toBe('ALLOW')
    expect(laneOf(enforced, 'ET86').allowed).toBe('no')
    expect(enforced.routedTo).toBe('ET11')
  })

  it('in the mail are the order and its own regulation', () => {
    const facts = shipment('2026-11-21', { mode: 'mail' })
    const { enforced } = answerTo(facts, { rows: without('EO-ALL-AUG25') })
    expect(idsOf(enforced.grounds)).toEqual(['REG-MAIL-SUSP'])
  })
})
