/**
 * Much text to a file or to stdout, as fast as it is taken and no faster. A file has its name only
 * when it is whole.
 * @module
 */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Usage } from './exit.ts'
import type { Terminal } from './print.ts'

export type Chunks = AsyncIterable<string | Uint8Array>

export async function pour(chunks: Chunks, path: string | undefined, terminal: Terminal) {
  if (path === undefined || path === '-') {
    return pipeline(Readable.from(chunks), terminal.out, { end: false })
  }
  const part = `${path}.part`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw unwritable(error) ? new Usage(`${path} cannot be written: ${error.message}.`) : error
  }
}

const unwritable = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error
