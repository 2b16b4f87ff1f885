/**
 * The record as a file: a line each (NDJSON), the last one over all before it.
 * @module
 */
import { createHash, hash } from 'node:crypto'
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Digest } from '../store/chain.ts'
import { parseLine, recordVersion } from './line.ts'
import type { RecordLine } from './line.ts'
import { Refused } from './refused.ts'
import type { Damage } from './verify.ts'
import { aside, giveName } from './whole.ts'

/** Node's own is ten times as fast. */
export const nodeDigest: Digest = (text) => hash('sha256', text)

type Unfinished = AsyncIterable<RecordLine>

/** Returns the number of lines. */
export async function writeRecord(lines: Unfinished, path: string, at: string): Promise<number> {
  const part = aside(path)
  const file = openSync(part, 'w', 0o600)
  let count = 0
  try {
    for await (const text of recordText(lines, at)) {
      writeSync(file, text)
      count++
    }
  } finally {
    closeSync(file)
  }
  giveName(part, path)
  return count
}

/** Every line with its end. */
export async function* recordText(lines: Unfinished, at: string): AsyncGenerator<string> {
  const over = createHash('sha256')
  let count = 0
  const print = (line: RecordLine) => {
    const text = `${JSON.stringify(line)}\n`
    over.update(text)
    count++
    return text
  }
  yield print({ kind: 'record', version: recordVersion, at })
  for await (const line of lines) yield print(line)
  const sha256 = over.digest('hex')
  yield `${JSON.stringify({ kind: 'end', lines: count, sha256 } satisfies RecordLine)}\n`
}

export type FileFaults = { readonly faults: Damage[]; readonly lines: Unfinished }

/** What is wrong with the file itself stands in `faults` once the lines are read. */
export function readRecord(path: string): FileFaults {
  const faults: Damage[] = []
  async function* lines(): AsyncGenerator<RecordLine, void, undefined> {
    const over = createHash('sha256')
    let number = 0
    let ended = false
    for await (const text of createInterface({
      input: createReadStream(path),
      crlfDelay: Infinity,
    })) {
      const line = parseLine(text)
      if (number === 0) expectRecord(line, path)
      number++
      if (ended) faults.push({ what: 'there is more behind the end', line: number })
      if (line === undefined) faults.push({ what: 'the line cannot be read', line: number })
      if (line?.kind === 'end') {
        ended = true
        if (line.lines !== number - 1 || line.sha256 !== over.copy().digest('hex')) {
          faults.push({ what: 'the file was changed after it was written', line: number })
        }
      } else if (line) yield line
      over.update(`${text}\n`)
    }
    if (number === 0) expectRecord(undefined, path)
    if (!ended) faults.push({ what: 'the file ends too early', line: number })
  }
  return { faults, lines: lines() }
}

function expectRecord(line: RecordLine | undefined, path: string): void {
  if (line?.kind !== 'record') throw new Refused(`${path} is no record of gate321.`)
  if (line.version > recordVersion) {
    throw new Refused(`${path} is of version ${line.version}; this gate321 reads ${recordVersion}.`)
  }
}
