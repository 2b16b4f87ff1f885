/**
 * Documents set out for reading: XML and JSON, indented and gently coloured. What is neither, or is
 * broken, is shown as it came. Everything is escaped; documents come from strangers.
 * @module
 */
import { html, raw } from 'hono/html'
import type { Html } from './view.ts'

const mark = (kind: string, text: Html | string): Html => html`<span class="${kind}">${text}</span>`

/** `undefined` for what cannot be set out. */
export function pretty(text: string, mediaType: string | null): Html | undefined {
  const start = text.trimStart().charAt(0)
  if (start === '<') return prettyXml(text)
  return start === '{' || start === '[' || mediaType?.includes('json')
    ? prettyJson(text)
    : undefined
}

/** Deeper ones are built to cost something: what they are indented by grows with the square. */
const deepest = 40

const jsonToken = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g

function prettyJson(text: string): Html | undefined {
  if (depthOf(text) > deepest) return undefined
  let set: string
  try {
    set = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
  return coloured(set, jsonToken, ([, string, colon, word]) =>
    string === undefined
      ? mark('word', word ?? '')
      : colon === undefined
        ? mark('text', string)
        : html`${mark('name', string)}${colon}`,
  )
}

const xmlToken = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<![^>]*>|<\/?[^<>]+>|[^<]+/g

/** Of brackets outside of strings. */
const depthOf = (text: string) =>
  [...text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)].reduce(
    ({ at, most }, [bracket]) => {
      const now = bracket === '[' || bracket === '{' ? at + 1 : at - 1
      return { at: now, most: Math.max(most, now) }
    },
    { at: 0, most: 0 },
  ).most

/** Comments and the like; a document that begins many and ends none would be read again for each. */
const mostAsides = 20

/** An element with nothing but text stays on its line. */
function prettyXml(text: string): Html | undefined {
  if ((text.match(/<[!?]/g) ?? []).length > mostAsides) return undefined
  const tokens = text.match(xmlToken) ?? []
  if (tokens.join('') !== text) return undefined
  const lines: { depth: number; parts: string[] }[] = []
  const open: string[] = []
  let leaf = false
  for (const token of tokens) {
    if (!token.startsWith('<')) {
      if (token.trim() === '') continue
      if (leaf) lines.at(-1)?.parts.push(token)
      else lines.push({ depth: open.length, parts: [token.trim()] })
      continue
    }
    const name = /^<\/?([^\s/>]+)/.exec(token)?.[1] ?? ''
    if (token.startsWith('</')) {
      if (open.pop() !== name) return undefined
      if (leaf) lines.at(-1)?.parts.push(token)
      else lines.push({ depth: open.length, parts: [token] })
      leaf = false
      continue
    }
    lines.push({ depth: open.length, parts: [token] })
    leaf = !/^<[?!]|\/>$/.test(token)
    if (leaf) open.push(name)
    if (open.length > deepest) return undefined
  }
  if (open.length > 0) return undefined
  return html`${lines.map(({ depth, parts }, index) => [
    raw(`${index === 0 ? '' : '\n'}${'  '.repeat(depth)}`),
    parts.map((part) => (part.startsWith('<') ? tag(part) : mark('text', part))),
  ])}`
}

const tagToken = /(<[/?!]?)([^\s/?>]+)|(?<![\w:.-])([\w:.-]+)(=)("[^"]*"|'[^']*')/g

const tag = (text: string): Html => {
  const parts = coloured(text, tagToken, ([, bracket, name, attribute, equals, value]) =>
    bracket === undefined
      ? html`${mark('attribute', attribute ?? '')}${equals}${mark('text', value ?? '')}`
      : html`${bracket}${mark('name', name ?? '')}`,
  )
  return mark('tag', parts)
}

function coloured(text: string, token: RegExp, part: (match: RegExpExecArray) => Html): Html {
  const parts: (Html | string)[] = []
  let at = 0
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(at, match.index), part(match))
    at = match.index + match[0].length
  }
  return html`${parts}${text.slice(at)}`
}
