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
  /** What is read from here on is of this moment, whatever others write. */
  readonly hold: () => void
  /** As it stands at one moment, into a file of its own; between two pieces of it `rest` is called. */
  readonly copyTo: (path: string, rest?: () => void) => Promise<void>
  readonly close: () => void
}

/** A piece of a copy. What waits for the disk at the same time waits for a piece at most. */
const copyBytes = 1024 * 1024

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
  // Nobody trusts it before it is synced as a whole and has its name (`giveName`); each sync before
  // that would be one more for which the gateway beside it waits.
  if (!readonly) database.pragma('synchronous = off')
  return {
    read: async <R extends Row>(statement: Statement) =>
      ready(statement).all(...statement.values) as R[],
    write: async (statements) => database.transaction(() => statements.map(run)).immediate(),
    integrity: () => database.pragma('quick_check(1)', { simple: true }) as string,
    copyTo: async (to, rest = () => undefined) => {
      const pages = Math.ceil(
        copyBytes / (database.pragma('page_size', { simple: true }) as number),
      )
      // A copy begins again whenever somebody else writes between two pieces, unless what it reads
      // is held still. Meanwhile the log of the others grows, and nobody waits.
      database.exec('begin')
      database.prepare('select 1 from sqlite_master').get()
      try {
        await database.backup(to, {
          progress: () => {
            rest()
            return pages
          },
        })
      } finally {
        database.exec('commit')
      }
    },
    hold: () => void database.exec('begin; select count(*) from sqlite_master'),
    close: () => void database.close(),
  }
}
