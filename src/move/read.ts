/**
 * A house file read back: what stands in it, in order, and a look over the whole of it before the
 * first row is carried anywhere.
 * @module
 */
import { createHash } from 'node:crypto'
import { Refused } from '../record/refused.ts'
import { textLines } from './file.ts'
import { contentHash } from './leave.ts'
import { houseVersion, parseHouseLine } from './line.ts'
import type { EndLine, HouseLine, Line } from './line.ts'

export type Contents = {
  readonly house: HouseLine
  readonly tables: ReadonlyMap<string, { readonly rows: number; readonly sha256: string }>
  readonly documents: number
  readonly missing: number
}

/** Every line but the last; throws where one cannot be read, or the end does not fit. */
export async function* houseLines(path: string): AsyncGenerator<Line, void, undefined> {
  const over = createHash('sha256')
  let [number, end]: [number, EndLine | undefined] = [0, undefined]
  for await (const text of textLines(path)) {
    const line = parseHouseLine(text)
    if (line === undefined) throw new Refused(`${path}, line ${number + 1} cannot be read.`)
    if (number === 0) expectHouse(line, path)
    if (end) throw new Refused(`${path} has more behind its end.`)
    if (isMarked(line) && line.kind === 'end') end = line
    else {
      over.update(`${text}\n`)
      number++
      yield line
    }
  }
  if (!end) throw new Refused(`${path} ends too early; it was cut, or never finished.`)
  if (end.lines !== number || end.sha256 !== over.digest('hex')) {
    throw new Refused(`${path} was changed after it was written.`)
  }
}

export const isMarked = (line: Line): line is Exclude<Line, string | readonly unknown[]> =>
  typeof line === 'object' && !Array.isArray(line)

function expectHouse(line: Line, path: string): void {
  if (!isMarked(line) || line.kind !== 'house') throw new Refused(`${path} is no house file.`)
  if (line.version !== houseVersion) {
    throw new Refused(`${path} is of version ${line.version}; this gate321 reads ${houseVersion}.`)
  }
}

/** All of it, with every hash computed again. */
export async function lookOver(path: string): Promise<Contents> {
  const tables = new Map<string, { rows: number; sha256: string }>()
  let house: HouseLine | undefined
  let [documents, missing] = [0, 0]
  let content = contentHash()
  let document = pieces()
  for await (const line of houseLines(path)) {
    if (typeof line === 'string') {
      document.take(line)
      continue
    }
    if (!isMarked(line)) {
      content.take([line])
      continue
    }
    document.expectWhole(path)
    if (line.kind === 'house') house = line
    if (line.kind === 'table') content.begin(line.columns)
    if (line.kind === 'missing') missing++
    if (line.kind === 'document') {
      documents++
      document = pieces(line)
    }
    if (line.kind === 'rows') {
      const found = content.end()
      if (found.rows !== line.rows || found.sha256 !== line.sha256) {
        throw new Refused(`${path}: the rows of ${line.name} are not those that were written.`)
      }
      tables.set(line.name, found)
      content = contentHash()
    }
  }
  if (!house) throw new Refused(`${path} is no house file.`)
  return { house, tables, documents, missing }
}

/** A document that comes in pieces. */
export function pieces(wanted?: { readonly sha256: string; readonly bytes: number }) {
  const parts: Buffer[] = []
  const whole = () => Buffer.concat(parts)
  const isWhole = () =>
    !wanted || createHash('sha256').update(whole()).digest('hex') === wanted.sha256
  return {
    wanted,
    take: (base64: string) => void parts.push(Buffer.from(base64, 'base64')),
    whole,
    expectWhole: (path: string): void => {
      if (!isWhole()) throw new Refused(`${path}: document ${wanted?.sha256} is damaged.`)
    },
  }
}
