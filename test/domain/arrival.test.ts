import { describe, expect, it } from 'vitest'
import { dayProblems } from '../../src/domain/arrival.ts'
import type { Draft, Shipment } from '../../src/domain/shipment.ts'
import { morning } from './example.ts'

const found = (draft: Draft<Shipment>, entryType: '86' | '11' = '86', at = morning) =>
  dayProblems({ portOfEntry: '4701', ...draft }, entryType, at).map(({ code, pointer }) => [
    code,
    pointer,
  ])

const arriving = (estimatedArrivalDate: string) => found({ estimatedArrivalDate })

describe('arrival', () => {
  it('is filed on or before its day', () => {
    expect(arriving('2026-11-26')).toEqual([])
    expect(arriving('2026-11-25')).toEqual([])
    expect(arriving('2026-11-24')).toEqual([['arrival_passed', '/estimatedArrivalDate']])
  })

  it('may have passed for entry type 11', () => {
    expect(found({ estimatedArrivalDate: '2026-11-24' }, '11')).toEqual([])
  })

  it('is a day at the port, not in Greenwich', () => {
    const pastMidnightUtc = '2026-12-02T03:00:00.000Z'
    const shipment = { estimatedArrivalDate: '2026-12-01' }
    const at = (portOfEntry: string) => found({ ...shipment, portOfEntry }, '86', pastMidnightUtc)
    expect(at('2720')).toEqual([])
    expect(at('4701')).toEqual([])
    expect(at('4909')).toEqual([])
    const laterThatNight = '2026-12-02T06:00:00.000Z'
    expect(found({ ...shipment, portOfEntry: '2720' }, '86', laterThatNight)).toEqual([])
    expect(found({ ...shipment, portOfEntry: '4701' }, '86', laterThatNight)).toHaveLength(1)
  })

  it('counts by Eastern time where the port is unknown', () => {
    const at = '2026-12-02T04:59:59.000Z'
    expect(found({ estimatedArrivalDate: '2026-12-01', portOfEntry: 'XXXX' }, '86', at)).toEqual([])
  })

  it('is within a year', () => {
    expect(arriving('2027-11-26')).toEqual([])
    expect(arriving('2027-11-27')).toEqual([['date_range', '/estimatedArrivalDate']])
    expect(found({ estimatedArrivalDate: '2025-11-23' }, '11')).toEqual([
      ['date_range', '/estimatedArrivalDate'],
    ])
  })

  it.each(['2026-02-30', '2026-13-01', '26-1-1', '2027-02-29', '0000-01-01', ''])(
    'on %j is on no day',
    (day) => {
      expect(arriving(day)).toEqual([['date_invalid', '/estimatedArrivalDate']])
      expect(found({ invoice: { date: day } })).toEqual([['date_invalid', '/invoice/date']])
    },
  )
})

describe('invoice', () => {
  const invoiced = (date: string) =>
    found({ estimatedArrivalDate: '2026-12-01', invoice: { date } })

  it('is dated before the arrival, or on its day', () => {
    expect(invoiced('2026-11-20')).toEqual([])
    expect(invoiced('2026-12-01')).toEqual([])
    expect(invoiced('2026-12-02')).toEqual([['date_order', '/invoice/date']])
  })

  it('is compared with a day that exists only', () => {
    const draft = { estimatedArrivalDate: '2026-02-30', invoice: { date: '2026-12-02' } }
    expect(found(draft)).toEqual([['date_invalid', '/estimatedArrivalDate']])
  })
})
