/**
 * Idempotency keys against a model: the first answer and its effect stay together through retries,
 * other bodies, processes that die and keys that are forgotten.
 * @module
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { after } from '../../src/domain/day.ts'
import { idempotency } from '../../src/gateway/once.ts'
import { remembranceDays } from '../../src/store/idempotency.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { openStore, runs, within } from '../conformance/engine.ts'
import { start } from '../gateway/world.ts'

type Kept = { readonly body: string; readonly answer: string; readonly at: number }
type Model = { now: number; effects: number; readonly kept: Map<string, Kept> }
type Real = { readonly db: Db; at: string; once: ReturnType<typeof idempotency> }
type Command = fc.AsyncCommand<Model, Real>

class Dies extends Error {}

const begin = (real: Omit<Real, 'once'>): Real['once'] =>
  idempotency({ db: real.db, clock: { now: () => real.at } })

const effects = async (db: Db) => (await db.read(sql`select name from sequence`)).length

const live = ({ now, kept }: Model, key: string) => {
  const known = kept.get(key)
  return known && known.at >= now - remembranceDays ? known : undefined
}

type Fate = 'lives' | 'refuses' | 'dies before' | 'dies after'

const ask = (key: string, body: string, fate: Fate): Command => ({
  check: () => true,
  toString: () => `${key} with ${body}, ${fate}`,
  run: async (model, real) => {
    const scope = { filer: 'ZZ9', route: 'POST /', key }
    const answer = `answer ${model.effects + 1}`
    const known = live(model, key)
    const asked = real.once(scope, body, async (record) => {
      if (fate === 'refuses' || fate === 'dies before') throw new Dies()
      const effect = sql`insert into sequence (name, value) values (${answer}, 1)`
      await real.db.write([effect, ...record(201, answer)])
      if (fate === 'dies after') throw new Dies()
      return answer
    })
    const came = await asked.catch((error: unknown) => {
      if (!(error instanceof Dies)) throw error
      return undefined
    })
    if (known) {
      const again = { kind: 'replayed', status: 201, body: known.answer }
      expect(came).toEqual(known.body === body ? again : { kind: 'reused' })
    } else if (fate === 'lives' || fate === 'dies after') {
      model.effects++
      model.kept.set(key, { body, answer, at: model.now })
      // Who looks again finds what was kept, although the one who kept it never said so.
      const found = { kind: 'replayed', status: 201, body: answer }
      expect(came).toEqual(fate === 'lives' ? { kind: 'first', result: answer } : found)
    } else expect(came).toBeUndefined()
    expect(await effects(real.db)).toBe(model.effects)
    if (fate.startsWith('dies')) real.once = begin(real)
  },
})

const wait = (days: number): Command => ({
  check: () => true,
  toString: () => `wait ${days} days`,
  run: async (model, real) => {
    model.now += days
    real.at = after(real.at, days * 86_400_000)
  },
})

it('keys do what their model does, in any order of steps', within(60_000), async () => {
  const fates = fc.constantFrom<Fate>('lives', 'lives', 'refuses', 'dies before', 'dies after')
  const steps = [
    fc.tuple(fc.constantFrom('k1', 'k2'), fc.constantFrom('a', 'b'), fates).map((of) => ask(...of)),
    fc.constantFrom(1, 16, 31).map(wait),
  ]
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 25 }), async (commands) => {
      const db = await openStore()
      const real: Real = { db, at: start, once: begin({ db, at: start }) }
      real.once = begin(real)
      await fc.asyncModelRun(
        () => ({ model: { now: 0, effects: 0, kept: new Map() }, real }),
        commands,
      )
      db.close()
    }),
    { seed: 321, numRuns: runs(150) },
  )
})
