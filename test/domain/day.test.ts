import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  after,
  dayIn,
  daysBetween,
  hour,
  millisBetween,
  parseDay,
  parseInstant,
} from '../../src/domain/day.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('day', () => {
  it.each(['2026-12-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
    '%s exists',
    (text) => {
      expect(parseDay(text)).toBe(text)
    },
  )

  it.each([
    '2026-02-30', '2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00',
    '0000-01-01', '26-1-1', '2026-1-1', '20261201', '2026-12-01T24:00', '2026-12-01+99:00', ' 2026-12-01',
    '2026-12-01\n', '+02026-12-01', '２026-12-01', '', 'tomorrow',
  ])('%j does not exist', (text) => {
    expect(parseDay(text)).toBeUndefined()
  }) // prettier-ignore

  it('counts across the end of February', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-12-01', '2026-11-20')).toBe(-11)
  })

  it('adds and subtracts the same days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })
})

describe('the day in a zone', () => {
  const pacific = 'America/Los_Angeles'

  it('is the day before in Los Angeles at midnight UTC', () => {
    expect(dayIn(pacific, '2026-12-02T00:00:00.000Z')).toBe('2026-12-01')
    expect(dayIn('UTC', '2026-12-02T00:00:00.000Z')).toBe('2026-12-02')
  })

  it.each([
    ['2026-12-01T07:59:59.999Z', '2026-11-30'],
    ['2026-12-01T08:00:00.000Z', '2026-12-01'],
    ['2026-07-01T06:59:59.999Z', '2026-06-30'],
    ['2026-07-01T07:00:00.000Z', '2026-07-01'],
  ])('turns in Los Angeles at eight in winter and seven in summer: %s', (at, expected) => {
    expect(dayIn(pacific, at)).toBe(expected)
  })

  // Clocks go forward on 2026-03-08 (23 hours) and back on 2026-11-01 (25 hours).
  it.each([
    ['2026-03-08T08:00:00.000Z', '2026-03-08', 23],
    ['2026-11-01T07:00:00.000Z', '2026-11-01', 25],
  ])('lasts from %s as long as the clocks make it', (start, expected, hours) => {
    expect(dayIn(pacific, after(start, -1))).toBe(addDays(expected, -1))
    expect(dayIn(pacific, start)).toBe(expected)
    expect(dayIn(pacific, after(start, hours * hour - 1))).toBe(expected)
    expect(dayIn(pacific, after(start, hours * hour))).toBe(addDays(expected, 1))
  })

  it('never changes its clocks in Phoenix and Honolulu', () => {
    expect(dayIn('America/Phoenix', '2026-07-01T06:59:59.000Z')).toBe('2026-06-30')
    expect(dayIn('Pacific/Honolulu', '2026-07-01T09:59:59.000Z')).toBe('2026-06-30')
  })
})

describe('instant', () => {
  it.each([
    ['2026-12-01T14:02:00Z', '2026-12-01T14:02:00.000Z'],
    ['2026-12-01T14:02:00.123456789Z', '2026-12-01T14:02:00.123Z'],
    ['2026-12-01T23:30:00-05:00', '2026-12-02T04:30:00.000Z'],
    ['2026-12-01T00:30:00+14:00', '2026-11-30T10:30:00.000Z'],
  ])('%s is brought to UTC', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  it.each([
    '2026-12-01T14:02:00', '2026-12-01', '2026-02-30T10:00:00Z', '2026-12-01T24:00:00Z',
    '2026-12-01T10:60:00Z', '2026-12-01T10:00:60Z', '2026-12-01T10:00:00+99:00',
    '2026-12-01 10:00:00Z', '2026-12-01T10:00:00z', '0000-01-01T00:00:00Z', '',
  ])('%j is refused', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  }) // prettier-ignore

  it('stays within the years 0001 to 9999, where text order is time order', () => {
    expect(parseInstant('9999-12-31T23:59:59-23:00')).toBeUndefined()
    expect(parseInstant('0001-01-01T00:00:00+23:00')).toBeUndefined()
  })

  it('moves by milliseconds', () => {
    expect(after('2026-12-01T00:00:00.000Z', -1)).toBe('2026-11-30T23:59:59.999Z')
    expect(millisBetween('2026-12-01T00:00:00.000Z', '2026-12-01T01:00:00.000Z')).toBe(hour)
  })

  it.each([-60_001, -1046, -1045, -45, 0, 1, 954, 955, 58_954, 59_954, 59_955, 3_600_000, 0.5])('by %d it is as Date has it, within the minute and beyond', (millis) => {
    for (const at of ['2026-11-30T02:32:00.045Z', '2026-12-31T23:59:01.045Z']) {
      expect(after(at, millis)).toBe(new Date(Date.parse(at) + millis).toISOString())
    }
  }) // prettier-ignore

  it('takes an instant in any form', () => {
    expect(after('2026-11-30T02:32:00Z', 1)).toBe('2026-11-30T02:32:00.001Z')
    expect(after('2026-11-30T03:32:00+01:00', 1)).toBe('2026-11-30T02:32:00.001Z')
  })
})
