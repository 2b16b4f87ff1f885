/**
 * What an error of SQLite means to whoever writes.
 * @module
 */
import Database from 'better-sqlite3'
import { CheckFailed, Conflict, StoreUnavailable } from './db.ts'

export function translate(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const unique = /UNIQUE constraint failed: (\w+)\./.exec(error.message)
  if (unique) return new Conflict(unique[1] ?? '', error)
  const check = /CHECK constraint failed: (\w+)/.exec(error.message)
  if (check) return new CheckFailed(check[1] ?? '', error)
  if (error.code === 'SQLITE_FULL') return new StoreUnavailable('full', error)
  if (error.code.startsWith('SQLITE_BUSY')) return new StoreUnavailable('busy', error)
  if (/^SQLITE_(IOERR|READONLY|CORRUPT|NOTADB)/.test(error.code)) {
    return new StoreUnavailable('failed', error)
  }
  return error
}
