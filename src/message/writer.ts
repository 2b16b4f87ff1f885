/**
 * Plain values straight from the element tables to text, for the messages that are printed all day:
 * byte for byte what xmlbuilder2 writes. What is not plain, or no table can carry, goes to it.
 * @module
 */
import { toNode } from './element.ts'
import type { Field, Fields, Group, Infer, Single } from './element.ts'
import { namespace, printXml } from './xml.ts'

/** `undefined` where the value is not plain. */
type Write = (value: unknown) => string | undefined

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A missing mandatory part is a mistake of ours and throws. */
export function documentWriter<F extends Fields>(
  root: string,
  table: Group<F>,
): (value: Infer<Group<F>>) => string {
  const write = contentWriter(table, '\n  ')
  return (value) => {
    const content = write(value)
    return content === undefined
      ? printXml(toNode(root, table, value))
      : `${declaration}<${root} xmlns="${namespace}">${content}\n</${root}>\n`
  }
}

/** Whether a value is plain: then its table can carry it, and it can be printed. */
export function plainTest<F extends Fields>(table: Group<F>): (value: Infer<Group<F>>) => boolean {
  const write = contentWriter(table, '')
  return (value) => write(value) !== undefined
}

function contentWriter(table: Group<Fields>, indent: string): Write {
  const fields = Object.entries(table.fields).map(
    ([key, field]) => [key, fieldWriter(key, field, indent)] as const,
  )
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined
    const parts = value as Readonly<Record<string, unknown>>
    let content = ''
    for (const [key, write] of fields) {
      const written = write(parts[key])
      if (written === undefined) return undefined
      content += written
    }
    // xmlbuilder2 closes an empty element in its own tag.
    return content === '' ? undefined : content
  }
}

function fieldWriter(key: string, field: Field, indent: string): Write {
  if (field.kind === 'optional') {
    const write = elementWriter(key, field.of, indent)
    return (value) => (value === undefined ? '' : write(value))
  }
  if (field.kind !== 'many') return elementWriter(key, field, indent)
  const { element, of, min, max } = field
  const write = elementWriter(element, of, indent)
  return (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return undefined
    let content = ''
    for (const item of value as readonly unknown[]) {
      const written = write(item)
      if (written === undefined) return undefined
      content += written
    }
    return content
  }
}

function elementWriter(name: string, field: Single, indent: string): Write {
  const open = `${indent}<${name}>`
  if (field.kind === 'leaf') {
    const close = `</${name}>`
    return (value) => {
      if (value === undefined || value === null) return undefined
      const text: string = field.print(value)
      if (!plain.test(text) || field.parse(text) === undefined) return undefined
      return open + escape(text) + close
    }
  }
  const write = contentWriter(field, `${indent}  `)
  const close = `${indent}</${name}>`
  return (value) => {
    const content = write(value)
    return content === undefined ? undefined : open + content + close
  }
}

const plain = /^[\x20-\x7e]+$/

const escape = (text: string) =>
  /[&<>]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text
