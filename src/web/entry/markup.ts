/**
 * A message for reading: XML indented and marked, records with what each column means, JSON in
 * lines. All of it is text, whatever CBP wrote.
 * @module
 */
import { html } from 'hono/html'
import type { ReadMessage } from '../../gateway/dossier.ts'
import type { Html } from '../page.ts'
import { facts } from '../parts.ts'

/** A document in base64 is not for reading. */
const longest = 2000

const shortened = (text: string) =>
  text.length <= longest
    ? text
    : `${text.slice(0, 200)} … ${(text.length - 200).toLocaleString('en-US')} characters more`

export function marked({ format, part, lines }: ReadMessage): Html {
  if (format.includes('xml')) {
    return html`<pre class="markup" id="message" tabindex="0">${xmlLines(part).map(
      ({ depth, open, text, close }) =>
        html`${'  '.repeat(depth)}<span class="t">${open}</span><span class="v">${text}</span><span
          class="t"
          >${close}</span
        >
`,
    )}</pre>` // prettier-ignore
  }
  if (lines.length > 0) return records(part, lines)
  return html`<pre class="markup" id="message" tabindex="0">${shortened(jsonLines(part))}</pre>`
}

type XmlLine = {
  readonly depth: number
  readonly open: string
  readonly text: string
  readonly close: string
}

const pieces = /<[^<>]*>|[^<>]+|[<>]/g

/** One line an element with text, or a tag; what is no XML comes out as text. */
export function xmlLines(source: string): XmlLine[] {
  const lines: XmlLine[] = []
  const all = [...source.matchAll(pieces)].map(([piece]) => piece)
  let depth = 0
  for (let at = 0; at < all.length; at++) {
    const piece = all[at] ?? ''
    if (piece.trim() === '') continue
    const line = { depth, open: '', text: '', close: '' }
    if (!/^<.+>$/s.test(piece)) {
      lines.push({ ...line, text: shortened(piece.trim()) })
    } else if (piece.startsWith('</')) {
      depth = Math.max(0, depth - 1)
      lines.push({ ...line, depth, close: piece })
    } else if (/^<[?!]|\/>$/.test(piece)) {
      lines.push({ ...line, open: piece })
    } else {
      const [text = '', close = ''] = all.slice(at + 1, at + 3)
      const leaf = !text.startsWith('<') && close.startsWith('</')
      const empty = text.startsWith('</')
      if (leaf) lines.push({ ...line, open: piece, text: shortened(text.trim()), close })
      else if (empty) lines.push({ ...line, open: piece, close: text })
      else lines.push({ ...line, open: piece })
      at += leaf ? 2 : empty ? 1 : 0
      if (!leaf && !empty) depth += 1
    }
  }
  return lines
}

const jsonLines = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The records as they are, and below each what stands in it. */
const records = (part: string, lines: ReadMessage['lines']): Html =>
  html`<pre class="unseen" id="message" aria-hidden="true">${part}</pre>
    ${lines.map(
      ({ text, record, title, fields, faults }) =>
        html`<section class="card">
          <h3>${record ?? 'Unknown record'} <span class="quiet">${title ?? ''}</span></h3>
          <pre tabindex="0">${text.trimEnd()}</pre>
          ${facts(
            fields.map(({ from, to, label, value, meaning }) => [
              `${from}-${to} ${label}`,
              html`<code>${shortened(value)}</code> ${meaning ?? ''}`,
            ]),
          )}
          ${faults.map(({ message }) => html`<p class="wrong">${message}</p>`)}
        </section>`,
    )}`
