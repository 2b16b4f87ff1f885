import { describe, expect, it } from 'vitest'
import { daysFrom, later, moment, reached, within } from '../../../src/domain/law/time.ts'
import type { Moment } from '../../../src/domain/law/time.ts'

function at(text: string): Moment {
  const read = moment(text)
  if (!read) throw new Error(`${text} is not a moment`)
  return read
}

const cutOver = at('2025-05-02T00:01:00-04:00')

describe('a moment', () => {
  it.each([
    ['2025-05-02', '2025-05-02'],
    ['2025-05-02T03:59:59Z', '2025-05-01'],
    ['2025-05-02T04:00:00Z', '2025-05-02'],
    ['2025-12-02T04:59:59Z', '2025-12-01'],
    ['2025-12-02T05:00:00Z', '2025-12-02'],
    ['2025-05-02T00:30:00+09:00', '2025-05-01'],
  ])('%s is on the Eastern day %s', (text, day) => {
    expect(at(text).day).toBe(day)
  })

  it.each(['', '2025-02-30', '2025-05-02T00:01', '2025-05-02 00:01:00Z', 'soon', '2'.repeat(99)])(
    '"%s" is unknown',
    (text) => {
      expect(moment(text)).toBeNull()
    },
  )

  it.each([[null], [undefined]])('%s is unknown, not a text', (nothing) => {
    expect(moment(nothing)).toBeNull()
  })
})

describe('a cut-over', () => {
  it.each([
    ['2025-05-02T00:00:59-04:00', false],
    ['2025-05-02T00:01:00-04:00', true],
    ['2025-05-02T04:00:59.999Z', false],
    ['2025-05-02T04:01:00Z', true],
    ['2025-05-01', false],
    ['2025-05-02', true],
  ])('at 00:01 Eastern has come at %s: %s', (text, come) => {
    expect(reached(cutOver, at(text))).toBe(come)
  })

  it.each([
    ['2026-06-24T03:59:59Z', false],
    ['2026-06-24T04:00:00Z', true],
  ])('of a bare day compares days, also with an instant: %s is %s', (text, come) => {
    expect(reached(at('2026-06-24'), at(text))).toBe(come)
  })

  it('ends an interval on the boundary itself', () => {
    expect(within(at('2025-08-28'), cutOver, at('2025-08-29'))).toBe(true)
    expect(within(at('2025-08-29'), cutOver, at('2025-08-29'))).toBe(false)
    expect(within(at('2099-01-01'), cutOver, null)).toBe(true)
  })
})

describe('the later of two', () => {
  it.each([
    ['2025-05-01', '2025-05-02', '2025-05-02'],
    ['2025-05-02T10:00:00Z', '2025-05-02T09:00:00Z', '2025-05-02T10:00:00Z'],
    ['2025-05-02T15:00:00Z', '2025-05-02', '2025-05-02'],
    ['2025-05-03T15:00:00Z', '2025-05-02', '2025-05-03T15:00:00Z'],
  ])('%s and %s is %s', (a, b, expected) => {
    expect(later(at(a), at(b)).text).toBe(expected)
    expect(later(at(b), at(a)).text).toBe(expected)
  })

  it('is so many days away', () => {
    expect(daysFrom(at('2023-06-01'), at('2023-06-17'))).toBe(16)
    expect(daysFrom(at('2023-06-02'), at('2023-06-01T23:00:00-04:00'))).toBe(-1)
  })
})
