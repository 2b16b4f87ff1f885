/**
 * Commits one row after the other and says so: `node writer.ts FILE full|normal COUNT`. To be run
 * under strace, which sees what of it reaches the disk, and when.
 * @module
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { sql } from '../../../src/store/db.ts'

const [, , path = '', level = 'full', count = '10'] = process.argv

const db = level === 'full' ? openSqlite(path) : normal()
for (let n = 1; n <= Number(count); n++) {
  await db.write([sql`insert into kept (n, body) values (${n}, ${'x'.repeat(500)})`])
  writeSync(1, `acknowledged ${n}\n`)
}

/** What better-sqlite3 does by itself when a file is opened again. */
function normal(): Pick<ReturnType<typeof openSqlite>, 'write'> {
  const database = new Database(path)
  return {
    write: async (statements) =>
      statements.map(({ sql, values }) => {
        database.prepare(sql).run(...values)
        return []
      }),
  }
}
