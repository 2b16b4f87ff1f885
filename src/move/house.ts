/**
 * A house is all that one gateway keeps: the rows of its tables and its documents. Whoever moves asks
 * every store for the same few things, whether it lies here or behind a gateway far away.
 * @module
 */
import type { Clock } from '../gateway/deps.ts'
import type { Files } from '../document/files.ts'
import { Refused } from '../record/refused.ts'
import { digest } from '../store/chain.ts'
import { join, list, sql } from '../store/db.ts'
import type { Db, Row, Statement, Value } from '../store/db.ts'
import { appliedMigrations } from '../store/migrations.ts'
import { movingIn, openHouse, pauseSending, readSending, settleHouse } from '../store/sending.ts'
import { carried } from './tables.ts'
import type { Carried } from './tables.ts'

export type Values = readonly Value[]

export type Head = {
  /** The migrations that made its tables. */
  readonly schema: readonly number[]
  readonly epoch: number
  readonly paused: boolean
  /** The move that is half in; `null` when none is. */
  readonly entering: string | null
  readonly empty: boolean
  /** Another one means that something was filed, sent or told meanwhile. */
  readonly mark: string
}

/** Columns by name, so that every store says the same. */
export type Page = { readonly columns: readonly string[]; readonly rows: readonly Values[] }

export type House = {
  readonly head: () => Promise<Head>
  readonly page: (table: string, after: Values | null, limit: number) => Promise<Page>
  /** Rows whose key is there already are passed over: a chunk may come twice. */
  readonly put: (table: string, page: Page) => Promise<void>
  readonly document: (sha256: string) => Promise<Uint8Array | undefined>
  readonly keep: (sha256: string, bytes: Uint8Array) => Promise<void>
  /** It files and sends nothing from here on. */
  readonly leave: () => Promise<void>
  /** Begins a move into an empty house, or goes on with the same one. */
  readonly enter: (id: string, epoch: number) => Promise<void>
  readonly settle: () => Promise<void>
}

export type HouseDeps = { readonly db: Db; readonly files: Files; readonly clock: Clock }

/** What D1 binds in a statement. */
const mostValues = 100

export const documentKey = (sha256: string): string => `documents/${sha256}`

export function houseOf({ db, files, clock }: HouseDeps): House {
  const head = async (): Promise<Head> => {
    const { epoch, pausedAt, why } = await readSending(db)
    return {
      schema: [...(await appliedMigrations(db))].map(Number).sort((a, b) => a - b),
      epoch,
      paused: pausedAt !== null,
      entering: movingIn(why),
      empty: await isEmpty(db),
      mark: await markOf(db),
    }
  }
  return {
    head,
    page: async (name, after, limit) => {
      const table = tableNamed(name)
      const rows = await db.read(pageOf(table, after, limit))
      const columns = Object.keys(rows[0] ?? {}).sort()
      return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) }
    },
    put: async (name, page) => {
      const statements = insertions(tableNamed(name), page)
      await expectEntering(db)
      await db.write(statements)
    },
    document: (sha256) => files.get(documentKey(sha256)),
    keep: async (sha256, bytes) => {
      await expectEntering(db)
      await files.put(documentKey(sha256), bytes)
    },
    leave: async () => {
      await db.write([pauseSending(clock.now(), 'it is being moved elsewhere')])
    },
    enter: async (id, epoch) => {
      const { entering, empty } = await head()
      if (entering === id) return
      if (entering !== null) {
        throw new Refused('Another move into this database is half done: go on with its file, or begin with an empty database.') // prettier-ignore
      }
      if (!empty) {
        throw new Refused('This database is in use; a move goes into an empty one. Make a new database, or name a new folder with --data.') // prettier-ignore
      }
      await db.write([openHouse(id, epoch, clock.now())])
    },
    settle: async () => {
      await expectEntering(db)
      await db.write([settleHouse(`it was moved here at ${clock.now()}`)])
    },
  }
}

/** Nothing is carried into a house that somebody lives in. */
async function expectEntering(db: Db): Promise<void> {
  if (movingIn((await readSending(db)).why) === null) {
    throw new Refused('No move into this database is going on; it begins with an empty one.')
  }
}

export function tableNamed(name: string): Carried {
  const found = carried.find((table) => table.name === name)
  if (!found) throw new Refused(`There is no table "${name.slice(0, 40)}" to be carried.`)
  return found
}

const text = (sql: string): Statement => ({ sql, values: [] })

function pageOf({ name, key, but }: Carried, after: Values | null, limit: number): Statement {
  const columns = key.join(', ')
  const behind = after && [text(`(${columns}) > (`), list(after), text(')')]
  const conditions = [
    ...(but === undefined ? [] : [text(`not (${but})`)]),
    ...(behind ? [join(behind)] : []),
  ]
  return join([
    text(`select * from ${name}`),
    ...(conditions.length === 0 ? [] : [text('where'), join(conditions, ' and ')]),
    text(`order by ${columns}`),
    sql`limit ${limit}`,
  ])
}

function insertions({ name }: Carried, { columns, rows }: Page): Statement[] {
  if (columns.some((column) => !/^[a-z][a-z0-9_]*$/.test(column))) {
    throw new Refused(`The columns of ${name} have names that no table of gate321 has.`)
  }
  if (rows.some((row) => row.length !== columns.length)) {
    throw new Refused(`A row of ${name} has not as many values as there are columns.`)
  }
  // Whole statements and single rows: two texts a table, which every store prepares once.
  const atOnce = Math.max(Math.floor(mostValues / columns.length), 1)
  const whole = rows.length - (rows.length % atOnce)
  const into = text(`insert into ${name} (${columns.join(', ')}) values`)
  const statements: Statement[] = []
  for (let at = 0; at < rows.length; at += at < whole ? atOnce : 1) {
    const some = rows.slice(at, at < whole ? at + atOnce : at + 1)
    const bound = some.map(
      (row) =>
      join([text('('), list(row), text(')')]), // prettier-ignore
    )
    statements.push(join([into, join(bound, ', '), text('on conflict do nothing')]))
  }
  return statements
}

async function isEmpty(db: Db): Promise<boolean> {
  for (const { name, but } of carried) {
    const where = but === undefined ? '' : ` where not (${but})`
    const found = await db.read(text(`select 1 as found from ${name}${where} limit 1`))
    if (found.length > 0) return false
  }
  return true
}

/** Whatever is filed, sent or told counts one of the sequences on. */
async function markOf(db: Db): Promise<string> {
  const sequences = await db.read(sql`select name, value from sequence order by name`)
  const [seals] = await db.read<Row>(sql`select coalesce(max(n), 0) as newest from seal`)
  return digest(JSON.stringify([sequences.map(({ name, value }) => [name, value]), seals?.['newest'] ?? 0])) // prettier-ignore
}
