/**
 * Bytes -> lines of 80 columns. Lines end with CR and LF, with LF, or with CR; or nothing stands
 * between them, since the length of a record is what counts. Source: CATAIR Batch & Block Control
 * v23, record length and character set.
 * @module
 */
import type { Fault } from './fault.ts'
import { columns } from './layout.ts'

export type Line = {
  readonly number: number
  /** As it stood. */
  readonly raw: string
  /** In capitals; 80 columns where `faults` is empty. */
  readonly text: string
  readonly faults: readonly Fault[]
}

export function linesOf(bytes: Uint8Array): Line[] {
  return split(latin(bytes)).map((raw, index) => lineOf(raw, index + 1))
}

/** CBP takes small letters of a filer for capitals; itself it writes none. */
export function smallLetterIn({ raw, number }: Line): Fault | undefined {
  const at = raw.search(/[a-z]/)
  if (at < 0) return undefined
  const message = `Column ${at + 1}: "${raw[at] ?? ''}" is a small letter; records are in capitals.`
  return { code: 'lower_case', line: number, column: at + 1, message }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A character a byte, so that a column is a byte. Of ASCII, the rule, UTF-8 tells the same at once. */
function latin(bytes: Uint8Array): string {
  const text = decoder.decode(bytes)
  if (!/[^\0-\x7f]/.test(text)) return text
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x2000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x2000)))
  }
  return parts.join('')
}

/** Two records and more without a line end never had one; one and a half is a record too long. */
function split(text: string): string[] {
  if (text === '') return []
  const body = text.slice(0, text.length - (/(\r\n|\n|\r)$/.exec(text.slice(-2))?.[0].length ?? 0))
  const lines = unlessHollow(body) ?? body.split(/\r\n|\n|\r/)
  const [only = ''] = lines
  return lines.length === 1 && (only.length >= 2 * columns || only.length === columns)
    ? (only.match(/.{1,80}/gs) ?? [])
    : lines
}

const mostHollow = 1000

/**
 * Half a megabyte of line ends would be half a million records with a fault each. Where lines are
 * many and hold less than half a record on average, the first ones are enough to say what is wrong:
 * what follows them is one line, however long.
 */
function unlessHollow(text: string): string[] | undefined {
  const first = text.split(/\r\n|\n|\r/, mostHollow)
  if (first.length < mostHollow) return undefined
  const ends = text.match(/\r\n|\n|\r/g)?.length ?? 0
  if (ends < mostHollow || text.length / ends >= columns / 2) return undefined
  const end = /\r\n|\n|\r/g
  for (let n = 0; n < mostHollow; n++) end.exec(text)
  return [...first, text.slice(end.lastIndex)]
}

const outside = /[^ -~]/

function lineOf(text: string, number: number): Line {
  const faults: Fault[] = []
  const at = text.search(outside)
  if (at >= 0) {
    const named = nameOf(text, at)
    const message = `Column ${at + 1}: ${named} is not in the character set; only printable ASCII is.`
    faults.push({ code: 'character_set', line: number, column: at + 1, message })
  }
  if (text.length !== columns) {
    faults.push({ code: 'line_length', line: number, column: 0, message: lengthOf(text) })
  }
  return { number, raw: text, text: capitals(text), faults }
}

/** A column stays a column: of other alphabets some letters become two. */
const capitals = (text: string) =>
  /[a-z]/.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text

function lengthOf({ length }: string): string {
  const says = `The record has ${length} columns and needs ${columns}`
  return length < columns
    ? `${says}; fill it with spaces, which some editors cut.`
    : `${says}; a record goes on in another one, never beyond.`
}

const names: Readonly<Record<string, string>> = {
  '\t': 'a tab',
  '\0': 'a NUL',
  '\u00ef\u00bb\u00bf': 'a byte order mark',
}

const nameOf = (text: string, at: number) =>
  names[text.slice(at, at + 3)] ??
  names[text[at] ?? ''] ??
  `byte 0x${text.charCodeAt(at).toString(16).padStart(2, '0')}`
