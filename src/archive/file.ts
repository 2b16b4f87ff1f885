/**
 * An archive as a file: compressed lines (gzip), chained to the archive before, named by its number
 * and its own hash, so that no file ever takes the place of another.
 * @module
 */
import { createHash, hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { packText, textLines } from '../move/file.ts'
import { parseLine, recordVersion } from '../record/line.ts'
import type { ArchiveLine, RecordLine } from '../record/line.ts'
import { Refused } from '../record/refused.ts'
import { giveName } from '../record/whole.ts'

export type Heading = Omit<ArchiveLine, 'kind' | 'version'>

export type Written = { readonly name: string; readonly sha256: string }

export const nameOf = (n: number, sha256: string): string =>
  `gate321-archive-${String(n).padStart(6, '0')}-${sha256.slice(0, 12)}.ndjson.gz`

/** On the disk, synced, under its name; the store knows nothing of it yet. */
export async function writeArchive(
  lines: AsyncIterable<RecordLine>,
  heading: Heading,
  folder: string,
): Promise<Written> {
  let sha256 = ''
  async function* text(): AsyncGenerator<string> {
    const over = createHash('sha256')
    let count = 0
    const print = (line: RecordLine) => {
      const printed = `${JSON.stringify(line)}\n`
      over.update(printed)
      count++
      return printed
    }
    yield print({ kind: 'archive', version: recordVersion, ...heading })
    for await (const line of lines) yield print(line)
    sha256 = over.digest('hex')
    yield `${JSON.stringify({ kind: 'end', lines: count, sha256 } satisfies RecordLine)}\n`
  }
  const unnamed = join(folder, `gate321-archive.making-${process.pid}`)
  rmSync(unnamed, { force: true })
  await packText(text(), unnamed)
  const name = nameOf(heading.n, sha256)
  giveName(unnamed, join(folder, name))
  return { name, sha256 }
}

/** Every line, the first and the last too. Throws where the file is not as it was written. */
export async function* readArchive(
  path: string,
  expected?: string,
): AsyncGenerator<RecordLine, void, undefined> {
  const over = createHash('sha256')
  let [count, end]: [number, (RecordLine & { kind: 'end' }) | undefined] = [0, undefined]
  for await (const text of textLines(path)) {
    const line = parseLine(text)
    if (!line) throw new Refused(`${path}, line ${count + 1} cannot be read.`)
    if (count === 0 && line.kind !== 'archive') throw new Refused(`${path} is no archive.`)
    if (count === 0 && line.kind === 'archive' && line.version > recordVersion) {
      throw new Refused(`${path} is of version ${line.version}; this gate321 reads ${recordVersion}.`) // prettier-ignore
    }
    if (end) throw new Refused(`${path} has more behind its end.`)
    if (line.kind === 'end') {
      end = line
      const sha256 = over.digest('hex')
      if (line.lines !== count || line.sha256 !== sha256 || (expected ?? sha256) !== sha256) {
        throw new Refused(`${path} was changed after it was written.`)
      }
    } else {
      over.update(`${text}\n`)
      count++
    }
    if (line.kind === 'document') expectWhole(line, path)
    yield line
  }
  if (!end) throw new Refused(`${path} ends too early.`)
}

function expectWhole(line: RecordLine & { kind: 'document' }, path: string): void {
  if (hash('sha256', Buffer.from(line.base64, 'base64'), 'hex') === line.sha256) return
  throw new Refused(`${path}: document ${line.sha256} is damaged.`)
}
