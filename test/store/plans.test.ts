/**
 * What `/metrics` asks of a big store, and how: by indexes of what is open.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { readGauges } from '../../src/store/gauges.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { countSilent, passLimit } from '../../src/store/silence.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

describe('the gauges', () => {
  it('scan no table that grows for ever', async () => {
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
    await readGauges(watching)
    await countSilent(watching, [1, 4, 24])
    await passLimit(watching, 1, '2026-11-23T14:00:00.000Z', 100)
    expect(asked.length).toBeGreaterThan(6)
    for (const { sql, values } of asked) {
      const plan = await db.read<{ detail: string }>({ sql: `explain query plan ${sql}`, values })
      // The partial index of open entries and the outbox hold only what is open.
      const scans = plan.filter(({ detail }) => /^SCAN (?!outbox\b|entry USING .*entry_open)/.test(detail))
      expect([sql, scans.map(({ detail }) => detail)]).toEqual([sql, []])
    }
    db.close()
  }) // prettier-ignore
})
