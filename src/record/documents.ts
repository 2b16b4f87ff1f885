/**
 * The documents of an installation inside its backup, so that one file is all there is to keep.
 * @module
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskFiles } from '../document/disk.ts'
import { sql } from '../store/db.ts'
import type { Row } from '../store/db.ts'
import type { SqliteFile } from '../store/file.ts'
import { Refused } from './refused.ts'

/** A document is named by its SHA-256; what is still being written has another name. */
const named = /^[0-9a-f]{64}$/

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Returns how many there are. */
export async function packDocuments(folder: string, copy: SqliteFile): Promise<number> {
  await copy.write([
    sql`create table if not exists packed_document (sha256 text primary key, base64 text not null)`,
  ])
  const documents = join(folder, 'documents')
  const names = existsSync(documents)
    ? readdirSync(documents).filter((name) => named.test(name))
    : []
  for (const name of names) {
    const bytes = readFileSync(join(documents, name))
    if (sha256(bytes) !== name) throw new Refused(`${join(documents, name)} is damaged.`)
    await copy.write([
      sql`insert into packed_document (sha256, base64) values (${name}, ${bytes.toString('base64')})
        on conflict (sha256) do nothing`,
    ])
  }
  return names.length
}

export async function unpackDocuments(copy: SqliteFile, folder: string): Promise<number> {
  const files = diskFiles(folder)
  let count = 0
  if ((await copy.read(sql`select 1 as one from sqlite_master where name = 'packed_document'`)).length === 0) return 0 // prettier-ignore
  for (let last = ''; ; count++) {
    const [row] = await copy.read<Row & { sha256: string; base64: string }>(
      sql`select sha256, base64 from packed_document where sha256 > ${last}
        order by sha256 limit 1`,
    )
    if (!row) break
    const bytes = new Uint8Array(Buffer.from(row.base64, 'base64'))
    if (sha256(bytes) !== row.sha256) throw new Refused(`document ${row.sha256} is damaged`)
    await files.put(`documents/${row.sha256}`, bytes)
    last = row.sha256
  }
  await copy.write([sql`drop table packed_document`])
  return count
}
