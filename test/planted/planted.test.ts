import { afterAll, describe, expect, it } from 'vitest'
import { bugs, copyOfTree } from './bugs.ts'

const all = bugs()
const quick = ['03-body-rebuilt-on-retry', '14-resend-without-asking']

describe('planted bugs', () => {
  const copy = copyOfTree()
  afterAll(copy.remove)

  it.each(all)('$name still fits the source', (bug) => {
    expect(copy.apply(bug, 'dry')).toBe(true)
  })

  it.each(all.filter(({ name }) => quick.includes(name)))(
    '$name is found by the simulation',
    { timeout: 120_000 },
    (bug) => {
      copy.apply(bug)
      const found = copy.hunt(bug, 40)
      copy.apply(bug, 'back')
      expect(found).toMatch(/^seed \d+: /)
    },
  )
})
