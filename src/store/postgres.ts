/**
 * PostgreSQL through pg: the store of many nodes. Writes that arrive together share one serializable
 * transaction, sent as one pipeline; when one of them fails each is done again by itself. What other
 * nodes' writes made impossible is done again. A commit whose answer was lost is asked after.
 * @module
 */
import pg from 'pg'
import { sql, StoreUnavailable } from './db.ts'
import type { Db, Row, Statement, Value } from './db.ts'
import { isLost, isRace, isStale, translate } from './postgres-error.ts'

export type PostgresDb = Db & {
  /**
   * Runs `work` while no other node runs any: the server's own catalogue is no table that two may
   * change at once.
   */
  readonly alone: (work: () => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

export type PostgresOptions = {
  /** Connections for reading; one more writes. */
  readonly readers?: number
  /** Waits so many milliseconds, at random up to that. */
  readonly pause: (millis: number) => Promise<void>
}

type Waiting = {
  readonly statements: readonly Statement[]
  readonly resolve: (rows: Row[][]) => void
  readonly reject: (error: unknown) => void
}

/** More in one transaction only makes it likelier that another node's write forbids it. */
const groupLimit = 64
/** The longest wait between two tries is a fifth of a second; all of them are under three seconds. */
const tries = 20

/** Any number that all nodes agree on. */
const schemaLock = 321

/** 20 is `bigint`, which counts come as: all of ours are within what a number holds exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === 20 ? (Number as never) : (pg.types.getTypeParser(id, format) as never),
}

/** Opens the database that `url` names. Its order of texts has to be that of their bytes. */
export async function openPostgres(url: string, options: PostgresOptions): Promise<PostgresDb> {
  const { readers = 8, pause } = options
  const connection = { connectionString: url, types, connectionTimeoutMillis: 10_000 }
  const pool = new pg.Pool({ ...connection, max: readers })
  // A connection that breaks while nobody uses it is replaced when somebody does.
  pool.on('error', () => undefined)
  await expectByteOrder(pool)

  let writer: pg.Client | undefined
  const connected = async (): Promise<pg.Client> => {
    if (writer) return writer
    const client = new pg.Client({ ...connection, pipeline: true })
    client.on('error', () => {
      if (writer === client) writer = undefined
    })
    client.on('end', () => {
      if (writer === client) writer = undefined
    })
    await client.connect()
    return (writer = client)
  }

  let waiting: Waiting[] = []
  let working: Promise<void> | undefined

  const work = async () => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, groupLimit)
      waiting = waiting.slice(groupLimit)
      await commitGroup(group)
    }
    working = undefined
  }

  const commitGroup = async (group: readonly Waiting[]): Promise<void> => {
    const [only] = group
    if (group.length === 1 && only) return settle(only)
    try {
      const rows = await transaction(group.flatMap(({ statements }) => statements))
      let at = 0
      for (const { statements, resolve } of group) {
        resolve(rows.slice(at, at + statements.length))
        at += statements.length
      }
    } catch (error) {
      if (isLost(error)) {
        for (const { reject } of group) reject(translate(error))
        return
      }
      // One of them cannot be, or another node was faster: each for itself tells which.
      for (const member of group) await settle(member)
    }
  }

  const settle = async ({ statements, resolve, reject }: Waiting): Promise<void> => {
    for (let tried = 1; ; tried++) {
      try {
        return resolve(await transaction(statements))
      } catch (error) {
        if (isStale(error)) planAnew()
        else if (!isRace(error)) return reject(translate(error))
        if (tried === tries) return reject(new StoreUnavailable('busy', error))
        await pause(Math.min(2 ** tried, 200))
      }
    }
  }

  const transaction = async (statements: readonly Statement[]): Promise<Row[][]> => {
    const client = await connected()
    // All of it is on its way before the first answer is back.
    const begun = client.query(begin)
    const done = statements.map((statement) => client.query(prepared(statement)))
    const ended = client.query(commit)
    const answers = await Promise.allSettled([begun, ...done, ended])
    const failed = answers.find((answer) => answer.status === 'rejected')
    if (!failed) return (await Promise.all(done)).map(({ rows }) => rows as Row[])
    const first = failed.reason as unknown
    if (isLost(first) && (await wasCommitted(begun))) {
      const rows = await Promise.allSettled(done)
      // The rows of what was committed may be lost with the connection; then the caller asks anew.
      if (rows.every((answer) => answer.status === 'fulfilled')) {
        return rows.map(({ value }) => value.rows as Row[])
      }
    }
    throw first
  }

  /** What became of a transaction whose end nobody heard. */
  const wasCommitted = async (
    begun: Promise<pg.QueryResult[] | pg.QueryResult>,
  ): Promise<boolean> => {
    const answer = await begun.catch(() => undefined)
    const last = Array.isArray(answer) ? answer.at(-1) : answer
    const id = (last?.rows[0] as { id?: string } | undefined)?.id
    if (id === undefined) return false
    const asked = await pool
      .query('select pg_xact_status($1::xid8) as state', [id])
      .catch(() => undefined)
    return (asked?.rows[0] as { state?: string } | undefined)?.state === 'committed'
  }

  return {
    read: async <R extends Row>(statement: Statement) => {
      for (let again = true; ; again = false) {
        try {
          return (await pool.query(prepared(statement))).rows as R[]
        } catch (error) {
          if (!again || !isStale(error)) throw translate(error)
          planAnew()
        }
      }
    },
    write: (statements) =>
      statements.length === 0
        ? Promise.resolve([])
        : new Promise((resolve, reject) => {
            waiting.push({ statements, resolve, reject })
            // What comes in the same turn of the event loop is one group.
            working ??= Promise.resolve().then(work)
          }),
    alone: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('select pg_advisory_lock($1)', [schemaLock])
        await work()
      } finally {
        // With its connection the lock is gone, however the work ended.
        client.release(true)
      }
    },
    close: async () => {
      await working
      await writer?.end()
      await pool.end()
    },
  }
}

/**
 * The shared schema says `integer`, which has 32 bits here and 53 and more elsewhere. After the
 * migrations; a table that has its width is left alone.
 */
export async function widenIntegers(db: Db): Promise<void> {
  const found = await db.read<Row & { relation: string; name: string }>(
    sql`select table_name as relation, column_name as name from information_schema.columns
      where table_schema = current_schema() and data_type = 'integer' order by 1, 2`,
  )
  for (const [relation, columns] of Map.groupBy(found, (column) => column.relation)) {
    const changes = columns.map(({ name }) => `alter column ${name} type bigint`).join(', ')
    await db.write([{ sql: `alter table ${relation} ${changes}`, values: [] }])
  }
}

/** The id outlives the connection: by it the server tells what became of the transaction. */
const begin = 'begin isolation level serializable; select pg_current_xact_id()::text as id'
const commit = 'commit'

/** A statement with a name is planned once a connection. */
function prepared({ sql, values }: Statement): pg.QueryConfig {
  const known = statements.get(sql) ?? numbered(sql)
  return { ...known, values: /^\s*insert\b/.test(sql) ? [...values] : values.map(withoutNul) }
}

/**
 * PostgreSQL takes no NUL in a text, and so holds none: what is looked for with one is not there. A row
 * that has one is refused, as ever.
 */
const withoutNul = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value

const statements = new Map<string, { readonly name: string; readonly text: string }>()
let named = 0

/** Under new names: a connection knows the old ones for as long as it lives. */
const planAnew = () => statements.clear()

/** Our SQL has no `?` but for values; where SQLite keeps the rows of a table is nothing to others. */
function numbered(sql: string) {
  let n = 0
  const text = sql.replace(/\?/g, () => `$${++n}`).replace(/ without rowid$/, '')
  const made = { name: `s${named++}`, text }
  statements.set(sql, made)
  return made
}

/** Ids and instants are compared as texts: an order that passes over marks or case would lose rows. */
async function expectByteOrder(pool: pg.Pool): Promise<void> {
  const asked = await pool
    .query(`select ('B' < 'a' and 'a-b' < 'aa' and '0' < 'A') as sound`)
    .catch((error: unknown) => {
      throw translate(error)
    })
  if ((asked.rows[0] as { sound: boolean }).sound) return
  throw new Error(
    'the order of texts in this PostgreSQL database is that of a language; make it with "createdb --template=template0 --locale=C.UTF-8 gate321"',
  )
}
