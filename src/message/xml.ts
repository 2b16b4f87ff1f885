/**
 * XML as text <-> a plain tree. The only file that knows the two XML packages; what they let pass
 * is refused here (truncated documents, DOCTYPE, odd encodings, illegal characters, floods). It is
 * the reference that writer.ts and reader.ts are held against.
 * @module
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { create } from 'xmlbuilder2'
import { resolve } from './reference.ts'
import type { XmlFault } from './fault.ts'
import { scan } from './scan.ts'
import { localName, prefixOf } from './tag.ts'

export type XmlNode = {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlNode[]
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlNode; readonly parts: readonly string[] }
  | { readonly ok: false; readonly fault: XmlFault; readonly detail: string }

export const namespace = 'urn:gate321:cargo-release:1'

/** Frozen: every other value of these re-opens a hole that a test in xml.test.ts walks into. */
export const parserOptions = Object.freeze({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: false,
  cdataPropName: '#cdata',
  maxNestedTags: 32,
})

const parser = new XMLParser(parserOptions)

/** `root` is the one local name that is expected; `parts` are its children as they were sent. */
export function readXml(bytes: Uint8Array, root: string, mostElements?: number): XmlReading {
  const text = decode(bytes)
  if (text === undefined) return failed('cbp_encoding', 'the bytes are not UTF-8')
  const scanned = scan(text, mostElements)
  if ('fault' in scanned) return { ok: false, ...scanned }
  if (scanned.root !== root) {
    return failed('cbp_unexpected_root', `expected ${root}, found ${scanned.root}`)
  }
  if (scanned.namespace !== namespace) {
    return failed('cbp_unexpected_root', `expected namespace ${namespace}`)
  }
  try {
    const valid = XMLValidator.validate(text)
    if (valid !== true) return failed('cbp_malformed', valid.err.msg)
    const node = treeOf(parser.parse(text), scanned.prefix)
    if (node === undefined) return failed('cbp_malformed', 'not exactly one root element')
    return { ok: true, root: node, parts: scanned.parts }
  } catch (error) {
    return failed('cbp_malformed', error instanceof Error ? error.message : String(error))
  }
}

/** Two spaces of indentation, LF, a declaration; illegal characters throw. */
export function printXml(root: XmlNode): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  append(document, root, namespace)
  return `${document.end({ prettyPrint: true, wellFormed: true })}\n`
}

type Builder = ReturnType<typeof create>

function append(parent: Builder, node: XmlNode, of?: string): void {
  const element = of === undefined ? parent.ele(node.name) : parent.ele(of, node.name)
  if (node.children.length === 0) {
    // xmlbuilder2 writes a bare CR, and every reader turns it into LF.
    if (node.text.includes('\r')) throw new TypeError(`a carriage return in ${node.name}`)
    // It also leaves alone an `&` that looks like a reference, but keeps one that is one.
    element.txt(node.text.replaceAll('&', '&amp;'))
    return
  }
  if (node.text !== '') throw new TypeError(`text beside elements in ${node.name}`)
  for (const child of node.children) append(element, child)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

const failed = (fault: XmlFault, detail: string): XmlReading => ({ ok: false, fault, detail })

type Ordered = readonly Readonly<Record<string, unknown>>[]

function treeOf(parsed: Ordered, prefix: string): XmlNode | undefined {
  const elements = parsed.filter((item) => !('?xml' in item) && !blankText(item))
  const only = elements.length === 1 ? elements[0] : undefined
  return only && !('#text' in only) ? nodeOf(only, prefix) : undefined
}

const blankText = (item: Readonly<Record<string, unknown>>) =>
  '#text' in item && String(item['#text']).trim() === ''

/** Names of our namespace lose their prefix; others get a colon in front, and so match no table. */
function nodeOf(item: Readonly<Record<string, unknown>>, prefix: string): XmlNode {
  const sent = Object.keys(item).find((key) => key !== ':@') ?? ''
  const name = prefixOf(sent) === prefix ? localName(sent) : `:${sent}`
  const content = item[sent] as Ordered
  const elements = content.filter((child) => !('#text' in child) && !('#cdata' in child))
  const text = content.map(textOf).join('')
  if (elements.length === 0) return { name, text, children: [] }
  if (text.trim() !== '') throw new Error(`text beside elements in ${name}`)
  return { name, text: '', children: elements.map((child) => nodeOf(child, prefix)) }
}

function textOf(item: Readonly<Record<string, unknown>>): string {
  if ('#text' in item) {
    const resolved = resolve(String(item['#text']))
    if (!resolved.ok) throw new Error(resolved.detail)
    return resolved.text
  }
  if (!('#cdata' in item)) return ''
  return (item['#cdata'] as Ordered).map((part) => String(part['#text'] ?? '')).join('')
}
