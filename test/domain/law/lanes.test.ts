import { describe, expect, it } from 'vitest'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import type { Facts } from '../../../src/domain/law/facts.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import type { LaneCode } from '../../../src/domain/law/vocabulary.ts'
import { answerTo, idsOf, laneOf, line, shipment } from './shipment.ts'

const day = '2026-11-21'
const statutory = (facts: Facts, code: LaneCode) => laneOf(answerTo(facts).statutory, code)
const enforced = (facts: Facts, code: LaneCode) => laneOf(answerTo(facts).enforced, code)

describe('lanes', () => {
  it('come in the order they are tried, by mail and otherwise', () => {
    const order = (facts: Facts) => answerTo(facts).enforced.lanes.map(({ lane }) => lane)
    expect(order(shipment(day)).slice(0, 5)).toEqual([
      'ET86', 'FREE_RELEASE', 'ET11', 'ET03', 'ET01',
    ]) // prettier-ignore
    expect(order(shipment(day, { mode: 'mail' })).slice(0, 6)).toEqual([
      'FREE_RELEASE', 'POSTAL_CARRIER', 'ET13', 'IMDW', 'ET03', 'ET01',
    ]) // prettier-ignore
  })

  it('that no row opens say what the shipment does not meet', () => {
    const lane = enforced(shipment(day), 'ET13')
    expect(lane.why).toMatchObject([{ ruleId: 'PO-ET13', failed: ['modes'] }])
    expect(enforced(shipment('2018-01-01'), 'ET86').why[0]?.failed).toEqual(['effectiveFrom'])
  })

  it('that the statute does not know say so', () => {
    expect(statutory(shipment(day), 'IMDW').why).toMatchObject([
      { ruleId: 'PO-IMDW', failed: ['layers', 'modes'] },
    ])
  })

  it('that need a granted claim show why it was not', () => {
    const facts = shipment('2025-08-01', { valueCents: 80001, dayTotalCents: 80001 })
    expect(idsOf(enforced(facts, 'FREE_RELEASE').why)).toEqual(['DM-THR-800'])
  })

  it('ask a broker to confirm a foreign importer and a bond', () => {
    const foreign = shipment('2026-11-30', { iorKind: 'foreign' })
    expect(idsOf(enforced(foreign, 'ET11').confirm)).toEqual(['IOR-FOREIGN-INF'])
    expect(enforced(foreign, 'ET11').allowed).toBe('yes')
    expect(idsOf(enforced(foreign, 'ET01').confirm)).toEqual(['FORMAL-OPEN'])
    expect(enforced(shipment('2026-11-30'), 'ET11').confirm).toEqual([])
  })

  it('name the field they lack', () => {
    expect(statutory(shipment(day, { estimatedArrivalDate: null }), 'ET86').missing).toEqual([
      { field: 'estimatedArrivalDate', neededBy: ['SIM-ET86-EDA'], lane: 'ET86' },
    ])
  })
})

describe('an idle importer of record', () => {
  it.each([
    [365, 'us', 'yes'],
    [366, 'us', 'no'],
    [null, 'us', 'refer'],
    [null, 'none', 'yes'],
  ] as const)('of %s days (%s): type 86 %s', (iorIdleDays, iorKind, allowed) => {
    expect(statutory(shipment(day, { iorIdleDays, iorKind }), 'ET86').allowed).toBe(allowed)
  })

  it('closes entries, not release without one', () => {
    const { lanes } = answerTo(shipment(day, { iorIdleDays: 400 })).statutory
    const closed = lanes.filter(({ why }) => idsOf(why).includes('IOR-INACTIVE'))
    expect(closed.map(({ entryType }) => entryType)).not.toContain(null)
    expect(laneOf(answerTo(shipment(day, { iorIdleDays: 400 })).statutory, 'FREE_RELEASE').allowed).toBe('yes') // prettier-ignore
  })
})

describe('a filer', () => {
  it.each([
    ['owner', 'yes', 'yes'],
    ['purchaser', 'yes', 'yes'],
    ['licensed_broker', 'yes', 'yes'],
    ['consignee', 'no', 'yes'],
    [null, 'refer', 'refer'],
  ] as const)('%s: type 86 %s, release %s, of a granted claim', (filerRole, et86, release) => {
    const facts = shipment('2024-06-03', { filerRole })
    expect(statutory(facts, 'ET86').allowed).toBe(et86)
    expect(statutory(facts, 'FREE_RELEASE').allowed).toBe(release)
  })

  it('who is the consignee enters only up to the value of the row', () => {
    const rows = allRows.map((row) =>
      row.id === 'FILER-484' ? { ...row, params: { ...row.params, consigneeMaxCents: 4999 } } : row,
    )
    const { statutory: verdict } = answerTo(shipment('2024-06-03', { filerRole: 'consignee' }), {
      rows,
    })
    expect(idsOf(laneOf(verdict, 'FREE_RELEASE').why)).toEqual(['FILER-484'])
  })

  it('who is the consignee cannot enter what is not exempt', () => {
    const facts = shipment(day, { filerRole: 'consignee' })
    expect(idsOf(enforced(facts, 'ET11').why)).toEqual(['FILER-484'])
  })
})

describe('mail', () => {
  const mail = (changes: Partial<Facts> = {}) => shipment(day, { mode: 'mail', ...changes })

  it('leaves the worksheet for a forced-labour duty, which counts as Chapter 99', () => {
    const economy = (listed: boolean | null) =>
      mail({ lines: [line({ lookups: { s301_fl_economies: listed, s301_fl_exemptions: false } })] })
    expect(enforced(economy(true), 'IMDW')).toMatchObject({ allowed: 'no', why: [{ ruleId: 'PO-CLIFF' }] }) // prettier-ignore
    expect(enforced(economy(false), 'IMDW').allowed).toBe('yes')
    expect(enforced(economy(null), 'IMDW').allowed).toBe('refer')
  })

  it('goes type 13 to $2,500.00, formally above', () => {
    const worth = (cents: number) =>
      answerTo(mail({ valueCents: cents, dayTotalCents: cents, lines: [line({ enteredValueCents: cents })] })) // prettier-ignore
    expect(worth(250_000).enforced.routedTo).toBe('ET13')
    expect(worth(250_001).enforced.routedTo).toBe('ET01')
  })

  it('under AD/CVD goes type 03', () => {
    expect(answerTo(mail({ goods: goodsOf(['adcvd']) })).enforced.routedTo).toBe('ET03')
  })
})

describe('a row with a predicate nobody knows', () => {
  it('is unknown, and the answer a person', () => {
    const moon = { ...allRows.find(({ id }) => id === 'DM-EXC-GOODS'), id: 'MOON', scope: { moonPhase: ['full'] } } // prettier-ignore
    const rows = [...allRows, moon as unknown as (typeof allRows)[number]]
    const { statutory: verdict } = answerTo(shipment('2024-06-03'), { rows })
    expect(verdict.decision).toBe('REFER')
    expect(verdict.missing).toEqual([{ field: 'scope.moonPhase', neededBy: ['MOON'], lane: null }])
  })
})
