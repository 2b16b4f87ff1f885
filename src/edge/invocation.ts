/**
 * What one invocation of the Worker has asked of D1, and whether it left something to be carried on.
 * An isolate serves several at once on one gateway, so this goes with the work and not with the
 * isolate.
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from '../store/db.ts'

type Invocation = { readonly isRound: boolean; queries: number; woken: boolean }

/**
 * Of a paid plan, 50 of a free one. Cloudflare does not say whether the statements of a batch count
 * as one; here each counts.
 */
const mostQueries = 1000

/** For what goes on while the last entry of a round is worked on, and for lost races. */
const keptBack = 200

/**
 * The most that any one step asks about an entry: filing from a batch 24, into a transmission 9,
 * its reply 11, a notification 17. The test of the figures in docs/edge.md measures them.
 */
const queriesAnEntry = 27

const invocations = new AsyncLocalStorage<Invocation>()

const begun = (isRound: boolean): Invocation => ({ isRound, queries: 0, woken: false })

/** A round, which stops before it has asked too much. */
export const asRound = <T>(work: () => Promise<T>): Promise<T> => invocations.run(begun(true), work)

/** A request; `carryOn` is called once it has ended, if it left something to be carried on. */
export async function asRequest<T>(
  work: () => Promise<T>,
  carryOn: () => Promise<void>,
): Promise<T> {
  const invocation = begun(false)
  const done = await invocations.run(invocation, work)
  if (invocation.woken) await carryOn()
  return done
}

export function wake(): void {
  const invocation = invocations.getStore()
  if (invocation) invocation.woken = true
}

/** How many entries more the round under way may take up. */
export function room(): number {
  const { isRound, queries } = invocations.getStore() ?? begun(false)
  if (!isRound) return Infinity
  return Math.max(0, Math.floor((mostQueries - keptBack - queries) / queriesAnEntry))
}

/** Queries of the invocation under way so far. */
export const asked = (): number => invocations.getStore()?.queries ?? 0

export function counted(db: Db): Db {
  const count = (queries: number) => {
    const invocation = invocations.getStore()
    if (invocation) invocation.queries += queries
  }
  return {
    read: (statement) => {
      count(1)
      return db.read(statement)
    },
    write: (statements) => {
      count(statements.length)
      return db.write(statements)
    },
  }
}
