/**
 * Documents in parts, for nodes that share a database and no folder. Parts go in one by one, so that
 * no write is large; the row that names them goes in last, and until then there is no document.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Row, Statement } from './db.ts'
import type { Migration } from './migrations.ts'

export const documentMigration: Migration = {
  id: 18,
  name: 'documents',
  statements: [
    `create table document (key text primary key, bytes integer not null, parts integer not null)`,
    `create table document_part (
      key text not null, n integer not null, base64 text not null, primary key (key, n))`,
  ],
}

export type StoredDocument = { readonly bytes: number; readonly parts: number }

export async function documentAt(db: Db, key: string): Promise<StoredDocument | undefined> {
  const [row] = await db.read<Row & StoredDocument>(
    sql`select bytes, parts from document where key = ${key}`,
  )
  return row
}

/** Over what a put that died left there, which was perhaps cut at other places. */
export const keepDocumentPart = (key: string, n: number, base64: string): Statement =>
  sql`insert into document_part (key, n, base64) values (${key}, ${n}, ${base64})
    on conflict (key, n) do update set base64 = ${base64}`

export const keepDocument = (key: string, { bytes, parts }: StoredDocument): Statement =>
  sql`insert into document (key, bytes, parts) values (${key}, ${bytes}, ${parts})
    on conflict (key) do nothing`

/** Its name goes first: a document that is half gone is none. */
export const dropDocument = (key: string): Statement[] => [
  sql`delete from document where key = ${key}`,
  sql`delete from document_part where key = ${key}`,
]

export async function documentPart(db: Db, key: string, n: number): Promise<string | undefined> {
  const [row] = await db.read<Row & { base64: string }>(
    sql`select base64 from document_part where key = ${key} and n = ${n}`,
  )
  return row?.base64
}
