/**
 * A SQLite file that this process does not serve: looked at, copied while another process writes to
 * it, or made ready where nobody does.
 * @module
 */
import Database from 'better-sqlite3'
import type { Db, Row, Statement } from './db.ts'

export type SqliteFile = Db & {
  /** 'ok', or what is wrong with the pages. */
  readonly integrity: () => string
  /** As it stands at one moment, into a file of its own. */
  readonly copyTo: (path: string) => Promise<void>
  /** What is read from here on is of this moment, whatever others write. */
  readonly hold: () => void
  readonly close: () => void
}

/** In one step, because a copy begins again whenever somebody else writes between two. */
const allPages = 0x7fffffff

/** With `readonly` nothing of it is changed. Never made where it is missing. */
export function openFile(path: string, { readonly = true } = {}): SqliteFile {
  const database = new Database(path, { readonly, fileMustExist: true, timeout: 5000 })
  const prepared = new Map<string, Database.Statement>()
  const ready = ({ sql }: Statement) => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const run = (statement: Statement): Row[] => {
    const made = ready(statement)
    if (made.reader) return made.all(...statement.values) as Row[]
    made.run(...statement.values)
    return []
  }
  // The whole file is written anew; no log beside it that would have to be kept with it.
  if (!readonly) database.pragma('journal_mode = delete')
  if (!readonly) database.pragma('synchronous = full')
  return {
    read: async <R extends Row>(statement: Statement) =>
      ready(statement).all(...statement.values) as R[],
    write: async (statements) => database.transaction(() => statements.map(run)).immediate(),
    integrity: () => database.pragma('quick_check(1)', { simple: true }) as string,
    copyTo: async (to) => {
      await database.backup(to, { progress: () => allPages })
    },
    hold: () => void database.exec('begin; select count(*) from sqlite_master'),
    close: () => void database.close(),
  }
}
