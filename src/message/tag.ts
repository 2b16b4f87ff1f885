/**
 * One piece of XML markup, from its `<` to its `>`: a tag with its attributes, a comment or a CDATA
 * section. Every step looks forward only, so that hostile text costs its length and no more.
 * @module
 */
import { resolve } from './reference.ts'
import type { XmlFault } from './fault.ts'

/** `elements` is for what comes from outside; a reader of whole transmissions may ask for more. */
export const limits = { depth: 32, elements: 50_000, attributes: 64, name: 256, value: 65_536 }

export type Fault = { readonly fault: XmlFault; readonly detail: string }

export type Section = { readonly kind: 'section'; readonly cdata: boolean; readonly end: number }
export type Tag = {
  readonly kind: 'open' | 'close' | 'empty'
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly end: number
}

export const failed = (fault: XmlFault, detail: string): Fault => ({ fault, detail })

const cut = () => failed('cbp_truncated', 'it ends inside a tag')

const word = /[^\t\n\r />=<"'&!?]+/y
const space = /[\t\n\r ]*/y
const equals = /[\t\n\r ]*=[\t\n\r ]*/y

export function readMarkup(text: string, at: number): Tag | Section | Fault {
  if (text.startsWith('<!', at)) return readSection(text, at)
  const closing = text[at + 1] === '/'
  const name = take(word, text, closing ? at + 2 : at + 1)
  if (name === '') return at + 2 >= text.length ? cut() : failed('cbp_malformed', `at ${at}`)
  if (name.length > limits.name) return failed('cbp_limits', 'an element name is too long')
  if (unsafe(name)) return failed('cbp_malformed', `an element named ${name}`)
  return readAttributes(text, at + (closing ? 2 : 1) + name.length, name, closing)
}

function readAttributes(text: string, from: number, name: string, closing: boolean): Tag | Fault {
  const attributes = new Map<string, string>()
  let at = from
  for (;;) {
    const gap = take(space, text, at)
    at += gap.length
    if (at - from > limits.value) return failed('cbp_limits', 'the attributes are too long')
    if (at >= text.length) return cut()
    if (text[at] === '>') {
      return { kind: closing ? 'close' : 'open', name, attributes, end: at + 1 }
    }
    if (text[at] === '/' && at + 1 >= text.length) return cut()
    if (closing) return failed('cbp_malformed', `</${name}> carries more than its name`)
    if (text.startsWith('/>', at)) return { kind: 'empty', name, attributes, end: at + 2 }
    if (gap === '') return failed('cbp_malformed', `no space before an attribute of ${name}`)
    const read = readAttribute(text, at)
    if ('fault' in read) return read
    if (attributes.has(read.key)) return failed('cbp_malformed', `${read.key} twice in ${name}`)
    attributes.set(read.key, read.value)
    if (attributes.size > limits.attributes) return failed('cbp_limits', 'too many attributes')
    at = read.end
  }
}

function readAttribute(
  text: string,
  at: number,
): { readonly key: string; readonly value: string; readonly end: number } | Fault {
  const key = take(word, text, at)
  if (key.length > limits.name) return failed('cbp_limits', 'an attribute name is too long')
  const sign = take(equals, text, at + key.length)
  const start = at + key.length + sign.length
  if (start >= text.length) return cut()
  const quote = text[start] ?? ''
  if (key === '' || sign === '' || !/["']/.test(quote) || unsafe(key)) {
    return failed('cbp_malformed', `attribute at ${at}`)
  }
  const end = text.indexOf(quote, start + 1)
  if (end === -1) return cut()
  if (end - start > limits.value) return failed('cbp_limits', 'an attribute is too long')
  const value = text.slice(start + 1, end)
  if (value.includes('<')) return failed('cbp_malformed', `a tag inside attribute ${key}`)
  const resolved = resolve(value)
  return resolved.ok ? { key, value: resolved.text, end: end + 1 } : resolved
}

function readSection(text: string, at: number): Section | Fault {
  const comment = text.startsWith('<!--', at)
  const opening = comment ? '<!--' : '<![CDATA['
  if (!text.startsWith(opening, at)) {
    const rest = text.slice(at, at + opening.length)
    return opening.startsWith(rest) || '<!--'.startsWith(rest)
      ? failed('cbp_truncated', 'it ends inside a section')
      : failed('cbp_malformed', `at ${at}`)
  }
  const end = text.indexOf(comment ? '-->' : ']]>', at + opening.length)
  if (end === -1) return failed('cbp_truncated', 'a section is not closed')
  if (end - at > limits.value) return failed('cbp_limits', 'a section is too long')
  if (comment && text.slice(at + 4, end + 1).includes('--')) {
    return failed('cbp_malformed', 'two hyphens inside a comment')
  }
  return { kind: 'section', cdata: !comment, end: end + 3 }
}

/** What `form`, a sticky expression of one character class, matches at `at`. */
function take(form: RegExp, text: string, at: number): string {
  form.lastIndex = at
  return form.exec(text)?.[0] ?? ''
}

/** Names every object has: no message of ours uses one, and parsers trip over them. */
const unsafe = (name: string) => localName(name) in {}

export const prefixOf = (name: string) => name.slice(0, name.indexOf(':') + 1)
export const localName = (name: string) => name.slice(name.indexOf(':') + 1)
