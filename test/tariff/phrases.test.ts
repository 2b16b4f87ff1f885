/**
 * How many everyday descriptions find their heading among the first five hits, on the whole tariff.
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leavesOf } from '../../src/domain/tariff/heading.ts'
import { builtin } from '../../src/domain/tariff/builtin.ts'
import { everyday } from '../../src/domain/tariff/everyday/everyday.ts'
import { tariff } from '../../src/gateway/tariff.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { tariffTables } from '../../src/store/tariff.ts'
import { fullExport, hasFull, skipped } from './full.ts'
import { phrases } from './phrases.ts'
import type { Phrase } from './phrases.ts'
import { practice } from './practice.ts'

if (!hasFull) console.warn(`Tests of the whole tariff do not run${skipped}`)

const db = openSqlite(':memory:')
const subject = tariff({ db, clock: { now: () => '2026-11-21T10:00:00.000Z' } })

beforeAll(async () => {
  if (!hasFull) return
  await migrate(db, [{ id: 1, name: 'tariff', statements: tariffTables }])
  await subject.importExport(fullExport())
}, 60_000)
afterAll(() => db.close())

async function score(name: string, list: readonly Phrase[]): Promise<number> {
  const misses: string[] = []
  for (const [title, accepted] of list) {
    const headings = (await subject.search(title, 5)).map(({ heading }) => heading)
    if (!headings.some((heading) => accepted.split(' ').includes(heading))) {
      misses.push(`\n  ${title} (${accepted}): ${headings.join(' ')}`)
    }
  }
  const right = list.length - misses.length
  console.log(`Tariff search, ${name}: ${right} of ${list.length}; missed:${misses.join('')}`)
  return right
}

describe('the whole tariff', () => {
  it.runIf(hasFull)(`answers at least 50 of 60 unseen shop titles${skipped}`, async () => {
    expect(phrases).toHaveLength(60)
    expect(await score('unseen titles', phrases)).toBeGreaterThanOrEqual(50)
  })

  it.runIf(hasFull)(`answers the titles it was tuned on${skipped}`, async () => {
    expect(await score('practice', practice)).toBeGreaterThanOrEqual(95)
  })

  it.runIf(hasFull)(`has every number of the table of everyday words${skipped}`, async () => {
    const numbers = everyday.flatMap(([, means]) => means.split(' ')).filter((one) => /^\d/.test(one)) // prettier-ignore
    const found = await Promise.all(
      [...new Set(numbers)].map(
        async (number) => [number, await subject.search(number, 1)] as const,
      ),
    )
    expect(found.filter(([, hits]) => hits.length === 0).map(([number]) => number)).toEqual([])
  })

  it.runIf(hasFull)(`agrees with the built-in table on rate and units${skipped}`, async () => {
    for (const { row, number } of builtin.flatMap(leavesOf)) {
      const { general, units } = (await subject.explain(number)) ?? {}
      expect([number, general, units]).toEqual([number, row.general, row.units])
    }
  })
})
