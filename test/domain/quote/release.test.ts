import { describe, expect, it } from 'vitest'
import { after } from '../../../src/domain/day.ts'
import type { Event } from '../../../src/domain/event.ts'
import { releaseSeconds, timeToRelease } from '../../../src/domain/quote/release.ts'
import { morning } from '../example.ts'

const at = (seconds: number) => after(morning, seconds * 1000)

const accepted = (seconds: number, action: 'A' | 'R' = 'A'): Event => ({
  type: 'accepted',
  at: at(seconds + 5),
  messageId: 'M1',
  action,
  cbpAt: at(seconds),
  narrative: 'ACCEPTED',
  conditions: [],
})

const notified = (seconds: number, code: string): Event => ({
  type: 'notified',
  at: at(seconds + 900),
  notificationId: `N${seconds}`,
  cbpAt: at(seconds),
  sequence: seconds,
  notices: [{ record: 'SO60', code, narrative: '' }],
  references: [],
  superseded: false,
})

describe('time to release', () => {
  it("runs by CBP's clock, not by when we heard", () => {
    expect(releaseSeconds([accepted(0), notified(60, '97'), notified(3600, '98')])).toBe(3600)
  })

  it('ends with the first release in the order of CBP', () => {
    const events = [accepted(0), notified(7200, '98'), notified(600, '98'), notified(700, '99')]
    expect(releaseSeconds(events)).toBe(600)
  })

  it('begins with the filing, not with a correction', () => {
    const events = [accepted(0), accepted(100, 'R'), notified(600, '98')]
    expect(releaseSeconds(events)).toBe(600)
  })

  it('is not known before both were heard', () => {
    expect(releaseSeconds([accepted(0), notified(60, '97')])).toBeUndefined()
    expect(releaseSeconds([notified(60, '98')])).toBeUndefined()
  })

  it.each([
    [[5], 5, 5],
    [[1, 2, 3, 4], 2, 4],
    [[10, 1, 3, 2, 9, 8, 4, 7, 6, 5], 5, 9],
  ])('of %j has a median of %d and a ninth decile of %d', (seconds, median, p90) => {
    const found = { entries: seconds.length, medianSeconds: median, p90Seconds: p90 }
    expect(timeToRelease(seconds)).toEqual(found)
  })

  it('of nothing is not known', () => {
    expect(timeToRelease([])).toBeNull()
  })
})
