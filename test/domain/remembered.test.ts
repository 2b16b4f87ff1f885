import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestName, remembered } from '../../src/domain/remembered.ts'

describe('what is remembered', () => {
  it('is worked out once for each name', () => {
    const asked: string[] = []
    const known = remembered<number>(10)
    const lengthOf = (name: string) => known(name, () => asked.push(name) && name.length)
    expect(['tea', 'mug', 'tea', 'tea'].map(lengthOf)).toEqual([3, 3, 3, 3])
    expect(asked).toEqual(['tea', 'mug'])
  })

  it('is what would be worked out anew, whatever was asked before', () => {
    const few = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'constructor', '__proto__'))
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 4 }), (names, most) => {
        const known = remembered<string | undefined>(most)
        const make = (name: string) => (name === 'd' ? undefined : name.toUpperCase())
        expect(names.map((name) => known(name, () => make(name)))).toEqual(names.map(make))
      }),
    )
  })

  it('is forgotten when there are too many names, and never kept of a long one', () => {
    let made = 0
    const known = remembered<number>(2)
    const ask = (name: string) => known(name, () => (made += 1))
    for (const name of ['a', 'b', 'c', 'a']) ask(name)
    expect(made).toBe(4)
    const long = 'x'.repeat(longestName + 1)
    expect([ask(long), ask(long)]).toEqual([5, 6])
  })
})
