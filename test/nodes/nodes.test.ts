import { expect, it } from 'vitest'
import { run } from './run.ts'

it(
  'four nodes, killed one after the other, lose nothing, file nothing twice, and end it all',
  { timeout: 300_000 },
  async () => {
    const made = await run({ entries: 300, nodes: 4, everyMillis: 1000, mostKills: 3 })
    expect(made).toMatchObject({ lost: 0, filedTwice: 0, stray: 0, otherAnswers: 0 })
    expect([made.acknowledged, made.ended]).toEqual([300, 300])
    expect(made.kills).toBeGreaterThan(0)
  },
)
