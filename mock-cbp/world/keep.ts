/**
 * What an exchange keeps: applied, so that the next one in line sees it, and then committed.
 * @module
 */
import type { Db, Eager, Statement } from '../../src/store/db.ts'

export type MockStore = Db & Partial<Eager>

/** Where the store can, those who wait in line share one commit; it is done when `committed` is. */
export async function keep(
  store: MockStore,
  statements: readonly Statement[],
): Promise<{ readonly committed: Promise<unknown> }> {
  if (store.apply) return store.apply(statements)
  await store.write(statements)
  return { committed: Promise.resolve() }
}
