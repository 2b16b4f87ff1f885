/**
 * Character references of XML: the five named ones and the numeric ones, resolved once.
 * @module
 */

export type Resolved =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: ReferenceFault; readonly detail: string }

type ReferenceFault = 'cbp_bad_char' | 'cbp_forbidden_construct' | 'cbp_malformed'

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"],
]) // prettier-ignore

/** What the text says; every other entity would have to be declared, and declarations are refused. */
export function resolve(text: string): Resolved {
  if (!text.includes('&')) return { ok: true, text }
  let fault: ReferenceFault | undefined
  let detail = ''
  const resolved = text.replace(/&([^;&\s]{1,12});|&/g, (whole, name: string | undefined) => {
    const value = name === undefined ? undefined : (named.get(name) ?? numeric(name))
    if (value === undefined && fault === undefined) {
      fault = faultOf(name)
      detail = `reference ${whole} is not allowed`
    }
    return value ?? ''
  })
  return fault === undefined ? { ok: true, text: resolved } : { ok: false, fault, detail }
}

function faultOf(name: string | undefined): ReferenceFault {
  if (name === undefined) return 'cbp_malformed'
  return name.startsWith('#') ? 'cbp_bad_char' : 'cbp_forbidden_construct'
}

function numeric(name: string): string | undefined {
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name)
  if (!match) return undefined
  const point = match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16)
  return isXmlChar(point) ? String.fromCodePoint(point) : undefined
}

/** XML 1.0 `Char`. */
const isXmlChar = (point: number) =>
  point === 0x9 || point === 0xa || point === 0xd ||
  (point >= 0x20 && point <= 0xd7ff) || (point >= 0xe000 && point <= 0xfffd) ||
  (point >= 0x10000 && point <= 0x10ffff) // prettier-ignore
