/**
 * The port to a database: two verbs. `read` one query; `write` several statements, all or nothing.
 * Plain SQL in the subset that SQLite, D1 and PostgreSQL share: text and integers, `?` for values.
 * @module
 */

export type Value = string | number | null
export type Statement = { readonly sql: string; readonly values: readonly Value[] }
export type Row = Readonly<Record<string, Value>>

export type Db = {
  readonly read: <R extends Row>(statement: Statement) => Promise<R[]>
  /** The rows that each statement returned, in order; `[]` for those that return none. */
  readonly write: (statements: readonly Statement[]) => Promise<Row[][]>
}

/**
 * A store with one writer, in this process: what is written can be read at once, and is kept with
 * all that came together, a moment later.
 */
export type Eager = {
  /** Throws at once what `write` would reject with; the promise is the commit. */
  readonly apply: (statements: readonly Statement[]) => { readonly committed: Promise<void> }
}

/** A statement from a template; every `${value}` becomes a bound value. */
export function sql(parts: TemplateStringsArray, ...values: readonly Value[]): Statement {
  let text = texts.get(parts)
  if (text === undefined) {
    text = parts.join('?').replace(/\s+/g, ' ').trim()
    texts.set(parts, text)
  }
  return { sql: text, values }
}

/** A template has the same parts each time it is run; putting them together costs 3 us. */
const texts = new WeakMap<TemplateStringsArray, string>()

/** A statement of pieces that were put together, each with its values. */
export function join(pieces: readonly Statement[], between = ' '): Statement {
  return {
    sql: pieces.map((piece) => piece.sql).join(between),
    values: pieces.flatMap((piece) => piece.values),
  }
}

/** Values with commas between, each bound. */
export function list(values: readonly Value[]): Statement {
  const { length } = values
  const text = marks[length] ?? Array(length).fill('?').join(', ')
  marks[length] = text
  return { sql: text, values }
}

/** By how many there are. */
const marks: string[] = []

/** Somebody wrote first: a key of `table` is taken. Nothing of the write remains. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly table: string

  constructor(table: string, cause?: unknown) {
    super(`a key of ${table} is taken`, { cause })
    this.table = table
  }
}

/** A named check of the schema does not hold. Nothing of the write remains. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly check: string

  constructor(check: string, cause?: unknown) {
    super(`${check} does not hold`, { cause })
    this.check = check
  }
}

export type Unavailability = 'full' | 'busy' | 'failed' | 'paused'

/**
 * The store cannot take writes just now. `full` passes when there is room, `busy` in a moment;
 * `paused` when a database that was restored has been reconciled with CBP.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly reason: Unavailability

  constructor(reason: Unavailability, cause?: unknown) {
    super(`the store is ${reason}`, { cause })
    this.reason = reason
  }
}
