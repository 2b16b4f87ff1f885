/**
 * A backup: the database as it stands at one moment, taken while the gateway goes on, checked from
 * page to chain, marked as a copy, and only then given its name.
 * @module
 */
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../store/db.ts'
import { openFile } from '../store/file.ts'
import type { SqliteFile } from '../store/file.ts'
import { pauseSending } from '../store/sending.ts'
import { damageText } from './damage.ts'
import { packDocuments } from './documents.ts'
import { nodeDigest } from './file.ts'
import { recordLines } from './lines.ts'
import { noRest, resting } from './rest.ts'
import { databaseName, Refused } from './refused.ts'
import { verify } from './verify.ts'
import type { Verified } from './verify.ts'
import { aside, giveName, syncPath } from './whole.ts'

export type BackupOptions = {
  readonly data: string
  readonly to: string
  readonly at: string
  /** Without them the file is small; copy the folder `documents` beside it. */
  readonly documents: boolean
  /** Called between two pieces of work: whoever files beside it goes first. */
  readonly rest?: () => void
}

export type BackedUp = Verified & { readonly bytes: number; readonly documents: number }

export async function backup({
  data,
  to,
  at,
  documents,
  rest = noRest,
}: BackupOptions): Promise<BackedUp> {
  if (existsSync(to)) throw new Refused(`${to} is there already; a backup is never written over.`)
  const part = aside(to)
  rmSync(part, { force: true })
  try {
    const source = openDatabase(data)
    try {
      await expectKept(source, data)
      await source.copyTo(part, () => {
        // A little at a time: the whole of it at the end would hold up every commit meanwhile.
        if (existsSync(part)) syncPath(part, 'r+')
        rest()
      })
    } finally {
      source.close()
    }
    chmodSync(part, 0o600)
    const copy = openFile(part, { readonly: false })
    try {
      const packed = documents ? await packDocuments(data, copy) : 0
      await copy.write([pauseSending(at, `it is the backup of ${at}`)])
      const verified = await expectSound(copy, 'The database', rest)
      copy.close()
      giveName(part, to)
      return { ...verified, bytes: statSync(to).size, documents: packed }
    } finally {
      copy.close()
    }
  } finally {
    for (const suffix of ['', '-journal']) rmSync(`${part}${suffix}`, { force: true })
  }
}

export function openDatabase(data: string): SqliteFile {
  const path = join(data, databaseName)
  if (!existsSync(path)) {
    throw new Refused(
      `There is no ${databaseName} in ${data}; --data names the folder of a gateway.`,
    )
  }
  return openFile(path)
}

/** The oldest schema that has chains, and the row that pauses sending. */
const needs = 8

export async function expectKept(file: SqliteFile, path: string): Promise<void> {
  const tables = await file.read(sql`select name from sqlite_master where name = 'migration'`)
  if (tables.length === 0) throw new Refused(`${path} is no database of gate321.`)
  const rows = await file.read(sql`select id from migration where id = ${needs}`)
  if (rows.length === 0) {
    throw new Refused(`${path} is of an older gate321; start the gateway on it once.`)
  }
}

/** Pages, chains and seals; what is damaged is no backup. */
export async function expectSound(
  file: SqliteFile,
  what: string,
  rest = noRest,
): Promise<Verified> {
  const integrity = file.integrity()
  if (integrity !== 'ok') throw new Refused(`${what} is damaged: ${integrity}.`)
  const verified = await verify(resting(recordLines(file), rest), { hashOf: nodeDigest })
  const [first] = verified.damage
  if (first) throw new Refused(`${what} does not verify: ${damageText(first)}.`)
  return verified
}
