/**
 * Attempts and their leases against a model: nodes begin, end late, come back from the dead; only
 * the newest attempt moves a transmission, and nobody finds one due while a lease runs.
 * @module
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { after } from '../../src/domain/day.ts'
import { Conflict } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import {
  beginAttempt,
  dueTransmissions,
  endAttempt,
  openTransmission,
  releaseLeases,
  settle,
  transmissionsOf,
} from '../../src/store/outbox.ts'
import { openStore, runs, within } from '../conformance/engine.ts'
import { start } from '../gateway/world.ts'

const messageId = 'ZZ9-0-00000001'
const lease = 60_000

type Model = {
  now: number
  attempts: number
  ended: Set<number>
  state: 'due' | 'answered'
  inDoubt: boolean
  dueAt: number
}
type Real = { readonly db: Db }
type Command = fc.AsyncCommand<Model, Real>

const at = (millis: number) => after(start, millis)

async function agree(model: Model, { db }: Real): Promise<void> {
  const stored = (await transmissionsOf(db, [messageId])).get(messageId)
  const { state, inDoubt, attempts } = model
  expect(stored).toMatchObject({ state, inDoubt, attempts, dueAt: at(model.dueAt) })
  const due = await dueTransmissions(db, at(model.now), 10)
  expect(due).toHaveLength(model.state === 'due' && model.dueAt <= model.now ? 1 : 0)
}

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real)
    await agree(model, real)
  },
  toString: () => name,
})

/** `behind`: how many attempts the node does not know of yet. */
const begin = (behind: number) =>
  command(`begin, ${behind} behind`, async (model, { db }) => {
    const n = Math.max(1, model.attempts + 1 - behind)
    const wanted = db.write(beginAttempt(messageId, n, at(model.now), at(model.now + lease)))
    if (n <= model.attempts) return void (await expect(wanted).rejects.toBeInstanceOf(Conflict))
    await wanted
    Object.assign(model, { attempts: n, inDoubt: true, dueAt: model.now + lease })
  })

const end = (behind: number, answered: boolean) =>
  command(`end, ${behind} behind, ${answered ? 'answered' : 'again'}`, async (model, { db }) => {
    const n = model.attempts - behind
    if (n < 1) return
    const to = {
      state: answered ? ('answered' as const) : ('due' as const),
      inDoubt: !answered,
      dueAt: at(model.now + 1000),
      note: null,
    }
    await db.write([
      endAttempt(messageId, n, at(model.now), answered ? 'answered' : 'again', ''),
      settle(messageId, n, at(model.now), to),
    ])
    model.ended.add(n)
    if (behind > 0 || model.state !== 'due') return
    Object.assign(model, { state: to.state, inDoubt: to.inDoubt, dueAt: model.now + 1000 })
  })

const recover = command('recover', async (model, { db }) => {
  await db.write([releaseLeases(at(model.now))])
  const left = model.attempts > 0 && !model.ended.has(model.attempts)
  if (model.state === 'due' && model.inDoubt && left && model.dueAt > model.now) {
    model.dueAt = model.now
  }
})

const wait = (millis: number) =>
  command(`wait ${millis}`, async (model) => {
    model.now += millis
  })

it('attempts and leases do what their model does, in any order of steps', within(60_000), async () => {
  const steps = [
    fc.nat({ max: 2 }).map(begin),
    fc.tuple(fc.nat({ max: 2 }), fc.boolean()).map(([behind, answered]) => end(behind, answered)),
    fc.constant(recover),
    fc.constantFrom(500, 2000, 59_000, 61_000).map(wait),
  ]
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
      const db = await openStore()
      const format = 'application/xml'
      await db.write([openTransmission({ messageId, filer: 'ZZ9', kind: 'filing', format }, at(0))])
      const model: Model = { now: 0, attempts: 0, ended: new Set(), state: 'due', inDoubt: false, dueAt: 0 }
      await fc.asyncModelRun(() => ({ model, real: { db } }), commands)
      db.close()
    }),
    { seed: 321, numRuns: runs(150) },
  )
}) // prettier-ignore
