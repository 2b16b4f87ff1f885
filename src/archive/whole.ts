/**
 * Store and archives as one record, in the order in which the verifier walks it; and an archive alone.
 * @module
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordLine } from '../record/line.ts'
import { heldLines, sealLines } from '../record/lines.ts'
import { Refused } from '../record/refused.ts'
import type { Damage } from '../record/verify.ts'
import { archives } from '../store/archives.ts'
import type { Db } from '../store/db.ts'
import { readArchive } from './file.ts'

/** What is wrong with the files themselves stands in `faults` once the lines are read. */
export function wholeRecord(db: Db, folder: string) {
  const faults: Damage[] = []
  async function* lines(): AsyncGenerator<RecordLine, void, undefined> {
    yield* sealLines(db)
    let before: string | null = null
    for (const { name, sha256, previous } of await archives(db)) {
      const path = join(folder, name)
      if (previous !== before)
        faults.push({ what: `${name} does not follow the archive before it` })
      before = sha256
      if (!existsSync(path)) faults.push({ what: `the archive ${name} is not in ${folder}` })
      else yield* unlessDamaged(readArchive(path, sha256), previous, faults)
    }
    yield* heldLines(db)
  }
  return { faults, lines: lines() }
}

/** What was read of it before counts; what is missing then shows. */
async function* unlessDamaged(
  lines: AsyncGenerator<RecordLine>,
  previous: string | null,
  faults: Damage[],
): AsyncGenerator<RecordLine> {
  let ended = false
  try {
    for await (const line of lines) {
      if (line.kind === 'archive' && line.previous !== previous) {
        faults.push({ what: 'the first line of an archive names another one before it' })
      }
      ended = line.kind === 'end'
      yield line
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    faults.push({ what: error.message.replace(/\.$/, '') })
  }
  if (!ended) yield { kind: 'end', lines: 0, sha256: '' }
}

export const isArchive = (path: string): boolean => /\.gz$/.test(path)
