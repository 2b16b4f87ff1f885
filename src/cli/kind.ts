/**
 * What a file of shipments is: by its name where that says it, else by how it begins.
 * @module
 */
import { open, mkdtemp, rm, stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BatchFormat } from '../client.ts'
import { Usage } from './exit.ts'

export type Kind = BatchFormat

export type Source = {
  /** Where its bytes are; stdin has been put aside. */
  readonly path: string
  /** What people know it by. */
  readonly name: string
  readonly bytes: number
  /** `single`: one shipment, or a file that tells a story with one inside. */
  readonly kind: Kind | 'single'
  readonly piped: boolean
}

/** All of them, so that nothing is sent when one cannot be read; stdin is kept until `work` ends. */
export async function withSources<T>(
  files: readonly string[],
  work: (sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  if (files.filter((file) => file === '-').length > 1) throw new Usage('stdin can be read once.')
  const folder = files.includes('-') ? await mkdtemp(join(tmpdir(), 'gate321-')) : undefined
  try {
    if (folder !== undefined) {
      await pipeline(process.stdin, createWriteStream(join(folder, 'stdin'), { mode: 0o600 }))
    }
    const found = await Promise.allSettled(
      files.map((file) =>
        file === '-' ? sourceOf(join(folder ?? '', 'stdin'), true) : sourceOf(file, false),
      ),
    )
    const mistakes = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const unforeseen = mistakes.find((mistake) => !(mistake instanceof Usage))
    if (unforeseen !== undefined) throw unforeseen
    if (mistakes.length > 0) {
      throw new Usage([...mistakes.map(({ message }: Usage) => message), 'Nothing was sent.'].join('\n')) // prettier-ignore
    }
    return await work(found.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])))
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function sourceOf(path: string, piped: boolean): Promise<Source> {
  const name = piped ? 'stdin' : path
  try {
    const found = await stat(path)
    // What is read twice has to be there twice.
    if (!found.isFile()) throw new Usage(`${name}: is no file; a pipe is read as "-".`)
    const start = await beginning(path)
    if (isBlank(start, found.size)) throw new Usage(`${name}: holds no shipment.`)
    return { path, name, bytes: found.size, kind: kindOf(piped ? '' : path, start), piped }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === undefined) throw error
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${String(code)})`
    throw new Usage(`${name}: ${why}.`)
  }
}

const isBlank = (start: Uint8Array, size: number) =>
  start.length === size && new TextDecoder().decode(start).trim() === ''

/** As long as a shipment with all its lines usually is. */
const beginningBytes = 64 * 1024

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const byExtension: Readonly<Record<string, Kind>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.xlsx': 'xlsx',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
}

const zip = [0x50, 0x4b, 0x03, 0x04]

export function kindOf(path: string, start: Uint8Array): Source['kind'] {
  const named = byExtension[extname(basename(path)).toLowerCase()]
  if (named !== undefined) return named
  if (zip.every((byte, at) => start[at] === byte)) return 'xlsx'
  const text = new TextDecoder().decode(start).trimStart()
  if (text.startsWith('[')) return 'json'
  if (text.startsWith('{')) return isLines(text) ? 'ndjson' : 'single'
  return extname(path).toLowerCase() === '.json' || text === '' ? 'single' : 'csv'
}

/** A document over many lines never begins with a line that is one by itself. */
function isLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0 || text.slice(end).trim() === '') return false
  try {
    JSON.parse(text.slice(0, end))
    return true
  } catch {
    return false
  }
}
