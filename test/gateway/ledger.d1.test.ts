import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { d1 } from '../../src/store/d1.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { startD1 } from '../d1.ts'
import type { LocalD1 } from '../d1.ts'
import { ask, balance, worth } from './balance.ts'
import { world } from './world.ts'

let local: LocalD1
beforeAll(async () => {
  local = await startD1()
})
afterAll(() => local.dispose())

describe('one person, one day, $800, on D1', () => {
  it('never sums above it when 200 filings come at once', { timeout: 60_000 }, async () => {
    const db = d1(local.database)
    await migrate(db, schema)
    const w = await world({ wrap: () => db })
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => ask(w, worth(`P${n}`, `${(n % 50) + 1}.00`))),
    )
    // Who lost the race while there was room again is asked to come back.
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ name: 'StoreUnavailable', reason: 'busy' })
    }
    const kinds = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.kind] : []))
    expect(new Set(kinds)).toEqual(new Set(['filed', 'refused']))
    const [total = 0, ...others] = await balance(db)
    expect(others).toEqual([])
    expect(total).toBeLessThanOrEqual(80_000)
    expect(total).toBeGreaterThan(75_000)
    w.close()
  })
})
