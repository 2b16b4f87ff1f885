/**
 * What an exchange keeps: applied, so that the next one in line sees it, and then committed.
 * @module
 */
import type { Db, Eager, Statement } from '../../src/store/db.ts'

export type MockStore = Db & Partial<Eager>

type Kept = { readonly committed: Promise<unknown> }

/**
 * Where the store can, those who wait in line share one commit; it is done when `committed` is.
 * Throws at once where it can.
 */
export const keep = (store: MockStore, statements: readonly Statement[]): Kept | Promise<Kept> =>
  store.apply
    ? store.apply(statements)
    : store.write(statements).then(() => ({ committed: Promise.resolve() }))
