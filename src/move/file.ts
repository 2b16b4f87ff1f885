/**
 * Lines in a compressed file (gzip), whole or not there at all, for its owner alone.
 * @module
 */
import { createReadStream, createWriteStream, existsSync, rmSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Refused } from '../record/refused.ts'
import { aside, giveName } from '../record/whole.ts'

/** Higher levels take twice the time for a twentieth less. */
const level = 3

/** Returns its bytes. Never written over. */
export async function packText(text: AsyncIterable<string>, path: string): Promise<number> {
  if (existsSync(path)) throw new Refused(`${path} is there already; it is never written over.`)
  const part = aside(path)
  try {
    await pipeline(text, createGzip({ level }), createWriteStream(part, { mode: 0o600 }))
    giveName(part, path)
  } finally {
    rmSync(part, { force: true })
  }
  return statSync(path).size
}

/** The lines of a file, without their ends. */
export async function* textLines(path: string): AsyncGenerator<string, void, undefined> {
  if (!existsSync(path)) throw new Refused(`There is no ${path}.`)
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  const source = createReadStream(path)
  const unpacked = source.pipe(createGunzip())
  source.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Refused(`${path} cannot be read to its end: ${why}.`, { cause })
  } finally {
    source.destroy()
  }
  if (rest !== '') yield rest
}
