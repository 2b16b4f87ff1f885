/**
 * What the desk's pages ask of a big store, and how: each by an index, from where the page begins.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { countDoubt, countDue, countQueue, countWaits, dueFirst } from '../../src/store/agenda.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { idsBeginning, idsHolding, searchPlaces, siftedIds, termsHeld } from '../../src/store/search.ts' // prettier-ignore
import { openSqlite } from '../../src/store/sqlite.ts'
import { statusCounts, tallied } from '../../src/store/tally.ts'

const at = '2026-11-23T14:00:00.000Z'

describe('the pages of the desk', () => {
  it('scan no table and sort no more than a page', async () => {
    const db = openSqlite(':memory:')
    await migrate(db, schema)
    const asked: Statement[] = []
    const watching: Db = {
      ...db,
      read: (statement) => {
        asked.push(statement)
        return db.read(statement)
      },
    }
    const page = { limit: 51, before: 'Z' }
    const terms = searchPlaces.map((place) => ({ place, text: 'X' }))
    await statusCounts(watching, 'ZZ9')
    await tallied(watching, 'ZZ9', 'arrival', { from: '2026', before: '2027', limit: 9 })
    await dueFirst(watching, 'ZZ9', 10)
    await countDue(watching, 'ZZ9', 10)
    await countWaits(watching, 'ZZ9', at, 10)
    await countQueue(watching, 'ZZ9', 10)
    await countDoubt(watching, 'ZZ9', at)
    await termsHeld(watching, 'ZZ9', terms)
    await idsHolding(watching, 'ZZ9', terms, {}, page)
    await idsBeginning(watching, 'ZZ9', terms, 200)
    for (const sieve of [
      ...[{}, { status: 'queued' }, { entryType: '11' }, { from: at }, { silentSince: at }],
      ...[{ needsFiler: true }, { status: 'queued', entryType: '11', before: at }],
    ]) {
      await siftedIds(watching, 'ZZ9', sieve, page)
    }
    expect(asked.length).toBeGreaterThan(20)
    for (const { sql, values } of asked) {
      const plan = await db.read<{ detail: string }>({ sql: `explain query plan ${sql}`, values })
      const bad = plan.filter(({ detail }) => /^SCAN (?!CONSTANT|counted\b)|TEMP B-TREE FOR ORDER/.test(detail)) // prettier-ignore
      expect([sql, bad.map(({ detail }) => detail)]).toEqual([sql, []])
    }
    db.close()
  })
})
