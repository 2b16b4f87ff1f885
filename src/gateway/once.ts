/**
 * Idempotency: the first answer to a key is kept in the same write as its effect, and given again.
 * @module
 */
import { after } from '../domain/day.ts'
import type { Db, Statement } from '../store/db.ts'
import { recall, remember, remembranceDays } from '../store/idempotency.ts'
import type { IdempotencyScope, Remembered } from '../store/idempotency.ts'
import type { Clock } from './deps.ts'

/** The statements that keep an answer; the work puts them into its own write. */
export type Record = (status: number, body: string) => readonly Statement[]

export type Once<T> =
  | { readonly kind: 'first'; readonly result: T }
  | { readonly kind: 'replayed'; readonly status: number; readonly body: string }
  /** The key came before with another request. */
  | { readonly kind: 'reused' }
  /** The first request with this key is still at work. */
  | { readonly kind: 'in_progress' }

export type Idempotency = <T>(
  scope: IdempotencyScope,
  fingerprint: string,
  work: (record: Record) => Promise<T>,
) => Promise<Once<T>>

export function idempotency({ db, clock }: { db: Db; clock: Clock }): Idempotency {
  const atWork = new Set<string>()

  return async (scope, fingerprint, work) => {
    const now = clock.now()
    const since = after(now, -remembranceDays * 86_400_000)
    const known = await recall(db, scope, since)
    if (known) return answerOf(known, fingerprint)
    const name = JSON.stringify([scope.filer, scope.route, scope.key])
    if (atWork.has(name)) return { kind: 'in_progress' }
    atWork.add(name)
    try {
      const record: Record = (status, body) =>
        remember(scope, { fingerprint, status, body }, now, since)
      return { kind: 'first', result: await work(record) }
    } catch (error) {
      // Somebody was first with this key, and ours lost to it: by the key, by the reference, by the
      // state of the entry. Nothing of ours was written.
      const winner = await recall(db, scope, since)
      if (!winner) throw error
      return answerOf(winner, fingerprint)
    } finally {
      atWork.delete(name)
    }
  }
}

function answerOf({ fingerprint, status, body }: Remembered, asked: string): Once<never> {
  return fingerprint === asked ? { kind: 'replayed', status, body } : { kind: 'reused' }
}
