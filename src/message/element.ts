/**
 * Element tables: one table describes a document, and gives its writer, its reader and its type.
 * Each leaf names the CATAIR record and position it stands for.
 * @module
 */
import type { XmlNode } from './xml.ts'

type Leaf<T> = {
  readonly kind: 'leaf'
  /** CATAIR record and positions, `SE10 11-18`. */
  readonly source: string
  /** What `parse` takes, as the XML schema says it. */
  readonly facet: Facet
  readonly parse: (text: string) => T | undefined
  readonly print: (value: T) => string
}
export type Facet =
  | { readonly maxLength: number }
  | { readonly values: readonly string[] }
  | { readonly form: RegExp }
  | { readonly maxInclusive: number }

export type Group<F extends Fields> = { readonly kind: 'group'; readonly fields: F }
type Optional<F extends Single> = { readonly kind: 'optional'; readonly of: F }
type Many<F extends Single> = {
  readonly kind: 'many'
  /** The name of one element; the field's own name is the plural. */
  readonly element: string
  readonly min: number
  readonly max: number
  readonly of: F
}

export type Single = Leaf<any> | Group<any>
export type Field = Single | Optional<any> | Many<any>
export type Fields = { readonly [name: string]: Field }

export type Infer<F> =
  F extends Leaf<infer T>
    ? T
    : F extends Group<infer Inner>
      ? InferFields<Inner>
      : F extends Many<infer Item>
        ? readonly Infer<Item>[]
        : F extends Optional<infer Item>
          ? Infer<Item>
          : never

type InferFields<F> = {
  readonly [Name in keyof F as F[Name] extends Optional<any> ? never : Name]: Infer<F[Name]>
} & { readonly [Name in keyof F as F[Name] extends Optional<any> ? Name : never]?: Infer<F[Name]> }

const leaf = <T>(
  source: string,
  facet: Facet,
  parse: (text: string) => T | undefined,
  print: (value: T) => string = String,
): Leaf<T> => ({ kind: 'leaf', source, facet, parse, print })

const control = /\p{Cc}/u

/** One line: a record has no room for a line break or another control character. */
export const text = (source: string, max: number): Leaf<string> =>
  leaf(source, { maxLength: max }, (value) =>
    value !== '' && value.length <= max && !control.test(value) ? value : undefined,
  )

/** Class X of CATAIR: printable ASCII in capitals, no space at either end. */
export const wireText = (source: string, max: number): Leaf<string> =>
  wireLeaf(source, printable(max))

/** Class X where columns count: blanks in front stay. */
export const wireColumns = (source: string, max: number): Leaf<string> =>
  wireLeaf(source, RegExp(`^[ -~]{0,${max - 1}}[!-~]$`))

/** Class AN of CATAIR: capitals, digits and spaces, no space at either end. */
export const wireName = (source: string, max: number): Leaf<string> =>
  wireLeaf(source, alphanumeric(max))

const printable = (max: number) => between('[!-~]', '[ -~]', max)
const alphanumeric = (max: number) => between('[A-Za-z0-9]', '[A-Za-z0-9 ]', max)
const between = (end: string, inner: string, max: number) =>
  max === 1 ? RegExp(`^${end}$`) : RegExp(`^${end}(${inner}{0,${max - 2}}${end})?$`)

/** CBP takes small letters for capitals; none are sent. */
const wireLeaf = (source: string, form: RegExp): Leaf<string> =>
  leaf(
    source,
    { form },
    (value) => (form.test(value) ? value.toUpperCase() : undefined),
    (value) => String(value).toUpperCase(),
  )

export const code = <const T extends string>(source: string, ...values: readonly T[]): Leaf<T> =>
  leaf(source, { values }, (value) => values.find((known) => known === value))

export const pattern = (source: string, form: RegExp): Leaf<string> =>
  leaf(source, { form }, (value) => (form.test(value) ? value : undefined))

/** A whole number that is written as `form` allows. */
export const numeral = (source: string, form: RegExp): Leaf<number> =>
  leaf(source, { form }, (value) => (form.test(value) ? Number(value) : undefined))

export const whole = (source: string, max: number): Leaf<number> =>
  leaf(source, { maxInclusive: max }, (value) =>
    /^(0|[1-9]\d{0,15})$/.test(value) && Number(value) <= max ? Number(value) : undefined,
  )

export const flag = (source: string): Leaf<boolean> =>
  leaf(
    source,
    { values: ['Y', 'N'] },
    (value) => (value === 'Y' ? true : value === 'N' ? false : undefined),
    (value) => (value ? 'Y' : 'N'),
  )

export const group = <F extends Fields>(fields: F): Group<F> => ({ kind: 'group', fields })
export const optional = <F extends Single>(of: F): Optional<F> => ({ kind: 'optional', of })
export const many = <F extends Single>(element: string, of: F, min = 0, max = 999): Many<F> => ({
  kind: 'many',
  element,
  min,
  max,
  of,
})

/** The tree of `value`; a missing mandatory part is a mistake of ours and throws. */
export function toNode<F extends Fields>(
  name: string,
  table: Group<F>,
  value: Infer<Group<F>>,
): XmlNode {
  return single(name, table, value)
}

function single(name: string, field: Single, value: unknown): XmlNode {
  if (field.kind === 'leaf') {
    const printed: string = field.print(value)
    if (field.parse(printed) === undefined) {
      throw new TypeError(`${name} (${field.source}) cannot carry ${JSON.stringify(value)}`)
    }
    return { name, text: printed, children: [] }
  }
  const parts = value as Readonly<Record<string, unknown>>
  const fields = field.fields as Fields
  const children = Object.entries(fields).flatMap(([key, of]) => childNodes(key, of, parts[key]))
  return { name, text: '', children }
}

function childNodes(key: string, field: Field, value: unknown): XmlNode[] {
  switch (field.kind) {
    case 'optional':
      if (value === null) throw new TypeError(`${key} is null`)
      return value === undefined ? [] : [single(key, field.of, value)]
    case 'many': {
      if (!Array.isArray(value)) throw new TypeError(`${key} is missing`)
      const items = value as readonly unknown[]
      if (items.length < field.min || items.length > field.max) {
        throw new TypeError(`${key} takes ${field.min} to ${field.max} ${field.element}`)
      }
      return items.map((item) => single(field.element, field.of, item))
    }
    default:
      if (value === undefined || value === null) throw new TypeError(`${key} is missing`)
      return [single(key, field, value)]
  }
}

export const sentTwice = 'sent twice'

export type ElementFault = { readonly path: string; readonly why: string }

/** Copies the tree field by field. Unknown elements are left out and counted in `unknown`. */
export function fromNode<F extends Fields>(
  node: XmlNode,
  table: Group<F>,
): { value: Infer<Group<F>> | undefined; faults: ElementFault[]; unknown: number } {
  const reader = { faults: [] as ElementFault[], unknown: 0 }
  const value = readSingle(node, table, node.name, reader) as Infer<Group<F>> | undefined
  return { ...reader, value: reader.faults.length > 0 ? undefined : value }
}

type Reader = { readonly faults: ElementFault[]; unknown: number }

function readSingle(node: XmlNode, field: Single, path: string, reader: Reader): unknown {
  if (field.kind === 'leaf') {
    const value = node.children.length === 0 ? field.parse(node.text) : undefined
    if (value === undefined) {
      reader.faults.push({ path, why: `"${node.text.slice(0, 80)}" does not fit ${field.source}` })
    }
    return value
  }
  const fields = field.fields as Fields
  const byName = Map.groupBy(node.children, ({ name }) => name)
  const value: Record<string, unknown> = {}
  for (const [key, of] of Object.entries(fields)) {
    const element = of.kind === 'many' ? of.element : key
    const found = readField(byName.get(element) ?? [], of, `${path}/${element}`, reader)
    if (found !== undefined) value[key] = found
    byName.delete(element)
  }
  for (const nodes of byName.values()) reader.unknown += nodes.length
  if (node.text.trim() !== '') reader.faults.push({ path, why: 'text where elements belong' })
  return value
}

function readField(nodes: readonly XmlNode[], field: Field, path: string, reader: Reader): unknown {
  if (field.kind === 'many') {
    if (nodes.length < field.min || nodes.length > field.max) {
      reader.faults.push({
        path,
        why: `${nodes.length} found, ${field.min} to ${field.max} expected`,
      })
    }
    return nodes.map((node, index) => readSingle(node, field.of, `${path}[${index + 1}]`, reader))
  }
  const [first, second] = nodes
  if (second) {
    reader.faults.push({ path, why: sentTwice })
    return undefined
  }
  const of = field.kind === 'optional' ? field.of : field
  if (first) return readSingle(first, of, path, reader)
  if (field.kind !== 'optional') reader.faults.push({ path, why: 'missing' })
  return undefined
}
