/**
 * XML as text <-> a plain tree. The only file that knows the two XML packages; what they let pass
 * is refused here (truncated documents, DOCTYPE, odd encodings, illegal characters, floods).
 * @module
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { create } from 'xmlbuilder2'
import { scan } from './scan.ts'

export type XmlNode = {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlNode[]
}

/** Why a document cannot be read; the codes are those of alarms and of replies in doubt. */
export type XmlFault =
  | 'cbp_empty'
  | 'cbp_not_xml'
  | 'cbp_truncated'
  | 'cbp_malformed'
  | 'cbp_forbidden_construct'
  | 'cbp_limits'
  | 'cbp_encoding'
  | 'cbp_bad_char'
  | 'cbp_unexpected_root'

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
  removeNSPrefix: true,
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
    const node = treeOf(parser.parse(text))
    if (node === undefined) return failed('cbp_malformed', 'not exactly one root element')
    return { ok: true, root: node, parts: scanned.parts }
  } catch (error) {
    return failed('cbp_malformed', error instanceof Error ? error.message : String(error))
  }
}

/** Two spaces of indentation, LF, a declaration; illegal characters throw. */
export function printXml(root: XmlNode): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  const element = document.ele(namespace, root.name)
  for (const child of root.children) append(element, child)
  return `${document.end({ prettyPrint: true, wellFormed: true })}\n`
}

type Builder = ReturnType<typeof create>

function append(parent: Builder, node: XmlNode): void {
  const element = parent.ele(node.name)
  if (node.children.length === 0) {
    element.txt(node.text)
    return
  }
  for (const child of node.children) append(element, child)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const failed = (fault: XmlFault, detail: string): XmlReading => ({ ok: false, fault, detail })

type Ordered = readonly Readonly<Record<string, unknown>>[]

function treeOf(parsed: Ordered): XmlNode | undefined {
  const elements = parsed.filter((item) => !('?xml' in item) && !blankText(item))
  const only = elements.length === 1 ? elements[0] : undefined
  return only && !('#text' in only) ? nodeOf(only) : undefined
}

const blankText = (item: Readonly<Record<string, unknown>>) =>
  '#text' in item && String(item['#text']).trim() === ''

function nodeOf(item: Readonly<Record<string, unknown>>): XmlNode {
  const name = Object.keys(item).find((key) => key !== ':@') ?? ''
  const content = item[name] as Ordered
  const elements = content.filter((child) => !('#text' in child) && !('#cdata' in child))
  const text = content.map(textOf).join('')
  if (elements.length > 0 && text.trim() !== '') throw new Error(`text beside elements in ${name}`)
  return { name, text: elements.length > 0 ? '' : text, children: elements.map(nodeOf) }
}

function textOf(item: Readonly<Record<string, unknown>>): string {
  if ('#text' in item) return unescape(String(item['#text']))
  if (!('#cdata' in item)) return ''
  return (item['#cdata'] as Ordered).map((part) => String(part['#text'] ?? '')).join('')
}

const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'",
} // prettier-ignore

/** The five named references and numeric ones, once; anything else is not ours to guess. */
function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{1,12});|&/g, (whole, reference: string | undefined) => {
    const value = reference === undefined ? undefined : (named[reference] ?? numeric(reference))
    if (value === undefined) throw new Error(`reference ${whole} is not allowed`)
    return value
  })
}

function numeric(reference: string): string | undefined {
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(reference)
  if (!match) return undefined
  const point = match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16)
  return isXmlChar(point) ? String.fromCodePoint(point) : undefined
}

/** XML 1.0 `Char`. */
const isXmlChar = (point: number) =>
  point === 0x9 || point === 0xa || point === 0xd ||
  (point >= 0x20 && point <= 0xd7ff) || (point >= 0xe000 && point <= 0xfffd) ||
  (point >= 0x10000 && point <= 0x10ffff) // prettier-ignore
