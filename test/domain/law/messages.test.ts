import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/domain/law/facts.ts'
import { answerTo, asked, shipment } from './shipment.ts'

const codes = (facts: Facts, options: Partial<typeof asked> = {}) =>
  answerTo(facts, options).messages.map(({ code }) => code)

const said = (facts: Facts, code: string, options: Partial<typeof asked> = {}) =>
  answerTo(facts, options).messages.find((message) => message.code === code)

describe('messages', () => {
  it('start with the notice, in both policies', () => {
    for (const policy of ['statutory', 'enforced'] as const) {
      expect(answerTo(shipment('2026-11-21'), { policy }).messages[0]).toEqual({
        code: 'SIMULATED',
        severity: 'info',
        text: 'simulated, not filed with CBP',
        ruleIds: [],
      })
    }
  })

  it('of a quiet day in 2024 are the notice and the age of the rules', () => {
    expect(codes(shipment('2024-06-03'))).toEqual(['SIMULATED', 'RULES_AGE'])
  })

  it('say that an allowed filing would not be accepted', () => {
    expect(said(shipment('2026-11-21'), 'NOT_ENFORCED')?.text).toContain('on 2026-11-21.')
    expect(codes(shipment('2026-11-21'), { policy: 'enforced' })).not.toContain('NOT_ENFORCED')
  })

  it.each([
    ['statutory', 'ET86', 'warning'],
    ['enforced', 'ET11', 'warning'],
    ['enforced', 'ET86', 'error'],
  ] as const)('of the suspension, under %s for %s, are a %s', (policy, requestedLane, severity) => {
    const message = said(shipment('2026-11-21'), 'EXEMPTION_SUSPENDED', { policy, requestedLane })
    expect(message).toMatchObject({ severity, ruleIds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'] })
  })

  it('do not call the repeal or the ceiling a suspension', () => {
    const over = shipment('2025-08-01', { valueCents: 80001, dayTotalCents: 80001 })
    expect(codes(over)).not.toContain('EXEMPTION_SUSPENDED')
    expect(said(shipment('2027-07-01'), 'EXEMPTION_SUSPENDED')?.ruleIds).not.toContain('DM-REPEAL-2027') // prettier-ignore
  })

  it.each([
    ['2026-02-19', false],
    ['2026-02-20', true],
  ])('answer on %s the question about the ruling: %s', (day, answered) => {
    expect(codes(shipment(day)).includes('RULING_NO_EFFECT')).toBe(answered)
  })

  it('mention gifts for small parcels that are refused', () => {
    const worth = (valueCents: number) => shipment('2026-11-21', { valueCents, dayTotalCents: valueCents }) // prettier-ignore
    expect(codes(worth(10000))).toContain('GIFT_RULE')
    expect(codes(worth(10001))).not.toContain('GIFT_RULE')
  })

  it.each([
    ['2026-06-02', 'foreign', false],
    ['2026-06-03', 'foreign', true],
    ['2026-11-21', 'us', false],
  ] as const)('on %s warn of a %s importer: %s', (day, iorKind, warned) => {
    expect(codes(shipment(day, { iorKind })).includes('FOREIGN_IOR')).toBe(warned)
  })

  it.each([
    ['2026-11-28', 7, 'fresh', 'info'],
    ['2026-11-29', 8, 'warn', 'warning'],
    ['2026-12-21', 30, 'warn', 'warning'],
    ['2026-12-22', 31, 'block', 'warning'],
  ])('filed on %s find the rules %d days old: %s', (day, ageDays, staleness, severity) => {
    expect(answerTo(shipment(day)).ruleSet).toMatchObject({ ageDays, staleness })
    expect(said(shipment(day), 'RULES_AGE')).toMatchObject({
      severity,
      text: 'Rules last checked on 2026-11-21 (sources to 2026-10-09). Check CBP before relying on this result.',
    })
  })

  it('show the penalty from its first day', () => {
    expect(codes(shipment('2025-08-02'))).not.toContain('PENALTY')
    expect(codes(shipment('2025-08-03'))).toContain('PENALTY')
  })

  it('pass on advisories, which decide nothing', () => {
    const advisories = answerTo(shipment('2026-11-21')).messages.filter(({ code }) => code === 'ADVISORY') // prettier-ignore
    expect(advisories.flatMap(({ ruleIds }) => ruleIds)).toEqual(['ADV-PEN-FLOOR', 'ADV-AXLE'])
  })
})
