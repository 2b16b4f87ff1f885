import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../src/domain/day.ts'
import { personKey } from '../../../src/domain/person.ts'
import { askedBy } from '../../../src/domain/plan/asked.ts'
import { lotsOf } from '../../../src/domain/plan/gather.ts'
import type { Order } from '../../../src/domain/plan/order.ts'
import type { Plan } from '../../../src/domain/plan/plan.ts'
import { valueProblems } from '../../../src/domain/valuation.ts'
import { hanoi, jane, mrsSmith, order, outside, perfume, plan, saigon, worth } from './example.ts'

const check = <T extends unknown[]>(property: fc.IProperty<T>, numRuns = 300) =>
  fc.assert(property, { seed: 321, numRuns })

const first = '2026-12-01'
const john = { ...jane, name: 'John Doe' }

const line = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 6 }).map((units) => worth(units * 66_67)) },
  { weight: 1, arbitrary: fc.constantFrom(worth(900_00), worth(2_600_00)) },
  { weight: 1, arbitrary: fc.constantFrom(perfume(4_00), perfume(40_00)) },
)

const parts = fc
  .record({
    seller: fc.constantFrom(hanoi, saigon),
    consignee: fc.constantFrom(jane, mrsSmith, john),
    ready: fc.nat({ max: 3 }),
    wait: fc.option(fc.nat({ max: 3 })),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  })
  .map(({ ready, wait, ...rest }): Omit<Order, 'orderNumber'> => {
    const readyOn = addDays(first, ready)
    return { ...rest, readyOn, ...(wait === null ? {} : { latestOn: addDays(readyOn, wait) }) }
  })

/** With numbers that repeat, so that rows merge and collide. */
const rows = (maxLength: number) =>
  fc.array(
    fc.tuple(fc.nat({ max: 20 }), parts).map(([number, rest]) => order(`N${number}`, 0, rest)),
    { maxLength },
  )

/** Every number once: nothing is refused. */
const separate = fc
  .array(parts, { maxLength: 10 })
  .map((list) => list.map((rest, index) => order(`N${index}`, 0, rest)))

/** What the ledger holds, by person and by day. */
const ledger = fc.record({
  jane: fc.array(fc.constantFrom(0, 100_00, 333_33, 800_00, 900_00), { minLength: 7, maxLength: 7 }),
  john: fc.array(fc.constantFrom(0, 0, 500_00), { minLength: 7, maxLength: 7 }),
}) // prettier-ignore

type Ledger = typeof ledger extends fc.Arbitrary<infer Held> ? Held : never

const claimed =
  (held: Ledger, less = 0) =>
  (person: string, day: string) => {
    const filed = held[person === personKey(jane) ? 'jane' : 'john'][daysBetween(first, day)] ?? 0
    return Math.max(0, filed - less)
  }

const textOf = (lines: readonly unknown[]) => lines.map((item) => JSON.stringify(item)).toSorted()

/** The rows that stand under a name of a refused order. */
function refusedIn(orders: readonly Order[], { notes }: Plan): Order[] {
  const numbers = notes
    .filter(({ kind }) => kind === 'problem')
    .flatMap((note) => note.orderNumbers)
  return orders.filter(({ orderNumber }) => numbers.includes(orderNumber))
}

describe('any plan', () => {
  it('loses and invents no goods, and splits no order', () => {
    check(
      fc.property(rows(25), ledger, (orders, held) => {
        const planned = plan(orders, { claimed: claimed(held) })
        const refused = new Set(refusedIn(orders, planned))
        const counts = new Map<string, number>()
        for (const { orders: numbers, seller, consignee } of planned.shipments) {
          for (const orderNumber of numbers) {
            for (const lot of lotsOf(order(orderNumber, 0, { seller, consignee }))) {
              counts.set(lot, (counts.get(lot) ?? 0) + 1)
            }
          }
        }
        expect([...counts.values()].filter((count) => count > 1)).toEqual([])
        for (const row of orders) {
          const inPlan = lotsOf(row).every((lot) => counts.get(lot) === 1)
          expect(inPlan || refused.has(row)).toBe(true)
        }
        const travels = planned.shipments.flatMap(({ lines }) => lines)
        const kept = orders.filter((row) => lotsOf(row).every((lot) => counts.get(lot) === 1))
        expect(textOf(travels)).toEqual(textOf(kept.flatMap(({ lines }) => lines)))
      }),
    )
  })

  it('keeps each person’s day within the ceiling, with the ledger', () => {
    check(
      fc.property(rows(40), ledger, (orders, held) => {
        const planned = plan(orders, { claimed: claimed(held) })
        const days = new Map<string, number>()
        for (const { lane, consignee, arrivalOn, totalCents } of planned.shipments) {
          if (lane !== 'ET86') continue
          const key = `${personKey(consignee)} ${arrivalOn}`
          const before = days.get(key) ?? claimed(held)(personKey(consignee), arrivalOn)
          days.set(key, before + totalCents)
        }
        expect([...days.values()].filter((cents) => cents > 800_00)).toEqual([])
        for (const { person, day, totalCents, counted } of planned.days) {
          expect(totalCents).toBe(counted.reduce((sum, { valueCents }) => sum + valueCents, 0))
          expect(days.get(`${person.key} ${day}`) ?? totalCents).toBe(totalCents)
        }
      }),
    )
  })

  it('has shipments of a lawful value for their lane, ready when they arrive', () => {
    check(
      fc.property(separate, ledger, (orders, held) => {
        const planned = plan(orders, { claimed: claimed(held) })
        for (const { entryType, lines, arrivalOn, orders: numbers } of planned.shipments) {
          expect(valueProblems({ lines }, entryType)).toEqual([])
          for (const { orderNumber, readyOn, latestOn = readyOn } of orders) {
            if (!numbers.includes(orderNumber)) continue
            expect(readyOn <= arrivalOn && arrivalOn <= latestOn).toBe(true)
          }
        }
      }),
    )
  })

  it('is the same for the same rows in any order', () => {
    const shuffled = rows(25).chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    )
    check(
      fc.property(shuffled, ledger, ([list, other], held) => {
        expect(plan(other, { claimed: claimed(held) })).toEqual(
          plan(list, { claimed: claimed(held) }),
        )
      }),
    )
  })

  it('asks of the ledger only what it said it would', () => {
    check(
      fc.property(rows(20), ledger, (orders, held) => {
        const asked = askedBy(orders)
        const unasked: string[] = []
        plan(orders, {
          claimed: (person, day) => {
            const known = asked.claims.some(
              (claim) => claim.person === person && claim.from <= day && day <= claim.to,
            )
            if (!known) unasked.push(`${person} ${day}`)
            return claimed(held)(person, day)
          },
        })
        expect(unasked).toEqual([])
      }),
    )
  })
})

describe('more room', () => {
  const better = (orders: readonly Order[], held: Ledger, more: (held: Ledger) => Plan) =>
    expect(outside(more(held))).toBeLessThanOrEqual(
      outside(plan(orders, { claimed: claimed(held) })),
    )

  it('in the ledger never makes a plan worse', () => {
    check(
      fc.property(separate, ledger, fc.nat({ max: 500_00 }), (orders, held, less) => {
        better(orders, held, () => plan(orders, { claimed: claimed(held, less) }))
      }),
    )
  })

  it('under the ceiling never makes a plan worse', () => {
    check(
      fc.property(separate, ledger, fc.nat({ max: 500_00 }), (orders, held, add) => {
        better(orders, held, () =>
          plan(orders, { claimed: claimed(held), ceilingCents: 800_00 + add }),
        )
      }),
    )
  })

  it('to wait never makes a plan worse', () => {
    check(
      fc.property(separate, ledger, fc.integer({ min: 1, max: 4 }), (orders, held, days) => {
        const patient = orders.map((one) => ({
          ...one,
          latestOn: addDays(one.latestOn ?? one.readyOn, days),
        }))
        better(orders, held, () => plan(patient, { claimed: claimed(held) }))
      }),
    )
  })
})
