/**
 * What a piece of text may hold before it goes on a record: one line, visible, not too long.
 * @module
 */
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'

/** Printable ASCII, and not only spaces: then nothing can be wrong but its length. */
const isPlain = (text: string) => /^[\x20-\x7e]+$/.test(text) && /[^ ]/.test(text)

const lineBreak = /[\t\n\r\u0085\u2028\u2029]/u
const lineBreaks = new RegExp(lineBreak, 'gu')
const control = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u
// Soft hyphen, joiners, bidirectional controls, byte order mark: seen by machines, not by people.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u
const surrogate = /[\ud800-\udfff]/u
const empty = /^[\s\u00a0\u200b\u2060\ufeff]*$/u

/** All that is wrong with `text` in a field of `limit` characters, and as many bytes. */
export function textProblems(text: string, pointer: string, limit: number): Problem[] {
  if (isPlain(text)) return lengthProblems(text.length, text.length, pointer, limit)
  if (empty.test(text)) return [problem('blank', pointer)]
  const found: Problem[] = []
  const lone = surrogate.exec(text)
  if (lone) found.push(problem('text_unpaired_surrogate', pointer, { point: pointName(lone[0]) }))
  const broken = lineBreak.exec(text)
  if (broken) found.push(problem('text_line_break', pointer, { point: pointName(broken[0]) }))
  const forbidden = control.exec(text.replace(lineBreaks, ''))
  if (forbidden)
    found.push(problem('text_control_char', pointer, { point: pointName(forbidden[0]) }))
  const unseen = invisible.exec(text)
  if (unseen) found.push(problem('text_invisible', pointer, { point: pointName(unseen[0]) }))
  return [...found, ...lengthProblems([...text].length, byteLength(text), pointer, limit)]
}

const lengthProblems = (length: number, bytes: number, pointer: string, limit: number) =>
  length > limit || bytes > limit ? [problem('too_long', pointer, { length, bytes, limit })] : []

const pointName = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
