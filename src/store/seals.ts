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

/** Characters; some two thousand heads. */
const partLength = 200_000

/** A `Conflict` on `seal_part` means that another node closed it. */
export function closeSeal(n: number, hash: string, heads: string, entries: number): Statement[] {
  const parts = Math.max(Math.ceil(heads.length / partLength), 1)
  return [
    ...Array.from({ length: parts }, (_, part) => {
      const body = heads.slice(part * partLength, (part + 1) * partLength)
      return sql`insert into seal_part (seal, n, body) values (${n}, ${part}, ${body})`
    }),
    sql`update seal set hash = ${hash}, entries = ${entries} where n = ${n} and hash is null`,
  ]
}

export async function headsOf(db: Db, n: number): Promise<string> {
  const parts = await db.read<Row & { body: string }>(
    sql`select body from seal_part where seal = ${n} order by n`,
  )
  return parts.map(({ body }) => body).join('')
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
