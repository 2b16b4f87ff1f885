import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easternOf, instantOf, within } from '../../../src/message/catair/eastern.ts'

describe("CBP's clock", () => {
  it.each([
    ['2026-01-15T05:00:00.000Z', '2026-01-15', '0000'],
    ['2026-01-15T04:59:59.999Z', '2026-01-14', '2359'],
    ['2026-07-15T04:00:00.000Z', '2026-07-15', '0000'],
    ['2026-07-15T03:59:00.000Z', '2026-07-14', '2359'],
    ['2026-03-08T06:59:00.000Z', '2026-03-08', '0159'],
    ['2026-03-08T07:00:00.000Z', '2026-03-08', '0300'],
    ['2026-11-01T05:59:00.000Z', '2026-11-01', '0159'],
    ['2026-11-01T06:00:00.000Z', '2026-11-01', '0100'],
    ['2026-11-01T07:00:00.000Z', '2026-11-01', '0200'],
  ])('shows at %s the day %s and %s', (at, day, time) => {
    expect(easternOf(at)).toEqual({ day, time })
  })

  it.each([
    ['2026-01-15', '1402', '2026-01-15T19:02:00.000Z'],
    ['2026-07-15', '1402', '2026-07-15T18:02:00.000Z'],
    ['2026-07-15', '2359', '2026-07-16T03:59:00.000Z'],
    ['2026-03-08', '0159', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08', '0230', '2026-03-08T07:30:00.000Z'],
    ['2026-03-08', '0300', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01', '0059', '2026-11-01T04:59:00.000Z'],
    ['2026-11-01', '0130', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01', '0200', '2026-11-01T07:00:00.000Z'],
    ['2026-12-31', '2359', '2027-01-01T04:59:00.000Z'],
  ])('on %s at %s it is %s', (day, time, at) => {
    expect(instantOf({ day, time })).toBe(at)
  })

  it('tells every minute but those of the hour that autumn has twice', () => {
    fc.assert(
      fc.property(fc.nat(100 * 365 * 1440), (minutes) => {
        const at = new Date(Date.UTC(2000, 0, 1) + minutes * 60_000).toISOString()
        const back = instantOf(easternOf(at))
        const hourBefore = new Date(Date.parse(at) - 3_600_000).toISOString()
        expect([at, hourBefore]).toContain(back)
        expect(easternOf(back)).toEqual(easternOf(at))
      }),
    )
  })

  it.each([
    ['the day it is heard', '2026-11-23', '2026-11-23T14:00:05.000Z', '2026-11-23T14:00:05.000Z'],
    ['a day before it is heard', '2026-11-22', '2026-11-23T14:00:05.000Z', '2026-11-23T04:59:00.000Z'],
    ['a day after it is heard', '2026-11-24', '2026-11-23T14:00:05.000Z', '2026-11-24T05:00:00.000Z'],
    ['the day before that of Greenwich', '2026-11-22', '2026-11-23T04:30:00.000Z', '2026-11-23T04:30:00.000Z'],
  ])('places a reply of %s within it', (_, day, heard, at) => {
    expect(within(day, heard)).toBe(at)
  }) // prettier-ignore
})
