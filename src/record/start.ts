/**
 * Opening the database of an installation: never made anew where one was, and left as it is when it
 * is damaged, with a word on what to do.
 * @module
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../store/sqlite.ts'
import type { SqliteDb } from '../store/sqlite.ts'
import { databaseName, Refused } from './refused.ts'
import { openSent, sentName } from './sent.ts'
import type { Sent } from './sent.ts'

const advice =
  'Move the folder aside and run "gate321 restore BACKUP --data FOLDER"; docs/record.md has the steps.'

/** What filing reads and writes all the time: the last of each index, of which there are many. */
const cacheKb = 24_000
const unwritable =
  'Nothing was changed. Make the file and its folder writable for this user, then start again; "gate321 verify" reads it meanwhile.'

export function openInstallation(folder: string): { readonly db: SqliteDb; readonly sent: Sent } {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, databaseName)
  const sent = openSent(folder)
  if (sent.ids.length > 0 && !existsSync(path)) {
    throw new Refused(
      `${path} is gone, but ${sentName} beside it says that ${sent.ids.join(', ')} was sent. ${advice}`,
    )
  }
  try {
    return { db: openSqlite(path, { cacheKb }), sent }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (/^SQLITE_(READONLY|CANTOPEN|IOERR)/.test(code)) {
      throw new Refused(`${path} cannot be written: ${why}. ${unwritable}`, { cause })
    }
    const damaged =
      /^SQLITE_(CORRUPT|NOTADB)/.test(code) || why.startsWith('the database is damaged')
    if (!damaged) throw cause
    throw new Refused(`${path} cannot be used: ${why}. It was left as it is. ${advice}`, { cause })
  }
}
