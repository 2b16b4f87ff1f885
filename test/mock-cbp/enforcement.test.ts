import { describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import type { Policy } from '../../src/domain/law/vocabulary.ts'
import type { Declaration } from '../../src/message/declare.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { counter, file, filing, rulings, shipment } from './given.ts'

/** A mock on `day`, and a filing of goods of `origin` that arrive on that day. */
const ruled = async (
  policy: Policy,
  day: string,
  origin: string,
  changes: Partial<Declaration> = {},
) => {
  const clock = { now: () => `${day}T14:00:00.000Z` }
  const mock = createMockCbp({ db: openSqlite(':memory:'), clock, ids: counter(), policy })
  const plain = shipment('HAWB1', { estimatedArrivalDate: day })
  const lines = plain.lines.map((line) => ({ ...line, countryOfOrigin: origin }))
  const declared = filing('A', 1, 'HAWB1', { shipment: { ...plain, lines }, ...changes })
  return rulings(await file(mock, 'M-1', declared))
}

describe('a type 86 that comes to CBP past every gateway', () => {
  it.each([
    ['2025-02-03', 'CN', '02'],
    ['2025-02-04', 'CN', '01 Z18'],
    ['2025-02-07', 'CN', '02'],
    ['2025-05-01', 'CN', '02'],
    ['2025-05-02', 'CN', '01 318'],
    ['2025-05-02', 'HK', '01 318'],
    ['2025-05-02', 'VN', '02'],
    ['2025-08-28', 'CN', '01 318'],
    ['2025-08-28', 'VN', '02'],
    ['2025-08-29', 'CN', '01 Z18'],
    ['2025-08-29', 'VN', '01 Z18'],
    ['2026-06-24', 'VN', '01 Z18'],
    ['2026-11-28', 'VN', '01 Z18'],
    ['2027-07-01', 'VN', '01 Z18'],
  ])('on %s with goods of %s is answered %s', async (day, origin, answer) => {
    expect(await ruled('enforced', day, origin)).toEqual([answer])
    expect(await ruled('statutory', day, origin)).toEqual(['02'])
  })

  it('has other faults under their own conditions only', async () => {
    const rich = { ...shipment('HAWB1').lines[0]!, fairRetailValue: '801.00' }
    const made = shipment('HAWB1', { estimatedArrivalDate: '2025-04-15', lines: [rich] })
    expect(await ruled('enforced', '2025-04-15', 'VN', { shipment: made })).toEqual(['01 Z01'])
    const late = shipment('HAWB1', { estimatedArrivalDate: '2025-04-14' })
    expect(await ruled('enforced', '2025-04-15', 'VN', { shipment: late })).toEqual(['01 Z11'])
  })

  it.each(['11', '01'] as const)('is taken as type %s', async (entryType) => {
    const made = shipment('HAWB1', { importerOfRecord: '12-3456789' })
    const changes = { entryType, shipment: made }
    expect(await ruled('enforced', '2026-11-28', 'CN', changes)).toEqual(['02'])
  })
})
