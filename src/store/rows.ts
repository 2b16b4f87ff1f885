/**
 * Rows of one table, each a statement of its own, in as few statements as there may be: among others
 * a row costs half (the four of a notification 15 us and not 31), and D1 counts statements.
 * @module
 */
import type { Statement, Value } from './db.ts'

/** Nothing but values: what looks at other rows, or goes on after a conflict, stays alone. */
const plain = /^(insert into \w+ \([^()]*\) values )(\(\?(?:, \?)*\))$/

/** D1 binds at most a hundred values. */
const mostValues = 100

/** The rows first, then what is none: for statements that do not depend on each other's order. */
export function inRows(statements: readonly Statement[]): Statement[] {
  const rest: Statement[] = []
  const tables = new Map<string, Value[][]>()
  for (const statement of statements) {
    const rows = tables.get(statement.sql)
    if (rows) rows.push([...statement.values])
    else if (plain.test(statement.sql)) tables.set(statement.sql, [[...statement.values]])
    else rest.push(statement)
  }
  return [...[...tables].flatMap(([text, rows]) => put(text, rows)), ...rest]
}

function put(text: string, rows: readonly (readonly Value[])[]): Statement[] {
  const [, head = '', row = ''] = plain.exec(text) ?? []
  const most = Math.max(1, Math.floor(mostValues / (rows[0]?.length ?? 1)))
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, n) => {
    const some = rows.slice(n * most, (n + 1) * most)
    return { sql: textOf(text, head, row, some.length), values: some.flat() }
  })
}

/** For so many rows: written once, for what is put together anew is hashed anew to be found. */
function textOf(text: string, head: string, row: string, rows: number): string {
  const known = texts.get(text) ?? []
  texts.set(text, known)
  return (known[rows] ??= `${head}${Array(rows).fill(row).join(', ')}`)
}

const texts = new Map<string, string[]>()
