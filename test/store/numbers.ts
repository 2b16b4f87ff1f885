/**
 * Numbers that are never given twice.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers, skipNumbers } from '../../src/store/numbers.ts'
import { atOnce, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'

const values = (settled: readonly PromiseSettledResult<number>[]) =>
  settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))

/** Refuses so many writes from the `first` on. */
function refusing(db: Db, times: number, first = 0): Db {
  let n = 0
  const write: Db['write'] = (statements) => {
    const at = n++ - first
    return at >= 0 && at < times
      ? Promise.reject(new StoreUnavailable('busy'))
      : db.write(statements)
  }
  return { read: db.read, write }
}

export function numbersContract(factory: Factory): void {
  describe('running numbers', () => {
    const db = freshStore(factory)

    it('count from 1, each name on its own', async () => {
      const { next } = numbers(db, 1)
      expect([await next('a'), await next('a'), await next('b'), await next('a')]).toEqual([
        1, 2, 1, 3,
      ])
    })

    it.each([1, 7, 32])('never repeat where 200 ask at once, in blocks of %i', async (size) => {
      const { next } = numbers(db, size)
      const given = values(await atOnce(200, () => next('a')))
      expect(given.toSorted((a, b) => a - b)).toEqual(given.map((_, index) => index + 1))
    })

    it('never repeat where two allocators share a store', async () => {
      const [one, two] = [numbers(db, 32), numbers(db, 5)]
      const given = values(await atOnce(200, (index) => (index % 2 ? one : two).next('a')))
      expect(new Set(given).size).toBe(200)
      expect(given.every((number) => number >= 1 && number < 200 + 32 + 5)).toBe(true)
    })

    it('leave a gap, never a repeat, after a restart', async () => {
      expect(await numbers(db, 32).next('a')).toBe(1)
      expect(await numbers(db, 32).next('a')).toBe(33)
    })

    it('come in blocks that grow with what is given, up to the largest', async () => {
      const { next } = numbers(db, 4, 16)
      for (let n = 1; n <= 4 + 8 + 16 + 3; n++) expect(await next('a')).toBe(n)
      // Another process begins behind the last block of this one, which is no larger than told.
      expect(await numbers(db, 4).next('a')).toBe(4 + 8 + 16 + 16 + 1)
    })

    it('never repeat in blocks that grow, where 500 ask at once', async () => {
      const { next } = numbers(db, 4, 64)
      const given = values(await atOnce(500, () => next('a')))
      expect(given.toSorted((a, b) => a - b)).toEqual(given.map((_, index) => index + 1))
    })

    it('are fetched anew once the sequences were moved, and not from a block on its way', async () => {
      let moved = Promise.resolve()
      const write: Db['write'] = async (statements) => {
        const rows = await db.write(statements)
        await moved
        return rows
      }
      const { next, forget } = numbers({ read: db.read, write }, 4)
      moved = db.write([skipNumbers('a', 1000, 0)]).then(() => undefined)
      const given = next('a')
      forget()
      expect(await given).toBeGreaterThan(1000)
    })

    it('do not mind that the block behind the one in use cannot be fetched yet', async () => {
      const { next } = numbers(refusing(db, 1, 2), 2, 8)
      const given = []
      for (let n = 1; n <= 20; n++) given.push(await next('a'))
      expect(given).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    })

    it('go on after a store that was busy, without a gap', async () => {
      const { next } = numbers(refusing(db, 1), 32)
      const first = await atOnce(5, () => next('a'))
      expect(first.every(({ status }) => status === 'rejected')).toBe(true)
      expect(values(await atOnce(5, () => next('a')))).toEqual([1, 2, 3, 4, 5])
    })
  })
}
