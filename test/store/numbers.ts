/**
 * Numbers that are never given twice.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { atOnce, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'

const values = (settled: readonly PromiseSettledResult<number>[]) =>
  settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))

/** Refuses its first `times` writes. */
function refusing(db: Db, times: number): Db {
  let left = times
  const write: Db['write'] = (statements) =>
    left-- > 0 ? Promise.reject(new StoreUnavailable('busy')) : db.write(statements)
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

    it('go on after a store that was busy, without a gap', async () => {
      const { next } = numbers(refusing(db, 1), 32)
      const first = await atOnce(5, () => next('a'))
      expect(first.every(({ status }) => status === 'rejected')).toBe(true)
      expect(values(await atOnce(5, () => next('a')))).toEqual([1, 2, 3, 4, 5])
    })
  })
}
