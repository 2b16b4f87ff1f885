/**
 * Writes for ever, copying the log back after nearly every commit: `node busy.ts FILE FROM`.
 * @module
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { sql } from '../../../src/store/db.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'

const [, , path = '', from = '0'] = process.argv
const db = openSqlite(path)
const other = new Database(path)
for (let n = Number(from) + 1; ; n++) {
  await db.write([sql`insert into kept (n, body) values (${n}, ${'x'.repeat(3000)})`])
  writeSync(1, `${n}\n`)
  other.pragma('wal_checkpoint(passive)')
}
