import { describe, expect, it } from 'vitest'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import { canonicalFacts, canonicalRules } from '../../../src/domain/law/canonical.ts'
import { policyOf, rulesInForce } from '../../../src/domain/law/policy.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import { answerTo, from, line, shipment } from './shipment.ts'

describe('the policy that acts', () => {
  it.each([
    [undefined, 'inherit', 'statutory', 'default'],
    [undefined, 'statutory', 'statutory', 'default'],
    [undefined, 'enforced', 'enforced', 'filer'],
    ['statutory', 'inherit', 'statutory', 'installation'],
    ['statutory', 'enforced', 'enforced', 'filer'],
    ['enforced', 'inherit', 'enforced', 'installation'],
    ['enforced', 'statutory', 'enforced', 'installation'],
    ['enforced', 'enforced', 'enforced', 'installation'],
  ] as const)('of an installation %s and a filer %s is %s, by %s', (installation, filer, policy, policySource) => {
    expect(policyOf(installation, filer)).toEqual({ policy, policySource })
  }) // prettier-ignore

  it.each(['statutory', 'enforced'] as const)('%s takes its own decision, and shows both', (policy) => {
    const answer = answerTo(shipment('2026-11-21'), { policy })
    expect(answer.decision).toBe(answer[policy].decision)
    expect([answer.statutory.decision, answer.enforced.decision]).toEqual(['ALLOW', 'DENY'])
  }) // prettier-ignore
})

describe('the rules in force', () => {
  const ids = (...args: Parameters<typeof rulesInForce>) =>
    rulesInForce(...args).map(({ id }) => id)

  it('change with the day', () => {
    expect(ids('2025-08-28')).not.toContain('EO-ALL-AUG25')
    expect(ids('2025-08-29')).toContain('EO-ALL-AUG25')
    expect(ids('2027-07-01')).not.toContain('DM-THR-800')
  })

  it('are those of a layer where one is asked for', () => {
    expect(ids('2026-11-21', 'enforced')).toContain('ET86-ENDED')
    expect(ids('2026-11-21', 'statutory')).not.toContain('ET86-ENDED')
    expect(ids('2026-11-21', 'statutory')).toContain('SIM-ET86-OPEN')
  })

  it('never include a proposal, and are none on a day that is none', () => {
    expect(ids('2026-11-21')).not.toContain('DM-NPRM-ENH-BASIC')
    expect(ids('someday')).toEqual([])
  })
})

describe('canonical text', () => {
  it('of the rules does not depend on their order, and does on their content', () => {
    expect(canonicalRules(allRows.toReversed())).toBe(canonicalRules())
    expect(canonicalRules(allRows.slice(1))).not.toBe(canonicalRules())
    expect(JSON.parse(canonicalRules())).toHaveLength(70)
  })

  it('of equal facts is equal, however they are written', () => {
    const day = '2024-06-03'
    const { entered, violation, ...rest } = from('CN', day)
    expect([entered, violation]).toEqual([day, day])
    expect(canonicalFacts({ ...rest, lines: [line({ origin: 'cn' })] })).toBe(canonicalFacts(from('CN', day))) // prettier-ignore
  })

  it('is JSON with sorted names, whether or not others share its classes of goods', () => {
    const sorted = (_: string, value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (const classes of [[], ['adcvd'], [], ['adcvd', 's232']] as const) {
      const shared = shipment('2024-06-03', { goods: goodsOf(classes) })
      const text = canonicalFacts(shared)
      expect(text).toBe(canonicalFacts({ ...shared, goods: { ...shared.goods } }))
      expect(text).toBe(JSON.stringify(JSON.parse(text), sorted))
      expect(JSON.parse(text)).toMatchObject({ goods: shared.goods })
    }
  })

  it('of other facts is other', () => {
    expect(canonicalFacts(shipment('2024-06-03'))).not.toBe(canonicalFacts(shipment('2024-06-04')))
  })
})
