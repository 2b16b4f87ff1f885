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
  /** 80 columns where `faults` is empty; capitals. */
  readonly text: string
  readonly faults: readonly Fault[]
}

export type Case = 'capitals only' | 'any case'

/** `any case`: CBP takes small letters of a filer for capitals; itself it writes none. */
export function linesOf(bytes: Uint8Array, letters: Case): Line[] {
  return split(latin(bytes)).map((text, index) => lineOf(text, index + 1, letters))
}

/** A character a byte, so that a column is a byte. */
function latin(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  }
  return parts.join('')
}

function split(text: string): string[] {
  if (text === '') return []
  if (!/[\r\n]/.test(text) && text.length % columns === 0) {
    return text.match(/.{80}/gs) ?? []
  }
  return text.replace(/(\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/)
}

const outside = /[^ -~]/
const small = /[a-z]/

function lineOf(text: string, number: number, letters: Case): Line {
  const faults: Fault[] = []
  const at = text.search(outside)
  if (at >= 0) {
    const named = nameOf(text, at)
    const message = `Column ${at + 1}: ${named} is not in the character set; only printable ASCII is.`
    faults.push({ code: 'character_set', line: number, column: at + 1, message })
  }
  const lower = letters === 'any case' ? -1 : text.search(small)
  if (lower >= 0) {
    const message = `Column ${lower + 1}: "${text[lower] ?? ''}" is a small letter; records are in capitals.`
    faults.push({ code: 'lower_case', line: number, column: lower + 1, message })
  }
  if (text.length !== columns) {
    faults.push({ code: 'line_length', line: number, column: 0, message: lengthOf(text) })
  }
  return { number, text: text.toUpperCase(), faults }
}

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
