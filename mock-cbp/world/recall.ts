/**
 * What a process remembers of its worlds, where it is the only one that writes them: reading clock,
 * settings and place in the journal anew for each request costs as much as filing an entry.
 * @module
 */
import type { Statement } from '../../src/store/db.ts'
import type { MockStore } from './keep.ts'
import { readWorldRow } from './world.ts'
import type { World, WorldRow } from './world.ts'

export type Recall = {
  readonly rowOf: (name: string) => Promise<WorldRow | undefined>
  /** After `statements` of an exchange were applied; `recorded` when the journal has its line. */
  readonly applied: (world: World, statements: readonly Statement[], recorded: boolean) => void
  /** After a write that failed: what is remembered may never have been. */
  readonly forget: () => void
}

/** What a world is told to be, and worlds that come, go or are copied. */
const told = /\bmock_(?:world|clock|setting|bill)\b/

/** Of each text once: those of a filing are the same each time. */
const known = new Map<string, boolean>()
const mostKnown = 500

function tells({ sql }: Statement): boolean {
  const before = known.get(sql)
  if (before !== undefined) return before
  const found = told.test(sql)
  if (known.size >= mostKnown) known.clear()
  known.set(sql, found)
  return found
}

export function recallWorlds(store: MockStore): Recall {
  const alone = store.apply !== undefined
  const rows = new Map<string, WorldRow>()
  return {
    rowOf: async (name) => {
      const known = rows.get(name)
      if (known) return known
      const row = await readWorldRow(store, name)
      if (row && alone) rows.set(name, row)
      return row
    },
    applied: ({ name, position }, statements, recorded) => {
      const row = rows.get(name)
      if (statements.some(tells)) rows.clear()
      else if (row && recorded) rows.set(name, { ...row, position })
    },
    forget: () => rows.clear(),
  }
}
