/**
 * Seals: from time to time one hash over the heads of all chains that changed since the seal
 * before, and over that seal. A journal that loses its tail, or is lost whole, no longer fits them.
 * @module
 */
import type { SealedHead } from './chain.ts'
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'

export type Seal = {
  readonly n: number
  readonly at: string
  readonly previous: string | null
  readonly entries: number
  /** `null` while it is open: what changes from its opening on belongs to the next one. */
  readonly hash: string | null
}

type SealRow = Row & { n: number; opened_at: string; previous: string | null; entries: number; hash: string | null } // prettier-ignore

const seal = ({ n, opened_at, previous, entries, hash }: SealRow): Seal => ({
  ...{ n, at: opened_at, previous, entries, hash },
})

export async function newestSeal(db: Db): Promise<Seal | undefined> {
  const [row] = await db.read<SealRow>(
    sql`select n, opened_at, previous, entries, hash from seal order by n desc limit 1`,
  )
  return row && seal(row)
}

export async function sealsFrom(db: Db, n: number, limit: number): Promise<Seal[]> {
  const rows = await db.read<SealRow>(
    sql`select n, opened_at, previous, entries, hash from seal
      where n >= ${n} and hash is not null order by n limit ${limit}`,
  )
  return rows.map(seal)
}

/** A `Conflict` on `seal` means that another node opened it. */
export const openSeal = ({ n, at, previous }: Omit<Seal, 'entries' | 'hash'>): Statement =>
  sql`insert into seal (n, opened_at, previous, entries, hash)
    values (${n}, ${at}, ${previous}, 0, null)`

/**
 * Head lines that follow those of the part before, as long as the seal is open; without a row of
 * answer it was closed. A `Conflict` on `seal_part` means that another node has put this part.
 */
export const putSealPart = (seal: number, n: number, heads: string): Statement =>
  sql`insert into seal_part (seal, n, body)
    select seal.n, cast(${n} as integer), ${heads} from seal where seal.n = ${seal} and hash is null
    returning n`

/** How many parts an open seal has, and the last of them. */
export async function partsSoFar(db: Db, seal: number) {
  const [row] = await db.read<Row & { n: number; body: string }>(
    sql`select n, body from seal_part where seal = ${seal} order by n desc limit 1`,
  )
  return row ? { parts: row.n + 1, heads: row.body } : { parts: 0, heads: '' }
}

/** Without a row of answer it is closed already, or has other parts than the hash is of. */
export const closeSeal = (n: number, hash: string, entries: number, parts: number): Statement =>
  sql`update seal set hash = ${hash}, entries = ${entries} where n = ${n} and hash is null
    and (select count(*) from seal_part where seal = ${n}) = ${parts} returning n`

/** The heads of a seal a part at a time: one of a busy hour is larger than a process should hold. */
export async function* sealParts(db: Db, seal: number): AsyncGenerator<string, void, undefined> {
  for (let n = 0; ; n++) {
    const [part] = await db.read<Row & { body: string }>(
      sql`select body from seal_part where seal = ${seal} and n = ${n}`,
    )
    if (!part) return
    yield part.body
  }
}

export async function headsOf(db: Db, seal: number): Promise<string> {
  const parts: string[] = []
  for await (const part of sealParts(db, seal)) parts.push(part)
  return parts.join('')
}

/** Of the entries whose newest change belongs to seal `n`, those behind `after`, by id. */
export async function headsFor(
  db: Db,
  n: number,
  after: string,
  limit: number,
): Promise<SealedHead[]> {
  const rows = await db.read<Row & { id: string; head_seq: number; head: string }>(
    sql`select id, head_seq, head from entry where seal_due = ${n} and id > ${after}
      and head is not null order by id limit ${limit}`,
  )
  return rows.map(({ id, head_seq, head }) => [id, head_seq, head])
}

/** Since when the first thing waits for seal `n`, looked up and not counted; `undefined`: nothing does. */
export async function waitingSince(db: Db, n: number): Promise<string | undefined> {
  const [row] = await db.read<Row & { since: string | null }>(
    sql`select created_at as since from entry where seal_due = ${n} and head is not null
      order by id limit 1`,
  )
  return row?.since ?? undefined
}
