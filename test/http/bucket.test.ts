import { describe, expect, it } from 'vitest'
import { buckets } from '../../src/http/bucket.ts'
import { room } from '../../src/http/room.ts'

describe('a bucket', () => {
  const rate = { perSecond: 50, burst: 100 }

  it('gives a burst at once, and then says how long until the next', () => {
    const { take } = buckets(rate)
    const waits = Array.from({ length: 101 }, () => take('k', 0))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100)
    expect(waits[100]).toBeCloseTo(0.02)
  })

  it('fills with time, never above its burst', () => {
    const { take } = buckets(rate)
    for (let n = 0; n < 100; n++) take('k', 0)
    expect(Array.from({ length: 6 }, () => take('k', 100)).map((wait) => wait === 0)).toEqual(
      [true, true, true, true, true, false],
    )
    const later = Array.from({ length: 150 }, () => take('k', 3_600_000))
    expect(later.filter((wait) => wait === 0)).toHaveLength(100)
  }) // prettier-ignore

  it('is each name its own', () => {
    const { take } = buckets({ perSecond: 1, burst: 1 })
    expect([take('a', 0), take('b', 0), take('a', 0)]).toEqual([0, 0, 1])
  })

  it('neither gives nor takes anything when the clock goes back', () => {
    const { take, wait } = buckets({ perSecond: 1, burst: 2 })
    take('a', 10_000)
    expect(wait('a', 0)).toBe(0)
    expect([take('a', 0), take('a', 0), take('a', 1000)]).toEqual([0, 1, 0])
  })

  it('is not asked for by looking', () => {
    const { take, wait } = buckets({ perSecond: 1, burst: 1 })
    for (let n = 0; n < 10; n++) expect(wait('a', 0)).toBe(0)
    expect([take('a', 0), wait('a', 0)]).toEqual([0, 1])
  })

  it('keeps so many names and no more', () => {
    const { take } = buckets({ perSecond: 1, burst: 1 }, 3)
    for (const name of ['a', 'b', 'c', 'd']) take(name, 0)
    expect([take('d', 0), take('c', 0), take('a', 0)]).toEqual([1, 1, 0])
  })
})

describe('the room of a process', () => {
  const bounds = { working: 8, incomingBytes: 100, lagMillis: 150, lateMillis: 300 }

  it('has so many places', () => {
    const { enter } = room({ ...bounds, working: 2 }, () => 0)
    const leave = enter()
    expect([enter() !== undefined, enter()]).toEqual([true, undefined])
    leave?.()
    expect(enter()).toBeDefined()
  })

  it('has fewer while answers come late, and finds its places again', () => {
    let now = 0
    const { enter, limit } = room(bounds, () => now)
    const late = () => {
      const leave = enter()
      now += 1000
      leave?.()
    }
    late()
    expect(limit()).toBe(5)
    for (let n = 0; n < 20; n++) late()
    expect(limit()).toBe(4)
    for (let n = 0; n < 100; n++) enter()?.()
    expect(limit()).toBe(8)
  })

  it('takes those who are late together for one reason', () => {
    let now = 0
    const { enter, limit } = room(bounds, () => now)
    const leaves = Array.from({ length: 8 }, enter)
    now = 1000
    for (const leave of leaves) leave?.()
    expect(limit()).toBe(5)
  })

  it('has none while the event loop is late', () => {
    let lag = 151
    const { enter } = room(bounds, () => 0, () => lag)
    expect(enter()).toBeUndefined()
    lag = 0
    expect(enter()).toBeDefined()
  }) // prettier-ignore

  it('holds so many bytes on their way, or one body that is larger', () => {
    const { hold } = room(bounds, () => 0)
    const leave = hold(500)
    expect([leave !== undefined, hold(1)]).toEqual([true, undefined])
    leave?.()
    expect([hold(60), hold(40)].every(Boolean)).toBe(true)
    expect(hold(1)).toBeUndefined()
  })
})
