/**
 * Much text to a file or to stdout, as fast as it is taken and no faster. A file has its name only
 * when it is whole.
 * @module
 */
import { createWriteStream } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Usage } from './exit.ts'
import type { Terminal } from './print.ts'

export type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

export async function pour(
  chunks: Chunks,
  path: string | undefined,
  { out }: Pick<Terminal, 'out'>,
  /** A file that somebody named may be written over, one that we named never. */
  { over = true } = {},
): Promise<void> {
  if (path === undefined || path === '-') {
    return pipeline(Readable.from(chunks), out, { end: false })
  }
  const part = `${path}.part`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part))
    if (over) await rename(part, path)
    else await link(part, path)
  } catch (error) {
    throw reasonOf(error, path)
  } finally {
    await rm(part, { force: true })
  }
}

function reasonOf(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  const why = error.code === 'EEXIST' ? 'is there already' : `cannot be written (${error.code})`
  return new Usage(`${path} ${why}; name another file.`)
}
