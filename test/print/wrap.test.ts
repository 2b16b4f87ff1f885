import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Face } from '../../src/print/face.ts'
import { wrap } from '../../src/print/wrap.ts'

/** Every letter half as wide as it is high. */
const face: Face = {
  name: 'F1',
  has: () => true,
  width: (text) => text.length * 500,
  hex: (text) => text,
}

/** Lines of `letters` letters. */
const lines = (text: string, letters: number) => wrap(text, face, 10, letters * 5)

describe('text broken into lines', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 13, ['one two three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['ab abcdefghij cd', 4, ['ab', 'abcd', 'efgh', 'ij', 'cd']],
    ['  a   b  ', 4, ['a b']],
    ['', 4, ['']],
    ['abc', 0, ['a', 'b', 'c']],
  ])('%j at %i letters is %j', (text, letters, expected) => {
    expect(lines(text, letters)).toEqual(expected)
  })

  it('loses no letter and is never too wide', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 80 })
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const broken = lines(text, width)
        expect(broken.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of broken) expect(line.length).toBeLessThanOrEqual(width)
      }),
    )
  })
})
