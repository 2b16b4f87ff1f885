import { describe, expect, it } from 'vitest'
import { codes, file, filing, givenMock, mailbox, shipment } from './given.ts'
import type { Given } from './given.ts'

const parcel = (sequence: number, valueUsd: number, name = 'Jane Smith', day = '2026-12-01') => {
  const bill = `HAWB${sequence}`
  const { lines, consignee } = shipment(bill)
  return filing('A', sequence, bill, {
    shipment: shipment(bill, {
      estimatedArrivalDate: day,
      consignee: { ...consignee, name },
      lines: lines.map((line) => ({ ...line, fairRetailValue: `${valueUsd}.00` })),
    }),
  })
}

const world = () => givenMock({ pace: 'manual' })

/** Entries whose release is withheld, by their bill's number. */
async function withheld(mock: Given) {
  await mock.clock.advance('P9D')
  const page = await mailbox(mock, '?limit=1000')
  return page.filter((_, index) => codes(page)[index] === 'SO60 34').map(({ bills }) => bills[1]?.billNumber) // prettier-ignore
}

describe("one person's day", () => {
  it('adds up over transmissions; what goes over $800 is withheld', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 500))
    await file(mock, 'M-2', parcel(2, 300))
    await file(mock, 'M-3', parcel(3, 1))
    expect(await withheld(mock)).toEqual(['HAWB3'])
  })

  it('adds up within a transmission, in its order', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 500), parcel(2, 400), parcel(3, 300), parcel(4, 1))
    expect(await withheld(mock)).toEqual(['HAWB2', 'HAWB3', 'HAWB4'])
  })

  it('is of one person and one day of arrival', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 800), parcel(2, 800, 'John Smith'))
    await file(mock, 'M-2', parcel(3, 800, 'Jane Smith', '2026-12-02'))
    await file(mock, 'M-3', parcel(4, 10, 'JANE  SMITH'))
    expect(await withheld(mock)).toEqual(['HAWB4'])
    expect(await mock.control('days')).toMatchObject({
      items: [
        { consignee: 'JANE SMITH, 100 MAIN ST, BROOKLYN', day: '2026-12-01', entries: 2, valueUsd: 810 }, // prettier-ignore
        { consignee: 'JOHN SMITH, 100 MAIN ST, BROOKLYN', entries: 1, valueUsd: 800 },
        { day: '2026-12-02', valueUsd: 800 },
      ],
    })
  })

  it('forgets what was cancelled', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 800))
    await file(mock, 'M-2', filing('D', 1, 'HAWB1'))
    await file(mock, 'M-3', parcel(2, 800))
    expect(await withheld(mock)).toEqual([])
  })

  it('forgets what was cancelled in the transmission that filed it', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 800), filing('D', 1, 'HAWB1'), parcel(2, 800))
    expect(await withheld(mock)).toEqual([])
  })

  it('counts a correction for what it says now, on the day it names now', async () => {
    const mock = world()
    const corrected = (sequence: number, valueUsd: number, day: string) => ({
      ...parcel(sequence, valueUsd, 'Jane Smith', day),
      actionCode: 'R' as const,
    })
    await file(mock, 'M-1', parcel(1, 500), parcel(2, 300))
    await file(mock, 'M-2', corrected(1, 100, '2026-12-01'))
    await file(mock, 'M-3', corrected(2, 300, '2026-12-02'))
    await file(mock, 'M-4', parcel(3, 700), parcel(4, 501, 'Jane Smith', '2026-12-02'))
    expect(await mock.control('days')).toMatchObject({
      items: [
        { day: '2026-12-02', entries: 2, valueUsd: 801 },
        { day: '2026-12-01', entries: 2, valueUsd: 800 },
      ],
    })
    expect(await withheld(mock)).toEqual(['HAWB4'])
  })

  // One day of thousands cost each filing more than the one before: all of it was added up anew.
  it('is known by its last place, so that a day of thousands costs a filing no more than a new one', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 300), parcel(2, 300), parcel(3, 200))
    await mock.db.write([{ sql: 'delete from mock_day_value where place < 3', values: [] }])
    await file(mock, 'M-2', parcel(4, 1))
    await file(mock, 'M-3', parcel(5, 1, 'John Smith'), parcel(6, 1))
    expect(await withheld(mock)).toEqual(['HAWB4', 'HAWB6'])
  })

  it('does not count against a bill that names its scenario', async () => {
    const mock = world()
    await file(mock, 'M-1', parcel(1, 800))
    await file(mock, 'M-2', filing('A', 2, 'SIMREL2'))
    expect(await withheld(mock)).toEqual([])
  })

  it('never lets fifty at once pass together', async () => {
    const mock = world()
    await Promise.all(Array.from({ length: 50 }, (_, index) => file(mock, `M-${index}`, parcel(index + 1, 100)))) // prettier-ignore
    expect(await withheld(mock)).toHaveLength(42)
  })
})
