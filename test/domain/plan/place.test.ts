import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../src/domain/day.ts'
import type { Order } from '../../../src/domain/plan/order.ts'
import { codes, order, outside, plan, short } from './example.ts'

const first = '2026-12-01'

/** Every way to give every order a day or none: slow, and plainly right. */
function leastOutside(orders: readonly Order[], filed: readonly number[]) {
  const worthOf = ({ lines }: Order) => Math.round(Number(lines[0]?.fairRetailValue) * 100)
  let best = { cents: Infinity, count: Infinity, wait: Infinity }
  const go = (
    index: number,
    held: readonly number[],
    cents: number,
    count: number,
    wait: number,
  ) => {
    const one = orders[index]
    if (!one) {
      const order = cents - best.cents || count - best.count || wait - best.wait
      if (order < 0) best = { cents, count, wait }
      return
    }
    go(index + 1, held, cents + worthOf(one), count + 1, wait)
    const from = daysBetween(first, one.readyOn)
    for (let day = from; day <= daysBetween(first, one.latestOn ?? one.readyOn); day++) {
      const filled = (held[day] ?? 0) + worthOf(one)
      if (filled <= 800_00) go(index + 1, held.with(day, filled), cents, count, wait + day - from)
    }
  }
  go(0, filed, 0, 0, 0)
  return best
}

const competing = fc
  .array(
    fc.record({
      cents: fc.integer({ min: 1, max: 8 }).map((units) => units * 100_00),
      ready: fc.nat({ max: 2 }),
      wait: fc.nat({ max: 2 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ cents, ready, wait }, index) => {
      const readyOn = addDays(first, ready)
      return order(`N${index}`, cents, { readyOn, latestOn: addDays(readyOn, wait) })
    }),
  )

const filed = fc.array(fc.constantFrom(0, 300_00, 800_00), { minLength: 5, maxLength: 5 })

describe('placing', () => {
  it('leaves as little outside, and waits as little, as any other way would', () => {
    fc.assert(
      fc.property(competing, filed, (orders, held) => {
        const planned = plan(orders, {
          claimed: (_, day) => held[daysBetween(first, day)] ?? 0,
        })
        const dutiable = planned.shipments.filter(({ lane }) => lane !== 'ET86')
        const waits = planned.shipments.flatMap(({ arrivalOn, orders: numbers }) =>
          orders
            .filter(({ orderNumber }) => numbers.includes(orderNumber))
            .map(({ readyOn }) => daysBetween(readyOn, arrivalOn)),
        )
        expect({
          cents: outside(planned),
          count: dutiable.flatMap(({ orders: numbers }) => numbers).length,
          wait: waits.reduce((total, days) => total + days, 0),
        }).toEqual(leastOutside(orders, held))
      }),
      { seed: 321, numRuns: 300 },
    )
  })

  it('finds room for twelve orders of one person that fit in one way only', () => {
    const cents = [650_00, 550_00, 450_00, 350_00, 250_00, 150_00].flatMap((one) => [
      one,
      800_00 - one,
    ])
    const orders = cents.map((one, index) => {
      return order(`N${index}`, one, { latestOn: '2026-12-06' })
    })
    const planned = plan(orders)
    expect(outside(planned)).toBe(0)
    expect(planned.days.map(({ totalCents }) => totalCents)).toEqual(Array(6).fill(800_00))
  })

  it('plans a thousand orders of one person lawfully, if not always best', () => {
    const orders = Array.from({ length: 1000 }, (_, index) =>
      order(`N${index}`, 1_00 + ((index * 7919) % 300_00), {
        readyOn: addDays(first, index % 60),
        latestOn: addDays(first, (index % 60) + 5),
      }),
    )
    const planned = plan(orders)
    expect(planned.shipments.flatMap(({ orders: numbers }) => numbers)).toHaveLength(1000)
    expect(planned.days.filter(({ totalCents }) => totalCents > 800_00)).toEqual([])
    const free = planned.days.reduce((total, { totalCents }) => total + totalCents, 0)
    expect(free).toBeGreaterThan(0.99 * 65 * 800_00)
  })

  it('looks past days that are full, but not further than a year', () => {
    const full = (until: string) => (_: string, day: string) => (day < until ? 800_00 : 0)
    const patient = [order('A', 45_00, { latestOn: '9999-12-31' })]
    expect(short(plan(patient, { claimed: full('2027-11-30') }))).toEqual(['86 on 2027-11-30: A'])
    expect(codes(plan(patient, { claimed: full('2028-12-01') }))).toEqual(['day_full'])
  })
})
