/**
 * A house as lines, table by table in pages, each document behind the answer that names it. What is
 * held at once is a page.
 * @module
 */
import { createHash } from 'node:crypto'
import { Refused } from '../record/refused.ts'
import type { Head, House, Values } from './house.ts'
import { houseVersion } from './line.ts'
import type { Line } from './line.ts'
import { carried, usualPage } from './tables.ts'
import type { Carried } from './tables.ts'

export type Counted = {
  readonly tables: Record<string, { rows: number; sha256: string }>
  documents: number
  missing: number
}

export type Leaving = {
  readonly house: House
  readonly id: string
  readonly at: string
  /** Filled while the lines are read. */
  readonly counted: Counted
}

/** Several lines at a time. */
export async function* houseText({ house, id, at, counted }: Leaving): AsyncGenerator<string> {
  const over = createHash('sha256')
  let lines = 0
  const print = (...some: readonly Line[]) => {
    const text = some.map((line) => `${JSON.stringify(line)}\n`).join('')
    over.update(text)
    lines += some.length
    return text
  }
  const head = await house.head()
  if (head.entering !== null) throw new Refused('A move into this database is half done; it has nothing whole to carry away.') // prettier-ignore
  const { schema, epoch } = head
  yield print({ kind: 'house', version: houseVersion, id, at, schema, epoch })
  const written = new Set<string>()
  for (const table of carried) {
    const content = contentHash()
    for await (const { columns, rows } of pagesOf(house, table)) {
      if (content.begin(columns)) yield print({ kind: 'table', name: table.name, columns })
      content.take(rows)
      yield print(...rows)
      if (table.name !== 'event') continue
      for (const sha256 of documentsIn(columns, rows)) {
        if (written.has(sha256)) continue
        written.add(sha256)
        for await (const some of documentLines(house, sha256, counted)) yield print(...some)
      }
    }
    const { rows, sha256 } = content.end()
    counted.tables[table.name] = { rows, sha256 }
    yield print({ kind: 'rows', name: table.name, rows, sha256 })
  }
  expectStill(head, await house.head())
  yield `${JSON.stringify({ kind: 'end', lines, sha256: over.digest('hex') } satisfies Line)}\n`
}

/** Of a store that cannot be read as it stands at one moment. */
function expectStill(before: Head, after: Head): void {
  if (before.mark === after.mark) return
  throw new Refused('The gateway filed, sent or sealed something while it was read. Run the same command again; it stands still by now.') // prettier-ignore
}

export async function* pagesOf(house: House, { name, page = usualPage, key }: Carried) {
  for (let after: Values | null = null; ;) {
    const found = await house.page(name, after, page)
    const last: Values | undefined = found.rows.at(-1)
    if (last) yield found
    if (!last || found.rows.length < page) return
    after = key.map((column) => last[found.columns.indexOf(column)] ?? null)
  }
}

/** The hash of a table's content: the same rows give the same on every store. */
export function contentHash() {
  const over = createHash('sha256')
  let [rows, begun] = [0, false]
  return {
    /** Whether these columns were the first. */
    begin: (columns: readonly string[]): boolean => {
      if (begun) return false
      over.update(`${JSON.stringify(columns)}\n`)
      return (begun = true)
    },
    take: (some: readonly Values[]): void => {
      for (const row of some) over.update(`${JSON.stringify(row)}\n`)
      rows += some.length
    },
    end: () => ({ rows, sha256: over.digest('hex') }),
  }
}

function* documentsIn(columns: readonly string[], rows: readonly Values[]): Generator<string> {
  const [type, body] = [columns.indexOf('type'), columns.indexOf('data')]
  for (const row of rows) {
    if (row[type] !== 'answered') continue
    const { documents } = JSON.parse(String(row[body])) as { documents: { sha256: string }[] }
    for (const { sha256 } of documents) yield sha256
  }
}

/** So many bytes make a line; a multiple of three, so that the pieces can be read as one text. */
const pieceBytes = 393_216

async function* documentLines(house: House, sha256: string, counted: Counted) {
  const bytes = await house.document(sha256)
  if (!bytes) {
    counted.missing++
    yield [{ kind: 'missing', sha256, bytes: 0 }] as const
    return
  }
  counted.documents++
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new Refused(`Document ${sha256} is damaged.`)
  }
  yield [{ kind: 'document', sha256, bytes: bytes.length }] as const
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield [Buffer.from(bytes.subarray(at, at + pieceBytes)).toString('base64')]
  }
}
