import { expect, it } from 'vitest'
import { once } from '../../src/domain/once.ts'

it('what is worked out once is worked out when it is asked for, even if it is nothing', () => {
  let asked = 0
  const nothing = once(() => void (asked += 1))
  expect(asked).toBe(0)
  expect([nothing(), nothing()]).toEqual([undefined, undefined])
  expect(asked).toBe(1)
})
