import { describe, expect, it } from 'vitest'
import { kept, staying } from '../../src/shard/tables.ts'
import { sql } from '../../src/store/db.ts'
import type { Row } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

async function open() {
  const db = openSqlite(':memory:')
  await migrate(db, schema)
  return db
}

describe('the tables of a filer', () => {
  it('are all there are: a new one belongs into src/shard/tables.ts, as a filer’s or as staying', async () => {
    const db = await open()
    const tables = await db.read<Row & { name: string }>(
      sql`select name from sqlite_master where type = 'table' order by name`,
    )
    const known = [...kept.map(({ table }) => table), ...Object.keys(staying)].sort()
    expect(tables.map(({ name }) => name)).toEqual(known)
  })

  it.each(kept)('$table is copied in the order of its primary key', async ({ table, key }) => {
    const db = await open()
    const columns = await db.read<Row & { name: string }>({
      sql: `select name from pragma_table_info('${table}') where pk > 0 order by pk`,
      values: [],
    })
    expect(columns.map(({ name }) => name)).toEqual(key)
  })

  it.each(kept.filter(({ owner }) => owner.by === 'column'))('$table says whose a row is', async ({ table }) => {
    const db = await open()
    const columns = await db.read<Row & { name: string }>({
      sql: `select name from pragma_table_info('${table}')`,
      values: [],
    })
    expect(columns.map(({ name }) => name)).toContain('filer')
  }) // prettier-ignore

  it('come after the tables that their rows hang on', () => {
    const order = kept.map(({ table }) => table)
    for (const { table, owner } of kept) {
      if (owner.by === 'parent') {
        expect(order.indexOf(owner.parent)).toBeLessThan(order.indexOf(table))
      }
    }
  })
})
