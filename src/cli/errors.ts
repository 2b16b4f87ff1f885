/**
 * The rows of a batch that were refused, with their reasons, in the form in which they came.
 * @module
 */
import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { extname, format, parse } from 'node:path'
import type { Client } from '../client.ts'
import type { Kind } from './kind.ts'
import { pour } from './pour.ts'
import type { Terminal } from './print.ts'

const isLines = (path: string) => /\.(ndjson|jsonl)$/i.test(path)

/**
 * Names for them beside their file: what somebody may be mending is never written over.
 *
 * @example
 * namesFor('parcels.csv', 'csv') // parcels.errors.csv, parcels.errors-2.csv ...
 */
export function* namesFor(file: string, kind: Kind): Generator<string, never> {
  const { dir, name } = parse(file)
  const stem = name.replace(/\.errors(-\d+)?$/, '')
  const ext = kind === 'ndjson' || kind === 'json' ? '.ndjson' : '.csv'
  for (let n = 1; ; n++) {
    yield format({ dir, name: `${stem}.errors${n === 1 ? '' : `-${n}`}`, ext })
  }
}

export async function keepErrors(
  client: Client,
  terminal: Terminal,
  batch: string,
  path: string,
): Promise<string> {
  const response = await client.batches.errors(batch, isLines(path) ? 'ndjson' : 'csv')
  await pour(response.body ?? [], path, terminal)
  return path
}

/** Into the first file that is free, or that says the same. */
export async function keepErrorsBeside(
  client: Client,
  terminal: Terminal,
  batch: string,
  names: Iterable<string>,
): Promise<string> {
  let fresh: string | undefined
  try {
    for (const path of names) {
      fresh ??= await keepErrors(client, terminal, batch, `${path}.new${extname(path)}`)
      if (!existsSync(path)) {
        await rename(fresh, path)
        return path
      }
      if ((await readFile(path)).equals(await readFile(fresh))) return path
    }
  } finally {
    if (fresh !== undefined) await rm(fresh, { force: true })
  }
  throw new Error('names never end')
}
