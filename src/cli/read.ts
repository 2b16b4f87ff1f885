/**
 * Shipments out of files: one, a list, one a line, or a fixture with its `shipment` inside. All
 * files are read before anything is sent.
 * @module
 */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Usage } from './exit.ts'

export type Item = {
  /** Where it stands: `orders.ndjson:3`. */
  readonly source: string
  readonly reference: string
  readonly shipment: unknown
}

export async function readItems(files: readonly string[]): Promise<Item[]> {
  const read = await Promise.allSettled(files.map(itemsOf))
  const mistakes = read.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const unforeseen = mistakes.find((mistake) => !(mistake instanceof Usage))
  if (unforeseen !== undefined) throw unforeseen
  if (mistakes.length > 0) {
    throw new Usage(
      [...mistakes.map(({ message }: Usage) => message), 'Nothing was sent.'].join('\n'),
    )
  }
  return read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
}

async function itemsOf(file: string): Promise<Item[]> {
  const name = nameOf(file)
  const values = valuesOf(name, await readText(file))
  if (values.length === 0) throw new Usage(`${name}: holds no shipment.`)
  return values.map(({ source, value }) => {
    const shipment = field(value, 'shipment') ?? value
    const reference = field(shipment, 'reference')
    return { source, shipment, reference: typeof reference === 'string' ? reference : '-' }
  })
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

type Placed = { readonly source: string; readonly value: unknown }

function valuesOf(name: string, text: string): Placed[] {
  const whole = parse(text)
  if (whole.ok && Array.isArray(whole.value)) {
    return whole.value.map((value: unknown, index) => ({ source: `${name}[${index}]`, value }))
  }
  if (whole.ok) return [{ source: name, value: whole.value }]
  const lines = text.split('\n').flatMap((line, index) => {
    return line.trim() === '' ? [] : [{ source: `${name}:${index + 1}`, parsed: parse(line) }]
  })
  if (lines.length === 0) return []
  // A document over many lines never begins with a line that is one by itself.
  if (!lines[0]?.parsed.ok) throw new Usage(`${name}: is not JSON (${whole.why}).`)
  return lines.map(({ source, parsed }) => {
    if (!parsed.ok) throw new Usage(`${source}: is not JSON (${parsed.why}).`)
    return { source, value: parsed.value }
  })
}

type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string }

function parse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
