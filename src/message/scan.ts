/**
 * One linear pass over XML text before any parser sees it: completeness, forbidden constructs and
 * size limits, in time proportional to the length. Also cuts out the root's children as sent.
 * @module
 */
import type { XmlFault } from './xml.ts'

export type Scan =
  | {
      readonly root: string
      readonly namespace: string | undefined
      readonly parts: readonly string[]
    }
  | { readonly fault: XmlFault; readonly detail: string }

/** `elements` is for what comes from outside; a reader of whole transmissions may ask for more. */
export const limits = { depth: 32, elements: 50_000, attributes: 64, name: 256, value: 65_536 }

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const declaration = /^<\?xml\s[^?]*\?>/
const token =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(\/?)([^\s/>!?<]+)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/y
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

export function scan(text: string, mostElements = limits.elements): Scan {
  const fault = preamble(text)
  if (fault) return fault
  const body = text.replace(declaration, '')
  const open: string[] = []
  const parts: string[] = []
  let root: { name: string; namespace: string | undefined } | undefined
  let elements = 0
  let partStart = 0
  let at = 0
  while (at < body.length) {
    const next = body.indexOf('<', at)
    const gap = body.slice(at, next === -1 ? undefined : next)
    if (gap.length > limits.value) return failed('cbp_limits', 'a value is too long')
    if (open.length === 0 && gap.trim() !== '') {
      return failed(root ? 'cbp_malformed' : 'cbp_not_xml', 'text outside the root element')
    }
    if (next === -1) break
    token.lastIndex = next
    const found = token.exec(body)
    if (!found) return unreadable(body, next)
    at = token.lastIndex
    const [whole, closing, name, attributes = '', selfClosing] = found
    if (name === undefined) {
      if (whole.length > limits.value) return failed('cbp_limits', 'a section is too long')
      if (open.length === 0 && whole.startsWith('<!['))
        return failed('cbp_malformed', 'CDATA outside the root element')
      continue
    }
    if (closing) {
      if (open.pop() !== name) return failed('cbp_malformed', `</${name}> closes nothing`)
      if (open.length === 1) parts.push(body.slice(partStart, at))
      continue
    }
    elements += 1
    const over =
      elements > mostElements ? 'too many elements' : overLimits(name, attributes, open.length)
    if (over) return failed('cbp_limits', over)
    if (open.length === 0) {
      if (root) return failed('cbp_malformed', 'a second root element')
      root = { name: localName(name), namespace: namespaceOf(name, attributes) }
    }
    if (open.length === 1) partStart = next
    if (!selfClosing) open.push(name)
    else if (open.length === 1) parts.push(body.slice(partStart, at))
  }
  if (open.length > 0) return failed('cbp_truncated', `${open.at(-1)} is not closed`)
  return root
    ? { root: root.name, namespace: root.namespace, parts }
    : failed('cbp_not_xml', 'no element')
}

const failed = (fault: XmlFault, detail: string) => ({ fault, detail })

function preamble(text: string): { fault: XmlFault; detail: string } | undefined {
  if (text.trim() === '') return failed('cbp_empty', 'the document is empty')
  if (!text.trimStart().startsWith('<'))
    return failed('cbp_not_xml', 'it does not begin with an element')
  const character = illegal.exec(text)
  if (character) return failed('cbp_bad_char', `illegal character at ${character.index}`)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return failed('cbp_forbidden_construct', 'DOCTYPE')
  const encoding = /^<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
    return failed('cbp_encoding', `declared encoding ${encoding}`)
  }
  const instructions = text.replace(declaration, '').includes('<?')
  return instructions ? failed('cbp_forbidden_construct', 'processing instruction') : undefined
}

/** A `<` that begins nothing complete: cut off when no `>` follows, broken otherwise. */
function unreadable(body: string, at: number) {
  const rest = body.slice(at)
  const cut = !rest.includes('>') || rest.startsWith('<!--') || rest.startsWith('<![CDATA[')
  return cut ? failed('cbp_truncated', 'it ends inside a tag') : failed('cbp_malformed', `at ${at}`)
}

function overLimits(name: string, attributes: string, depth: number) {
  if (depth >= limits.depth) return 'nested too deep'
  if (name.length > limits.name) return 'an element name is too long'
  if (attributes.length > limits.value) return 'the attributes are too long'
  return (attributes.match(attribute) ?? []).length > limits.attributes
    ? 'too many attributes'
    : undefined
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

function namespaceOf(name: string, attributes: string): string | undefined {
  const prefix = name.includes(':') ? `xmlns:${name.slice(0, name.indexOf(':'))}` : 'xmlns'
  for (const [, key, double, single] of attributes.matchAll(attribute)) {
    if (key === prefix) return double ?? single
  }
  return undefined
}
