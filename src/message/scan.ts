/**
 * One linear pass over XML text before any parser sees it: completeness, forbidden constructs,
 * one namespace and size limits, in time proportional to the length. Also cuts out the root's
 * children as sent.
 * @module
 */
import { resolve } from './reference.ts'
import { failed, limits, localName, prefixOf, readMarkup } from './tag.ts'
import type { Fault, Tag } from './tag.ts'

export type Scan =
  | {
      readonly root: string
      /** With its colon: `g:`, or nothing for the default namespace. */
      readonly prefix: string
      readonly namespace: string | undefined
      readonly parts: readonly string[]
    }
  | Fault

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

export function scan(text: string, mostElements = limits.elements): Scan {
  const start = preamble(text)
  if (typeof start !== 'number') return start
  const open: string[] = []
  const parts: string[] = []
  let root: { root: string; prefix: string; namespace: string | undefined } | undefined
  let elements = 0
  let partStart = 0
  let at = start
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const fault = gapFault(text.slice(at, next === -1 ? undefined : next), open.length, root)
    if (fault) return fault
    if (next === -1) break
    const markup = readMarkup(text, next)
    if ('fault' in markup) return markup
    at = markup.end
    if (markup.kind === 'section') {
      if (open.length > 0 || !markup.cdata) continue
      return failed('cbp_malformed', 'CDATA outside the root element')
    }
    const { kind, name } = markup
    if (kind === 'close') {
      if (open.pop() !== name) return failed('cbp_malformed', `</${name}> closes nothing`)
    } else {
      elements += 1
      if (elements > mostElements) return failed('cbp_limits', 'too many elements')
      if (open.length >= limits.depth) return failed('cbp_limits', 'nested too deep')
      if (open.length === 0 && root) return failed('cbp_malformed', 'a second root element')
      root ??= rootOf(markup)
      if (otherNamespace(markup, root))
        return failed('cbp_malformed', `namespaces mixed in ${name}`)
      if (open.length === 1) partStart = next
      if (kind === 'open') open.push(name)
    }
    if (open.length === 1 && kind !== 'open') parts.push(text.slice(partStart, at))
  }
  if (open.length > 0) return failed('cbp_truncated', `${open.at(-1)} is not closed`)
  return root ? { ...root, parts } : failed('cbp_truncated', 'it ends before the first element')
}

/** Where the document itself begins, or why it is none. */
function preamble(text: string): number | Fault {
  if (text.trim() === '') return failed('cbp_empty', 'the document is empty')
  if (!/^[\t\n\r ]*</.test(text)) {
    return text.startsWith('\ufeff')
      ? failed('cbp_encoding', 'a second byte order mark')
      : failed('cbp_not_xml', 'it does not begin with an element')
  }
  if (/^[\t\n\r ]*<(?:!doctype[\t\n\r ]+)?html[\t\n\r >]/i.test(text)) {
    return failed('cbp_not_xml', 'a page of HTML')
  }
  const character = illegal.exec(text)
  if (character) return failed('cbp_bad_char', `illegal character at ${character.index}`)
  if (text.includes('\ufeff')) return failed('cbp_encoding', 'a byte order mark inside')
  if (/<!(?:DOCTYPE|ENTITY)|www\.w3\.org\/2001\/XInclude/i.test(text)) {
    return failed('cbp_forbidden_construct', 'DOCTYPE, ENTITY or XInclude')
  }
  const start = declarationEnd(text)
  if (typeof start !== 'number') return start
  return text.includes('<?', start)
    ? failed('cbp_forbidden_construct', 'processing instruction')
    : start
}

const declaration =
  /^<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']([\w.-]+)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>$/

function declarationEnd(text: string): number | Fault {
  if ('<?xml'.startsWith(text)) return failed('cbp_truncated', 'it ends in its declaration')
  if (!/^<\?xml\s/.test(text)) return 0
  const end = text.indexOf('?>') + 2
  if (end === 1) return failed('cbp_truncated', 'it ends in its declaration')
  const found = end > limits.name ? null : declaration.exec(text.slice(0, end))
  if (!found) return failed('cbp_malformed', 'the XML declaration')
  const [, encoding = 'utf-8'] = found
  const plain = /^us-ascii$/i.test(encoding) && !/[^\0-\x7f]/.test(text)
  return plain || /^utf-8$/i.test(encoding)
    ? end
    : failed('cbp_encoding', `declared encoding ${encoding}`)
}

function gapFault(gap: string, depth: number, root: object | undefined): Fault | undefined {
  if (gap.length > limits.value) return failed('cbp_limits', 'a value is too long')
  if (depth === 0) {
    if (/^[\t\n\r ]*$/.test(gap)) return undefined
    return failed(root ? 'cbp_malformed' : 'cbp_not_xml', 'text outside the root element')
  }
  if (gap.includes(']]>')) return failed('cbp_malformed', ']]> outside a CDATA section')
  const resolved = resolve(gap)
  return resolved.ok ? undefined : resolved
}

const declaredBy = (prefix: string) => (prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`)

function rootOf({ name, attributes }: Tag) {
  const prefix = prefixOf(name)
  return { root: localName(name), prefix, namespace: attributes.get(declaredBy(prefix)) }
}

/** One namespace, one prefix: then a name with the root's prefix is ours, and no other is. */
function otherNamespace({ attributes }: Tag, root: { prefix: string; namespace?: string }) {
  for (const [key, value] of attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    if ((key === declaredBy(root.prefix)) !== (value === root.namespace)) return true
  }
  return false
}
