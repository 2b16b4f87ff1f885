import { expect, it } from 'vitest'
import { rounds } from './rounds.ts'

it('kill -9 at commits, at calls and at any moment loses nothing, and nothing is filed twice', { timeout: 120_000 }, async () => {
  const { acknowledged, ...counts } = await rounds(8, 7)
  expect(counts).toMatchObject({ rounds: 8, lost: 0, filedTwice: 0, otherAnswers: 0, ended: acknowledged })
  expect(acknowledged).toBeGreaterThan(10)
}) // prettier-ignore
