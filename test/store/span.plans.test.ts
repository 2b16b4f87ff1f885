/**
 * A list of a span of time, whatever else is asked of it: from where the span begins to where it ends.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { Db, Statement } from '../../src/store/db.ts'
import { listEntries } from '../../src/store/entries.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { siftedIds } from '../../src/store/search.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const [from, to] = ['2026-09-10T00:00:00.000Z', '2026-09-11T00:00:00.000Z']

describe('a list of a day', () => {
  it('reads the ids of that day alone', async () => {
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
    for (const filter of [{}, { status: 'released' }, { consignee: 'X' }, { masterBill: 'X' }]) {
      await listEntries(watching, 'ZZ9', { ...filter, from, to }, { limit: 51 })
    }
    for (const sieve of [{}, { status: 'released' }, { entryType: '11' }, { entryType: '86' }]) {
      await siftedIds(watching, 'ZZ9', { ...sieve, from, before: to }, { limit: 51 })
    }
    for (const { sql, values } of asked) {
      const plan = await db.read<{ detail: string }>({ sql: `explain query plan ${sql}`, values })
      expect([sql, plan[0]?.detail]).toEqual([sql, expect.stringContaining('id>? AND id<?')])
    }
    db.close()
  })
})
