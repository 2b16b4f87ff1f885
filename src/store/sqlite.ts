/**
 * SQLite through better-sqlite3: the embedded store of one machine. One writer; writes that arrive
 * together share one immediate transaction, each in a savepoint of its own, and are answered after
 * the commit.
 * @module
 */
import Database from 'better-sqlite3'
import { Conflict, StoreUnavailable } from './db.ts'
import type { Db, Eager, Row, Statement } from './db.ts'
import { translate } from './sqlite-error.ts'

export type SqliteDb = Db & Eager & { readonly close: () => void }

/** Bounded so that one group stays under two milliseconds of commit (72,000 rows a second). */
const groupLimit = 128
/**
 * Up to this every page is read at an open (a tenth of a second). A million entries would keep
 * everybody waiting for a minute: there a backup reads all pages, and each page is looked at when it
 * is used.
 */
const readWholeBytes = 64_000_000
/** better-sqlite3 waits for a lock with the event loop stopped, so it does not wait for long. */
const busyMillis = 250

type Waiting = {
  readonly statements: readonly Statement[]
  readonly resolve: (rows: Row[][]) => void
  readonly reject: (error: unknown) => void
}

type Applied = {
  readonly statements: readonly Statement[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}
type Verb = Database.Statement<[]>

export type SqliteOptions = {
  /** Of a new file; one that is there keeps its own. */
  readonly pageBytes?: number
  /**
   * `normal`: what was answered outlives the process, but the last of it not a power failure, and no
   * commit waits for the disk. For a store of which nobody depends on the last second.
   */
  readonly synchronous?: 'full' | 'normal'
  /** Pages kept at hand, in kilobytes; else the operating system has them at hand. */
  readonly cacheKb?: number
  /** The log is copied into the file when it has this much. */
  readonly checkpointBytes?: number
}

/** Opens (or makes) the file at `path`; `:memory:` for a store that ends with the process. */
export function openSqlite(path: string, options: SqliteOptions = {}): SqliteDb {
  const database = new Database(path, { timeout: busyMillis })
  try {
    prepareFile(database, options)
  } catch (error) {
    database.close()
    throw error
  }
  const prepared = new Map<string, Database.Statement>()
  let waiting: Waiting[] = []
  let applied: Applied[] = []
  /**
   * How many of `applied` the last round of the event loop saw. A group that grows waits for another
   * round: of 32 callers all share a commit then, and not half of them, which saves each 45 us.
   */
  let seen = 0
  let scheduled = false

  /**
   * The plus does nothing. Without it SQLite, which is built with STAT4 here, plans a join or an order
   * anew for every value that is bound (9 of 12 us).
   */
  const statement = (text: string): Database.Statement => {
    const known = prepared.get(text)
    if (known) return known
    const made = database.prepare(text.replaceAll('?', '+?'))
    prepared.set(text, made)
    return made
  }

  const run = ({ sql, values }: Statement): Row[] => {
    const ready = statement(sql)
    if (ready.reader) return ready.all(...values) as Row[]
    ready.run(...values)
    return []
  }

  const [begin, commitAll, rollback, savepoint, undo, release] = [
    'begin immediate',
    'commit',
    'rollback',
    'savepoint member',
    'rollback to member',
    'release member',
  ].map((text) => database.prepare(text)) as [Verb, Verb, Verb, Verb, Verb, Verb]

  /** In a savepoint of its own, within an open transaction. Throws what the statements threw. */
  const member = (statements: readonly Statement[]): Row[][] => {
    savepoint.run()
    try {
      const rows = statements.map(run)
      release.run()
      return rows
    } catch (error) {
      // A full disk rolls the whole group back by itself; there is nothing to go back to then.
      if (database.inTransaction) {
        undo.run()
        release.run()
      }
      throw error
    }
  }

  const flush = () => {
    scheduled = false
    if (applied.length > seen && waiting.length === 0) {
      seen = applied.length
      schedule()
      return
    }
    if (applied.length > 0) finish()
    const group = waiting.slice(0, groupLimit)
    waiting = waiting.slice(groupLimit)
    if (waiting.length > 0) schedule()
    if (group.length > 0) commit(group)
  }

  const schedule = () => {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  const commit = (group: readonly Waiting[]) => {
    const settled: (() => void)[] = []
    // Alone it goes with its transaction, and needs no savepoint that copies each page it changes.
    const alone = group.length === 1
    try {
      begin.run()
      for (const { statements, resolve, reject } of group) {
        try {
          const rows = alone ? statements.map(run) : member(statements)
          settled.push(() => resolve(rows))
        } catch (error) {
          // Going on without a transaction would commit the others one by one.
          if (alone || !database.inTransaction) throw error
          settled.push(() => reject(translate(error)))
        }
      }
      commitAll.run()
    } catch (error) {
      if (database.inTransaction) rollback.run()
      for (const { reject } of group) reject(translate(error))
      return
    }
    for (const settle of settled) settle()
  }

  /** The transaction that `apply` opened, with all that joined it. */
  const finish = () => {
    const group = applied
    applied = []
    seen = 0
    try {
      commitAll.run()
    } catch (error) {
      if (database.inTransaction) rollback.run()
      for (const { reject } of group) reject(translate(error))
      return
    }
    for (const { resolve } of group) resolve()
  }

  /**
   * Undoes what the last one left of itself: everything, and then the others are done again. That is
   * rare, and a savepoint for each would copy every page before it changes (20 us of a filing).
   */
  const takeBack = () => {
    const group = applied
    applied = []
    try {
      rollback.run()
      if (group.length === 0) return
      begin.run()
      for (const { statements } of group) statements.forEach(run)
      applied = group
    } catch (error) {
      if (database.inTransaction) rollback.run()
      const reason = translate(error)
      // What stood a moment ago was taken by another process in between.
      const why = reason instanceof Conflict ? new StoreUnavailable('busy', error) : reason
      for (const { reject } of group) reject(why)
    }
  }

  const apply = (statements: readonly Statement[]) => {
    try {
      if (!database.inTransaction) begin.run()
      statements.forEach(run)
    } catch (error) {
      if (database.inTransaction) takeBack()
      else {
        // A full disk rolls back by itself, and a group that is gone is not kept half.
        for (const { reject } of applied) reject(translate(error))
        applied = []
      }
      throw translate(error)
    }
    const committed = new Promise<void>((resolve, reject) =>
      applied.push({ statements, resolve, reject }),
    )
    if (applied.length < groupLimit) schedule()
    else finish()
    return { committed }
  }

  return {
    read: async <R extends Row>({ sql, values }: Statement) => {
      try {
        return statement(sql).all(...values) as unknown as R[]
      } catch (error) {
        throw translate(error)
      }
    },
    write: (statements) =>
      new Promise((resolve, reject) => {
        waiting.push({ statements, resolve, reject })
        schedule()
      }),
    apply,
    close: () => {
      while (waiting.length > 0 || applied.length > 0) flush()
      database.close()
    },
  }
}

function prepareFile(
  database: Database.Database,
  {
    pageBytes = 4096,
    synchronous = 'full',
    cacheKb = 4000,
    checkpointBytes = 32_000_000,
  }: SqliteOptions,
): void {
  const version = database.prepare('select sqlite_version() as version').pluck().get() as string
  if (!isSoundVersion(version)) {
    throw new Error(
      `SQLite ${version} has the WAL-reset bug; 3.51.3 or later is needed (not 3.52.0)`,
    )
  }
  database.pragma(`page_size = ${pageBytes}`)
  database.pragma('journal_mode = wal')
  // better-sqlite3 re-opens WAL files with synchronous=NORMAL, which can lose acknowledged commits
  // when the power fails. FULL is set and asserted on every open that does not ask for NORMAL.
  database.pragma(`synchronous = ${synchronous}`)
  const level = database.pragma('synchronous', { simple: true })
  const asked = { normal: 1, full: 2 }[synchronous]
  if (level !== asked) throw new Error(`SQLite synchronous is ${level}, not ${synchronous}`)
  database.pragma('foreign_keys = on')
  // Before a page is changed within a savepoint it is copied; above 64 KB these copies go to a file.
  // A filing at the mock changes some fifteen pages: in memory they cost it 60 us less (of 500).
  database.pragma('temp_store = memory')
  // A page is copied back once however often the log has it, so a longer log copies less: with 32 MB a
  // filing pays 60 us less than with the usual 4 MB.
  const pageSize = database.pragma('page_size', { simple: true }) as number
  database.pragma(`wal_autocheckpoint = ${Math.floor(checkpointBytes / pageSize)}`)
  database.pragma(`cache_size = -${cacheKb}`)
  const bytes = pageSize * (database.pragma('page_count', { simple: true }) as number)
  const extent = bytes <= readWholeBytes ? '1' : 'sqlite_schema'
  const integrity = database.pragma(`quick_check(${extent})`, { simple: true })
  if (integrity !== 'ok') throw new Error(`the database is damaged: ${integrity}`)
  expectWritable(database)
}

/** SQLite opens what it may not write for reading alone, and stays at that when it may again. */
function expectWritable(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true })
  try {
    database.exec(`begin immediate; pragma user_version = ${version}; commit`)
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    // Somebody writes just now, so it can be written.
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (!busy) throw error
  }
}

/** 3.51.2 and before can corrupt a database in WAL mode; 3.52.0 was withdrawn. */
export function isSoundVersion(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (major !== 3 || minor === 52) return major > 3
  return minor > 51 || (minor === 51 && patch >= 3)
}
