/**
 * Small files whole: one shipment, or a fixture with its `shipment` inside, a document, a message.
 * @module
 */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Usage } from './exit.ts'
import type { Source } from './kind.ts'

export type Item = {
  /** Where it stands: `orders.ndjson:3`. */
  readonly source: string
  readonly reference: string
  readonly shipment: unknown
}

export async function singleItem({ path, name }: Pick<Source, 'path' | 'name'>): Promise<Item> {
  const text = decode(name, await readBytes(path))
  try {
    return itemFrom(name, JSON.parse(text))
  } catch (error) {
    throw new Usage(`${name}: is not JSON (${error instanceof Error ? error.message : ''}). Nothing was sent.`) // prettier-ignore
  }
}

/** A fixture has its shipment inside. */
export function itemFrom(source: string, value: unknown): Item {
  const shipment = field(value, 'shipment') ?? value
  const reference = field(shipment, 'reference')
  return { source, shipment, reference: typeof reference === 'string' ? reference : '-' }
}

export const readText = async (file: string): Promise<string> =>
  decode(nameOf(file), await readBytes(file))

export const nameOf = (file: string) => (file === '-' ? 'stdin' : file)

export async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin)
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === undefined) throw error
    throw new Usage(
      `${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}.`,
    )
  }
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Usage(`${name}: is not UTF-8.`)
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
