/**
 * Plain documents straight to values, in one pass led by the element tables. Plain is ASCII, the
 * elements of the table in its order, and no attributes, comments or sections. Of any other
 * document nothing is said here: the parser judges it.
 * @module
 */
import type { Field, Fields, Group, Infer, Single } from './element.ts'
import { resolve } from './reference.ts'
import { limits } from './tag.ts'
import { decode, namespace } from './xml.ts'

type Cursor = {
  readonly text: string
  /** The same. Bytes are compared in place, where each look into a text is a call (26 us for 20). */
  readonly bytes: Uint8Array
  at: number
  elements: number
  /** A document without `&` has no references, and no value of it is looked through for one. */
  readonly references: boolean
}

/** From behind an opening tag to behind its closing one; `undefined` where that is not plain. */
type Read = (cursor: Cursor) => unknown

const bytesOf = (text: string) => new TextEncoder().encode(text)
const declaration = bytesOf('<?xml version="1.0" encoding="UTF-8"?>')

export function plainReader<F extends Fields>(
  root: string,
  table: Group<F>,
  mostElements = limits.elements,
): (bytes: Uint8Array) => { readonly value: Infer<Group<F>>; readonly text: string } | undefined {
  const open = bytesOf(`<${root} xmlns="${namespace}">`)
  const read = elementReader(root, table)
  return (bytes) => {
    const text = decode(bytes)
    // Only ASCII has as many characters as bytes. XInclude is refused wherever it is named.
    if (text?.length !== bytes.length || text.includes('/2001/')) return undefined
    const cursor: Cursor = { text, bytes, at: 0, elements: 1, references: text.includes('&') }
    take(cursor, declaration)
    if (!skipSpace(cursor) || !take(cursor, open)) return undefined
    const value = read(cursor) as Infer<Group<F>> | undefined
    const whole = skipSpace(cursor) && cursor.at === text.length && cursor.elements <= mostElements
    return whole && value !== undefined ? { value, text } : undefined
  }
}

function elementReader(name: string, field: Single): Read {
  const close = bytesOf(`</${name}>`)
  return field.kind === 'leaf' ? leafReader(close, field.parse) : groupReader(close, field)
}

function leafReader(close: Uint8Array, parse: (text: string) => unknown): Read {
  return (cursor) => {
    const { text, bytes, at } = cursor
    const end = valueEnd(bytes, at)
    cursor.at = end
    if (!take(cursor, close)) return undefined
    const sent = text.slice(at, end)
    if (!cursor.references) return parse(sent)
    const resolved = resolve(sent)
    return resolved.ok ? parse(resolved.text) : undefined
  }
}

/** Up to `<`, or to a `>`, which no plain value has. Values are short: a search costs more. */
function valueEnd(bytes: Uint8Array, at: number): number {
  let end = at
  while (end < bytes.length && bytes[end] !== 0x3c && bytes[end] !== 0x3e) end += 1
  return end
}

function groupReader(close: Uint8Array, { fields }: Group<Fields>): Read {
  const readers = Object.entries(fields).map(fieldReader)
  return (cursor) => {
    const value: Record<string, unknown> = {}
    for (const read of readers) if (!read(cursor, value)) return undefined
    return skipSpace(cursor) && take(cursor, close) ? value : undefined
  }
}

/** Puts what stands at the cursor into `value`; false where that is not plain, or is missing. */
type ReadField = (cursor: Cursor, value: Record<string, unknown>) => boolean

function fieldReader([key, field]: [string, Field]): ReadField {
  const name = field.kind === 'many' ? field.element : key
  const of: Single = field.kind === 'many' || field.kind === 'optional' ? field.of : field
  const open = bytesOf(`<${name}>`)
  const read = elementReader(name, of)
  const next = (cursor: Cursor) => {
    if (!skipSpace(cursor) || !take(cursor, open)) return false
    cursor.elements += 1
    return true
  }
  if (field.kind !== 'many') {
    return (cursor, value) => {
      if (!next(cursor)) return field.kind === 'optional'
      value[key] = read(cursor)
      return value[key] !== undefined
    }
  }
  return (cursor, value) => {
    const items: unknown[] = []
    while (next(cursor)) {
      const item = read(cursor)
      if (item === undefined) return false
      items.push(item)
    }
    value[key] = items
    return items.length >= field.min && items.length <= field.max
  }
}

function take(cursor: Cursor, expected: Uint8Array): boolean {
  const { bytes, at } = cursor
  const { length } = expected
  for (let place = 0; place < length; place += 1) {
    if (bytes[at + place] !== expected[place]) return false
  }
  cursor.at = at + length
  return true
}

/** False, and no step further, for a gap that no document may have. */
function skipSpace(cursor: Cursor): boolean {
  const { bytes, at } = cursor
  let end = at
  while (isSpace(bytes[end])) end += 1
  if (end - at > limits.value) return false
  cursor.at = end
  return true
}

const isSpace = (code: number | undefined) =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
