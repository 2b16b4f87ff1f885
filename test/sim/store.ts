/**
 * A store that fails, and a process that dies of it: before the n-th write, or after its effect and
 * before anybody hears of it.
 * @module
 */
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import type { OpenStore } from '../conformance/engine.ts'
import type { Faults } from './plan.ts'

/** The process is gone: nothing it still does has an effect. */
export class Dead extends Error {
  override readonly name = 'Dead'
}

export type Life = { dead: boolean }

const odds = { refused: 0.04, unheard: 0.03, diesBefore: 0.02, diesAfter: 0.025, unread: 0.004 }

export function mortal(db: Db, node: string, life: Life, faults: Faults): Db {
  let writes = 0
  let reads = 0
  const alive = () => {
    if (life.dead) throw new Dead()
  }
  const die = (): never => {
    life.dead = true
    throw new Dead()
  }
  return {
    read: async (statement) => {
      alive()
      if (faults.strikes(`${node} read ${++reads}=failed`, odds.unread)) {
        throw new StoreUnavailable('failed')
      }
      const rows = await db.read(statement)
      alive()
      return rows as never
    },
    write: async (statements) => {
      alive()
      const at = `${node} write ${++writes}`
      if (faults.strikes(`${at}=refused`, odds.refused)) throw new StoreUnavailable('busy')
      if (faults.strikes(`${at}=dies before`, odds.diesBefore)) die()
      const rows = await db.write(statements)
      alive()
      if (faults.strikes(`${at}=dies after`, odds.diesAfter)) die()
      if (faults.strikes(`${at}=unheard`, odds.unheard)) throw new StoreUnavailable('failed')
      return rows
    },
  }
}

/** What is read by many questions is read again where a tick that goes on wrote in between. */
export function restful(opened: OpenStore) {
  let writes = 0
  return {
    read: opened.read,
    write: (statements: Parameters<Db['write']>[0]) => {
      writes++
      return opened.write(statements)
    },
    close: opened.close,
    atRest: async <T>(look: () => Promise<T>): Promise<T> => {
      for (;;) {
        // What a dead node sent may still be on its way.
        await opened.settled?.()
        const before = writes
        const seen = await look()
        if (writes === before) return seen
      }
    },
  }
}
