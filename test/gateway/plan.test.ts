import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/day.ts'
import type { Order } from '../../src/domain/plan/order.ts'
import type { Line, Shipment } from '../../src/domain/shipment.ts'
import type { Planned } from '../../src/gateway/plan.ts'
import { shipment as sample, shirts } from '../domain/example.ts'
import { runs } from '../conformance/engine.ts'
import { balance } from './balance.ts'
import { filer, parcel, world } from './world.ts'

const people = [
  parcel('jane').consignee,
  { ...parcel('jane').consignee, name: 'MRS. JANE JANE' },
  parcel('john').consignee,
]
const sellers = [sample.seller, { ...sample.seller, name: 'Saigon Silk Ltd' }]

/** Ordinary goods for the most part, and some that entry type 86 does not take. */
const goods: readonly Partial<Line>[] = [
  {},
  { description: 'Eau de parfum, 50 ml', htsNumber: '3303003000' },
  { description: 'Red wine in bottles', htsNumber: '2204215040' },
  { description: 'Cheddar cheese, whole', htsNumber: '0406900810' },
]

const line = fc
  .record({
    of: fc.oneof(
      { weight: 12, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2, 3) },
    ),
    dollars: fc.constantFrom('4.00', '66.67', '133.33', '200.00', '399.99', '800.00', '900.00'),
  })
  .map(({ of, dollars }): Line => ({ ...shirts, ...goods[of], fairRetailValue: dollars }))

const order = fc
  .record({
    orderNumber: fc.nat({ max: 30 }).map((number) => `ORD-${number}`),
    seller: fc.constantFrom(...sellers),
    consignee: fc.constantFrom(...people),
    ready: fc.integer({ min: -2, max: 4 }),
    wait: fc.option(fc.integer({ min: 2, max: 5 })),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  })
  .map(({ ready, wait, ...rest }): Order => {
    const readyOn = addDays('2026-11-23', wait === null ? Math.max(0, ready) : ready)
    return { ...rest, readyOn, ...(wait === null ? {} : { latestOn: addDays(readyOn, wait) }) }
  })

type Proposed = Extract<Planned, { kind: 'planned' }>['plan']['shipments'][number]

const completed = (proposed: Proposed, name: string): Shipment => {
  const { entryType, arrivalOn, orderNumbers, seller, consignee, lines } = proposed
  const { orderNumber: _, ...rest } = parcel(name)
  const importer = entryType === '86' ? {} : { importerOfRecord: '12-3456789' }
  return {
    ...rest,
    ...importer,
    orderNumbers,
    entryType,
    estimatedArrivalDate: arrivalOn,
    seller,
    consignee,
    lines,
  }
}

describe('any plan', () => {
  it('is accepted when it is filed, and so is the plan that comes after it', async () => {
    const two = fc.tuple(
      fc.array(order, { minLength: 1, maxLength: 15 }),
      fc.array(order, { minLength: 1, maxLength: 15 }),
    )
    let free = 0
    await fc.assert(
      fc.asyncProperty(two, async (batches) => {
        const w = await world()
        for (const [batch, orders] of batches.entries()) {
          const planned = await w.gateway.plan(filer, { draft: { orders }, problems: [] })
          if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.problems))
          for (const [index, proposed] of planned.plan.shipments.entries()) {
            const draft = completed(proposed, `B${batch}N${index}`)
            const filed = await w.gateway.file(filer, { draft, problems: [] }, () => [])
            expect([filed.kind === 'refused' && filed.problems, filed.kind]).toEqual([false, 'filed']) // prettier-ignore
            if (proposed.lane === 'ET86') free++
          }
        }
        await balance(w.db)
        w.close()
      }),
      { seed: 321, numRuns: runs(60) },
    )
    expect(free).toBeGreaterThan(runs(200))
  })
})

describe('a plan', () => {
  it('does not know what another filer shipped', async () => {
    const w = await world()
    const { consignee, seller, lines } = parcel('A')
    const orders = [
      { orderNumber: 'ORD-A', consignee, seller, lines, readyOn: '2026-12-01' },
      { orderNumber: 'ORD-B', consignee, seller, lines, readyOn: '2026-12-01' },
    ]
    const other = 'AB1' as typeof filer
    await w.gateway.file(other, { draft: parcel('A'), problems: [] }, () => [])
    const planned = await w.gateway.plan(filer, { draft: { orders }, problems: [] })
    expect(planned).toMatchObject({ plan: { notes: [], shipments: [{ total: '90.00' }] } })
    expect(await w.gateway.plan(other, { draft: { orders }, problems: [] })).toMatchObject({
      plan: { notes: [{ code: 'order_shipped' }], days: [{ total: '90.00' }] },
    })
  })

  it('asks the store a few times, however many orders there are', async () => {
    let reads = 0
    const w = await world({
      wrap: (db) => ({
        ...db,
        read: (statement) => {
          reads++
          return db.read(statement)
        },
      }),
    })
    const { seller, lines } = parcel('A')
    const orders = Array.from({ length: 1000 }, (_, index) => ({
      orderNumber: `ORD-${index}`,
      consignee: parcel(`${index}`).consignee,
      seller,
      lines,
      readyOn: '2026-12-01',
    }))
    const planned = await w.gateway.plan(filer, { draft: { orders }, problems: [] })
    expect(planned.kind).toBe('planned')
    expect(reads).toBeLessThan(50)
  })
})
