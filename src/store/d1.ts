/**
 * Cloudflare D1, by shape: `batch` is its only transaction, and its errors have text but no code.
 * @module
 */
import { CheckFailed, Conflict, StoreUnavailable } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type D1Like = {
  prepare: (sql: string) => D1StatementLike
  batch: (statements: D1StatementLike[]) => Promise<{ results: unknown[] }[]>
}
export type D1StatementLike = {
  bind: (...values: unknown[]) => D1StatementLike
  all: () => Promise<{ results: unknown[] }>
}

export function d1(database: D1Like): Db {
  const ready = ({ sql, values }: Statement) => database.prepare(sql).bind(...values)
  return {
    read: async <R extends Row>(statement: Statement) => {
      try {
        const { results } = await ready(statement).all()
        return results as R[]
      } catch (error) {
        throw translate(error)
      }
    },
    write: async (statements) => {
      if (statements.length === 0) return []
      try {
        const done = await database.batch(statements.map(ready))
        return done.map(({ results }) => results as Row[])
      } catch (error) {
        throw translate(error)
      }
    },
  }
}

/** What D1 says when it moves, restarts or sheds load; the next call may find it well. */
const passing =
  /overloaded|SQLITE_BUSY|reset|Network connection lost|transient issue|internal error|timed? ?out/i

function translate(error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error)
  const unique = /UNIQUE constraint failed: (\w+)\./.exec(text)
  if (unique) return new Conflict(unique[1] ?? '', error)
  const check = /CHECK constraint failed: (\w+)/.exec(text)
  if (check) return new CheckFailed(check[1] ?? '', error)
  if (/exceeded maximum DB size|SQLITE_FULL/i.test(text)) return new StoreUnavailable('full', error)
  if (passing.test(text)) return new StoreUnavailable('busy', error)
  return error
}
