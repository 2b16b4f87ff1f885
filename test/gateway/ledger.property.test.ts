import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shipment } from '../../src/domain/shipment.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { runs, within } from '../conformance/engine.ts'
import { balance, worth } from './balance.ts'
import { filer, live, parcel, world } from './world.ts'
import type { World } from './world.ts'

class Crash extends Error {}

type Death = { readonly write: number; readonly when: 'before' | 'after' }

/** A store for one process that dies with its n-th write, before or after the effect. */
function mortal(db: Db, { write: last, when }: Death): Db {
  let writes = 0
  let dead = false
  const alive = () => {
    if (dead) throw new Crash()
  }
  return {
    read: async (statement) => {
      alive()
      return db.read(statement)
    },
    write: async (statements) => {
      alive()
      dead = ++writes >= last
      if (when === 'before') alive()
      const rows = await db.write(statements)
      alive()
      return rows
    },
  }
}

const scenarios = ['HAWB', 'SIMREL', 'SIMREJ282', 'SIMREJ282', 'SIMQTY', 'SIMDMM', 'SIMSUS', 'SIMORD', 'SIMDUP', 'SIMSIL'] // prettier-ignore

const content = fc.record({
  person: fc.constantFrom('jane', 'john'),
  day: fc.constantFrom('2026-12-01', '2026-12-02'),
  dollars: fc.constantFrom('100.00', '300.00', '400.01', '700.00', '800.00'),
  orders: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 2 }),
})
type Content = typeof content extends fc.Arbitrary<infer T> ? T : never

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('file' as const), scenario: fc.constantFrom(...scenarios), content }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('amend' as const), which: fc.nat(), content }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.nat({ max: 4 }) }) },
) // prettier-ignore
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const death = fc.record({
  write: fc.integer({ min: 1, max: 8 }),
  when: fc.constantFrom('before' as const, 'after' as const),
})

/** Steps that are taken at once, by a process that may die of them. */
const round = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  death: fc.option(death, { freq: 3 }),
})

const shipmentOf = (name: string, { person, day, dollars, orders }: Content): Shipment => {
  const { orderNumber: _, ...rest } = worth(name, dollars)
  return {
    ...rest,
    consignee: parcel(person).consignee,
    estimatedArrivalDate: day,
    orderNumbers: orders.map((order) => `ORD-${order}`),
  }
}

/** What came of the steps, over all runs: a property that nothing happened to proves nothing. */
const seen = new Map<string, number>()
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)

type Filed = { readonly id: string; readonly name: string }

async function take(w: World, gateway: Gateway, filed: Filed[], step: Step, name: string) {
  const draft = (of: string, what: Content) => ({ draft: shipmentOf(of, what), problems: [] })
  if (step.do === 'wait') return live(w, gateway, step.seconds)
  if (step.do === 'file') {
    const full = `${step.scenario}${name}`
    const answer = await gateway.file(filer, draft(full, step.content), () => [])
    if (answer.kind === 'filed') filed.push({ id: answer.entry.id, name: full })
    if (answer.kind === 'refused') answer.problems.forEach(({ code }) => note(code))
    return
  }
  const found = filed[step.which % Math.max(1, filed.length)]
  if (!found) return
  const answer =
    step.do === 'cancel'
      ? await gateway.cancel(filer, found.id, { reason: '01' }, () => [])
      : await gateway.amend(filer, found.id, draft(found.name, step.content), {}, () => [])
  note(`${step.do} ${answer.kind}`)
}

/** A crash ends the steps under way; a busy store asks the caller to come again. */
async function survive(work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (error instanceof Crash) note('crash')
    else if (!(error instanceof StoreUnavailable)) throw error
  }
}

describe('the ledger', () => {
  it('is the sum of the live entries after any interleaving of steps and crashes', within(120_000), async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 9 }), async (rounds) => {
        const w = await world()
        const filed: Filed[] = []
        for (const [index, { steps, death }] of rounds.entries()) {
          const db = death ? mortal(w.db, death) : w.db
          const gateway = createGateway({ ...w.deps, db, numbers: numbers(db, 32) })
          await survive(() => gateway.recover())
          const taken = steps.map((step, n) =>
            survive(() => take(w, gateway, filed, step, `${index}X${n}`)),
          )
          await Promise.all(taken)
          await balance(w.db)
        }
        const last = w.restart()
        await last.recover()
        await live(w, last, 30)
        await balance(w.db)
        for (const { id } of filed) note((await last.get(filer, id))?.status ?? 'lost')
        w.close()
      }),
      { seed: 321, numRuns: runs(100) },
    )
    const happened = ['crash', 'day_over_limit', 'order_split', 'amend changed', 'cancel changed', 'released', 'rejected', 'cancelled'] // prettier-ignore
    expect(happened.filter((what) => (seen.get(what) ?? 0) < runs(10))).toEqual([])
    expect([...seen.keys()]).not.toContain('lost')
  }) // prettier-ignore
})
